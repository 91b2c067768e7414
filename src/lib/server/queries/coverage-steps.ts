import { sql, type SQL } from 'drizzle-orm';
import type { CoverageStep } from '../../domain/coverage-steps.ts';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';
import { coverage_step } from '../db/schema.ts';

type Of = { level: 'specific' | 'all'; layers: readonly string[] | undefined };
const among = ({ level, layers }: Of): SQL =>
	sql.join(
		[
			...(level === 'specific' ? [sql`level = 'specific'`] : []),
			...(layers
				? [
						sql`layer::text in (${sql.join(
							layers.map((layer) => sql`${layer}`),
							sql`, `
						)})`
					]
				: []),
			sql`true`
		],
		sql` and `
	);

export type CoverageSum = Pick<CoverageStep, 'place' | 'links' | 'law' | 'not_operative' | 'undated'>;

/** How every place stood on a day. */
export async function listCoverageSums(db: Db, day: string, of: Of): Promise<CoverageSum[]> {
	return resultRows(
		db,
		sql`select place, sum(links)::int as links, sum(law)::int as law, sum(not_operative)::int as not_operative,
			sum(undated)::int as undated from ${coverage_step} where day <= ${day} and ${among(of)} group by place`
	);
}

/** By how much the number of links that count changes on each day, in the given places together. */
export async function listCoverageChanges(
	db: Db,
	places: readonly string[],
	of: Of
): Promise<{ day: string; links: number }[]> {
	if (places.length === 0) return [];
	const wanted = sql.join(
		places.map((place) => sql`${place}`),
		sql`, `
	);
	return resultRows(
		db,
		sql`select day, sum(links)::int as links from ${coverage_step} where place in (${wanted}) and ${among(of)} group by day`
	);
}

/** Adds changes to those that are kept. */
export async function addCoverageSteps(db: Db, steps: CoverageStep[]): Promise<void> {
	if (steps.length === 0) return;
	await db.execute(sql`
		insert into ${coverage_step} as kept (place, day, level, layer, links, law, not_operative, undated)
		select place, day, level, layer, links, law, not_operative, undated
		from json_populate_recordset(null::${coverage_step}, ${JSON.stringify(steps)}::json) order by place, day, level, layer
		on conflict (place, day, level, layer) do update set links = kept.links + excluded.links, law = kept.law + excluded.law,
			not_operative = kept.not_operative + excluded.not_operative, undated = kept.undated + excluded.undated`);
}

export async function deleteCoverageSteps(db: Db): Promise<void> {
	await db.delete(coverage_step);
}
