import { paperTitle } from '../../domain/names.ts';
import type { PaletteEntry, PaletteFile } from '../../domain/palette.ts';
import { isCurrent } from '../../domain/standing.ts';
import { locales, type Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { matrixTabs } from './matrix-tabs.ts';
import { atlasSnapshot, currentPapers } from './snapshot.ts';

type Titles = Record<Locale, string>;

/** Every page and record with its titles in both languages. */
export async function paletteFile(db: Db): Promise<PaletteFile> {
	const [snapshot, en, zh] = await Promise.all([
		atlasSnapshot(db),
		matrixTabs(db, 'en'),
		matrixTabs(db, 'zh')
	]);
	const chinese = new Map(zh.map(({ id, title }) => [id, title]));
	const matrices = en.map(({ id, title }): PaletteEntry => {
		const titles = { en: title, zh: chinese.get(id) ?? title };
		return {
			kind: 'pages',
			href: `/matrix/${id}`,
			...told((locale) => m.data_page_matrix({ title: titles[locale] }, { locale }))
		};
	});
	return {
		data_version: snapshot.data_version,
		entries: [
			page('/', m.data_page_home),
			...matrices,
			page('/trace', m.data_page_trace),
			page('/compare', m.data_page_compare),
			page('/weigh', m.data_page_weigh),
			page('/brief', m.data_page_brief),
			page('/gaps', m.data_page_gaps),
			page('/regulations', m.data_page_regulations),
			page('/timeline', m.data_page_timeline),
			page('/data', m.data_page_data),
			page('/search', m.data_page_search),
			page('/codebook', m.data_page_codebook),
			page('/codebook/guide', m.data_page_guide),
			...snapshot.proposals.map(({ id, title_en, title_zh }): PaletteEntry => ({
				kind: 'proposals',
				href: `/proposals/${id}`,
				en: title_en,
				zh: title_zh
			})),
			...[...snapshot.instruments.values()]
				.filter(isCurrent)
				.map(({ id, short_title_en, short_title_zh }): PaletteEntry => ({
					kind: 'regulations',
					href: `/regulations/${id}`,
					en: short_title_en,
					zh: short_title_zh
				})),
			...currentPapers(snapshot).map((paper): PaletteEntry => ({
				kind: 'papers',
				href: `/papers/${paper.id}`,
				...told((locale) => paperTitle(paper, locale).text)
			}))
		]
	};
}

const page = (
	href: string,
	title: (inputs: object, options: { locale: Locale }) => string
): PaletteEntry => ({
	kind: 'pages',
	href,
	...told((locale) => title({}, { locale }))
});

const told = (title: (locale: Locale) => string) =>
	Object.fromEntries(locales.map((locale) => [locale, title(locale)])) as Titles;
