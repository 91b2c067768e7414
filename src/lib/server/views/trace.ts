import { layers, linkBases, linkRelations } from '../../domain/codes.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { paperTitle } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { FlowPicture, FocusedTrace } from '../../domain/trace.ts';
import {
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
import { listProposalTitles } from '../queries/proposals.ts';
import { nearestPages, type NearPage } from './nearest.ts';
import { atlasFrame, listProposalRows } from './snapshot.ts';
import { drawFlow } from './trace-flow.ts';
import { listUnlinked } from './trace-index.ts';
import {
	filterLabel,
	linksInFocus,
	readLinks,
	readTrace,
	sortLinks,
	tellRow,
	type Traced,
	type TraceRow
} from './trace-links.ts';
import { drawCards, tellFocus } from './trace-story.ts';

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
	unlinked: {
		looked_for: NearPage[];
		not_looked_for: NearPage[];
		/** How many there are; of very many only the first are listed. */
		counts: { looked_for: number; not_looked_for: number };
	};
	filters: TraceChoice[];
	active: { name: TraceFilterName; value: string; label: string; without: string }[];
	/** Where nothing is left: how many links dropping one filter would bring back. */
	relief: { name: TraceFilterName | 'level'; href: string; links: number }[];
	/** `sorted` unless there are too many to be put into the order of their titles: then they stand by the ids of their proposals. */
	table: { rows: TraceRow[]; pages: number; total: number; first: number; sorted: boolean };
};

const cardLimits = { embedded: 7, alone: 8 };
const rowsPerPage = 100;
/** A table of up to this many links is shown whole. */
const pagedFrom = 200;
/** A regulation that more links lead to is drawn as a flow: cards would have to name the passages of all of them. */
const mostCardLinks = 1000;
/** Names that are listed of proposals without a link; of more only the number is told. */
const mostUnlinked = 500;

/** The whole trace, or the part an address asks for. `today` (YYYY-MM-DD) decides what is in force. */
export async function tracePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<TracePage> {
	const traced = await readTrace(db, parameters, locale, today);
	const { around, view, dropped, index, count } = traced;
	const on = focusOf(view);
	const total = count.chosen.links.length;
	const pages = total > pagedFrom ? Math.ceil(total / rowsPerPage) : 1;
	if (view.page > pages) {
		dropped.push({ name: 'page', value: String(view.page) });
		view.page = 1;
	}
	const first = pages === 1 ? 0 : (view.page - 1) * rowsPerPage;
	const [sorted, focus, flow, unlinked, near] = await Promise.all([
		sortLinks(db, around, index, count.chosen),
		on && drawFocus(db, traced, on, cardLimits.alone),
		!on && total > 0 ? drawFlow(db, around, index, count.chosen, view) : undefined,
		findUnlinked(db, traced),
		nearOf(db, dropped, locale)
	]);
	const shown = await readLinks(db, around, index, {
		links: sorted.links.subarray(first, pages === 1 ? total : first + rowsPerPage),
		proposals: sorted.proposals.subarray(first, pages === 1 ? total : first + rowsPerPage)
	});
	const { umbrella_links, umbrella_links_hidden, papers, proposals, regulations, jurisdictions } = count;
	return {
		view,
		dropped,
		day: around.today,
		near,
		...(focus && { focus }),
		...(flow && { flow }),
		counts: {
			links: total,
			umbrella_links,
			umbrella_links_hidden,
			papers: papers.length,
			proposals,
			regulations: regulations.length,
			jurisdictions: jurisdictions.length
		},
		unlinked,
		filters: traceFilterNames.map((name) => filterChoice(traced, name)),
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
		relief: total === 0 ? findRelief(traced) : [],
		table: {
			rows: shown.links.map((link) => tellRow(shown.around, link)),
			pages,
			total,
			first,
			sorted: sorted !== count.chosen
		}
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
	/** The day its law is shown for; without it today. */
	as_of?: string
): Promise<FocusedTrace | undefined> {
	const [kind, id] = Object.entries(of)[0] as [TraceFocusOn['kind'], string];
	const { instruments, papers } = await atlasFrame(db);
	const isKnown =
		kind === 'proposal'
			? (await listProposalTitles(db, [id])).length > 0
			: (kind === 'regulation' ? instruments : papers).has(id);
	if (!isKnown) return undefined;
	const traced = await readTrace(
		db,
		new URLSearchParams({ [kind]: id, ...(as_of && { as_of }) }),
		locale,
		new Date().toISOString().slice(0, 10)
	);
	return drawFocus(db, traced, { kind, id }, cardLimits.embedded);
}

async function drawFocus(db: Db, traced: Traced, on: TraceFocusOn, limit: number): Promise<FocusedTrace> {
	const { around, view, index, count } = traced;
	const { locale, papers, instruments } = around;
	const { chosen } = count;
	const total = chosen.links.length;
	if (on.kind === 'paper' || (on.kind === 'regulation' && total > mostCardLinks)) {
		const title =
			on.kind === 'paper'
				? paperTitle(papers.get(on.id)!, locale).text
				: inLocale(instruments.get(on.id)!, 'short_title', locale);
		const drawn =
			total > 0 ? { flow: await drawFlow(db, around, index, chosen, view, on.kind === 'paper') } : {};
		return tellFocus(around, { ...on, title }, total, view, drawn);
	}
	const wanted = on.kind === 'proposal' ? [on.id] : [...new Set(chosen.proposals)].map((at) => index.ids[at]);
	const rows = await listProposalRows(db, around, wanted);
	const known = { ...around, byId: new Map(rows.map((row) => [row.id, row])) };
	const links = linksInFocus(known, view);
	const row = on.kind === 'proposal' ? known.byId.get(on.id) : undefined;
	const instrument = on.kind === 'regulation' ? instruments.get(on.id) : undefined;
	return tellFocus(
		around,
		{
			...on,
			title: row ? inLocale(row, 'title', locale) : inLocale(instrument!, 'short_title', locale),
			assessments: row?.assessments,
			no_link_reason: instrument && inLocale(instrument, 'no_link_reason', locale)
		},
		links.length,
		view,
		links.length > 0 || row ? { cards: drawCards(known, on, links, view, limit) } : {}
	);
}

async function findUnlinked(db: Db, { around, view, index }: Traced): Promise<TracePage['unlinked']> {
	const { looked_for, not_looked_for } =
		view.proposal || view.regulation ? { looked_for: [], not_looked_for: [] } : listUnlinked(index, view);
	const listed = [looked_for, not_looked_for].map((ids) => ids.slice(0, mostUnlinked));
	const titles = new Map(
		(await listProposalTitles(db, listed.flat())).map((row) => [
			row.id,
			inLocale(row, 'title', around.locale)
		])
	);
	const [searched, unseen] = listed.map((ids) =>
		ids.flatMap((id): NearPage[] => {
			const title = titles.get(id);
			return title === undefined ? [] : [{ href: `/proposals/${id}`, title }];
		})
	);
	return {
		looked_for: searched,
		not_looked_for: unseen,
		counts: { looked_for: looked_for.length, not_looked_for: not_looked_for.length }
	};
}

function filterChoice({ around, view, count }: Traced, name: TraceFilterName): TraceChoice {
	const counts = count.values[name];
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

function findRelief({ view, count }: Traced): TracePage['relief'] {
	const names = Object.keys(view.filters) as (keyof TraceFilters)[];
	const without = names.map((name) => ({ name, next: withFilter(view, name, []) }));
	const level =
		view.level === 'specific' ? [{ name: 'level' as const, next: { ...view, level: 'all' as const } }] : [];
	return [...without, ...level]
		.map(({ name, next }) => ({
			name,
			href: `/trace${formatTraceView({ ...next, page: 1 })}`,
			links: count.without(name)
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
