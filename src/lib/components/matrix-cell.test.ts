import { expect, test } from 'vitest';
import type { Cell, Column } from '$lib/domain/matrix/build.ts';
import { cellHtml } from './matrix-cell.ts';

const hostile = '<b onclick="x">&amp;</b>';
const safe = '&lt;b onclick=&quot;x&quot;&gt;&amp;amp;&lt;/b&gt;';
const column = (kind: Column['kind']): Column => ({
	key: 'law',
	kind,
	label: 'Law',
	best_first: false,
	shown: true
});
const place = { href: '/matrix/layers?level=all&cell=a:law' };

const cells: [Column['kind'], Cell][] = [
	['text', { text: hostile, rank: 1 }],
	['codes', { text: '', rank: 1, items: [{ label: hostile, muted: true }] }],
	['link', { text: '', rank: 1, items: [{ label: hostile, href: '/papers/"' }] }],
	['coverage', { text: '', rank: 1, items: [{ code: 'enacts', mark: '●', label: `2 ${hostile}` }] }],
	[
		'coverage',
		{ text: '', rank: 1, items: [{ label: '1 cited' }, { code: 'other', mark: '<', label: hostile }] }
	]
];

test.each(cells)('a cell of %s escapes what it is given', (kind, cell) => {
	const html = cellHtml(cell, column(kind), place);
	expect(html).toContain(safe);
	expect(html).not.toContain('<b onclick');
	expect(html.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>"]/);
});

test('a cell opens its evidence unless what stands in it leads elsewhere', () => {
	expect(cellHtml({ text: 'Audit', rank: 1 }, column('code'), { ...place, selected: true })).toBe(
		'<div class="matrix-cell selected"><a class="open" href="/matrix/layers?level=all&amp;cell=a:law" aria-current="true">Audit</a></div>'
	);
	const papers = { text: '', rank: 1, items: [{ label: 'Hu', href: '/papers/hu' }] };
	expect(cellHtml(papers, column('link'), place)).not.toContain('class="open"');
	expect(cellHtml({ text: '', rank: 1 }, column('text'), {})).toBe(
		'<div class="matrix-cell"><span class="blank">–</span></div>'
	);
});
