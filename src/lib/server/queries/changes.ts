import {
	and,
	asc,
	count,
	desc,
	eq,
	gt,
	gte,
	inArray,
	isNotNull,
	lt,
	max,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import { alias, makePgArray } from 'drizzle-orm/pg-core';
import { changeOf, type ChangeSort } from '../../domain/change.ts';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';
import { isOneOf } from '../db/rows.ts';
import { link, proposal, proposal_entry, revision, type RecordKind } from '../db/schema.ts';

export type ChangeFilter = { kinds?: RecordKind[]; records?: string[]; since?: Date };

const head = {
	sequence: revision.sequence,
	kind: revision.kind,
	record: revision.record,
	version: revision.version,
	at: revision.at,
	author: revision.author,
	reviewer: revision.reviewer,
	note: revision.note,
	// Of a first version nobody asks: it is published. So the record is not unpacked for it.
	moved_to: sql<string | null>`case when ${revision.version} > 1 then ${revision.data} ->> 'moved_to' end`,
	retired_on: sql<string | null>`case when ${revision.version} > 1 then ${revision.data} ->> 'retired_on' end`
};

type Head = {
	sequence: number;
	kind: RecordKind;
	record: string;
	version: number;
	at: Date;
	author: string;
	/** Null for what came from the files. */
	reviewer: string | null;
	note: string;
};
/** A revision without the record itself. */
export type ChangeHead = Head & { change: ChangeSort };

const withChange = <T extends Head & { moved_to: string | null; retired_on: string | null }>({
	moved_to,
	retired_on,
	...row
}: T) => ({ ...row, change: changeOf({ version: row.version, data: { moved_to, retired_on } }) });

const meets = ({ kinds, records, since }: ChangeFilter) =>
	and(
		kinds && inArray(revision.kind, kinds),
		records && isOneOf(revision.record, records),
		since && gte(revision.at, since)
	);

/**
 * Revisions of all records by their number, without the records themselves.
 * @param page.after number of the last one that was already read
 */
export async function listChanges(
	db: Db,
	filter: ChangeFilter,
	page: { descending: boolean; after?: number; limit?: number }
): Promise<ChangeHead[]> {
	const { descending, after, limit } = page;
	const beyond = after === undefined ? undefined : (descending ? lt : gt)(revision.sequence, after);
	const query = db
		.select(head)
		.from(revision)
		.where(and(meets(filter), beyond))
		.orderBy((descending ? desc : asc)(revision.sequence));
	return (await (limit === undefined ? query : query.limit(limit))).map(withChange);
}

export async function countChanges(db: Db, filter: ChangeFilter): Promise<number> {
	const [row] = await db.select({ n: count() }).from(revision).where(meets(filter));
	return row.n;
}

export async function findChange(db: Db, sequence: number): Promise<ChangeHead | undefined> {
	const [row] = await db.select(head).from(revision).where(eq(revision.sequence, sequence));
	return row && withChange(row);
}

/** The whole records after the given changes, by the numbers of these. */
export async function listChangedRecords(
	db: Db,
	sequences: number[]
): Promise<Map<number, Record<string, unknown>>> {
	if (sequences.length === 0) return new Map();
	const rows = await db
		.select({ sequence: revision.sequence, data: revision.data })
		.from(revision)
		.where(isAmong(sequences));
	return new Map(rows.map(({ sequence, data }) => [sequence, data]));
}

/** Ids of the records of these kinds that have a revision after one with this number, each once; the first of very many. */
export async function listRecordsChangedSince(
	db: Db,
	kinds: RecordKind[],
	sequence: number,
	limit: number
): Promise<string[]> {
	const rows = await db
		.selectDistinct({ record: revision.record })
		.from(revision)
		.where(and(gt(revision.sequence, sequence), inArray(revision.kind, kinds)))
		.limit(limit);
	return rows.map(({ record }) => record);
}

/** When something was last published; undefined in an empty database. */
export async function findLastChange(db: Db): Promise<Date | undefined> {
	const [row] = await db.select({ at: max(revision.at) }).from(revision);
	return row.at ?? undefined;
}

/** Law as links lead to it: instruments, and places that were searched. */
type Law = { instruments: readonly string[]; jurisdictions: readonly string[] };
/** Records whose changes somebody follows: those of a kind, some of them, or of links those that lead to some law. */
export type Followed = { kind: RecordKind; records?: readonly string[] } | { kind: 'link'; law: Law };

/** What one person did at one moment for one reason: all of it was written in one transaction. */
export type Act = {
	/** Number of its last change that is followed: where the next page starts. */
	last: number;
	at: Date;
	author: string;
	note: string;
	sequences: number[];
};

/** As one array: an act may hold more changes than a statement parameters. */
const isAmong = (sequences: readonly number[]): SQL =>
	sql`${revision.sequence} = any(${`{${sequences.join(',')}}`}::int[])`;

/** As a union, so that each part is found by its own index. */
const isFollowed = (followed: readonly Followed[]): SQL | undefined =>
	followed.length === 0
		? sql`false`
		: sql`${revision.sequence} in (${sql.join(
				followed.map((wanted) =>
					'law' in wanted
						? changesOfLaw(wanted.law)
						: sql`select sequence from ${revision} where ${and(eq(revision.kind, wanted.kind), wanted.records && isOneOf(revision.record, wanted.records))}`
				),
				sql` union all `
			)})`;

/**
 * Versions of links that lead to a law, and the versions after these: a link that was taken out is a change of that law as well.
 * Any first version among them has a link to it; of a later one the two versions tell whether that law is what changed.
 */
function changesOfLaw({ instruments, jurisdictions }: Law): SQL {
	const law = makePgArray([...instruments, ...jurisdictions.map((place) => `in:${place}`)]);
	const leading = sql`met.kind = 'link' and law_in(met.data) && ${law}::text[]`;
	return sql`select met.sequence from ${revision} as met where ${leading}
		union all
		select later.sequence from ${revision} as met
			join ${revision} as later on later.kind = 'link' and later.record = met.record and later.version = met.version + 1
			where ${leading}`;
}

/**
 * Acts with any change of a followed record, newest first, each with the numbers of these changes.
 * @param followed undefined for everything
 * @param page.before number of the last change of the page before
 */
export async function listActs(
	db: Db,
	followed: readonly Followed[] | undefined,
	page: { before?: number; limit: number }
): Promise<Act[]> {
	const last = max(revision.sequence);
	const { at, author, note } = revision;
	const rows = await db
		.select({
			last: sql<number>`${last}::int`,
			at,
			author,
			note,
			// Sorted here: the database would sort every change by author and note to sort numbers among them.
			sequences: sql<number[]>`json_agg(${revision.sequence})`
		})
		.from(revision)
		.where(followed && isFollowed(followed))
		.groupBy(at, author, note)
		.having(page.before === undefined ? undefined : lt(last, page.before))
		.orderBy(desc(last))
		.limit(page.limit);
	return rows.map((row) => ({ ...row, sequences: ascending(row.sequences) }));
}

const ascending = (sequences: readonly number[]): number[] => sequences.toSorted((a, b) => a - b);

/** Of the changes with these numbers the later versions of links, without what they were. */
export async function listLaterLinks(db: Db, sequences: number[]): Promise<number[]> {
	if (sequences.length === 0) return [];
	const rows = await db
		.select({ sequence: revision.sequence })
		.from(revision)
		.where(and(isAmong(sequences), eq(revision.kind, 'link'), gt(revision.version, 1)));
	return rows.map(({ sequence }) => sequence);
}

/** A change, and how many of the same act, sort and kind there are. */
export type Member = ChangeHead & { alike: number };

/**
 * Changes by their numbers, oldest first: of each act, sort and kind the first.
 * @param page.own a record whose changes are counted and listed by themselves
 */
export async function listMembers(
	db: Db,
	sequences: number[],
	{ own = '', limit }: { own?: string; limit: number }
): Promise<Member[]> {
	if (sequences.length === 0) return [];
	const groups = await resultRows<{ alike: number; sequences: number[] }>(
		db,
		sql`select count(*)::int as alike, json_agg(sequence) as sequences from ${revision} where ${isAmong(sequences)}
			group by at, author, note, kind, version = 1, record = ${own},
				${head.moved_to} is not null or ${head.retired_on} is not null`
	);
	const alikeOf = new Map(
		groups.flatMap(({ alike, sequences: all }) =>
			ascending(all)
				.slice(0, limit)
				.map((sequence) => [sequence, alike])
		)
	);
	const rows = await db
		.select(head)
		.from(revision)
		.where(isAmong([...alikeOf.keys()]))
		.orderBy(asc(revision.sequence));
	return rows.map((row) => ({ ...withChange(row), alike: alikeOf.get(row.sequence)! }));
}

export type Difference = { data: Record<string, unknown>; before: Record<string, unknown> | undefined };

/** The records after the given changes and before them, by the numbers of the changes. */
export async function listDifferences(db: Db, sequences: number[]): Promise<Map<number, Difference>> {
	if (sequences.length === 0) return new Map();
	const earlier = alias(revision, 'earlier');
	const rows = await db
		.select({ sequence: revision.sequence, data: revision.data, before: earlier.data })
		.from(revision)
		.leftJoin(
			earlier,
			and(
				eq(earlier.kind, revision.kind),
				eq(earlier.record, revision.record),
				eq(earlier.version, sql`${revision.version} - 1`)
			)
		)
		.where(isAmong(sequences));
	return new Map(rows.map(({ sequence, data, before }) => [sequence, { data, before: before ?? undefined }]));
}

/** When each record of these kinds last changed. */
export async function listLastChanges(db: Db, kinds: RecordKind[]) {
	return db
		.select({
			kind: revision.kind,
			record: revision.record,
			version: max(revision.version),
			at: max(revision.at)
		})
		.from(revision)
		.where(inArray(revision.kind, kinds))
		.groupBy(revision.kind, revision.record);
}

/** When what the pages of some proposals show last changed, in the order of their ids: the proposal itself or its links. */
export async function listProposalChanges(
	db: Db,
	page: { skip: number; limit: number }
): Promise<{ record: string; at: Date | null }[]> {
	const listed = db
		.select({ id: proposal_entry.id })
		.from(proposal_entry)
		.orderBy(sql`${proposal_entry.id} collate "C"`)
		.limit(page.limit)
		.offset(page.skip)
		.as('listed');
	const newest = db
		.select({ at: max(revision.at).as('at') })
		.from(revision)
		.where(and(inArray(revision.kind, ['proposal', 'link']), eq(revision.record, listed.id)))
		.as('newest');
	return db
		.select({ record: listed.id, at: newest.at })
		.from(listed)
		.crossJoinLateral(newest)
		.orderBy(sql`${listed.id} collate "C"`);
}

/** When the links of the proposals linked to each instrument last changed. */
export async function listLinkedChanges(db: Db): Promise<{ record: string; at: Date | null }[]> {
	const newest = db
		.select({ record: revision.record, at: max(revision.at).as('at') })
		.from(revision)
		.where(eq(revision.kind, 'link'))
		.groupBy(revision.record)
		.as('newest');
	return db
		.select({ record: link.instrument, at: sql<Date | null>`max(${newest.at})`.mapWith(revision.at) })
		.from(link)
		.innerJoin(newest, eq(newest.record, link.proposal))
		.groupBy(link.instrument);
}

/** The newest version of every proposal that is withdrawn. */
export async function listWithdrawnProposals(db: Db): Promise<Record<string, unknown>[]> {
	const newest = db
		.select({ data: revision.data })
		.from(revision)
		.where(and(eq(revision.kind, 'proposal'), eq(revision.record, proposal.id)))
		.orderBy(desc(revision.version))
		.limit(1)
		.as('newest');
	const rows = await db
		.select({ data: newest.data })
		.from(proposal)
		.crossJoinLateral(newest)
		.where(or(isNotNull(proposal.moved_to), isNotNull(proposal.retired_on)))
		.orderBy(asc(proposal.id));
	return rows.map(({ data }) => data);
}
