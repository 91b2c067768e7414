import { and, asc, count, desc, eq, inArray, min, ne, sql } from 'drizzle-orm';
import type { DraftState } from '../../domain/draft.ts';
import type { Db } from '../db/connect.ts';
import { draft, draft_event, type RecordKind } from '../db/schema.ts';

export type Draft = typeof draft.$inferSelect;
export type DraftEventRow = typeof draft_event.$inferSelect;

export async function findDraft(db: Db, id: string): Promise<Draft | undefined> {
	const [row] = await db.select().from(draft).where(eq(draft.id, id));
	return row;
}

/** How many drafts wait for a reviewer other than their author, and since when the first of them. */
export async function countWaiting(
	db: Db,
	notAuthor: string
): Promise<{ count: number; oldest: Date | undefined }> {
	const [row] = await db
		.select({ count: count(), oldest: min(draft.submitted_at) })
		.from(draft)
		.where(and(inArray(draft.state, ['submitted', 'accepted']), ne(draft.author, notAuthor)));
	return { count: row.count, oldest: row.oldest ?? undefined };
}

/** Newest change first; the queue asks for the oldest submission first. */
export async function listDrafts(
	db: Db,
	filter: {
		states?: DraftState[];
		author?: string;
		notAuthor?: string;
		record?: { kind: RecordKind; id: string };
		batch?: string;
	},
	order: 'changed' | 'submitted' = 'changed'
): Promise<Draft[]> {
	return db
		.select()
		.from(draft)
		.where(
			and(
				filter.states && inArray(draft.state, filter.states),
				filter.author === undefined ? undefined : eq(draft.author, filter.author),
				filter.notAuthor === undefined ? undefined : ne(draft.author, filter.notAuthor),
				filter.record && and(eq(draft.kind, filter.record.kind), eq(draft.record, filter.record.id)),
				filter.batch === undefined ? undefined : eq(draft.batch, filter.batch)
			)
		)
		.orderBy(order === 'changed' ? desc(draft.updated_at) : asc(draft.submitted_at), asc(draft.id));
}

export async function saveDraftRow(db: Db, row: typeof draft.$inferInsert): Promise<void> {
	await db.insert(draft).values(row);
}

/**
 * Changes a draft if nobody saved it since and it is still in the given state.
 * @returns the draft as it is now, or undefined where nothing was changed
 */
export async function updateDraft(
	db: Db,
	seen: Pick<Draft, 'id' | 'saves' | 'state'>,
	change: Partial<Omit<Draft, 'id' | 'author' | 'kind' | 'saves'>>
): Promise<Draft | undefined> {
	const [row] = await db
		.update(draft)
		.set({ ...change, saves: sql`${draft.saves} + 1`, updated_at: new Date() })
		.where(and(eq(draft.id, seen.id), eq(draft.saves, seen.saves), eq(draft.state, seen.state)))
		.returning();
	return row;
}

export async function listDraftEvents(db: Db, id: string): Promise<DraftEventRow[]> {
	return db.select().from(draft_event).where(eq(draft_event.draft, id)).orderBy(asc(draft_event.sequence));
}

/** What happened to several drafts, in order. */
export async function listEventsOf(db: Db, ids: string[]): Promise<DraftEventRow[]> {
	if (ids.length === 0) return [];
	return db
		.select()
		.from(draft_event)
		.where(inArray(draft_event.draft, ids))
		.orderBy(asc(draft_event.sequence));
}

export async function saveDraftEvent(db: Db, row: typeof draft_event.$inferInsert): Promise<void> {
	await db.insert(draft_event).values(row);
}
