import { and, asc, count, desc, eq, gt, gte, inArray, lt, max } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { revision, type RecordKind } from '../db/schema.ts';

export type ChangeFilter = { kinds?: RecordKind[]; records?: string[]; since?: Date };

const head = {
	sequence: revision.sequence,
	kind: revision.kind,
	record: revision.record,
	version: revision.version,
	at: revision.at,
	author: revision.author,
	note: revision.note
};

const meets = ({ kinds, records, since }: ChangeFilter) =>
	and(
		kinds && inArray(revision.kind, kinds),
		records && inArray(revision.record, records),
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
) {
	const { descending, after, limit } = page;
	const beyond = after === undefined ? undefined : (descending ? lt : gt)(revision.sequence, after);
	const query = db
		.select(head)
		.from(revision)
		.where(and(meets(filter), beyond))
		.orderBy((descending ? desc : asc)(revision.sequence));
	return limit === undefined ? query : query.limit(limit);
}

export async function countChanges(db: Db, filter: ChangeFilter): Promise<number> {
	const [row] = await db.select({ n: count() }).from(revision).where(meets(filter));
	return row.n;
}

export async function findChange(db: Db, sequence: number) {
	const [row] = await db.select(head).from(revision).where(eq(revision.sequence, sequence));
	return row;
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
		.where(inArray(revision.sequence, sequences));
	return new Map(rows.map(({ sequence, data }) => [sequence, data]));
}

/** When something was last published; undefined in an empty database. */
export async function findLastChange(db: Db): Promise<Date | undefined> {
	const [row] = await db.select({ at: max(revision.at) }).from(revision);
	return row.at ?? undefined;
}
