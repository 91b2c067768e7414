import { layers } from '../../domain/codes.ts';
import {
	coverageFilters,
	linkFilters,
	linkFilterNames,
	linkValues,
	type CoverageView,
	type LinkFilter
} from '../../domain/coverage-view.ts';
import type { CoveragePage } from '../../domain/coverage-page.ts';
import type { TallyName } from '../../domain/cross-count.ts';
import { everything, unstated } from '../../domain/cross-tab.ts';
import type { CoverageLaw } from '../../domain/matrix/rows.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { readCounts } from './counts.ts';
import type { Frame } from './snapshot.ts';

/** What of the kept counts says how many rows there are, which places have a column and how many links each filter has. */
const countedPairs: [TallyName, TallyName][] = [
	['layer', 'proposals'],
	['jurisdiction', 'links'],
	['searched', 'proposals'],
	['searched_set', 'proposals'],
	...linkFilterNames.map((name): [TallyName, TallyName] => ['layer', name])
];

export type CoverageCounts = Awaited<ReturnType<typeof readCounts>>;
export const coverageCounts = (db: Db, state?: number): Promise<CoverageCounts> =>
	readCounts(db, countedPairs, state);

/** How many proposals of a level act first on a layer. */
export const countRows = (counts: CoverageCounts, level: CoverageView['level'], layer: string): number =>
	counts[0](level).of(layer, everything).proposals;

export type UsedPlaces = { jurisdictions: ReadonlySet<string>; sets: ReadonlySet<string> };

/** Places with any link or search, and sets of records that were searched as a whole: each has a column. */
export function usedPlaces([, linked, searched, sets]: CoverageCounts): UsedPlaces {
	const places = (count: CoverageCounts[number]) =>
		[...count('all').rows()].filter((code) => code !== unstated);
	return {
		jurisdictions: new Set([...places(linked), ...places(searched)]),
		sets: new Set(places(sets))
	};
}

export type CountOfLinks = (name: LinkFilter, value: string) => number;

/** Links of all rows that have a value, from what is kept. */
export const keptLinkCounts =
	(counts: CoverageCounts, { level, filters }: CoverageView): CountOfLinks =>
	(name, value) => {
		const count = counts[4 + linkFilterNames.indexOf(name)](level);
		return (filters.layer ?? layers).reduce((sum, layer) => sum + count.of(layer, value).links, 0);
	};

/** The same of the links of some rows. */
export function linkCounts(links: Iterable<CoverageLaw>, instruments: Frame['instruments']): CountOfLinks {
	const counts = new Map<string, number>();
	for (const link of links)
		for (const [name, value] of Object.entries(linkValues(link, instruments)))
			counts.set(`${name} ${value}`, (counts.get(`${name} ${value}`) ?? 0) + 1);
	return (name, value) => counts.get(`${name} ${value}`) ?? 0;
}

/** What can be chosen of each filter, with how many rows or links there are of it. */
export function filterChoices(
	view: CoverageView,
	{ terms }: Frame,
	locale: Locale,
	count: { layer(value: string): number; link: CountOfLinks }
): CoveragePage['filters'] {
	return coverageFilters.map((name) => {
		const chosen = view.filters[name] ?? [];
		const vocabulary = name === 'layer' ? 'layers' : linkFilters[name];
		const values = [...(terms.get(vocabulary)?.values() ?? [])]
			.map((term) => ({
				value: term.code,
				label: inLocale(term, 'label', locale),
				count: name === 'layer' ? count.layer(term.code) : count.link(name, term.code),
				chosen: chosen.includes(term.code)
			}))
			.filter((choice) => choice.count > 0 || choice.chosen);
		return { name, values };
	});
}
