import { and, eq, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { assessment, cross_count, instrument, paper, provision } from '../db/schema.ts';

/** Tells the planner what the tables hold, after much was written at once. */
export async function analyzeTables(db: Db): Promise<void> {
	await db.execute(sql`analyze`);
}

/** What the database holds now; renamed records count once, under their new name. */
export async function countRecords(db: Db) {
	const number = (query: ReturnType<typeof sql>) => sql<number>`(${query})::int`;
	/** What is kept of these is not counted again: the third entry counts proposals, the fourth links. */
	const kept = (name: 'proposals' | 'links', place: 2 | 3, level?: 'specific' | 'umbrella') =>
		number(sql`select coalesce(sum((entry ->> ${sql.raw(String(place))})::int), 0)
			from ${cross_count}, json_array_elements(${cross_count.counts}) as entry
			where ${and(eq(cross_count.rows, name), eq(cross_count.cols, name), level && eq(cross_count.level, level))}`);
	const [row] = await db
		.select({
			papers: number(sql`select count(*) from ${paper} where moved_to is null and retired_on is null`),
			specific: kept('proposals', 2, 'specific'),
			umbrella: kept('proposals', 2, 'umbrella'),
			instruments: number(
				sql`select count(*) from ${instrument} where moved_to is null and retired_on is null`
			),
			jurisdictions: number(
				sql`select count(distinct jurisdiction) from ${instrument} where moved_to is null and retired_on is null`
			),
			provisions: number(sql`select count(*) from ${provision}`),
			links: kept('links', 3),
			assessments: number(sql`select count(*) from ${assessment}`)
		})
		.from(sql`(select 1) as one`);
	return row;
}
