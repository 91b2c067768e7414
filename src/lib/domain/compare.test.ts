import { expect, test } from 'vitest';
import fc from 'fast-check';
import { findChoices } from './compare-choices.ts';
import { compareRow, coverageInBrief, onlyDiffering, printSize, type CompareCell } from './compare.ts';

const cell = (...keys: string[]): CompareCell => ({ items: keys.map((key) => ({ key, text: key })) });
const unknown: CompareCell = { items: [], unknown: true };

test('cells with the same things in another order are the same', () => {
	expect(compareRow('r', [cell('a', 'b'), cell('b', 'a')])).toMatchObject({ state: 'same', unknown: false });
	expect(compareRow('r', [cell('a'), cell()])).toMatchObject({ state: 'differs' });
});

test('an unknown cell neither makes a row differ nor lets it count as the same', () => {
	expect(compareRow('r', [cell('a'), cell('a'), unknown])).toMatchObject({ state: 'unknown', unknown: true });
	expect(compareRow('r', [cell('a'), cell('b'), unknown])).toMatchObject({ state: 'differs', unknown: true });
	expect(compareRow('r', [unknown, unknown])).toMatchObject({ state: 'unknown' });
});

test('what stands in one column only is marked where the row differs', () => {
	const only = (row: ReturnType<typeof compareRow>) =>
		row.cells.map(({ items }) => items.filter((item) => item.only).map(({ key }) => key));
	expect(only(compareRow('r', [cell('a', 'b'), cell('a', 'c')]))).toEqual([['b'], ['c']]);
	expect(only(compareRow('r', [cell('a'), cell('a')]))).toEqual([[], []]);
});

test('nothing is marked where nothing is shared, because then the mark says nothing', () => {
	expect(compareRow('r', [cell('a'), cell('b')]).cells.flatMap(({ items }) => items)).toEqual([
		{ key: 'a', text: 'a' },
		{ key: 'b', text: 'b' }
	]);
});

test('only what differs never hides an unknown', () => {
	const anyCell = fc.oneof(
		fc.constant(unknown),
		fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }).map((keys) => cell(...new Set(keys)))
	);
	fc.assert(
		fc.property(fc.array(fc.array(anyCell, { minLength: 2, maxLength: 6 }), { maxLength: 8 }), (cells) => {
			const rows = cells.map((of, index) => compareRow(String(index), of));
			const { groups, hidden } = onlyDiffering([{ key: 'g', rows }]);
			const left = groups.flatMap((group) => group.rows);
			expect(left.length + hidden).toBe(rows.length);
			const kept = new Set(left.map(({ key }) => key));
			for (const row of rows) if (!kept.has(row.key)) expect(row.cells.some((of) => of.unknown)).toBe(false);
		})
	);
});

test('a search finds words of either language and of the id', () => {
	const choices = [
		{ id: 'algorithm-audit', title: 'Audit of algorithms', other: '算法审计' },
		{ id: 'digital-union', title: 'Digital union', other: '数字工会' }
	];
	expect(findChoices(choices, 'AUDIT alg').map(({ id }) => id)).toEqual(['algorithm-audit']);
	expect(findChoices(choices, '工会').map(({ id }) => id)).toEqual(['digital-union']);
	expect(findChoices(choices, '  ')).toEqual([]);
});

const law = (code: 'enacts' | 'enables', shape: string): CompareCell => ({
	items: [{ key: code, text: code, coverage: { code, count: 1, shape } }]
});

test('on paper jurisdictions stand by what their law says, strongest first, and the unknown ones last', () => {
	const rows = [
		compareRow('law-CN', [unknown], { label: 'China' }),
		compareRow('law-ES', [law('enables', '○')], { label: 'Spain' }),
		compareRow('law-EU', [law('enacts', '●')], { label: 'European Union' }),
		compareRow('law-IT', [law('enables', '○')], { label: 'Italy' })
	];
	expect(coverageInBrief(rows, 0)).toEqual([
		{ code: 'enacts', shape: '●', places: ['European Union'] },
		{ code: 'enables', shape: '○', places: ['Spain', 'Italy'] },
		{ code: 'unknown', shape: '?', places: ['China'] }
	]);
});

test('the more there is to print, the smaller the type, and reasons go before it gets too small', () => {
	const of = (rows: number) => [
		{
			key: 'what',
			rows: Array.from({ length: rows }, (_, index) => compareRow(String(index), [cell('a'), cell('b')]))
		}
	];
	expect(printSize(of(5), 2)).toEqual({ size: 7.4, reasons: true });
	expect(printSize(of(60), 2).size).toBeLessThan(7.4);
	expect(printSize(of(500), 2)).toEqual({ size: 4, reasons: false });
});
