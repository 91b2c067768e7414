import { paperTitle } from '../../domain/names.ts';
import { findEntries, type PaletteEntry, type PaletteFile, type PaletteFound } from '../../domain/palette.ts';
import { isCurrent } from '../../domain/standing.ts';
import { locales, type Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { dataState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { listProposalTitles, type ProposalTitle } from '../queries/proposals.ts';
import { listTitlesHolding } from '../queries/search.ts';
import { matrixTabs } from './matrix-tabs.ts';
import { fitsIntoPage } from './matrix.ts';
import { proposalsUnder } from './proposal-list.ts';
import { atlasFrame, currentPapers } from './snapshot.ts';

type Titles = Record<Locale, string>;

/** Titles among which the best are looked for. */
const mostTitles = 1000;
/** Of those found as one types, as many as the palette shows. */
const mostFound = 30;

/** Every page that is not of a record. */
export async function sitePages(db: Db): Promise<PaletteEntry[]> {
	const [en, zh] = await Promise.all([matrixTabs(db, 'en'), matrixTabs(db, 'zh')]);
	const chinese = new Map(zh.map(({ id, title }) => [id, title]));
	const matrices = en.map(({ id, title }): PaletteEntry => {
		const titles = { en: title, zh: chinese.get(id) ?? title };
		return {
			kind: 'pages',
			href: `/matrix/${id}`,
			...told((locale) => m.data_page_matrix({ title: titles[locale] }, { locale }))
		};
	});
	return [
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
		page('/codebook/guide', m.data_page_guide)
	];
}

/**
 * Every page and record with its titles in both languages. Where there are too many proposals for one file they are left out, and
 * found by `findProposalTitles` as one types.
 */
export async function paletteFile(db: Db): Promise<PaletteFile> {
	const state = await dataState(db);
	const [frame, pages, count] = await Promise.all([
		atlasFrame(db, state),
		sitePages(db),
		proposalsUnder(db, state)
	]);
	const partial = !fitsIntoPage(count);
	const proposals = partial ? [] : await listProposalTitles(db);
	return {
		data_version: frame.data_version,
		...(partial && { partial }),
		entries: [
			...pages,
			...proposals.map(proposalEntry),
			...[...frame.instruments.values()]
				.filter(isCurrent)
				.map(({ id, short_title_en, short_title_zh }): PaletteEntry => ({
					kind: 'regulations',
					href: `/regulations/${id}`,
					en: short_title_en,
					zh: short_title_zh
				})),
			...currentPapers(frame).map((paper): PaletteEntry => ({
				kind: 'papers',
				href: `/papers/${paper.id}`,
				...told((locale) => paperTitle(paper, locale).text)
			}))
		]
	};
}

/** Proposals whose titles hold every word, best first. */
export async function findProposalTitles(db: Db, query: string): Promise<PaletteFound> {
	const [{ data_version }, titles] = await Promise.all([
		atlasFrame(db),
		listTitlesHolding(db, 'proposal', query, mostTitles)
	]);
	const found = findEntries(
		titles.map(({ record, title_en, title_zh }) => proposalEntry({ id: record, title_en, title_zh })),
		query
	);
	return {
		data_version,
		entries: found.slice(0, mostFound),
		count: found.length,
		...(titles.length === mostTitles && { more: true })
	};
}

const proposalEntry = ({ id, title_en, title_zh }: ProposalTitle): PaletteEntry => ({
	kind: 'proposals',
	href: `/proposals/${id}`,
	en: title_en,
	zh: title_zh
});

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
