import { expect, test } from 'vitest';
import type { MatrixTable } from './build.ts';
import { packTable, unpackTable } from './sent-table.ts';

const supporting = { text: 'Supporting', code: 'supporting', rank: 1 };
const paper = { label: 'Hu 2021 </script>', href: '/papers/hu-2021', muted: false };
const table: MatrixTable = {
	columns: [{ key: 'title', kind: 'text', label: 'Proposal', best_first: false, shown: true }],
	sort: [{ field: 'title', descending: true }],
	rows: [
		{
			id: 'a',
			marked: false,
			cells: {
				title: { text: 'Audits', other: '“审计”', href: '/proposals/a', rank: 1 },
				subject: supporting,
				papers: { text: '', items: [paper, { label: 'Li', muted: true }], rank: 3 }
			}
		},
		{
			id: 'b',
			marked: true,
			cells: {
				title: { text: 'Unions', other: '', href: '/proposals/b', rank: 2 },
				subject: supporting,
				papers: { text: '', items: [paper], rank: 3 }
			}
		}
	]
};

test('a table comes out as it went in, with what its rows share sent once', () => {
	const text = packTable(table);
	const { rows, ...rest } = unpackTable(text);
	expect({ rows, ...rest }).toStrictEqual(table);
	expect(rows[0].cells.subject).toBe(rows[1].cells.subject);
	expect(text.split('"Supporting"')).toHaveLength(2);
	expect(text.split('"/papers/hu-2021"')).toHaveLength(2);
});

test('a table without rows comes out without rows', () => {
	expect(unpackTable(packTable({ ...table, rows: [] }))).toStrictEqual({ ...table, rows: [] });
});
