import { and, asc, count, desc, eq, inArray, min, or } from 'drizzle-orm';
import type { SuggestionState } from '../../domain/suggestion.ts';
import type { Db } from '../db/connect.ts';
import { suggestion, type RecordKind } from '../db/schema.ts';

export type Suggestion = typeof suggestion.$inferSelect;

type Filter = { states?: SuggestionState[]; records?: { kind: RecordKind; id: string }[] };

const meets = ({ states, records }: Filter) =>
	and(
		states && inArray(suggestion.state, states),
		records && or(...records.map(({ kind, id }) => and(eq(suggestion.kind, kind), eq(suggestion.record, id))))
	);

export async function findSuggestion(db: Db, id: string): Promise<Suggestion | undefined> {
	const [row] = await db.select().from(suggestion).where(eq(suggestion.id, id));
	return row;
}

export async function listSuggestions(
	db: Db,
	filter: Filter,
	page: { order: 'oldest' | 'newest'; limit: number; offset: number }
): Promise<Suggestion[]> {
	const direction = page.order === 'oldest' ? asc : desc;
	return db
		.select()
		.from(suggestion)
		.where(meets(filter))
		.orderBy(direction(suggestion.created_at), direction(suggestion.id))
		.limit(page.limit)
		.offset(page.offset);
}

/** How many there are, and since when the oldest of them waits. */
export async function countSuggestions(
	db: Db,
	filter: Filter
): Promise<{ count: number; oldest: Date | undefined }> {
	const [row] = await db
		.select({ count: count(), oldest: min(suggestion.created_at) })
		.from(suggestion)
		.where(meets(filter));
	return { count: row.count, oldest: row.oldest ?? undefined };
}

/** An open suggestion that says the very same. */
export async function findSameSuggestion(
	db: Db,
	{ kind, record, field, proposed }: Pick<Suggestion, 'kind' | 'record' | 'field' | 'proposed'>
): Promise<Suggestion | undefined> {
	const [row] = await db
		.select()
		.from(suggestion)
		.where(
			and(
				eq(suggestion.kind, kind),
				eq(suggestion.record, record),
				eq(suggestion.field, field),
				eq(suggestion.proposed, proposed),
				eq(suggestion.state, 'open')
			)
		)
		.limit(1);
	return row;
}

export async function saveSuggestion(db: Db, row: typeof suggestion.$inferInsert): Promise<void> {
	await db.insert(suggestion).values(row);
}

/**
 * Changes a suggestion while it is in the given state.
 * @returns the suggestion as it is now, or undefined where it was not in that state
 */
export async function updateSuggestion(
	db: Db,
	seen: Pick<Suggestion, 'id' | 'state'>,
	change: Partial<Omit<Suggestion, 'id' | 'kind' | 'record' | 'created_at'>>
): Promise<Suggestion | undefined> {
	const [row] = await db
		.update(suggestion)
		.set(change)
		.where(and(eq(suggestion.id, seen.id), eq(suggestion.state, seen.state)))
		.returning();
	return row;
}
