import { describe, expect, test } from 'vitest';
import { changedFields, changeOf, linkChanges } from './change.ts';
import { link, proposal } from '../../../tests/fixtures/records.ts';

test('a change publishes, corrects or withdraws', () => {
	expect(changeOf({ version: 1, data: {} })).toBe('publication');
	expect(changeOf({ version: 2, data: { title_en: 'x' } })).toBe('correction');
	expect(changeOf({ version: 2, data: { moved_to: 'y' } })).toBe('withdrawal');
	expect(changeOf({ version: 7, data: { retired_on: '2027-01-01' } })).toBe('withdrawal');
	expect(changeOf({ version: 3, data: { moved_to: null, retired_on: null } })).toBe('correction');
});

describe('changed fields', () => {
	test('are named as in the file, however the keys were ordered', () => {
		const before = proposal('a');
		const { id, ...rest } = before;
		expect(changedFields(before, { ...rest, id })).toEqual([]);
		expect(
			changedFields(before, {
				...before,
				summary_zh: '另一种说法。',
				coding_note_en: 'New.',
				layers: { ...before.layers, subject: { ...before.layers.subject, reason_en: 'Somebody.' } }
			}).sort()
		).toEqual(['coding_note_en', 'layers.subject.reason_en', 'summary_zh']);
	});

	test('a member of a list goes by its name, a list without names is one field', () => {
		const provision = (number: number, ref: string) => ({ number, ref });
		expect(
			changedFields(
				{ provisions: [provision(1, 'Art 1'), provision(2, 'Art 2')], sources: ['a', 'b'], empty: [] },
				{
					provisions: [provision(1, 'Art 1a'), provision(3, 'Art 3')],
					sources: ['a'],
					empty: [provision(1, '')]
				}
			)
		).toEqual(['provisions[1].ref', 'provisions[3]', 'provisions[2]', 'sources', 'empty']);
	});

	test('another order alone is a change of the list, and two members of one name are no names', () => {
		const [a, b] = [{ code: 'a' }, { code: 'b' }];
		expect(changedFields({ actors: [a, b] }, { actors: [b, a] })).toEqual(['actors']);
		expect(changedFields({ actors: [a, a] }, { actors: [a, b] })).toEqual(['actors']);
		expect(changedFields({ moved_to: undefined, list: [null] }, { list: [1] })).toEqual(['list']);
	});
});

test('changes of links say which are new, other or gone; one that leads elsewhere is both new and gone', () => {
	const search = {
		jurisdiction: 'CN',
		finding: 'nothing-found',
		as_of: '2026-11-21',
		scope: 'jurisdiction',
		strength: 'explicit-note',
		reason_en: 'No.',
		reason_zh: '无。'
	};
	const one = (n: number, changes = {}) => link('a', { id: `a--eu-test-act-${n}`, ...changes });
	const to = { provision: 'eu-test-act#1', relation: 'enacts' };
	expect(
		linkChanges(
			{ links: [one(1), one(2), one(3), one(4)], assessments: [search] },
			{
				links: [
					one(1),
					one(2, { reason_en: 'Otherwise.', relation: 'enables' }),
					one(3, { provision: 'eu-test-act#2' }),
					one(5)
				],
				assessments: [{ ...search, as_of: '2027-01-01' }]
			}
		)
	).toEqual([
		{ what: 'added', to: { ...to, provision: 'eu-test-act#2' }, fields: [] },
		{ what: 'added', to, fields: [] },
		{ what: 'added', to: { jurisdiction: 'CN' }, fields: [] },
		{ what: 'changed', to: { ...to, relation: 'enables' }, fields: ['relation', 'reason_en'] },
		{ what: 'removed', to, fields: [] },
		{ what: 'removed', to, fields: [] },
		{ what: 'removed', to: { jurisdiction: 'CN' }, fields: [] }
	]);
	expect(linkChanges(undefined, {})).toEqual([]);
	expect(linkChanges(undefined, { links: [one(1)] })).toEqual([{ what: 'added', to, fields: [] }]);
});
