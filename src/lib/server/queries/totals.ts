import { sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { assessment, instrument, link, paper, proposal, provision } from '../db/schema.ts';

/** Tells the planner what the tables hold, after much was written at once. */
export async function analyzeTables(db: Db): Promise<void> {
	await db.execute(sql`analyze`);
}

/** What the database holds now; renamed records count once, under their new name. */
export async function countRecords(db: Db) {
	const number = (query: ReturnType<typeof sql>) => sql<number>`(${query})::int`;
	const [row] = await db
		.select({
			papers: number(sql`select count(*) from ${paper} where moved_to is null and retired_on is null`),
			specific: number(
				sql`select count(*) from ${proposal} where moved_to is null and retired_on is null and level = 'specific'`
			),
			umbrella: number(
				sql`select count(*) from ${proposal} where moved_to is null and retired_on is null and level = 'umbrella'`
			),
			instruments: number(
				sql`select count(*) from ${instrument} where moved_to is null and retired_on is null`
			),
			jurisdictions: number(
				sql`select count(distinct jurisdiction) from ${instrument} where moved_to is null and retired_on is null`
			),
			provisions: number(sql`select count(*) from ${provision}`),
			links: number(sql`select count(*) from ${link}`),
			assessments: number(sql`select count(*) from ${assessment}`)
		})
		.from(sql`(select 1) as one`);
	return row;
}
