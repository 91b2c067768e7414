import { expect, test } from 'vitest';
import { pagesInPart, sitemapIndex, sitemapText } from './sitemap.ts';

const origin = 'https://atlas.example';
const day = new Date('2026-11-21T10:00:00Z');

test('each page stands once per language and names the others', () => {
	const text = sitemapText([{ path: '/' }, { path: '/proposals/a', changed: day }], origin);
	expect([...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual([
		`${origin}/`,
		`${origin}/zh`,
		`${origin}/proposals/a`,
		`${origin}/zh/proposals/a`
	]);
	const alternates = `<xhtml:link rel="alternate" hreflang="en" href="${origin}/proposals/a"/><xhtml:link rel="alternate" hreflang="zh" href="${origin}/zh/proposals/a"/><xhtml:link rel="alternate" hreflang="x-default" href="${origin}/proposals/a"/>`;
	expect(text.split(alternates)).toHaveLength(3);
	expect(text.match(/<lastmod>2026-11-21T10:00:00.000Z<\/lastmod>/g)).toHaveLength(2);
});

test('what XML would take for its own is escaped', () => {
	expect(sitemapText([{ path: '/matrix/a&b<c' }], origin)).toContain('/matrix/a&amp;b&lt;c</loc>');
});

test('a file holds no more addresses than the protocol allows', () => {
	const pages = Array.from({ length: pagesInPart }, (_, n) => ({ path: `/proposals/p${n}`, changed: day }));
	expect(sitemapText(pages, origin).match(/<url>/g)!.length).toBeLessThanOrEqual(50_000);
});

test('of several files there is a list', () => {
	const index = sitemapIndex(3, origin);
	expect([...index.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual(
		[1, 2, 3].map((part) => `${origin}/sitemap.xml?part=${part}`)
	);
});
