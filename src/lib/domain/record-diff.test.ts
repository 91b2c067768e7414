import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffRecords, mergeRecords } from './record-diff.ts';

const passage = (paragraph: number, more: object = {}) => ({
	paper: '001',
	section: '4.2',
	paragraph,
	role: 'proposal',
	key_terms: ['算法'],
	...more
});

describe('the difference of two versions', () => {
	test('names each field that changed, by its path', () => {
		expect(
			diffRecords(
				{ id: 'a', title_en: 'Old', layers: { subject: { reason_en: 'x' }, technology: { reason_en: 'y' } } },
				{ layers: { technology: { reason_en: 'z' }, subject: { reason_en: 'x' } }, title_en: 'New', id: 'a' }
			)
		).toEqual([
			{ path: 'layers.technology.reason_en', before: 'y', after: 'z' },
			{ path: 'title_en', before: 'Old', after: 'New' }
		]);
	});

	test('of a field that came or went has nothing on the other side', () => {
		expect(diffRecords({ a: 'x' }, { b: 'y' })).toEqual([
			{ path: 'b', before: undefined, after: 'y' },
			{ path: 'a', before: 'x', after: undefined }
		]);
	});

	test('does not tell of empty lists and texts that were absent', () => {
		expect(diffRecords({ obstacles: [], note: '' }, {})).toEqual([]);
	});

	test('tells of a row put in between, and not of the rows behind it', () => {
		expect(
			diffRecords(
				{ evidence: [passage(1), passage(2)] },
				{ evidence: [passage(1), passage(9), passage(2, { key_terms: ['审计'] })] }
			)
		).toEqual([
			{ path: 'evidence.1', before: undefined, after: passage(9) },
			{ path: 'evidence.2.key_terms', before: ['算法'], after: ['审计'] }
		]);
	});

	test('tells of a removed row by the place where it was', () => {
		expect(
			diffRecords({ evidence: [passage(1), passage(2), passage(3)] }, { evidence: [passage(2), passage(3)] })
		).toEqual([{ path: 'evidence.0', before: passage(1), after: undefined }]);
	});

	test('takes a row whose name was changed in its place for the same row', () => {
		expect(
			diffRecords({ evidence: [passage(1), passage(2)] }, { evidence: [passage(1), passage(7)] })
		).toEqual([{ path: 'evidence.1.paragraph', before: 2, after: 7 }]);
	});

	test('tells of rows that only changed places as of one list', () => {
		const [a, b] = [{ code: 'a' }, { code: 'b' }];
		expect(diffRecords({ terms: [a, b] }, { terms: [b, a] })).toEqual([
			{ path: 'terms', before: [a, b], after: [b, a] }
		]);
	});

	test('tells of plain lists as a whole', () => {
		expect(diffRecords({ obstacles: ['a', 'b'] }, { obstacles: ['b'] })).toEqual([
			{ path: 'obstacles', before: ['a', 'b'], after: ['b'] }
		]);
	});
});

describe('what two people did to one record', () => {
	const base = { title_en: 'One', summary_en: 'Sum', evidence: [passage(1), passage(2)] };

	test('is put together where they changed different fields', () => {
		const { merged, divergences } = mergeRecords(
			base,
			{ ...base, title_en: 'Theirs' },
			{ ...base, summary_en: 'Mine' }
		);
		expect(merged).toEqual({ ...base, title_en: 'Theirs', summary_en: 'Mine' });
		expect(divergences).toEqual([
			{ path: 'title_en', base: 'One', theirs: 'Theirs', mine: 'One', clash: false },
			{ path: 'summary_en', base: 'Sum', theirs: 'Sum', mine: 'Mine', clash: false }
		]);
	});

	test('is theirs or mine where both changed a field, as chosen', () => {
		const theirs = { ...base, title_en: 'Theirs' };
		const mine = { ...base, title_en: 'Mine' };
		expect(mergeRecords(base, theirs, mine).divergences).toEqual([
			{ path: 'title_en', base: 'One', theirs: 'Theirs', mine: 'Mine', clash: true }
		]);
		expect(mergeRecords(base, theirs, mine).merged.title_en).toBe('Mine');
		expect(mergeRecords(base, theirs, mine, { title_en: 'theirs' }).merged.title_en).toBe('Theirs');
	});

	test('keeps the rows that both added, and both changes to one row', () => {
		const { merged } = mergeRecords(
			base,
			{ ...base, evidence: [passage(1, { role: 'goal' }), passage(2), passage(3)] },
			{ ...base, evidence: [passage(9), passage(1, { key_terms: ['审计'] }), passage(2)] }
		);
		expect(merged.evidence).toEqual([
			passage(9),
			passage(1, { role: 'goal', key_terms: ['审计'] }),
			passage(2),
			passage(3)
		]);
	});

	test('lets a row go that one removed and the other left as it was, unless it is chosen back', () => {
		const theirs = { ...base, evidence: [passage(2)] };
		expect(mergeRecords(base, theirs, base).merged.evidence).toEqual([passage(2)]);
		expect(mergeRecords(base, theirs, base, { 'evidence.0': 'mine' }).merged.evidence).toEqual(base.evidence);
	});

	test('takes over their order where mine is the old one', () => {
		const [a, b, c] = ['a', 'b', 'c'].map((code) => ({ code }));
		expect(mergeRecords({ terms: [a, b] }, { terms: [b, a] }, { terms: [a, b, c] }).merged.terms).toEqual([
			b,
			c,
			a
		]);
	});
});

const record = fc.record(
	{
		title_en: fc.constantFrom('a', 'b', 'c'),
		obstacles: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }),
		layer: fc.record({ reason: fc.constantFrom('p', 'q') }, { noNullPrototype: true }),
		terms: fc.uniqueArray(
			fc.record(
				{ code: fc.constantFrom('k', 'l', 'm', 'n'), label: fc.constantFrom('1', '2') },
				{ noNullPrototype: true }
			),
			{ selector: ({ code }) => code, minLength: 1 }
		)
	},
	// Records are read from JSON: none is without a prototype, which is no difference here but one for Node.
	{ requiredKeys: ['layer'], noNullPrototype: true }
);

test('two versions differ in some field when and only when they are not equal', () => {
	fc.assert(
		fc.property(record, record, (a, b) => {
			expect(diffRecords(a, b).length === 0).toBe(isDeepStrictEqual(a, b));
			expect(diffRecords(a, structuredClone(a))).toEqual([]);
		})
	);
});

test('choosing one side everywhere gives the rows and values of that side', () => {
	fc.assert(
		fc.property(record, record, record, (base, theirs, mine) => {
			const { divergences } = mergeRecords(base, theirs, mine);
			for (const [side, wanted] of [
				['theirs', theirs],
				['mine', mine]
			] as const) {
				const choices = Object.fromEntries(divergences.map(({ path }) => [path, side]));
				const { merged } = mergeRecords(base, theirs, mine, choices);
				// The order of rows follows its own rule.
				const sorted = (value: Record<string, unknown>) => ({
					...value,
					terms: [...((value.terms as { code: string }[] | undefined) ?? [])].sort((a, b) =>
						a.code.localeCompare(b.code)
					)
				});
				expect(diffRecords(sorted(merged), sorted(wanted))).toEqual([]);
			}
		})
	);
});
