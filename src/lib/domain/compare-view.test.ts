import { expect, test } from 'vitest';
import fc from 'fast-check';
import { formatCompare, moveId, parseCompare, settleIds, type CompareView } from './compare-view.ts';

const parse = (query: string) => parseCompare(new URLSearchParams(query));

test('ids are read from one list and from repeated fields alike', () => {
	expect(parse('ids=a,b,c').view.ids).toEqual(['a', 'b', 'c']);
	expect(parse('ids=a&ids=b,c&ids=').view.ids).toEqual(['a', 'b', 'c']);
});

test('the same id twice stands once and is told', () => {
	const { view, notes } = parse('ids=a,b,a');
	expect(view.ids).toEqual(['a', 'b']);
	expect(notes).toEqual([{ note: 'twice', id: 'a' }]);
});

test('regulations are compared when only they are named, and dropped beside proposals', () => {
	expect(parse('regulations=x,y').view).toMatchObject({ kind: 'regulations', ids: ['x', 'y'] });
	expect(parse('regulations=').view.kind).toBe('regulations');
	const both = parse('ids=a&regulations=x');
	expect(both.view).toMatchObject({ kind: 'proposals', ids: ['a'] });
	expect(both.notes).toEqual([{ note: 'dropped', name: 'regulations', value: 'x' }]);
});

test('what is not known of an address is dropped and told', () => {
	const { view, notes } = parse(
		'ids=a&differs=maybe&as_of=2023-02-29&brief=nowhere&colour=red&utm_source=mail'
	);
	expect(view.differs).toBe(false);
	expect(view.as_of).toBeUndefined();
	expect(notes).toEqual([
		{ note: 'dropped', name: 'differs', value: 'maybe' },
		{ note: 'dropped', name: 'as_of', value: '2023-02-29' },
		{ note: 'dropped', name: 'brief', value: 'nowhere' },
		{ note: 'dropped', name: 'colour', value: 'red' }
	]);
});

test('a view survives its own address', () => {
	const id = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/, { maxLength: 80 });
	const view = fc.record({
		kind: fc.constantFrom('proposals' as const, 'regulations' as const),
		ids: fc.uniqueArray(id, { maxLength: 8 }),
		differs: fc.boolean(),
		q: fc.string({ maxLength: 60 }).map((text) => text.trim()),
		as_of: fc.constantFrom(undefined, '2024-02-29'),
		place: fc.constantFrom(undefined, 'CN', 'US-NY-NYC')
	});
	fc.assert(
		fc.property(view, ({ place, ...rest }) => {
			const given: CompareView = { ...rest, ...(place && rest.kind === 'proposals' && { brief: place }) };
			const { view: read, notes } = parse(formatCompare(given));
			expect(read).toEqual(given);
			expect(notes).toEqual([]);
		})
	);
});

test('seven ids leave the first six, a renamed one stands under its new name', () => {
	const records: Record<string, { moved_to?: string }> = Object.fromEntries(
		[...'abcdefg'].map((id) => [id, {}])
	);
	records.old = { moved_to: 'older' };
	records.older = { moved_to: 'a' };
	const find = (id: string) => records[id];
	expect(settleIds([...'abcdefg'], find)).toEqual({
		ids: [...'abcdef'],
		unknown: [],
		notes: [{ note: 'too-many', ids: ['g'] }]
	});
	expect(settleIds(['old', 'a', 'nothing'], find)).toEqual({
		ids: ['a'],
		unknown: ['nothing'],
		notes: [
			{ note: 'moved', id: 'old', to: 'a' },
			{ note: 'twice', id: 'a' }
		]
	});
});

test('unknown ids do not take the place of known ones', () => {
	expect(settleIds(['x', ...'abcdef'], (id) => (id === 'x' ? undefined : {})).ids).toEqual([...'abcdef']);
});

test('records renamed in a circle are unknown, not an endless search', () => {
	const find = (id: string) => ({ moved_to: id === 'a' ? 'b' : 'a' });
	expect(settleIds(['a'], find)).toEqual({ ids: [], unknown: ['a'], notes: [] });
});

test('moving keeps all columns, and does nothing beyond the ends', () => {
	expect(moveId(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b']);
	expect(moveId(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
	expect(moveId(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
	expect(moveId(['a', 'b'], 'x', 0)).toEqual(['a', 'b']);
});
