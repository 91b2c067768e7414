import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { LinkRelation, Layer } from '../../domain/codes.ts';
import type { Link } from '../../domain/link.ts';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';
import { isOneOf } from '../db/rows.ts';
import { link, proposal_entry, proposal_evidence } from '../db/schema.ts';

/** Every list widens the choice, different lists narrow it. */
export type LinkFilter = {
	proposals?: string[];
	instruments?: string[];
	relations?: LinkRelation[];
	bases?: Link['basis'][];
	confidences?: Link['confidence'][];
	/** Layers the proposal acts on first. */
	layers?: Layer[];
	remedies?: string[];
	papers?: string[];
	level: 'specific' | 'all';
};

/** Columns links are sorted by; those with ranks by the rank of what they hold. */
export type LinkSort = {
	field: 'id' | 'proposal' | 'instrument' | 'relation' | 'confidence';
	ranks?: Record<string, number>;
	descending: boolean;
};

/** The values a link is sorted by, ending with its id: a place between links. */
export type LinkPlace = (string | number)[];

/** The ids of a page of links, in order, with the values they are sorted by. @param page.after the link before the page */
export async function listLinkPlaces(
	db: Db,
	filter: LinkFilter,
	page: { sort: LinkSort[]; after?: LinkPlace; limit: number }
): Promise<{ id: string; values: LinkPlace }[]> {
	const { sort, after, limit } = page;
	const values = sort.map(({ field, ranks }) =>
		ranks ? sql`(${JSON.stringify(ranks)}::jsonb ->> ${link[field]}::text)::int` : sql`${link[field]}`
	);
	const keys = [
		...sort.map(({ ranks, descending }, place) => ({
			column: ranks ? values[place] : sql`${values[place]} collate "C"`,
			descending
		})),
		{ column: sql`${link.id} collate "C"`, descending: false }
	];
	const beyond = (place: number): SQL => {
		const { column, descending } = keys[place];
		const passed = descending ? sql`${column} < ${after![place]}` : sql`${column} > ${after![place]}`;
		return place === keys.length - 1
			? passed
			: sql`(${passed} or (${column} = ${after![place]} and ${beyond(place + 1)}))`;
	};
	const rows = await db
		.select({ id: link.id, values: sql<LinkPlace>`json_build_array(${sql.join(values, sql`, `)})` })
		.from(link)
		.where(and(meets(filter), after && beyond(0)))
		.orderBy(...keys.map(({ column, descending }) => (descending ? sql`${column} desc` : column)))
		.limit(limit);
	return rows.map(({ id, values }) => ({ id, values: [...values, id] }));
}

export const countLinks = (db: Db, filter: LinkFilter): Promise<number> => db.$count(link, meets(filter));

/** How many links lead to each provision, by `eu-dsa#7`. */
export async function countLinksByProvision(db: Db): Promise<Map<string, number>> {
	const rows = await resultRows<{ provision: string; count: number }>(
		db,
		sql`select instrument || '#' || provision as provision, count(*)::int as count from ${link} group by instrument, provision`
	);
	return new Map(rows.map(({ provision, count }) => [provision, count]));
}

function meets(filter: LinkFilter): SQL | undefined {
	const facets = [
		(filter.layers ?? []).map((layer) => `layer:${layer}:primary`),
		(filter.remedies ?? []).map((remedy) => `remedy:${remedy}`)
	].filter((values) => values.length > 0);
	const ofEntry = [
		...facets.map((values) => sql`${proposal_entry.facets} && ${textArray(values)}`),
		...(filter.level === 'specific' ? [eq(proposal_entry.level, 'specific')] : [])
	];
	return and(
		filter.proposals && isOneOf(link.proposal, filter.proposals),
		filter.instruments && isOneOf(link.instrument, filter.instruments),
		filter.relations && inArray(link.relation, filter.relations),
		filter.bases && inArray(link.basis, filter.bases),
		filter.confidences && inArray(link.confidence, filter.confidences),
		ofEntry.length > 0
			? sql`exists (select from ${proposal_entry} where ${and(eq(proposal_entry.id, link.proposal), ...ofEntry)})`
			: undefined,
		filter.papers && comesFrom(filter.papers)
	);
}

const textArray = (values: string[]) =>
	sql`array[${sql.join(
		values.map((value) => sql`${value}`),
		sql`, `
	)}]::text[]`;

/** As `papersOfLink`: the paper that names the instrument, else those that propose what is linked, else those that mention it. */
function comesFrom(papers: string[]): SQL {
	const proposing = sql`role in ('proposal', 'restatement')`;
	return sql`case when ${link.basis} = 'paper' and ${link.evidence_paper} is not null then ${inArray(link.evidence_paper, papers)}
		else ${link.proposal} in (select e.proposal from ${proposal_evidence} e where e.paper = any(${textArray(papers)})
			and (e.${proposing} or not exists (select from ${proposal_evidence} o where o.proposal = e.proposal and o.${proposing}))) end`;
}
