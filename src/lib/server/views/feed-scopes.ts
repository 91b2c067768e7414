import { parseCoverageView, chooseRows } from '../../domain/coverage-view.ts';
import type { LinkChange } from '../../domain/change.ts';
import { filterProposals, papersBehind, primaryLayer, type ProposalRow } from '../../domain/matrix/rows.ts';
import { parseView } from '../../domain/matrix/view.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { isInJurisdictions, isJurisdictionOrGroup } from '../../domain/register.ts';
import type { Locale } from '../../domain/text.ts';
import { semicolon } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { listActs, listChangedRecords, listWithdrawnProposals, type Followed } from '../queries/changes.ts';
import { placeNames } from './place-names.ts';
import { namedProposals, titleOf } from './record-told.ts';
import { heldRows, openView, type DroppedValue } from './sheet.ts';
import { atlasAround, atlasFrame } from './snapshot.ts';

/** What a feed follows. Paths are without language. */
export type Scope = {
	title: string;
	subtitle: string;
	/** The page that shows the same, with its query. */
	page: string;
	path: string;
	/** With its question mark, or nothing. */
	query: string;
	/** Undefined for everything. */
	followed: Followed[] | undefined;
	/** The record the feed is about: its own changes stand alone and not in a group. */
	own?: string;
	/** Of the links of a proposal, those that matter here. */
	touches?: (change: LinkChange) => boolean;
};

type Dropped = { name: string; value: string };

/** All changes, or those that concern the law of some jurisdictions. */
export async function changesScope(
	db: Db,
	jurisdiction: string[],
	locale: Locale
): Promise<Scope | { dropped: Dropped[] }> {
	const { terms, instruments } = await atlasFrame(db);
	const unknown = jurisdiction.filter((value) => !isJurisdictionOrGroup(value, terms));
	if (unknown.length > 0) return { dropped: unknown.map((value) => ({ name: 'jurisdiction', value })) };
	const common = { path: '/feed.atom', title: m.feeds_all_title({}, { locale }) };
	if (jurisdiction.length === 0)
		return {
			...common,
			subtitle: m.feeds_all_about({}, { locale }),
			page: '/data',
			query: '',
			followed: undefined
		};
	const places = new Set(
		[...(terms.get('jurisdictions')?.keys() ?? [])].filter((code) =>
			isInJurisdictions(code, jurisdiction, terms)
		)
	);
	const own = [...instruments.values()].filter((instrument) => places.has(instrument.jurisdiction));
	const ids = new Set(own.map(({ id }) => id));
	const query = `?jurisdiction=${jurisdiction.join(',')}`;
	return {
		...common,
		title: m.feeds_place_title({ place: placeNames(jurisdiction, terms, locale) }, { locale }),
		subtitle: m.feeds_place_about({}, { locale }),
		page: `/regulations${query}`,
		query,
		followed: [
			{ kind: 'instrument', records: [...ids] },
			{ kind: 'link', law: { instruments: [...ids], jurisdictions: [...places] } }
		],
		touches: ({ to }) =>
			'provision' in to ? ids.has(to.provision.split('#')[0]) : places.has(to.jurisdiction)
	};
}

const recordKinds = { proposals: 'proposal', papers: 'paper', regulations: 'instrument' } as const;

/** One record: also after it was withdrawn, for its withdrawal is the news. Undefined where there never was one. */
export async function recordScope(
	db: Db,
	collection: keyof typeof recordKinds,
	id: string,
	locale: Locale
): Promise<Scope | undefined> {
	const kind = recordKinds[collection];
	const [newest] = await listActs(db, [{ kind, records: [id] }], { limit: 1 });
	if (!newest) return undefined;
	const [data] = (await listChangedRecords(db, newest.sequences.slice(-1))).values();
	const around = await atlasAround(db, namedProposals(kind, data));
	const page = `/${collection}/${id}`;
	const followed: Record<typeof collection, Followed[]> = {
		proposals: [
			{ kind: 'proposal', records: [id] },
			{ kind: 'link', records: [id] }
		],
		papers: [{ kind: 'paper', records: [id] }],
		regulations: [
			{ kind: 'instrument', records: [id] },
			{ kind: 'link', law: { instruments: [id], jurisdictions: [] } }
		]
	};
	const about = {
		proposals: m.feeds_proposal_about,
		papers: m.feeds_paper_about,
		regulations: m.feeds_regulation_about
	};
	return {
		title: m.feeds_record_title({ title: titleOf(around, kind, data, locale) }, { locale }),
		subtitle: about[collection]({}, { locale }),
		page,
		path: `${page}/feed.atom`,
		query: '',
		own: id,
		followed: followed[collection],
		...(collection === 'regulations' && {
			touches: ({ to }) => 'provision' in to && to.provision.split('#')[0] === id
		})
	};
}

/**
 * The records a matrix shows under a filter, and those it showed until they were withdrawn. Undefined where there is no
 * such matrix.
 * @param today YYYY-MM-DD
 */
export async function matrixScope(
	db: Db,
	slug: string,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<Scope | { dropped: DroppedValue[] } | undefined> {
	const page = `/matrix/${slug}`;
	const opened = await openView(db, page, parameters, locale, today);
	if (!opened) return undefined;
	const { view, dropped } = opened;
	if (dropped.length > 0) return { dropped };
	const rows = heldRows(view);
	if ('refused' in rows) return { dropped: [rows.refused] };
	const idsUnder = (base: string) => rows.flatMap(({ id, href }) => (href?.startsWith(base) ? [id] : []));
	const proposals = [...idsUnder('/proposals/'), ...(await withdrawnUnder(db, slug, parameters))];
	const query = [...parameters].length > 0 ? `?${parameters}` : '';
	return {
		title: m.feeds_matrix_title({ title: view.title }, { locale }),
		subtitle: `${m.feeds_matrix_about({}, { locale })} ${view.filters.join(semicolon(locale))}`,
		page: page + query,
		path: `${page}/feed.atom`,
		query,
		followed: [
			{ kind: 'paper', records: idsUnder('/papers/') },
			{ kind: 'proposal', records: proposals },
			{ kind: 'link', records: proposals }
		]
	};
}

/** Withdrawn proposals that meet the filters as they last stood. */
async function withdrawnUnder(db: Db, slug: string, parameters: URLSearchParams): Promise<string[]> {
	const [{ terms, papers, matrices }, withdrawn] = await Promise.all([
		atlasFrame(db),
		listWithdrawnProposals(db)
	]);
	const definition = matrices.get(slug);
	const rows = (withdrawn as Proposal[]).map((proposal): ProposalRow => ({
		...proposal,
		primary_layer: primaryLayer(proposal),
		papers: papersBehind(proposal),
		links: [],
		assessments: []
	}));
	if (slug === 'coverage') {
		// What the address names was checked when its view was opened; all that must be known here are the withdrawn ones.
		const named = [...parameters.values()].flatMap((value) => value.split(/[,.]/));
		const known = new Set([...named, ...rows.map(({ id }) => id)]);
		const { view } = parseCoverageView(parameters, { terms, proposals: known });
		return chooseRows(rows, definition?.featured ?? [], view).map(({ id }) => id);
	}
	if (definition?.rows !== 'proposals') return [];
	const { view } = parseView(parameters, { columns: [], terms, papers: [...papers.keys()] });
	const layer = definition.only?.layer?.split(',');
	const own = layer ? filterProposals(rows, { filters: { layer }, level: 'all', q: '' }) : rows;
	return filterProposals(own, view).map(({ id }) => id);
}
