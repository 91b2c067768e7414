import { and, asc, count, desc, eq, inArray, isNull, min, ne, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ImportState, Outcome } from '../../domain/import/batch.ts';
import type { Db } from '../db/connect.ts';
import { insertRows } from '../db/rows.ts';
import { import_batch, import_record, revision } from '../db/schema.ts';

export type ImportBatch = typeof import_batch.$inferSelect;
export type ImportRecord = typeof import_record.$inferSelect;

export async function findImport(db: Db, id: string): Promise<ImportBatch | undefined> {
	const [row] = await db.select().from(import_batch).where(eq(import_batch.id, id));
	return row;
}

/** Newest first. */
export async function listImports(
	db: Db,
	{ states, author, limit }: { states?: ImportState[]; author?: string; limit?: number } = {}
): Promise<ImportBatch[]> {
	const query = db
		.select()
		.from(import_batch)
		.where(
			and(
				states && inArray(import_batch.state, states),
				author === undefined ? undefined : eq(import_batch.author, author)
			)
		)
		.orderBy(desc(import_batch.created_at), asc(import_batch.id));
	return limit === undefined ? query : query.limit(limit);
}

/** How many imports wait for a reviewer other than their author, and since when the first of them. */
export async function countImportsWaiting(
	db: Db,
	notAuthor: string
): Promise<{ count: number; oldest: Date | undefined }> {
	const [row] = await db
		.select({ count: count(), oldest: min(import_batch.submitted_at) })
		.from(import_batch)
		.where(and(eq(import_batch.state, 'submitted'), ne(import_batch.author, notAuthor)));
	return { count: row.count, oldest: row.oldest ?? undefined };
}

/** How many records of each import have which outcome. */
export async function countOutcomes(
	db: Db,
	batches: string[]
): Promise<{ batch: string; outcome: Outcome; n: number }[]> {
	if (batches.length === 0) return [];
	return db
		.select({ batch: import_record.batch, outcome: import_record.outcome, n: count() })
		.from(import_record)
		.where(inArray(import_record.batch, batches))
		.groupBy(import_record.batch, import_record.outcome);
}

export type RecordFilter = { outcomes?: Outcome[]; duplicates?: boolean };

const meets = (batch: string, { outcomes, duplicates }: RecordFilter) =>
	and(
		eq(import_record.batch, batch),
		outcomes && inArray(import_record.outcome, outcomes),
		duplicates ? sql`jsonb_array_length(${import_record.duplicates}) > 0` : undefined
	);

/** In the order of the file. */
export async function listImportRecords(
	db: Db,
	batch: string,
	filter: RecordFilter,
	page?: { limit: number; offset: number }
): Promise<ImportRecord[]> {
	const query = db.select().from(import_record).where(meets(batch, filter)).orderBy(asc(import_record.place));
	return page ? query.limit(page.limit).offset(page.offset) : query;
}

/** What an import would write, without the records themselves. */
export async function listImportTargets(
	db: Db,
	batch: string
): Promise<Pick<ImportRecord, 'record' | 'base_version'>[]> {
	return db
		.select({ record: import_record.record, base_version: import_record.base_version })
		.from(import_record)
		.where(meets(batch, { outcomes: ['new', 'changed'] }))
		.orderBy(asc(import_record.place));
}

export async function countImportRecords(db: Db, batch: string, filter: RecordFilter): Promise<number> {
	const [row] = await db.select({ n: count() }).from(import_record).where(meets(batch, filter));
	return row.n;
}

/** Writes an import with its records in place of whatever stood under its id. */
export async function saveImport(
	db: Db,
	batch: typeof import_batch.$inferInsert,
	records: Omit<ImportRecord, 'batch'>[]
): Promise<void> {
	const { id, ...row } = batch;
	await db.insert(import_batch).values(batch).onConflictDoUpdate({ target: import_batch.id, set: row });
	await db.delete(import_record).where(eq(import_record.batch, id));
	await insertRows(
		db,
		import_record,
		records.map((record) => ({ ...record, batch: id }))
	);
}

/**
 * Changes an import if it is still in the state that was seen, and what was handed in is still the same.
 * @returns it as it is now, or undefined where nothing was changed
 */
export async function updateImport(
	db: Db,
	seen: Pick<ImportBatch, 'id' | 'state' | 'submitted_at'>,
	change: Partial<Omit<ImportBatch, 'id' | 'kind' | 'author'>>
): Promise<ImportBatch | undefined> {
	const [row] = await db
		.update(import_batch)
		.set(change)
		.where(
			and(
				eq(import_batch.id, seen.id),
				eq(import_batch.state, seen.state),
				seen.submitted_at
					? eq(import_batch.submitted_at, seen.submitted_at)
					: isNull(import_batch.submitted_at)
			)
		)
		.returning();
	return row;
}

export async function deleteImport(db: Db, seen: Pick<ImportBatch, 'id' | 'state'>): Promise<boolean> {
	const gone = await db
		.delete(import_batch)
		.where(and(eq(import_batch.id, seen.id), eq(import_batch.state, seen.state)))
		.returning({ id: import_batch.id });
	return gone.length > 0;
}

/** Every revision that was made in one act, with the record as it was just before; undefined where there was none. */
export async function listBatchRevisions(db: Db, batch: string) {
	const former = alias(revision, 'former');
	return db
		.select({
			kind: revision.kind,
			record: revision.record,
			version: revision.version,
			data: revision.data,
			before: former.data
		})
		.from(revision)
		.leftJoin(
			former,
			and(
				eq(former.kind, revision.kind),
				eq(former.record, revision.record),
				eq(former.version, sql`${revision.version} - 1`)
			)
		)
		.where(eq(revision.batch, batch))
		.orderBy(asc(revision.sequence));
}
