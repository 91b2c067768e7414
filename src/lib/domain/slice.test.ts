import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FrozenSheet, SheetColumn, SheetValue } from './sheet.ts';
import { canonicalJson, compareSheets, countChanges, sliceId, sliceIdPattern } from './slice.ts';

const column = (key: string, more: Partial<SheetColumn> = {}): SheetColumn => ({
	key,
	label: key,
	meaning: '',
	shown: true,
	...more
});
const columns = [
	column('title'),
	column('technology', { shown: false }),
	column('technology_label', { label: 'Technology', codes: 'technology' })
];
const sheet = (rows: Record<string, SheetValue[]>, heads = columns): FrozenSheet => ({
	columns: heads,
	rows: Object.entries(rows).map(([id, values]) => ({ id, marked: false, href: `/proposals/${id}`, values }))
});
const frozen = sheet({ audit: ['Audit', 'primary', 'Primary'], wage: ['Wage', 'none', 'None'] });

describe('what changed since', () => {
	test('is nothing for the same rows in another order', () => {
		const today = sheet({ wage: ['Wage', 'none', 'None'], audit: ['Audit', 'primary', 'Primary'] });
		expect(countChanges(compareSheets(frozen, today))).toBe(0);
	});

	test('counts a code and its word as one cell', () => {
		const today = sheet({ audit: ['Audit', 'supporting', 'Supporting'], wage: ['Wage', 'none', 'None'] });
		const changes = compareSheets(frozen, today);
		expect(countChanges(changes)).toBe(1);
		expect(changes.cells).toEqual([
			{
				row: 'audit',
				title: 'Audit',
				href: '/proposals/audit',
				column: 'Technology',
				before: 'Primary',
				after: 'Supporting'
			}
		]);
	});

	test('tells of several lines only those that differ', () => {
		const lines = (text: string) => sheet({ audit: ['Audit', '', text] });
		const told = (before: string, after: string) => {
			const [{ before: was, after: is }] = compareSheets(lines(before), lines(after)).cells;
			return [was, is];
		};
		expect(told('a\nb\nc', 'a\nx\nc')).toEqual(['b', 'x']);
		expect(told('a\nb', 'a')).toEqual(['b', '']);
		expect(told('a\nb', 'b\na'), 'another order is told whole').toEqual(['a\nb', 'b\na']);
	});

	test('tells a record as a column that is called otherwise', () => {
		const named = (label: string) =>
			sheet({ summary: ['Summary', 'x'] }, [
				columns[0],
				column('audit', { label, href: '/proposals/audit' })
			]);
		const changes = compareSheets(named('Audit'), named('External audit'));
		expect(changes.columns_renamed).toEqual([{ before: 'Audit', after: 'External audit' }]);
		expect(countChanges(changes)).toBe(1);
	});

	test('names rows and columns that came or went', () => {
		const today = sheet({ audit: ['Audit', 'primary', 'Primary', 3], tax: ['Tax', 'none', 'None', 1] }, [
			...columns,
			column('links')
		]);
		const changes = compareSheets(frozen, today);
		expect(changes.rows_added.map(({ id }) => id)).toEqual(['tax']);
		expect(changes.rows_removed.map(({ id }) => id)).toEqual(['wage']);
		expect(changes.columns_added).toEqual(['links']);
		expect(changes.cells).toEqual([]);
	});
});

describe('the identity of a slice', () => {
	test('does not depend on the order of keys', () => {
		expect(canonicalJson({ b: 1, a: { d: [1, { y: 1, x: 2 }], c: undefined } })).toBe(
			'{"a":{"d":[1,{"x":2,"y":1}]},"b":1}'
		);
	});

	test('is the start of its hash in letters and figures an address needs not escape', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 32, maxLength: 32 }),
				fc.integer({ min: 12, max: 32 }),
				(hash, length) => {
					const id = sliceId(hash, length);
					expect(id).toHaveLength(length);
					expect(id).toMatch(sliceIdPattern);
					expect(sliceId(hash, 32).startsWith(id)).toBe(true);
				}
			)
		);
		expect(sliceId(new Uint8Array(32))).toBe('0'.repeat(16));
		expect(sliceId(new Uint8Array(32).fill(255))).toBe('z'.repeat(16));
	});
});
