import { and, asc, count, desc, eq, getTableColumns, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Link, LinkFile } from '../../domain/link.ts';
import type { CoverageLaw } from '../../domain/matrix/rows.ts';
import type { Db } from '../db/connect.ts';
import { groupBy, insertRows, isOneOf, listed, recorded, rowsOf, unlessEmpty } from '../db/rows.ts';
import { resultRows } from '../db/migrate.ts';
import { assessment, link, link_cover, proposal } from '../db/schema.ts';
import { writtenOnce } from '../db/written-once.ts';

/** A link as it stands in the file, with the proposal it belongs to. */
export type StoredLink = Link & { proposal: string };

const coversOf = sql<
	string[]
>`array(select ${link_cover.code} from ${link_cover} where ${link_cover.link} = ${link.id} order by ${link_cover.ordinal})`;

const selectLinks = (db: Db, which: SQL | undefined) =>
	db
		.select({ ...getTableColumns(link), covers: coversOf })
		.from(link)
		.where(which)
		.orderBy(asc(link.proposal), asc(link.ordinal));
const selectLinksOf = writtenOnce((db) =>
	selectLinks(db, isOneOf(link.proposal, sql.placeholder('proposals'))).prepare('links_of')
);

type Chosen =
	| { proposals: string[]; ids?: never; instrument?: never }
	| { proposals?: never; ids?: string[]; instrument?: string };

/** Links of some proposals, some by their ids, those to an instrument, or all. */
export async function listLinks(db: Db, chosen: Chosen = {}): Promise<StoredLink[]> {
	const { ids, proposals, instrument } = chosen;
	if (proposals?.length === 0 || ids?.length === 0) return [];
	const rows = proposals
		? await selectLinksOf(db).execute({ proposals: listed(proposals) })
		: await selectLinks(
				db,
				and(
					ids && isOneOf(link.id, ids),
					instrument === undefined ? undefined : eq(link.instrument, instrument)
				)
			);
	return rows.map((row) => {
		const { ordinal: _, instrument, provision, covers, ...rest } = recorded(row);
		const { evidence_paper, evidence_section, evidence_paragraph, evidence_page, ...plain } = rest;
		return {
			...plain,
			provision: `${instrument}#${provision}`,
			covers,
			...(row.evidence_paper && {
				evidence: {
					paper: evidence_paper,
					section: evidence_section,
					paragraph: evidence_paragraph,
					...(row.evidence_page && { page: evidence_page })
				}
			})
		};
	});
}

/** Links of the given proposals, without what is written about them. */
export const listLawLinks = (db: Db, proposals: string[]) =>
	db
		.select({
			proposal: link.proposal,
			basis: link.basis,
			relation: link.relation,
			instrument: link.instrument,
			number: link.provision
		})
		.from(link)
		.where(isOneOf(link.proposal, proposals));

const coverageLinks =
	sql.raw(`select id, proposal, basis, relation, confidence, instrument, provision as number,
	array(select code from link_cover where link = l.id order by ordinal) as covers from link l`);

/** The same with what the coverage matrix filters by, those of each proposal in their order. */
export const listCoverageLinks = (
	db: Db,
	proposals: string[]
): Promise<Omit<CoverageLaw, 'jurisdiction'>[]> =>
	resultRows(
		db,
		sql`${coverageLinks} where ${isOneOf(sql.raw('proposal'), proposals)} order by proposal, l.ordinal`
	);

/** How many links each of the given proposals has; those without any are left out. */
export async function countLinksOf(db: Db, proposals: string[]): Promise<Map<string, number>> {
	if (proposals.length === 0) return new Map();
	const rows = await db
		.select({ id: link.proposal, links: count() })
		.from(link)
		.where(isOneOf(link.proposal, proposals))
		.groupBy(link.proposal);
	return new Map(rows.map(({ id, links }) => [id, links]));
}

/** The other instruments that current proposals linked to this one are linked to, most links first. */
export async function listInstrumentsBeside(db: Db, instrument: string, limit: number): Promise<string[]> {
	const own = alias(link, 'own');
	const rows = await db
		.select({ instrument: link.instrument })
		.from(link)
		.innerJoin(proposal, eq(proposal.id, link.proposal))
		.where(
			and(
				ne(link.instrument, instrument),
				isNull(proposal.moved_to),
				isNull(proposal.retired_on),
				inArray(
					link.proposal,
					db.select({ proposal: own.proposal }).from(own).where(eq(own.instrument, instrument))
				)
			)
		)
		.groupBy(link.instrument)
		// Those with as many links stand as they are met first.
		.orderBy(desc(count()), sql`min(array[${link.proposal}, lpad(${link.ordinal}::text, 9, '0')])`)
		.limit(limit);
	return rows.map((row) => row.instrument);
}

/** A current proposal that meets a law in some way. */
export type Meeting = Pick<StoredLink, 'id' | 'proposal' | 'basis' | 'relation'> & {
	instrument: string;
	/** Of the provision. */
	number: number;
	title_en: string;
	title_zh: string;
};

/** The links of current proposals to some instruments, without what is written about them; in the order of the proposals. */
export async function listMeetings(db: Db, instruments: string[]): Promise<Meeting[]> {
	const { title_en, title_zh, moved_to, retired_on } = proposal;
	return db
		.select({
			id: link.id,
			proposal: link.proposal,
			basis: link.basis,
			relation: link.relation,
			instrument: link.instrument,
			number: link.provision,
			title_en,
			title_zh
		})
		.from(link)
		.innerJoin(proposal, eq(proposal.id, link.proposal))
		.where(and(isOneOf(link.instrument, instruments), isNull(moved_to), isNull(retired_on)))
		.orderBy(asc(link.proposal), asc(link.ordinal));
}

/** A link in its place among those of its provision, and how many there are. */
type MetLink = {
	id: string;
	provision: number;
	relation: Link['relation'];
	/** Of the same provision and relation. */
	alike: number;
	/** Of the same provision. */
	all: number;
};

/**
 * Links of current proposals to an instrument, the first of each provision by relation and confidence; of one provision those
 * after `skip` others.
 */
export async function listMetLinks(
	db: Db,
	instrument: string,
	order: { relations: readonly string[]; confidences: readonly string[] },
	page: { limit: number; provision?: number; skip?: number }
): Promise<MetLink[]> {
	const { limit, provision = null, skip = 0 } = page;
	const placeIn = (codes: readonly string[], column: SQL) =>
		sql`array_position(string_to_array(${codes.join(' ')}, ' '), ${column}::text)`;
	return resultRows(
		db,
		sql`select id, provision, relation, alike, "all" from (
			select l.id, l.provision, l.relation,
				(count(*) over (partition by l.provision, l.relation))::int as alike,
				(count(*) over (partition by l.provision))::int as "all",
				row_number() over (partition by l.provision order by ${placeIn(order.relations, sql`l.relation`)},
					${placeIn(order.confidences, sql`l.confidence`)}, l.proposal, l.ordinal) as place
			from ${link} l join ${proposal} p on p.id = l.proposal and p.moved_to is null and p.retired_on is null
			where l.instrument = ${instrument}
		) as met
		where place > case when provision = ${provision}::int then ${skip}::int else 0 end
			and place <= ${limit}::int + case when provision = ${provision}::int then ${skip}::int else 0 end
		order by provision, place`
	);
}

const selectAssessments = (db: Db, which?: SQL) =>
	db.select().from(assessment).where(which).orderBy(asc(assessment.proposal), asc(assessment.ordinal));
const selectAssessmentsOf = writtenOnce((db) =>
	selectAssessments(db, isOneOf(assessment.proposal, sql.placeholder('proposals'))).prepare('assessments_of')
);

export async function listAssessments(db: Db, { proposals }: { proposals?: string[] } = {}) {
	if (proposals?.length === 0) return [];
	const rows = proposals
		? await selectAssessmentsOf(db).execute({ proposals: listed(proposals) })
		: await selectAssessments(db);
	return rows.map((row) => {
		const { ordinal: _, ...rest } = recorded(row);
		return { ...rest, exceptions: unlessEmpty(row.exceptions) };
	});
}

/** Links and assessments as files: one record per proposal that has any, of all or of the given ones. */
export async function listLinkFiles(db: Db, proposals?: string[]): Promise<LinkFile[]> {
	const linksOf = groupBy(await listLinks(db, { proposals }), (row) => row.proposal);
	const assessmentsOf = groupBy(await listAssessments(db, { proposals }), (row) => row.proposal);
	const ids = [...new Set([...linksOf.keys(), ...assessmentsOf.keys()])].sort();
	return ids.map((id) => ({
		id,
		links: linksOf.get(id)?.map(({ proposal: _, ...rest }) => rest),
		assessments: assessmentsOf.get(id)?.map(({ proposal: _, ...rest }) => rest)
	}));
}

export async function saveLinkFiles(db: Db, files: LinkFile[]): Promise<void> {
	if (files.length === 0) return;
	const ids = files.map(({ id }) => id);
	await db.delete(link).where(isOneOf(link.proposal, ids));
	await db.delete(assessment).where(isOneOf(assessment.proposal, ids));
	await insertRows(
		db,
		link,
		rowsOf(files, ({ id, links = [] }) =>
			links.map(({ covers: _, evidence, provision, ...plain }, ordinal) => {
				const [instrument, number] = provision.split('#');
				return {
					...plain,
					proposal: id,
					ordinal,
					instrument,
					provision: Number(number),
					evidence_paper: evidence?.paper,
					evidence_section: evidence?.section,
					evidence_paragraph: evidence?.paragraph,
					evidence_page: evidence?.page
				};
			})
		)
	);
	await insertRows(
		db,
		link_cover,
		rowsOf(files, ({ links = [] }) =>
			links.flatMap(({ id, covers }) => covers.map((code, ordinal) => ({ link: id, code, ordinal })))
		)
	);
	await insertRows(
		db,
		assessment,
		rowsOf(files, ({ id, assessments = [] }) =>
			assessments.map((record, ordinal) => ({
				...record,
				exceptions: record.exceptions ?? [],
				proposal: id,
				ordinal
			}))
		)
	);
}
