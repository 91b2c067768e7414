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

/** Keeps the new result in place of the last one. `first_seen_gone` stays until the address answers again. */
export async function saveUrlCheck(
	db: Db,
	check: Omit<typeof url_check.$inferInsert, 'first_seen_gone'>
): Promise<void> {
	const columns = { http_status: null, final_url: null, reason: null, ...check };
	await db
		.insert(url_check)
		.values({ ...columns, first_seen_gone: check.state === 'gone' ? check.checked_at : null })
		.onConflictDoUpdate({
			target: url_check.url,
			set: {
				...columns,
				first_seen_gone: sql`case when excluded.state = 'answers' then null else coalesce(${url_check.first_seen_gone}, excluded.first_seen_gone) end`
			}
		});
}
