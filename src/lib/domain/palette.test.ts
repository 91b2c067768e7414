import { expect, test } from 'vitest';
import { findEntries, type PaletteEntry } from './palette.ts';

const entries: PaletteEntry[] = [
	{ kind: 'pages', href: '/trace', en: 'Trace', zh: '溯源' },
	{
		kind: 'proposals',
		href: '/proposals/external-audit',
		en: 'External audit of algorithms',
		zh: '算法外部审计'
	},
	{ kind: 'proposals', href: '/proposals/audit', en: 'Audit of algorithms', zh: '算法审计' },
	{ kind: 'regulations', href: '/regulations/es-rider', en: 'Ley Rider (Código)', zh: '骑手法' }
];
const find = (query: string) => findEntries(entries, query).map(({ href }) => href);

test('every word must occur, in any order, case, width or accent, and in either language', () => {
	expect(find('ALGORITHMS audit')).toEqual(['/proposals/external-audit', '/proposals/audit']);
	expect(find('codigo')).toEqual(['/regulations/es-rider']);
	expect(find('ｒｉｄｅｒ')).toEqual(['/regulations/es-rider']);
	expect(find('骑手')).toEqual(['/regulations/es-rider']);
	expect(find('算法 external')).toEqual(['/proposals/external-audit']);
	expect(find('audit wages')).toEqual([]);
});

test('a title that begins with the query comes first', () => {
	expect(find('audit')).toEqual(['/proposals/audit', '/proposals/external-audit']);
});

test('an empty query lists the pages', () => {
	expect(find('  ')).toEqual(['/trace']);
});
