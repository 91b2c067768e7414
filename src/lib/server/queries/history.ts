import { and, desc, eq, inArray, lte, max, or, sql } from 'drizzle-orm';
import type { Release } from '../../domain/release.ts';
import type { Db } from '../db/connect.ts';
import { insertRows } from '../db/rows.ts';
import { resultRows } from '../db/migrate.ts';
import { proposal_entry, record_kind, release, revision, type RecordKind } from '../db/schema.ts';

export type NewRevision = typeof revision.$inferInsert;

export async function hasRevisions(db: Db): Promise<boolean> {
	return (await db.select({ version: revision.version }).from(revision).limit(1)).length > 0;
}

/** The newest version of each given record that is there already, and whether it holds the same data as given here. */
export async function compareLatest(
	db: Db,
	given: { kind: RecordKind; record: string; data: object }[]
): Promise<{ kind: RecordKind; record: string; version: number; author: string; same: boolean }[]> {
	return resultRows(
		db,
		sql`select given.kind, given.record, latest.version, latest.author, latest.data = given.data as same
			from json_to_recordset(${JSON.stringify(given)}::json) as given(kind ${sql.raw(record_kind.enumName)}, record text, data jsonb)
			cross join lateral (
				select version, author, data from ${revision}
				where kind = given.kind and record = given.record
				order by version desc limit 1
			) as latest`
	);
}

/** Number of the newest version of each of the given records; one that is not there has none. */
export async function listLatestVersions(
	db: Db,
	records: { kind: RecordKind; record: string }[]
): Promise<{ kind: RecordKind; record: string; version: number }[]> {
	if (records.length === 0) return [];
	const kinds = [...new Set(records.map(({ kind }) => kind))];
	return db
		.select({
			kind: revision.kind,
			record: revision.record,
			version: sql<number>`max(${revision.version})::int`
		})
		.from(revision)
		.where(
			or(
				...kinds.map((kind) =>
					and(
						eq(revision.kind, kind),
						inArray(
							revision.record,
							records.filter((wanted) => wanted.kind === kind).map(({ record }) => record)
						)
					)
				)
			)
		)
		.groupBy(revision.kind, revision.record);
}

/** When each record of a kind was last published, in whatever version. */
export async function listLastPublished(db: Db, kind: RecordKind): Promise<Map<string, Date>> {
	const rows = await db
		.select({ record: revision.record, at: max(revision.at) })
		.from(revision)
		.where(eq(revision.kind, kind))
		.groupBy(revision.record);
	return new Map(rows.map(({ record, at }) => [record, at!]));
}

/** Current proposals whose newest version was published by a day, the oldest first, and how many there are. */
export async function listStaleProposals(
	db: Db,
	day: string,
	limit: number
): Promise<{ record: string; day: string; all: number }[]> {
	return resultRows(
		db,
		sql`select record, day, (count(*) over ())::int as "all" from (
				select record, to_char(max(at) at time zone 'UTC', 'YYYY-MM-DD') as day from ${revision}
				where kind = 'proposal' group by record
			) as published join ${proposal_entry} on ${proposal_entry.id} = record
			where day <= ${day} order by day, record limit ${limit}`
	);
}

/** One version of a record, or the newest that was published by a moment; undefined where there was none. */
export async function findRevision(
	db: Db,
	kind: RecordKind,
	record: string,
	wanted: { version: number } | { by: Date } | 'newest'
) {
	const [row] = await db
		.select()
		.from(revision)
		.where(
			and(
				eq(revision.kind, kind),
				eq(revision.record, record),
				wanted === 'newest'
					? undefined
					: 'version' in wanted
						? eq(revision.version, wanted.version)
						: lte(revision.at, wanted.by)
			)
		)
		.orderBy(desc(revision.version))
		.limit(1);
	return row;
}

/** Who changed a record when and why, newest first. */
export async function listRevisions(db: Db, kind: RecordKind, record: string) {
	return db
		.select({
			version: revision.version,
			at: revision.at,
			author: revision.author,
			reviewer: revision.reviewer,
			note: revision.note
		})
		.from(revision)
		.where(and(eq(revision.kind, kind), eq(revision.record, record)))
		.orderBy(desc(revision.version));
}

/** Ids of the records of a kind of which this author wrote a version. */
export async function listRecordsBy(db: Db, kind: RecordKind, author: string): Promise<string[]> {
	const rows = await db
		.selectDistinct({ record: revision.record })
		.from(revision)
		.where(and(eq(revision.kind, kind), eq(revision.author, author)));
	return rows.map(({ record }) => record);
}

export async function saveRevisions(db: Db, revisions: Iterable<NewRevision>): Promise<void> {
	await insertRows(db, revision, revisions);
}

/** Undefined as long as nothing has been loaded. */
export async function findRelease(db: Db) {
	const [row] = await db
		.select()
		.from(release)
		.orderBy(desc(release.loaded_at), desc(release.version))
		.limit(1);
	return row;
}

export async function saveRelease(db: Db, record: Release): Promise<void> {
	await db.insert(release).values(record).onConflictDoNothing();
}
