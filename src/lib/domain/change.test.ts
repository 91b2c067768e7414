import { expect, test } from 'vitest';
import { changeOf, linkChanges } from './change.ts';
import { link } from '../../../tests/fixtures/records.ts';

test('a change publishes, corrects or withdraws', () => {
	expect(changeOf({ version: 1, data: {} })).toBe('publication');
	expect(changeOf({ version: 2, data: { title_en: 'x' } })).toBe('correction');
	expect(changeOf({ version: 2, data: { moved_to: 'y' } })).toBe('withdrawal');
	expect(changeOf({ version: 7, data: { retired_on: '2027-01-01' } })).toBe('withdrawal');
	expect(changeOf({ version: 3, data: { moved_to: null, retired_on: null } })).toBe('correction');
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
