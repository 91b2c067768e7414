import { expect, test } from 'vitest';
import { guardFormula, readRows, recordsJson } from './sheet.ts';

test('a text that a spreadsheet would run as a formula gets an apostrophe', () => {
	expect(['=1+1', '+1', '-1', '@x', '\tx', '\rx'].map(guardFormula)).toEqual([
		"'=1+1",
		"'+1",
		"'-1",
		"'@x",
		"'\tx",
		"'\rx"
	]);
	expect(['', 'a=b', '– none', -1, 0].map(guardFormula)).toEqual(['', 'a=b', '– none', -1, 0]);
});

test('records carry the keys of the columns, and values of one look stay what they are', () => {
	const column = (key: string) => ({ key, label: key, meaning: '', shown: true });
	const row = (...values: (string | number)[]) => ({ id: 'a', marked: false, href: '/a', values });
	const columns = [column('id'), column('a "count"')];
	const text = recordsJson(columns, [row('a', 2), row('2', '"\u2028\n'), row('', 0)]);
	expect(JSON.parse(`[${text}]`)).toEqual([
		{ id: 'a', 'a "count"': 2 },
		{ id: '2', 'a "count"': '"\u2028\n' },
		{ id: '', 'a "count"': 0 }
	]);
	expect(recordsJson(columns, [])).toBe('');
});

test('rows are told when they are read, as often as they are read', () => {
	let told = 0;
	const rows = readRows([1, 2, 3], (value) => ++told && value * 2);
	expect([rows.length, told]).toEqual([3, 0]);
	expect([[...rows], [...rows], told]).toEqual([[2, 4, 6], [2, 4, 6], 6]);
});
