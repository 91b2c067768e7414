import { locales, pathIn } from './text.ts';
import { escapeXml } from './xml.ts';

/** A page without its language; `changed` where it is known when what it shows last changed. */
export type SitemapPage = { path: string; changed?: Date };

/** Pages in one file, once per language each: a fifth of what the protocol allows, as a file is made and kept whole. */
export const pagesInPart = 5000;

/** Every page in every language, each naming the others. @param origin `https://atlas.example` */
export function sitemapText(pages: readonly SitemapPage[], origin: string): string {
	const link = (language: string, href: string) =>
		`<xhtml:link rel="alternate" hreflang="${language}" href="${href}"/>`;
	const entries = pages.flatMap(({ path, changed }) => {
		const alternates = [
			...locales.map((locale) => link(locale, escapeXml(origin + pathIn(locale, path)))),
			link('x-default', escapeXml(origin + path))
		].join('');
		const lastmod = changed ? `<lastmod>${changed.toISOString()}</lastmod>` : '';
		return locales.map(
			(locale) => `<url><loc>${escapeXml(origin + pathIn(locale, path))}</loc>${lastmod}${alternates}</url>`
		);
	});
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
		...entries,
		'</urlset>',
		''
	].join('\n');
}

/** The list of the files where one is not enough. */
export function sitemapIndex(parts: number, origin: string): string {
	const entries = Array.from(
		{ length: parts },
		(_, index) => `<sitemap><loc>${origin}/sitemap.xml?part=${index + 1}</loc></sitemap>`
	);
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
		...entries,
		'</sitemapindex>',
		''
	].join('\n');
}
