import { and, eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { attempt } from '../db/schema.ts';

const longestWindowMs = 24 * 3600 * 1000;

/** Counts one more act of a client and gives the sum in the present window; windows of more than a day ago are forgotten. */
export async function countAttempt(
	db: Db,
	purpose: string,
	client: string,
	windowMs: number,
	now: Date
): Promise<number> {
	await db.delete(attempt).where(lt(attempt.window, now.getTime() - longestWindowMs));
	const [{ count }] = await db
		.insert(attempt)
		.values({ purpose, client, window: Math.floor(now.getTime() / windowMs) * windowMs, count: 1 })
		.onConflictDoUpdate({
			target: [attempt.purpose, attempt.client, attempt.window],
			set: { count: sql`${attempt.count} + 1` }
		})
		.returning({ count: attempt.count });
	return count;
}

export async function forgetAttempts(db: Db, purpose: string, client: string): Promise<void> {
	await db.delete(attempt).where(and(eq(attempt.purpose, purpose), eq(attempt.client, client)));
}

/** Adds to the counts of several clients in one window, all at once; the sums, by client. */
export async function addAttempts(
	db: Db,
	purpose: string,
	window: number,
	counts: { client: string; count: number }[]
): Promise<Map<string, number>> {
	// In one order, or two processes could wait for each other.
	const sorted = counts.toSorted((a, b) => (a.client < b.client ? -1 : 1));
	const sums = await db
		.insert(attempt)
		.values(sorted.map((counted) => ({ purpose, window, ...counted })))
		.onConflictDoUpdate({
			target: [attempt.purpose, attempt.client, attempt.window],
			set: { count: sql`${attempt.count} + excluded.count` }
		})
		.returning({ client: attempt.client, count: attempt.count });
	return new Map(sums.map(({ client, count }) => [client, count]));
}

/** Forgets the windows of one purpose that began earlier. */
export async function forgetWindows(db: Db, purpose: string, before: number): Promise<void> {
	await db.delete(attempt).where(and(eq(attempt.purpose, purpose), lt(attempt.window, before)));
}
