import { expect, test } from 'vitest';
import fc from 'fast-check';
import { parseWeigh, formatWeigh } from './weigh-view.ts';
import {
	criteria,
	normalise,
	noWeights,
	partsOf,
	rank,
	scoreOf,
	sensitivity,
	type Facts,
	type Values,
	type Weights
} from './weigh.ts';

const record = <T>(arbitrary: fc.Arbitrary<T>) =>
	fc.record(Object.fromEntries(criteria.map((name) => [name, arbitrary]))) as fc.Arbitrary<Record<string, T>>;
const weights = record(fc.integer({ min: 0, max: 5 })) as fc.Arbitrary<Weights>;
const values = record(fc.integer({ min: 0, max: 1000 })) as fc.Arbitrary<Values>;
const entries = fc
	.array(values, { minLength: 1, maxLength: 8 })
	.map((list) => list.map((of, index) => ({ id: `p${index}`, values: of })));
const set = (changes: Partial<Weights>): Weights => ({ ...noWeights, ...changes });
const valued = (changes: Partial<Values>): Values => ({ ...(noWeights as Values), ...changes });

test('no weight set means no ranking', () => {
	expect(rank([{ values: valued({ enacting: 1000 }) }], noWeights)).toBeUndefined();
});

test('scaling all weights by the same factor never changes order or ties', () => {
	fc.assert(
		fc.property(entries, weights, fc.integer({ min: 1, max: 50 }), (list, given, factor) => {
			const scaled = Object.fromEntries(criteria.map((name) => [name, given[name] * factor])) as Weights;
			const places = (of: Weights) =>
				rank(list, of)?.map(({ entry, place, tied }) => [entry.id, place, tied]);
			expect(places(scaled)).toEqual(places(given));
		})
	);
});

test('a score is the sum of its parts, each value times weight, obstacles subtracted', () => {
	fc.assert(
		fc.property(values, weights, (of, given) => {
			const parts = partsOf(of, given);
			expect(parts.reduce((sum, { part }) => sum + part, 0)).toBe(scoreOf(of, given));
			for (const { criterion, value, weight, part } of parts)
				expect(part).toBe(value * weight * (criterion === 'obstacles' ? -1 : 1));
		})
	);
});

test('equal scores share a place and the next place counts them all', () => {
	const list = [300, 900, 900, 100].map((enacting, index) => ({
		id: `p${index}`,
		values: valued({ enacting })
	}));
	const ranking = rank(list, set({ enacting: 2 }))!;
	expect(ranking.map(({ entry, place, tied }) => [entry.id, place, tied])).toEqual([
		['p1', 1, true],
		['p2', 1, true],
		['p0', 3, false],
		['p3', 4, false]
	]);
});

test('values run from 0 to 1000 by the top of a scale, or by the most any proposal has', () => {
	const facts = (enacting: number, groups: number) =>
		Object.fromEntries(
			criteria.map((name) => [name, { raw: name === 'enacting' ? enacting : name === 'groups' ? groups : 0 }])
		) as Facts;
	const { values: list, tops } = normalise([facts(4, 3), facts(3, 0)], { groups: 6 });
	expect(list.map(({ enacting, groups, obstacles }) => [enacting, groups, obstacles])).toEqual([
		[1000, 500, 0],
		[750, 0, 0]
	]);
	expect(tops).toMatchObject({ enacting: 4, groups: 6, obstacles: 0 });
});

test('sensitivity names the weight at which the first place changes', () => {
	const list = [
		{ id: 'law', values: valued({ enacting: 1000 }) },
		{ id: 'firm', values: valued({ modality: 800 }) }
	];
	const rows = sensitivity(list, set({ enacting: 2, modality: 1 }));
	expect(rows.find(({ criterion }) => criterion === 'modality')).toEqual({
		criterion: 'modality',
		weight: 1,
		up: { at: 2.5, to: ['firm'] }
	});
	expect(rows.find(({ criterion }) => criterion === 'enacting')).toEqual({
		criterion: 'enacting',
		weight: 2,
		down: { at: 0.8, to: ['firm'] }
	});
	expect(rows.find(({ criterion }) => criterion === 'subject')).toEqual({ criterion: 'subject', weight: 0 });
});

test('just short of a turn the first place holds, just beyond it is another', () => {
	const first = (list: { id: string; values: Values }[], given: Weights) => {
		const scores = list.map(({ values: of }) => scoreOf(of, given));
		const best = Math.max(...scores);
		return list.filter((_, index) => Math.abs(scores[index] - best) < 1e-6).map(({ id }) => id);
	};
	fc.assert(
		fc.property(entries, weights, (list, given) => {
			const now = first(list, given);
			if (now.length > 1) return;
			for (const { criterion, weight, up, down } of sensitivity(list, given)) {
				const at = (value: number) => first(list, { ...given, [criterion]: value });
				const step = 1e-4;
				for (const [turn, direction, limit] of [
					[up, 1, 5],
					[down, -1, 0]
				] as const) {
					const end = turn ? turn.at : limit;
					if (Math.abs(end - weight) > 3 * step && (turn || weight + direction * step * 2 <= 5))
						expect(at(turn ? end - direction * step : limit)).toContain(now[0]);
					const beyond = end + direction * step;
					if (turn && beyond > 0 && beyond < 5)
						expect(turn.to.some((id) => at(beyond).includes(id))).toBe(true);
				}
			}
		})
	);
});

test('of those who share the first place, the smallest move decides', () => {
	const list = [
		{ id: 'a', values: valued({ enacting: 1000, modality: 0 }) },
		{ id: 'b', values: valued({ enacting: 0, modality: 1000 }) }
	];
	const row = sensitivity(list, set({ enacting: 2, modality: 2 })).find(
		({ criterion }) => criterion === 'enacting'
	);
	expect(row).toMatchObject({ up: { at: 2, to: ['a'] }, down: { at: 2, to: ['b'] } });
});

test('weights that are not whole numbers from 0 to 5 are dropped and told', () => {
	const { view, dropped } = parseWeigh(
		new URLSearchParams('enacting=x&modality=6&subject=-1&groups=2.5&obstacles=3&technology=&mood=1')
	);
	expect(view.weights).toEqual(set({ obstacles: 3 }));
	expect(dropped).toEqual([
		{ name: 'enacting', value: 'x' },
		{ name: 'modality', value: '6' },
		{ name: 'subject', value: '-1' },
		{ name: 'groups', value: '2.5' },
		{ name: 'mood', value: '1' }
	]);
});

test('a weighing survives its own address', () => {
	fc.assert(
		fc.property(weights, (given) => {
			const { view, dropped } = parseWeigh(
				new URLSearchParams(formatWeigh({ ids: ['a', 'b'], weights: given }))
			);
			expect(view).toEqual({ ids: ['a', 'b'], weights: given });
			expect(dropped).toEqual([]);
		})
	);
});
