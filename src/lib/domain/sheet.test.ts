import { expect, test } from 'vitest';
import { guardFormula, sheetRecords } from './sheet.ts';

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

test('records carry the keys of the columns', () => {
	const column = (key: string) => ({ key, label: key, meaning: '', shown: true });
	expect(
		sheetRecords({
			columns: [column('id'), column('count')],
			rows: [{ id: 'a', marked: false, href: '/a', values: ['a', 2] }]
		})
	).toEqual([{ id: 'a', count: 2 }]);
});
