import { readIds, takeOnce } from './compare-view.ts';
import type { Dropped } from './matrix/view.ts';
import { criteria, maxWeight, noWeights, type Criterion, type Weights } from './weigh.ts';

/** All a reader can set about a weighing; it lives in the address, one name for each weight. */
export type WeighView = {
	/** Proposals to weigh; empty means all specific ones. */
	ids: string[];
	weights: Weights;
};

const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);
const isCriterion = (name: string): name is Criterion => (criteria as readonly string[]).includes(name);

/** Reads a weighing from an address. A weight that is not a whole number from 0 to 5 is left out and listed. */
export function parseWeigh(parameters: URLSearchParams): { view: WeighView; dropped: Dropped[] } {
	const dropped: Dropped[] = [];
	const view: WeighView = { ids: [], weights: { ...noWeights } };
	for (const name of new Set(parameters.keys())) {
		if (ignored.has(name)) continue;
		if (name === 'ids') {
			view.ids = takeOnce(readIds(parameters, name)).ids;
			continue;
		}
		const value = parameters.get(name)!.trim();
		if (value === '') continue;
		if (isCriterion(name) && /^\d$/.test(value) && Number(value) <= maxWeight)
			view.weights[name] = Number(value);
		else dropped.push({ name, value: value.slice(0, 80) });
	}
	return { view, dropped };
}

/** The query string of a weighing, always the same for the same view; weights of 0 are left out. */
export function formatWeigh({ ids, weights }: WeighView): string {
	const parts = [
		...(ids.length > 0 ? [`ids=${ids.map(encodeURIComponent).join(',')}`] : []),
		...criteria.filter((name) => weights[name] > 0).map((name) => `${name}=${weights[name]}`)
	];
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}
