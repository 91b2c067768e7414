import { lightOn, provisionLightOn, relationShown } from '../../../domain/law.ts';
import type { PlacedLink } from '../../../domain/matrix/rows.ts';
import { isInJurisdictions } from '../../../domain/register.ts';
import type { FetchedRows } from '../../../domain/sheet.ts';
import { askDataState, dataState, expectState } from '../../data-state.ts';
import {
	countLinks,
	listLinkPlaces,
	type LinkFilter,
	type LinkPlace,
	type LinkSort
} from '../../queries/link-lists.ts';
import { listProposalIdsLike } from '../../queries/proposal-entries.ts';
import { rowsInPage } from '../../views/matrix.ts';
import { countOnce } from '../../views/proposal-list.ts';
import { listPlacedLinks } from '../../views/snapshot.ts';
import type { SortValue } from '../../cursor.ts';
import { byJurisdiction, byRegulation, unknownProposals } from './choices.ts';
import {
	addresses,
	mostNear,
	nearestIds,
	unknown,
	type Context,
	type Refusal,
	type Resource
} from './resource.ts';

/** Links read at once for a file. */
const atOnce = 1000;

/** Filtered, sorted, counted and cut by the database; only the links of the page are read. */
export const links: Resource<PlacedLink> = {
	id: ({ id }) => id,
	async page({ filters, sort, limit, after }, context) {
		const filter = await filterOf(filters, context);
		if ('errors' in filter) return filter;
		const keys = sort.map((key) => sortOf(key, context));
		if (after && !isPlace(after, keys))
			return { errors: [{ path: 'cursor', message: 'not a place in this list' }] };
		const { db } = context;
		const total = await countOnce(db, await dataState(db), countLinks, filter);
		if (!Number.isFinite(limit) && total > rowsInPage())
			return { rows: [], fetched: eachLink(context, filter, keys, total), total };
		const size = Math.min(limit, total);
		const places = await listLinkPlaces(db, filter, {
			sort: keys,
			limit: size + 1,
			...(after && { after })
		});
		const page = places.slice(0, size);
		return {
			rows: await linksAt(page, context),
			total,
			...(places.length > size && page.length > 0 && { last: page.at(-1)!.values })
		};
	},
	find: async (id, { db, frame }) =>
		isLinkId(id) ? (await listPlacedLinks(db, frame, { ids: [id] }))[0] : undefined,
	async near(id, { db, frame }) {
		const [proposal] = id.replace(/\p{C}/gu, '').split('--');
		const proposals = await listProposalIdsLike(db, proposal, mostNear);
		const found = await listPlacedLinks(db, frame, { proposals });
		return nearestIds(
			id,
			found.map((link) => link.id)
		);
	},
	render: renderLink
};

const isLinkId = (id: string): boolean => /^[\w-]{1,300}$/.test(id);

async function filterOf(
	filters: Record<string, unknown>,
	{ db, frame }: Context
): Promise<LinkFilter | Refusal> {
	const of = (name: string) => {
		const values = [filters[name] ?? []].flat() as string[];
		return values.length > 0 ? values : undefined;
	};
	const { terms, papers } = frame;
	const known: Record<string, (value: string) => boolean> = {
		regulation: (value) => byRegulation.known(value, frame),
		jurisdiction: (value) => byJurisdiction.known(value, frame),
		remedy: (value) => !!terms.get('remedy_types')?.has(value),
		paper: (value) => papers.has(value)
	};
	const dropped = Object.entries(known).flatMap(([name, isKnown]) =>
		(of(name) ?? [])
			.filter((value) => !isKnown(value))
			.map((value) => ({
				name,
				value,
				...(name === 'regulation' && { said: byRegulation.left(value, frame) })
			}))
	);
	if (dropped.length > 0) return unknown(dropped);
	const refused = await unknownProposals(db, filters.proposal);
	if (refused) return refused;
	const [regulation, jurisdiction] = [of('regulation'), of('jurisdiction')];
	const instruments =
		(regulation ?? jurisdiction) &&
		[...frame.instruments.values()]
			.filter(
				(instrument) =>
					(!regulation || regulation.includes(instrument.id)) &&
					(!jurisdiction || isInJurisdictions(instrument.jurisdiction, jurisdiction, terms))
			)
			.map(({ id }) => id);
	return {
		proposals: of('proposal'),
		instruments,
		relations: of('relation') as LinkFilter['relations'],
		bases: of('basis') as LinkFilter['bases'],
		confidences: of('confidence') as LinkFilter['confidences'],
		layers: of('layer') as LinkFilter['layers'],
		remedies: of('remedy'),
		papers: of('paper'),
		level: filters.level === 'specific' ? 'specific' : 'all'
	};
}

/** Codes sort by their place in the vocabulary; the jurisdiction of a link is that of its instrument. */
function sortOf(key: string, { frame }: Context): LinkSort {
	const descending = key.startsWith('-');
	const name = key.replace(/^-/, '') as LinkSort['field'] | 'jurisdiction';
	const ranksOf = (vocabulary: string) =>
		Object.fromEntries(
			[...(frame.terms.get(vocabulary)?.values() ?? [])].map(({ code, rank }) => [code, rank])
		);
	switch (name) {
		case 'jurisdiction': {
			const ranks = ranksOf('jurisdictions');
			const ofInstruments = [...frame.instruments.values()].map(({ id, jurisdiction }) => [
				id,
				ranks[jurisdiction]
			]);
			return { field: 'instrument', ranks: Object.fromEntries(ofInstruments), descending };
		}
		case 'relation':
			return { field: name, ranks: ranksOf('link_relations'), descending };
		case 'confidence':
			return { field: name, ranks: ranksOf('confidence'), descending };
		default:
			return { field: name, descending };
	}
}

/** Whether a cursor holds what these columns hold: its sum is no secret. */
const isPlace = (values: SortValue[], keys: LinkSort[]): values is LinkPlace =>
	values.every((value, place) =>
		keys[place]?.ranks
			? Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
			: typeof value === 'string' && !value.includes('\0')
	);

async function linksAt(places: { id: string }[], { db, frame }: Context): Promise<PlacedLink[]> {
	const ids = places.map(({ id }) => id);
	const found = new Map((await listPlacedLinks(db, frame, { ids })).map((link) => [link.id, link]));
	return ids.flatMap((id) => found.get(id) ?? []);
}

/** All links of a list, some at a time. */
function eachLink(
	context: Context,
	filter: LinkFilter,
	sort: LinkSort[],
	length: number
): FetchedRows<PlacedLink> {
	const { db } = context;
	return {
		length,
		async *[Symbol.asyncIterator]() {
			const state = context.state ?? (await askDataState(db));
			let after: LinkPlace | undefined;
			do {
				const places = await listLinkPlaces(db, filter, { sort, limit: atOnce, ...(after && { after }) });
				const rows = await linksAt(places, context);
				await expectState(db, state);
				yield* rows;
				after = places.length === atOnce ? places.at(-1)!.values : undefined;
			} while (after);
		}
	};
}

export function renderLink(link: PlacedLink, { frame, origin, day }: Context) {
	const instrument = frame.instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number);
	const light = provision ? provisionLightOn(instrument, day, provision) : lightOn(instrument, day);
	return {
		...link,
		light,
		tense: relationShown(link, light).tense,
		as_of: day,
		...addresses(origin, `/proposals/${link.proposal}#${link.id}`, `/api/v1/links/${link.id}`)
	};
}
