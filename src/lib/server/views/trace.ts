import { layers, linkBases, linkRelations } from '../../domain/codes.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { FlowPicture, FocusedTrace } from '../../domain/trace.ts';
import {
	emptyTraceView,
	focusOf,
	formatTraceView,
	traceFilterNames,
	withFilter,
	type TraceFilterName,
	type TraceFilters,
	type TraceFocusOn,
	type TraceView
} from '../../domain/trace-view.ts';
import type { Db } from '../db/connect.ts';
import { nearestPages, type NearPage } from './nearest.ts';
import { drawFlow } from './trace-flow.ts';
import {
	chooseLinks,
	filterLabel,
	papersOf,
	readTrace,
	sortLinks,
	surroundings,
	tellRow,
	valuesOf,
	type Around,
	type TraceRow
} from './trace-links.ts';
import { tellFocus } from './trace-story.ts';

type TraceChoice = {
	name: TraceFilterName;
	values: { value: string; label: string; count: number; chosen: boolean }[];
};

export type TracePage = {
	view: TraceView;
	dropped: Dropped[];
	/** The day the law is shown for. */
	day: string;
	/** What an unknown record's id looks like. */
	near: NearPage[];
	focus?: FocusedTrace;
	flow?: FlowPicture;
	/** More links than a picture or a table helps with: they are counted and nothing else, until a filter narrows them. */
	too_much: boolean;
	counts: {
		links: number;
		/** Of these, links of umbrella proposals, which are told apart and never added in words. */
		umbrella_links: number;
		/** Links that only the choice of the level leaves out. */
		umbrella_links_hidden: number;
		papers: number;
		proposals: number;
		regulations: number;
		jurisdictions: number;
	};
	/** Proposals that meet the filters of proposals and have no link to any law. */
	unlinked: { looked_for: NearPage[]; not_looked_for: NearPage[] };
	filters: TraceChoice[];
	active: { name: TraceFilterName; value: string; label: string; without: string }[];
	/** Where nothing is left: how many links dropping one filter would bring back. */
	relief: { name: TraceFilterName | 'level'; href: string; links: number }[];
	table: { rows: TraceRow[]; pages: number; total: number; first: number };
};

const cardLimits = { embedded: 7, alone: 8 };
const rowsPerPage = 100;
const mostLinks = 20_000;
/** A table of up to this many links is shown whole. */
const pagedFrom = 200;

/** The whole trace, or the part an address asks for. `today` (YYYY-MM-DD) decides what is in force. */
export async function tracePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<TracePage> {
	const { around, view, dropped, links } = await readTrace(db, parameters, locale, today);
	const on = focusOf(view);
	const isTooMuch = links.length > mostLinks && (!on || on.kind === 'paper');
	const rows = isTooMuch ? [] : sortLinks(links, around);
	const pages = rows.length > pagedFrom ? Math.ceil(rows.length / rowsPerPage) : 1;
	if (view.page > pages) {
		dropped.push({ name: 'page', value: String(view.page) });
		view.page = 1;
	}
	const first = pages === 1 ? 0 : (view.page - 1) * rowsPerPage;
	const shown = pages === 1 ? rows : rows.slice(first, first + rowsPerPage);
	const umbrellas = ({ proposal }: PlacedLink) => around.byId.get(proposal)!.level === 'umbrella';
	const umbrella_links = links.filter(umbrellas).length;
	const count = (of: (link: PlacedLink) => string | string[]) => new Set(links.flatMap(of)).size;
	return {
		view,
		dropped,
		day: around.today,
		near: await nearOf(db, dropped, locale),
		...(on && !isTooMuch && { focus: tellFocus(around, on, links, view, cardLimits.alone) }),
		...(!on && !isTooMuch && links.length > 0 && { flow: drawFlow(around, links, view) }),
		too_much: isTooMuch,
		counts: {
			links: links.length,
			umbrella_links,
			umbrella_links_hidden: chooseLinks(around, { ...view, level: 'all' }).length - links.length,
			papers: count((link) => papersOf(around, link)),
			proposals: count(({ proposal }) => proposal),
			regulations: count(({ instrument }) => instrument),
			jurisdictions: count(({ jurisdiction }) => jurisdiction)
		},
		unlinked: findUnlinked(around, view),
		filters: traceFilterNames.map((name) => filterChoice(around, view, name)),
		active: traceFilterNames.flatMap((name) =>
			(view.filters[name] ?? []).map((value) => ({
				name,
				value,
				label: filterLabel(around, name, value),
				without: formatTraceView(
					withFilter(
						view,
						name,
						view.filters[name]!.filter((other) => other !== value)
					)
				)
			}))
		),
		relief: links.length === 0 ? findRelief(around, view) : [],
		table: { rows: shown.map((link) => tellRow(around, link)), pages, total: rows.length, first }
	};
}

/**
 * The trace of one record as its own page shows it: from the passages through the proposals to the provisions.
 * Undefined when there is no such record.
 */
export async function traceOf(
	db: Db,
	of: { proposal: string } | { regulation: string } | { paper: string },
	locale: Locale,
	today = new Date().toISOString().slice(0, 10)
): Promise<FocusedTrace | undefined> {
	const around = await surroundings(db, locale, today, 'proposal' in of ? of : {});
	const [kind, id] = Object.entries(of)[0] as [TraceFocusOn['kind'], string];
	const known = { proposal: around.byId, regulation: around.instruments, paper: around.papers }[kind].has(id);
	if (!known) return undefined;
	const view: TraceView =
		kind === 'paper' ? { ...emptyTraceView, filters: { paper: [id] } } : { ...emptyTraceView, [kind]: id };
	return tellFocus(around, { kind, id }, chooseLinks(around, view), view, cardLimits.embedded);
}

const proposalFilters: readonly TraceFilterName[] = ['paper', 'layer', 'remedy'];

function findUnlinked(around: Around, view: TraceView): TracePage['unlinked'] {
	if (view.proposal || view.regulation) return { looked_for: [], not_looked_for: [] };
	const meets: Record<string, (row: ProposalRow, wanted: string[]) => boolean> = {
		paper: (row, wanted) => row.papers.some(({ id, proposing }) => proposing && wanted.includes(id)),
		layer: (row, wanted) => wanted.includes(row.primary_layer),
		remedy: (row, wanted) =>
			[row.remedy_type, ...(row.secondary_remedy_types ?? [])].some((code) => wanted.includes(code))
	};
	const filters = proposalFilters.flatMap((name) =>
		view.filters[name] ? [[name, view.filters[name]] as const] : []
	);
	const rows = around.proposals.filter(
		(row) =>
			row.links.length === 0 &&
			(view.level === 'all' || row.level === 'specific') &&
			filters.every(([name, wanted]) => meets[name](row, wanted))
	);
	const page = (row: ProposalRow): NearPage => ({
		href: `/proposals/${row.id}`,
		title: inLocale(row, 'title', around.locale)
	});
	return {
		looked_for: rows.filter(({ assessments }) => assessments.length > 0).map(page),
		not_looked_for: rows.filter(({ assessments }) => assessments.length === 0).map(page)
	};
}

function filterChoice(around: Around, view: TraceView, name: TraceFilterName): TraceChoice {
	const others = chooseLinks(around, withFilter(view, name, []));
	const counts = new Map<string, number>();
	for (const link of others)
		for (const value of new Set(valuesOf(around, name, link)))
			counts.set(value, (counts.get(value) ?? 0) + 1);
	const all = {
		paper: () => [...around.papers.keys()],
		layer: () => [...layers],
		remedy: () => [...(around.terms.get('remedy_types')?.keys() ?? [])],
		relation: () => [...linkRelations],
		basis: () => [...linkBases],
		jurisdiction: () => [...(around.terms.get('jurisdictions')?.keys() ?? [])]
	}[name]();
	const chosen = view.filters[name] ?? [];
	return {
		name,
		values: all
			.filter((value) => counts.has(value) || chosen.includes(value))
			.map((value) => ({
				value,
				label: filterLabel(around, name, value),
				count: counts.get(value) ?? 0,
				chosen: chosen.includes(value)
			}))
	};
}

function findRelief(around: Around, view: TraceView): TracePage['relief'] {
	const names = Object.keys(view.filters) as (keyof TraceFilters)[];
	const without = names.map((name) => ({ name, next: withFilter(view, name, []) }));
	const level =
		view.level === 'specific' ? [{ name: 'level' as const, next: { ...view, level: 'all' as const } }] : [];
	return [...without, ...level]
		.map(({ name, next }) => ({
			name,
			href: `/trace${formatTraceView({ ...next, page: 1 })}`,
			links: chooseLinks(around, next).length
		}))
		.filter(({ links }) => links > 0);
}

/** What an id that names no record looks like. */
async function nearOf(db: Db, dropped: Dropped[], locale: Locale): Promise<NearPage[]> {
	const kinds = { proposal: 'proposals', regulation: 'regulations', paper: 'papers' } as const;
	const found = await Promise.all(
		dropped
			.filter(({ name }) => Object.hasOwn(kinds, name))
			.slice(0, 3)
			.map(({ name, value }) => nearestPages(db, kinds[name as keyof typeof kinds], value, locale))
	);
	return found.flat().slice(0, 5);
}
