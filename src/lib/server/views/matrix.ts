import {
	buildMatrix,
	listColumns,
	type MatrixTable,
	type Row,
	type Surroundings
} from '../../domain/matrix/build.ts';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import { filterProposals, type ProposalRow } from '../../domain/matrix/rows.ts';
import {
	filterNames,
	filterVocabularies,
	parseSort,
	parseView,
	type Dropped,
	type FilterName,
	type SortKey,
	type View
} from '../../domain/matrix/view.ts';
import { layers } from '../../domain/codes.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { formatCursor, parseCursor } from '../cursor.ts';
import { groupBy } from '../db/rows.ts';
import { askDataState, dataState } from '../data-state.ts';
import {
	listProposalEntries,
	listSourcesAmong,
	type EntryFilter,
	type EntryPlace
} from '../queries/proposal-entries.ts';
import { matrixTabs } from './matrix-tabs.ts';
import {
	allProposals,
	entryFilterOf,
	entrySortOf,
	facetsUnder,
	isPlace,
	papersUnder,
	proposedByPapers,
	proposalsUnder
} from './proposal-list.ts';
import {
	atlasFrame,
	atlasSnapshot,
	currentPapers,
	pageProposalRows,
	type Frame,
	type Snapshot
} from './snapshot.ts';

/** One filter as the panel shows it: every value that occurs, with the number of rows it would leave. */
type FilterChoice = {
	name: FilterName;
	/** The number is left out where rows are counted by the database and others are left out already. */
	values: { value: string; label: string; count?: number; chosen: boolean }[];
};

export type MatrixPage = {
	definition: MatrixDefinition;
	tabs: { id: string; title: string }[];
	table: MatrixTable;
	view: View;
	dropped: Dropped[];
	filters: FilterChoice[];
	counts: {
		/** Rows that meet the filters, and how many of them are umbrellas. */
		shown: number;
		shown_umbrellas: number;
		/** Rows of this matrix before any filter of the reader. */
		all: number;
		umbrellas: number;
		papers: number;
	};
	/** Where nothing is shown: how many rows dropping each single filter would bring. */
	relief: { name: FilterName | 'q'; rows: number }[];
	data_version: number;
	/** Where the table holds one page of the rows: how many a full one has, and the places from which the pages beside it start. */
	pages?: { size: number; previous?: string; next?: string };
	/** The row of the open cell, where it is not among those of the page. */
	opened?: Row;
};

/** The plain table alone has some seven kilobytes a row: a page of 500 is what a phone can be asked to hold. */
export const usualMostInPage = 500;
let mostInPage = usualMostInPage;
let pageRows = 50;
/**
 * Up to so many proposals in the data set pages hold all rows of a matrix and sort them in the browser; from there on the
 * database cuts them into pages.
 * @param rows of a page where they do not all fit into one
 */
export function setMostInPage(most: number, rows = 50): void {
	mostInPage = most;
	pageRows = rows;
}
/** The same number for other views that come in pages. */
export const rowsInPage = (): number => mostInPage;

/** Whether so many rows may be held at once, in a page, a slice or a feed. */
export const fitsIntoPage = (rows: number): boolean => rows <= mostInPage;

/**
 * A matrix as page, API and export show it, or undefined when there is no matrix of that name.
 * @param how `made` as for `buildMatrix`; the `state` of the data, where this request has asked for it already
 */
export async function matrixPage(
	db: Db,
	id: string,
	parameters: URLSearchParams,
	locale: Locale,
	today = new Date().toISOString().slice(0, 10),
	{ made, state }: { made?: 'needed'; state?: number } = {}
): Promise<MatrixPage | undefined> {
	const opened = await openMatrix(db, id, parameters, locale, today, state);
	if (!opened) return undefined;
	const { definition, view, dropped, frame, around } = opened;
	const tabs = await matrixTabs(db, locale, opened.state);
	const common = { definition, tabs, view, dropped, data_version: frame.data_version };
	if (opened.paged) return { ...common, ...(await pageOfRows(db, opened, made)) };
	if (definition.rows === 'papers') {
		const proposed = groupBy(await proposedByPapers(db, opened.state), ({ paper }) => paper);
		const rows = currentPapers(frame).map((paper) => ({ ...paper, proposed: proposed.get(paper.id) ?? [] }));
		return {
			...common,
			table: buildMatrix(definition, { papers: rows }, view, around, made),
			filters: [],
			counts: {
				shown: rows.length,
				shown_umbrellas: 0,
				all: rows.length,
				umbrellas: 0,
				papers: rows.length
			},
			relief: []
		};
	}
	const snapshot = await atlasSnapshot(db);
	const own = proposalsOf(definition, snapshot);
	const shown = filterProposals(own, view);
	return {
		...common,
		table: buildMatrix(definition, { proposals: shown }, view, around, made),
		filters: filterChoices(own, view, snapshot, locale),
		counts: {
			shown: shown.length,
			shown_umbrellas: shown.filter(({ level }) => level === 'umbrella').length,
			all: own.filter(({ level }) => view.level === 'all' || level === 'specific').length,
			umbrellas: own.filter(({ level }) => level === 'umbrella').length,
			papers: new Set(shown.flatMap(({ papers }) => papers.map((paper) => paper.id))).size
		},
		relief: shown.length === 0 ? await reliefs(own, view) : []
	};
}

type Opened = Pick<MatrixPage, 'definition' | 'view' | 'dropped'> & {
	/** Number of the data. */
	state: number;
	frame: Frame;
	around: Surroundings;
	/** Whether its rows come in pages. */
	paged: boolean;
};

/** A matrix and what an address says about it, before any of its rows is read. */
async function openMatrix(
	db: Db,
	id: string,
	parameters: URLSearchParams,
	locale: Locale,
	day: string,
	knownState?: number
): Promise<Opened | undefined> {
	const state = knownState ?? (await dataState(db));
	const [frame, proposals] = await Promise.all([atlasFrame(db, state), proposalsUnder(db, state)]);
	const definition = frame.matrices.get(id);
	if (!definition) return undefined;
	const paged = definition.rows === 'proposals' && !fitsIntoPage(proposals);
	const around: Surroundings = { locale, ...frame, day };
	const columns = listColumns(definition, around).map(({ key }) => key);
	const { view, dropped } = parseView(parameters, {
		columns,
		...(paged && { sorts: columns.filter((key) => entrySortOf(key, locale)), paged }),
		whole: definition.rows === 'papers',
		terms: frame.terms,
		papers: currentPapers(frame).map(({ id }) => id)
	});
	return { state, frame, definition, view, dropped, around, paged };
}

export type MatrixBlock = { rows: Row[]; next?: string; data_version: number };

/**
 * Some rows of a matrix that comes in pages, for a grid that asks for more as it is scrolled: `after` a place, or where that is not
 * known yet, with so many rows skipped (`skip`). Undefined where there is no such matrix, or it is sent whole.
 */
export async function matrixBlock(
	db: Db,
	id: string,
	given: URLSearchParams,
	locale: Locale,
	today = new Date().toISOString().slice(0, 10)
): Promise<MatrixBlock | { dropped: Dropped[] } | undefined> {
	const parameters = new URLSearchParams(given);
	const skip = parameters.get('skip') ?? '0';
	parameters.delete('skip');
	const opened = await openMatrix(db, id, parameters, locale, today);
	if (!opened?.paged) return undefined;
	const { definition, view, dropped, frame, around, state } = opened;
	if (!/^\d{1,7}$/.test(skip)) dropped.push({ name: 'skip', value: skip.slice(0, 80) });
	if (dropped.length > 0) return { dropped };
	const { ids, sort, pages } = await cutPage(db, definition, view, dropped, locale, Number(skip));
	if (dropped.length > 0) return { dropped };
	const proposals = await pageProposalRows(db, frame, state, ids);
	const table = buildMatrix(definition, { proposals }, { ...view, sort, cell: undefined }, around, 'needed');
	const byId = new Map(table.rows.map((row) => [row.id, row]));
	const { next } = pages;
	return {
		rows: ids.flatMap((id) => byId.get(id) ?? []),
		...(next && { next }),
		data_version: frame.data_version
	};
}

/** One page of the rows, which the database has filtered, sorted, counted and cut. */
async function pageOfRows(
	db: Db,
	{ definition, view, dropped, state, frame, around }: Opened,
	made?: 'needed'
): Promise<Omit<MatrixPage, 'definition' | 'tabs' | 'view' | 'dropped' | 'data_version'>> {
	const { only } = definition;
	const filter = entryFilterOf(view, only);
	const own = (level: View['level']) => entryFilterOf({ filters: {}, q: '', level }, only);
	const count = (wanted: EntryFilter) => proposalsUnder(db, state, wanted);
	const [cut, shown, shownSpecific, all, whole, specific, facets] = await Promise.all([
		cutPage(db, definition, view, dropped, around.locale),
		count(filter),
		count({ ...filter, level: 'specific' }),
		count(own(view.level)),
		count(own('all')),
		count(own('specific')),
		facetsUnder(db, state, own(view.level))
	]);
	const filtered = Object.keys(view.filters).length > 0 || filter.words.length > 0;
	const papers = filtered
		? papersUnder(db, state, filter)
		: [...facets.keys()].filter((facet) => facet.startsWith('paper:')).length;
	const { ids, sort, pages } = cut;
	const aside = view.cell && !ids.includes(view.cell.row) ? [view.cell.row] : [];
	const rows = await pageProposalRows(db, frame, state, [...ids, ...aside]);
	const { columns, rows: built } = buildMatrix(
		definition,
		{ proposals: rows },
		{ ...view, sort },
		around,
		made
	);
	const byId = new Map(built.map((row) => [row.id, row]));
	const opened = aside.flatMap((id) => byId.get(id) ?? [])[0];
	return {
		table: {
			columns: columns.map((column) => ({
				...column,
				...(!entrySortOf(column.key, around.locale) && { unsortable: true as const })
			})),
			// The builder knows the order of these rows among themselves only.
			rows: ids.flatMap((id) => byId.get(id) ?? []),
			sort
		},
		filters: filterNames.map((name) => ({
			name,
			values: valuesOf(name, frame, around.locale)
				.map(({ value, label }) => ({
					value,
					label,
					count: facets.get(`${name}:${value}`) ?? 0,
					chosen: !!view.filters[name]?.includes(value)
				}))
				.filter(({ count, chosen }) => count > 0 || chosen)
				.map(({ count, ...value }) => (filtered ? value : { ...value, count }))
		})),
		counts: {
			shown,
			shown_umbrellas: shown - shownSpecific,
			all,
			umbrellas: whole - specific,
			papers: await papers
		},
		relief: shown === 0 ? await reliefsUnder(view, (narrowed) => count(entryFilterOf(narrowed, only))) : [],
		pages: { size: pageRows, ...pages },
		...(opened && { opened })
	};
}

/**
 * All rows of a view that comes in pages, in its order, a page at a time.
 * @throws where the data change meanwhile
 */
export async function* allRows(
	db: Db,
	{ definition, view }: Pick<MatrixPage, 'definition' | 'view'>,
	locale: Locale,
	today: string
): AsyncGenerator<Row> {
	const state = await askDataState(db);
	const frame = await atlasFrame(db, state);
	const { sort, keys, filter } = orderOf(definition, view, locale);
	const around: Surroundings = { locale, ...frame, day: today };
	for await (const proposals of allProposals(db, state, filter, keys, pageRows)) {
		const { rows } = buildMatrix(definition, { proposals }, { ...view, sort }, around);
		const byId = new Map(rows.map((row) => [row.id, row]));
		for (const { id } of proposals) yield byId.get(id)!;
	}
}

/** The papers and regulations behind all rows of a view that comes in pages. */
export const sourcesUnder = (
	db: Db,
	{ definition, view }: Pick<MatrixPage, 'definition' | 'view'>
): Promise<{ papers: string[]; regulations: string[] }> =>
	listSourcesAmong(db, entryFilterOf(view, definition.only));

/** Which rows a page has, and where those beside it start. A place that this list does not know is dropped: then it is the first. */
async function cutPage(
	db: Db,
	definition: MatrixDefinition,
	view: View,
	dropped: Dropped[],
	locale: Locale,
	skip = 0
): Promise<{ ids: string[]; sort: SortKey[]; pages: Omit<NonNullable<MatrixPage['pages']>, 'size'> }> {
	const { sort, keys, filter, about } = orderOf(definition, view, locale);
	const page = (place: { after?: EntryPlace; before?: EntryPlace; skip?: number }) =>
		listProposalEntries(db, filter, { sort: keys, ...place, limit: pageRows + 1 });
	const place = (entry: { values: EntryPlace }) => formatCursor(entry.values, about);
	const [from, given] = Object.entries(view.place ?? {})[0] ?? [];
	const values = given !== undefined && parseCursor(given, about, keys.length + 1);
	if (given !== undefined) {
		if (values && isPlace(values, keys)) {
			const found = await page({ [from]: values });
			const more = found.length > pageRows;
			const entries = from === 'after' ? found.slice(0, pageRows) : found.slice(-pageRows);
			// What was first or last may be gone by now; then the list is shown from its start.
			if (entries.length > 0 && (from === 'after' || more))
				return {
					ids: entries.map(({ id }) => id),
					sort,
					pages: {
						previous: place(entries[0]),
						...((from === 'before' || more) && { next: place(entries.at(-1)!) })
					}
				};
		} else dropped.push({ name: from, value: given.slice(0, 80) });
		delete view.place;
	}
	const found = await page({ skip });
	const entries = found.slice(0, pageRows);
	return {
		ids: entries.map(({ id }) => id),
		sort,
		pages: found.length > pageRows ? { next: place(entries.at(-1)!) } : {}
	};
}

/** The order of a view as the database makes it, and what its places are bound to. */
function orderOf(definition: MatrixDefinition, view: View, locale: Locale) {
	const filter = entryFilterOf(view, definition.only);
	const wanted = view.sort.length > 0 ? view.sort : parseSort(definition.sort);
	const sorted = wanted.flatMap(({ field, descending }) => {
		const by = entrySortOf(field, locale);
		return by ? [{ key: { field: by, descending }, shown: { field, descending } }] : [];
	});
	const keys = sorted.map(({ key }) => key);
	return { filter, keys, sort: sorted.map(({ shown }) => shown), about: JSON.stringify([filter, keys]) };
}

function proposalsOf({ only }: MatrixDefinition, { proposals }: Snapshot): ProposalRow[] {
	if (!only?.layer) return proposals;
	return filterProposals(proposals, { filters: { layer: only.layer.split(',') }, level: 'all', q: '' });
}

function filterChoices(rows: ProposalRow[], view: View, snapshot: Snapshot, locale: Locale): FilterChoice[] {
	return filterNames.map((name) => {
		const others = filterProposals(rows, { ...view, filters: { ...view.filters, [name]: undefined } });
		const chosen = view.filters[name] ?? [];
		const values = valuesOf(name, snapshot, locale)
			.map(({ value, label }) => ({
				value,
				label,
				count: filterProposals(others, { filters: { [name]: [value] }, level: view.level, q: '' }).length,
				chosen: chosen.includes(value)
			}))
			.filter(({ count, chosen }) => count > 0 || chosen);
		return { name, values };
	});
}

function valuesOf(
	name: FilterName,
	{ terms, papers }: Frame,
	locale: Locale
): { value: string; label: string }[] {
	if (name === 'paper')
		return currentPapers({ papers }).map((paper) => ({
			value: paper.id,
			label: paperShortName(paper, locale)
		}));
	if (name === 'layer')
		return layers.flatMap((layer) =>
			['primary', 'supporting', 'none'].map((involvement) => ({
				value: `${layer}:${involvement}`,
				label: `${labelOf(terms, 'layers', layer, locale)} · ${labelOf(terms, 'involvement', involvement, locale)}`
			}))
		);
	return [...(terms.get(filterVocabularies[name]!)?.values() ?? [])].map((term) => ({
		value: term.code,
		label: inLocale(term, 'label', locale)
	}));
}

const reliefs = (rows: ProposalRow[], view: View): Promise<MatrixPage['relief']> =>
	reliefsUnder(view, (narrowed) => filterProposals(rows, narrowed).length);

async function reliefsUnder(
	view: View,
	count: (view: View) => Promise<number> | number
): Promise<MatrixPage['relief']> {
	const without = (name: FilterName): View => ({
		...view,
		filters: Object.fromEntries(Object.entries(view.filters).filter(([key]) => key !== name))
	});
	const found = await Promise.all([
		...(Object.keys(view.filters) as FilterName[]).map(async (name) => ({
			name,
			rows: await count(without(name))
		})),
		...(view.q ? [{ name: 'q' as const, rows: await count({ ...view, q: '' }) }] : [])
	]);
	return found.filter(({ rows }) => rows > 0);
}
