import { eq, lt, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { slice, slice_rate, slice_salt } from '../db/schema.ts';

export type Slice = typeof slice.$inferSelect;

export async function findSlice(db: Db, id: string): Promise<Slice | undefined> {
	const [row] = await db.select().from(slice).where(eq(slice.id, id));
	return row;
}

export async function findSliceByHash(db: Db, content_hash: string): Promise<Slice | undefined> {
	const [row] = await db.select().from(slice).where(eq(slice.content_hash, content_hash));
	return row;
}

/** Of two readers who freeze the same content at the same moment, the second finds the slice of the first. */
export async function saveSlice(db: Db, row: typeof slice.$inferInsert): Promise<void> {
	await db.insert(slice).values(row).onConflictDoNothing({ target: slice.content_hash });
}

/** The salt of a day, the same for all processes; that of any earlier day is thrown away with all it made. */
export async function requireSalt(db: Db, day: string, fresh: string): Promise<string> {
	await db.delete(slice_salt).where(lt(slice_salt.day, day));
	await db.delete(slice_rate).where(lt(slice_rate.hour, new Date(`${day}T00:00:00Z`)));
	await db.insert(slice_salt).values({ day, salt: fresh }).onConflictDoNothing();
	const [{ salt }] = await db.select().from(slice_salt).where(eq(slice_salt.day, day));
	return salt;
}

/** Counts one more slice for a client and gives the sum of this hour. */
export async function countSlice(db: Db, client: string, hour: Date): Promise<number> {
	const [{ count }] = await db
		.insert(slice_rate)
		.values({ client, hour, count: 1 })
		.onConflictDoUpdate({
			target: [slice_rate.client, slice_rate.hour],
			set: { count: sql`${slice_rate.count} + 1` }
		})
		.returning({ count: slice_rate.count });
	return count;
}
