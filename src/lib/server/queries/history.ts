import { and, asc, desc, eq } from 'drizzle-orm';
import type { Release } from '../../domain/release.ts';
import type { Db } from '../db/connect.ts';
import { insertRows } from '../db/rows.ts';
import { release, revision, type RecordKind } from '../db/schema.ts';

export type NewRevision = typeof revision.$inferInsert;

/** The newest revision of every record, with its data: what a load compares files against. */
export async function listLatestRevisions(db: Db) {
	return db
		.selectDistinctOn([revision.kind, revision.record])
		.from(revision)
		.orderBy(asc(revision.kind), asc(revision.record), desc(revision.version));
}

/** Who changed a record when and why, newest first. */
export async function listRevisions(db: Db, kind: RecordKind, record: string) {
	return db
		.select({ version: revision.version, at: revision.at, author: revision.author, note: revision.note })
		.from(revision)
		.where(and(eq(revision.kind, kind), eq(revision.record, record)))
		.orderBy(desc(revision.version));
}

export async function saveRevisions(db: Db, revisions: NewRevision[]): Promise<void> {
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
