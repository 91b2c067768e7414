import { sql, type SQL } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { resultRows } from '../db/migrate.ts';

async function idsOf(db: Db, condition: SQL, limit: number): Promise<string[]> {
	if (limit === 0) return [];
	const rows = await resultRows<{ id: string }>(
		db,
		sql`select p.id from proposal p where p.moved_to is null and p.retired_on is null and ${condition} order by p.id limit ${limit}`
	);
	return rows.map(({ id }) => id);
}

const isSearched = sql`exists (select from assessment where assessment.proposal = p.id)`;
const isLinked = sql`exists (select from link where link.proposal = p.id)`;

/** The first proposals for which somebody searched. */
export const listSearchedProposals = (db: Db, limit: number): Promise<string[]> =>
	idsOf(db, isSearched, limit);

/** The first specific proposals without any link and any search. */
export const listUnseenProposals = (db: Db, limit: number): Promise<string[]> =>
	idsOf(db, sql`p.level = 'specific' and not ${isSearched} and not ${isLinked}`, limit);

/** `actors union`: codes of who acts and who benefits that a paper of a current proposal names. */
export async function listNamedCodes(db: Db): Promise<Set<string>> {
	const rows = await resultRows<{ named: string }>(
		db,
		sql`select t.vocabulary || ' ' || t.code as named from term t where t.vocabulary in ('actors', 'beneficiaries') and exists (
			select from proposal_code c join proposal p on p.id = c.proposal
			where c.field = t.vocabulary and c.code = t.code and c.basis = 'named' and p.moved_to is null and p.retired_on is null)`
	);
	return new Set(rows.map(({ named }) => named));
}
