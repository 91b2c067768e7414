import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { coding, coding_resolution } from '../db/schema.ts';

export type CodingRow = typeof coding.$inferSelect;
export type CodingResolution = typeof coding_resolution.$inferSelect;

/** Second codings by proposal, finished ones only where asked. */
export async function listCodings(db: Db, filter: { finished?: true } = {}): Promise<CodingRow[]> {
	return db
		.select()
		.from(coding)
		.where(filter.finished && isNotNull(coding.finished_at))
		.orderBy(asc(coding.proposal));
}

export async function findCoding(db: Db, proposal: string): Promise<CodingRow | undefined> {
	const [row] = await db.select().from(coding).where(eq(coding.proposal, proposal));
	return row;
}

/** @returns whether this call began it: of two that try at once, one does */
export async function startCodingRow(db: Db, proposal: string, coder: string): Promise<boolean> {
	const rows = await db
		.insert(coding)
		.values({ proposal, coder, data: {} })
		.onConflictDoNothing()
		.returning({ proposal: coding.proposal });
	return rows.length > 0;
}

const unfinished = (proposal: string, coder: string) =>
	and(eq(coding.proposal, proposal), eq(coding.coder, coder), isNull(coding.finished_at));

/** Changes an unfinished coding of this coder that still says what was seen. @returns whether there was one */
export async function updateCoding(
	db: Db,
	{ proposal, coder, data }: { proposal: string; coder: string; data: Record<string, unknown> },
	change: Pick<CodingRow, 'data'> & Partial<Pick<CodingRow, 'first' | 'finished_at'>>
): Promise<boolean> {
	const rows = await db
		.update(coding)
		.set(change)
		.where(and(unfinished(proposal, coder), eq(coding.data, data)))
		.returning({ proposal: coding.proposal });
	return rows.length > 0;
}

/** @returns whether there was an unfinished one of this coder */
export async function deleteCoding(db: Db, proposal: string, coder: string): Promise<boolean> {
	const rows = await db
		.delete(coding)
		.where(unfinished(proposal, coder))
		.returning({ proposal: coding.proposal });
	return rows.length > 0;
}

export async function listResolutions(db: Db, proposal?: string): Promise<CodingResolution[]> {
	return db
		.select()
		.from(coding_resolution)
		.where(proposal === undefined ? undefined : eq(coding_resolution.proposal, proposal))
		.orderBy(asc(coding_resolution.proposal), asc(coding_resolution.resolved_at));
}

/** @returns whether this call resolved it: what was decided stays */
export async function saveResolution(db: Db, row: typeof coding_resolution.$inferInsert): Promise<boolean> {
	const rows = await db
		.insert(coding_resolution)
		.values(row)
		.onConflictDoNothing()
		.returning({ proposal: coding_resolution.proposal });
	return rows.length > 0;
}
