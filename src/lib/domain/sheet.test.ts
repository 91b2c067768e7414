import { expect, test } from 'vitest';
import { guardFormula, readRows, rowRecord } from './sheet.ts';

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

test('a record carries the keys of the columns', () => {
	const column = (key: string) => ({ key, label: key, meaning: '', shown: true });
	const row = { id: 'a', marked: false, href: '/a', values: ['a', 2] };
	expect(rowRecord([column('id'), column('count')], row)).toEqual({ id: 'a', count: 2 });
});

test('rows are told when they are read, as often as they are read', () => {
	let told = 0;
	const rows = readRows([1, 2, 3], (value) => ++told && value * 2);
	expect([rows.length, told]).toEqual([3, 0]);
	expect([[...rows], [...rows], told]).toEqual([[2, 4, 6], [2, 4, 6], 6]);
});
