import { and, inArray, sql } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { insertRows, isOneOf } from '../db/rows.ts';
import { search_entry } from '../db/schema.ts';

export type SearchKind = 'proposal' | 'paper' | 'instrument' | 'provision';
export type SearchEntry = typeof search_entry.$inferInsert & { kind: SearchKind };
export type SearchHit = typeof search_entry.$inferSelect & { score: number };

export async function saveSearchEntries(db: Db, entries: Iterable<SearchEntry>): Promise<void> {
	await insertRows(db, search_entry, entries);
}

export async function deleteSearchEntries(db: Db, kinds: SearchKind[], records: string[]): Promise<void> {
	if (records.length === 0) return;
	await db
		.delete(search_entry)
		.where(and(inArray(search_entry.kind, kinds), isOneOf(search_entry.record, records)));
}

/** All text of an entry, lower case: the expression of the trigram index. */
const haystack = sql`lower(${search_entry.title_en} || ' ' || ${search_entry.title_zh} || ' ' || ${search_entry.body_en} || ' ' || ${search_entry.body_zh})`;
const titles = sql`lower(${search_entry.title_en} || ' ' || ${search_entry.title_zh})`;

/**
 * Entries that hold every word of the query, and then entries with words like it (typos), best first.
 * A score of 1 or more means that every word occurs; above that, a title counts more than the text, a whole record more than a provision.
 */
export async function listSearchHits(db: Db, query: string, limit: number): Promise<SearchHit[]> {
	const words = query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
	if (words.length === 0) return [];
	const like = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`;
	const whole = words.join(' ');
	const holdsAll = and(...words.map((word) => sql`${haystack} like ${like(word)}`));
	const inTitle = and(...words.map((word) => sql`${titles} like ${like(word)}`));
	const score = sql<number>`(case when ${inTitle} and ${search_entry.kind} <> 'provision' then 2.5 when ${inTitle} then 2 when ${holdsAll} then 1 else 0 end + word_similarity(${whole}, ${haystack}))::float8`;
	return db
		.select({
			kind: search_entry.kind,
			record: search_entry.record,
			part: search_entry.part,
			title_en: search_entry.title_en,
			title_zh: search_entry.title_zh,
			body_en: search_entry.body_en,
			body_zh: search_entry.body_zh,
			score
		})
		.from(search_entry)
		.where(sql`(${holdsAll}) or word_similarity(${whole}, ${haystack}) >= 0.45`)
		.orderBy(sql`${score} desc`, search_entry.kind, search_entry.record, search_entry.part)
		.limit(limit);
}

export type SimilarTitle = Pick<SearchHit, 'kind' | 'record' | 'title_en' | 'title_zh'> & {
	/** 1 where the titles share every group of three letters, 0 where they share none. */
	likeness: number;
};

/**
 * Records whose title, in either language, is like one of the given titles: how something that is there already is noticed
 * before it is typed again. Most alike first.
 */
export async function listSimilarTitles(
	db: Db,
	kinds: SearchKind[],
	titles: string[],
	limit: number
): Promise<SimilarTitle[]> {
	const wanted = titles.map((title) => title.trim().toLowerCase().slice(0, 300)).filter(Boolean);
	if (wanted.length === 0) return [];
	// A law's entry holds its short title and its full one, with a dot between.
	const own = [search_entry.title_en, search_entry.title_zh].flatMap((title) => [
		sql`lower(${title})`,
		sql`lower(split_part(${title}, ' · ', 1))`,
		sql`lower(split_part(${title}, ' · ', 2))`
	]);
	const pairs = wanted.flatMap((title) => own.map((known) => sql`similarity(${title}::text, ${known})`));
	const likeness = sql<number>`greatest(${sql.join(pairs, sql`, `)})::float8`;
	return db
		.select({
			kind: search_entry.kind,
			record: search_entry.record,
			title_en: search_entry.title_en,
			title_zh: search_entry.title_zh,
			likeness
		})
		.from(search_entry)
		.where(and(inArray(search_entry.kind, kinds), sql`${likeness} >= 0.25`))
		.orderBy(sql`${likeness} desc`, search_entry.kind, search_entry.record)
		.limit(limit);
}
