import { coverageOn } from './coverage.ts';
import { lenses, reaches } from './coverage-view.ts';
import { layers } from './codes.ts';
import type { Instrument } from './instrument.ts';
import type { ProposalRow } from './matrix/rows.ts';
import type { Terms } from './vocabulary.ts';

/** Facts a reader may weigh. More of a fact counts for a proposal, more obstacles count against it. */
export const criteria = [
	...layers,
	'enacting',
	'jurisdictions',
	'groups',
	'modality',
	'specificity',
	'obstacles'
] as const;
export type Criterion = (typeof criteria)[number];
const against: ReadonlySet<Criterion> = new Set(['obstacles']);

export const maxWeight = 5;
/** Whole numbers from 0 to 5. */
export type Weights = Record<Criterion, number>;
export const noWeights = Object.fromEntries(criteria.map((name) => [name, 0])) as Weights;

/** A fact as counted, and the most it can be: the top of its scale, or the most any weighed proposal has. */
export type Fact = {
	raw: number;
	/** Nobody has recorded or looked for it, so the 0 is silence and not a finding. */
	silent?: boolean;
	/** Links behind `enacting`, for the words. */
	enacts?: number;
	partly?: number;
};
export type Facts = Record<Criterion, Fact>;

const groupsOfWorkers = lenses.filter((lens) => lens !== 'consumers-users');
const half = { enacts: 2, 'partly-enacts': 1 } as const;

/** Ends of the scales that do not depend on which proposals are weighed. */
export function scaleTops(terms: Terms): Partial<Record<Criterion, number>> {
	const top = (vocabulary: string) => Math.max((terms.get(vocabulary)?.size ?? 1) - 1, 1);
	return {
		institution: 2,
		technology: 2,
		subject: 2,
		groups: groupsOfWorkers.length,
		modality: top('modality'),
		specificity: top('specificity')
	};
}

/** What the data set holds of a proposal on a day (YYYY-MM-DD), law counted as the coverage matrix counts it. */
export function factsOf(
	row: ProposalRow,
	instruments: ReadonlyMap<string, Instrument>,
	terms: Terms,
	day: string
): Facts {
	const { counted } = coverageOn(row.links, [], instruments, day);
	const enacting = counted.filter(({ relation }) => relation === 'enacts' || relation === 'partly-enacts');
	const silent = row.links.length === 0 && row.assessments.length === 0;
	const involvement = { primary: 2, supporting: 1, none: 0 };
	const fromBelow = (vocabulary: string, code: string) => {
		const codes = [...(terms.get(vocabulary)?.keys() ?? [])];
		return codes.includes(code) ? codes.length - 1 - codes.indexOf(code) : 0;
	};
	const groups = groupsOfWorkers.filter((lens) =>
		enacting.some(({ covers }) => reaches(covers, lens) === 'yes')
	);
	return {
		institution: { raw: involvement[row.layers.institution.involvement] },
		technology: { raw: involvement[row.layers.technology.involvement] },
		subject: { raw: involvement[row.layers.subject.involvement] },
		enacting: {
			raw: enacting.reduce((sum, { relation }) => sum + half[relation as keyof typeof half], 0),
			enacts: enacting.filter(({ relation }) => relation === 'enacts').length,
			partly: enacting.filter(({ relation }) => relation === 'partly-enacts').length,
			silent
		},
		jurisdictions: { raw: new Set(enacting.map(({ jurisdiction }) => jurisdiction)).size, silent },
		groups: { raw: groups.length, silent },
		modality: { raw: fromBelow('modality', row.modality) },
		specificity: { raw: fromBelow('specificity', row.specificity) },
		obstacles: { raw: row.obstacles?.length ?? 0 }
	};
}

/** Thousandths from 0 to 1000. Whole numbers, so that the arithmetic on the page is the arithmetic done. */
export type Values = Record<Criterion, number>;

export function normalise(
	list: readonly Facts[],
	tops: Partial<Record<Criterion, number>>
): { values: Values[]; tops: Record<Criterion, number> } {
	const ends = Object.fromEntries(
		criteria.map((name) => [name, tops[name] ?? Math.max(0, ...list.map((facts) => facts[name].raw))])
	) as Record<Criterion, number>;
	const values = list.map(
		(facts) =>
			Object.fromEntries(
				criteria.map((name) => [
					name,
					ends[name] === 0 ? 0 : Math.round((1000 * Math.min(facts[name].raw, ends[name])) / ends[name])
				])
			) as Values
	);
	return { values, tops: ends };
}

const sign = (name: Criterion) => (against.has(name) ? -1 : 1);

/** What each criterion brings to a score, in thousandths: value × weight, subtracted where it counts against. */
export function partsOf(
	values: Values,
	weights: Weights
): { criterion: Criterion; value: number; weight: number; part: number }[] {
	return criteria
		.filter((criterion) => weights[criterion] > 0)
		.map((criterion) => ({
			criterion,
			value: values[criterion],
			weight: weights[criterion],
			part: sign(criterion) * values[criterion] * weights[criterion]
		}));
}

export const scoreOf = (values: Values, weights: Weights): number =>
	partsOf(values, weights).reduce((sum, { part }) => sum + part, 0);

export type Ranked<T> = { entry: T; score: number; place: number; tied: boolean };

/** Best first; the same score is the same place, and the next place counts them all. Undefined where no weight is set. */
export function rank<T extends { values: Values }>(
	entries: readonly T[],
	weights: Weights
): Ranked<T>[] | undefined {
	if (criteria.every((name) => weights[name] === 0)) return undefined;
	const scored = entries.map((entry) => ({ entry, score: scoreOf(entry.values, weights) }));
	scored.sort((a, b) => b.score - a.score);
	const places = new Map<number, { place: number; sharing: number }>();
	scored.forEach(({ score }, index) => {
		const known = places.get(score);
		if (known) known.sharing++;
		else places.set(score, { place: index + 1, sharing: 1 });
	});
	return scored.map(({ entry, score }) => {
		const { place, sharing } = places.get(score)!;
		return { entry, score, place, tied: sharing > 1 };
	});
}

/** Where one weight, moved alone, changes the first place: beyond `at`, `to` stands first. */
type Turn = { at: number; to: string[] };
export type Sensitivity = { criterion: Criterion; weight: number; up?: Turn; down?: Turn };

/**
 * How far each weight must move, alone and within 0 to 5, before the first place changes. A first place that is shared
 * is taken as it stands: any move that splits it turns at once, `at` the present weight.
 */
export function sensitivity(
	entries: readonly { id: string; values: Values }[],
	weights: Weights
): Sensitivity[] {
	if (entries.length === 0) return [];
	const scores = entries.map(({ values }) => scoreOf(values, weights));
	const best = Math.max(...scores);
	const leaders = entries.filter((_, index) => scores[index] === best);
	const slope = (values: Values, criterion: Criterion) => sign(criterion) * values[criterion];
	return criteria.map((criterion) => {
		const weight = weights[criterion];
		const turn = (direction: 1 | -1): Turn | undefined => {
			const limit = direction === 1 ? maxWeight : 0;
			// Among those who share the first place, the one this direction favours would stay.
			const lead = Math.max(...leaders.map(({ values }) => direction * slope(values, criterion)));
			const staying = leaders.filter(({ values }) => direction * slope(values, criterion) === lead);
			if (staying.length < leaders.length)
				return weight === limit ? undefined : { at: weight, to: staying.map(({ id }) => id) };
			let found: { distance: number; gain: number; ids: string[] } | undefined;
			entries.forEach(({ id, values }, index) => {
				const gain = direction * slope(values, criterion) - lead;
				if (gain <= 0 || scores[index] === best) return;
				const distance = (best - scores[index]) / gain;
				// Beyond the limit nothing can be set, and exactly at it the first place is only shared.
				if (distance >= Math.abs(limit - weight)) return;
				if (!found || distance < found.distance || (distance === found.distance && gain > found.gain))
					found = { distance, gain, ids: [id] };
				else if (distance === found.distance && gain === found.gain) found.ids.push(id);
			});
			return found && { at: weight + direction * found.distance, to: found.ids };
		};
		const up = turn(1);
		const down = turn(-1);
		return { criterion, weight, ...(up && { up }), ...(down && { down }) };
	});
}
