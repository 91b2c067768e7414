import { and, asc, isNull, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { isOneOf } from '../db/rows.ts';
import { instrument, url_check } from '../db/schema.ts';

export type UrlCheck = typeof url_check.$inferSelect;

/** The last result per address; of the given addresses, or of all that were ever checked. */
export async function listUrlChecks(db: Db, urls?: string[]): Promise<UrlCheck[]> {
	if (urls?.length === 0) return [];
	return db
		.select()
		.from(url_check)
		.where(urls && isOneOf(url_check.url, urls))
		.orderBy(asc(url_check.url));
}

/** Every address the register holds, once; never checked ones first, then those checked longest ago. */
export async function listOfficialAddresses(db: Db): Promise<string[]> {
	const rows = await db
		.select({ url: instrument.url, other_urls: instrument.other_urls })
		.from(instrument)
		.where(and(isNull(instrument.moved_to), isNull(instrument.retired_on)))
		.orderBy(asc(instrument.id));
	const checkedAt = new Map(
		(await listUrlChecks(db)).map(({ url, checked_at }) => [url, checked_at.getTime()])
	);
	return [...new Set(rows.flatMap(({ url, other_urls }) => [...(url ? [url] : []), ...other_urls]))].sort(
		(a, b) => (checkedAt.get(a) ?? 0) - (checkedAt.get(b) ?? 0)
	);
}

/**
 * Keeps the new results in place of the last ones, in one statement: each makes another state of the data, for which all answers are
 * made anew. `first_seen_gone` stays until the address answers again.
 * @param checks of different addresses
 */
export async function saveUrlChecks(
	db: Db,
	checks: Omit<typeof url_check.$inferInsert, 'first_seen_gone'>[]
): Promise<void> {
	if (checks.length === 0) return;
	await db
		.insert(url_check)
		.values(
			checks.map((check) => ({ ...check, first_seen_gone: check.state === 'gone' ? check.checked_at : null }))
		)
		.onConflictDoUpdate({
			target: url_check.url,
			set: {
				state: sql`excluded.state`,
				http_status: sql`excluded.http_status`,
				final_url: sql`excluded.final_url`,
				reason: sql`excluded.reason`,
				checked_at: sql`excluded.checked_at`,
				first_seen_gone: sql`case when excluded.state = 'answers' then null else coalesce(${url_check.first_seen_gone}, excluded.first_seen_gone) end`
			}
		});
}
