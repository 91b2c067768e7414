import { and, arrayOverlaps, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { searchWords } from '../../domain/search-words.ts';
import type { Db } from '../db/connect.ts';
import { holds, insertRows, isLike, isOneOf, type Searched } from '../db/rows.ts';
import { search_entry } from '../db/schema.ts';

const searchKinds = ['proposal', 'paper', 'instrument', 'provision'] as const;
export type SearchKind = (typeof searchKinds)[number];
export type SearchEntry = typeof search_entry.$inferInsert & { kind: SearchKind };
export type SearchHit = Omit<typeof search_entry.$inferSelect, 'han' | 'title_han'> & { score: number };

export async function saveSearchEntries(db: Db, entries: Iterable<SearchEntry>): Promise<void> {
	await insertRows(db, search_entry, entries);
}

export async function deleteSearchEntries(db: Db, kinds: SearchKind[], records: string[]): Promise<void> {
	if (records.length === 0) return;
	await db
		.delete(search_entry)
		.where(and(inArray(search_entry.kind, kinds), isOneOf(search_entry.record, records)));
}

/** All text of an entry, lower case: the expression of the indexes. */
const haystack = sql`lower(${search_entry.title_en} || ' ' || ${search_entry.title_zh} || ' ' || ${search_entry.body_en} || ' ' || ${search_entry.body_zh})`;
const titles = sql`lower(${search_entry.title_en} || ' ' || ${search_entry.title_zh})`;

/** How like a text must be to words that do not occur in it. */
const leastLike = 0.45;
/** Entries whose likeness is worked out: of a word that half of all texts hold nobody reads the last page. */
const mostScored = 1000;

/**
 * Entries that hold every word of the query, best first; where there is none those with words like it (typos) in their titles, and where
 * there is none of these either, in their texts.
 * A score of 1 or more means that every word occurs; above that, a title counts more than the text, a whole record more than a provision.
 * Where very many do, a thousand of each kind are ranked that hold the words in their titles, and a thousand of those that hold them anywhere.
 * @param kinds without them, all
 */
export async function listSearchHits(
	db: Db,
	query: string,
	limit: number,
	kinds?: SearchKind[]
): Promise<SearchHit[]> {
	const words = searchWords(query);
	if (words.length === 0) return [];
	const whole = words.map(({ text }) => text).join(' ');
	const inTitle = and(...words.map((word) => isLike(titles, word)))!;
	const rank = sql`case when ${inTitle} and ${search_entry.kind} <> 'provision' then 2.5 when ${inTitle} then 2 else 1 end`;
	const holding = (searched: Searched) => and(...words.map((word) => holds(searched, word)))!;
	const ofKind = kinds?.length ? inArray(search_entry.kind, kinds) : undefined;
	const ranked = (on: Db, wanted: SQL, by: SQL) => listRanked(on, whole, and(wanted, ofKind)!, by, limit);
	const inTitles = holding({ text: titles, han: search_entry.title_han });
	// Of many proposals with the words in their titles none may crowd out a law or a paper.
	const ofEachKind = await Promise.all(
		(kinds?.length ? kinds : searchKinds).map((kind) =>
			listRanked(db, whole, and(inTitles, eq(search_entry.kind, kind))!, rank, limit)
		)
	);
	const named = ofEachKind
		.flat()
		.sort((a, b) => b.score - a.score || compareKeys(a, b))
		.slice(0, limit);
	if (named.length >= Math.min(limit, mostScored)) return named;
	const held = await ranked(db, holding({ text: haystack, han: search_entry.han }), rank);
	if (held.length > 0) {
		// Of those that hold the words anywhere a thousand may lack some that hold them in their titles.
		const first = new Set(named.map(keyOf));
		return [...named, ...held.filter((hit) => !first.has(keyOf(hit)))].slice(0, limit);
	}
	return withThreshold(db, leastLike, async (tx) => {
		const like = (text: SQL) => ranked(tx, sql`${whole} <% ${text}`, sql`0`);
		const named = await like(titles);
		// A text has many more words to compare than a title, and those that are only like one word of it tell less.
		return named.length > 0 ? named : like(haystack);
	});
}

/** Runs a query with `<%`: the operator the index knows reads its threshold from the session. */
const withThreshold = <T>(db: Db, least: number, run: (db: Db) => Promise<T>): Promise<T> =>
	db.transaction(async (tx) => {
		await tx.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(least)}, true)`);
		return run(tx);
	});

const keyOf = ({ kind, record, part }: SearchHit): string => [kind, record, part].join('\n');
const compareKeys = (a: SearchHit, b: SearchHit): number => (keyOf(a) < keyOf(b) ? -1 : 1);

async function listRanked(
	db: Db,
	whole: string,
	wanted: SQL,
	rank: SQL,
	limit: number
): Promise<SearchHit[]> {
	const found = db
		.select({
			kind: search_entry.kind,
			record: search_entry.record,
			part: search_entry.part,
			title_en: search_entry.title_en,
			title_zh: search_entry.title_zh,
			body_en: search_entry.body_en,
			body_zh: search_entry.body_zh,
			score: sql<number>`(${rank} + word_similarity(${whole}, ${haystack}))::float8`.as('score')
		})
		.from(search_entry)
		.where(wanted)
		.limit(mostScored)
		.as('found');
	return db
		.select()
		.from(found)
		.orderBy(sql`${found.score} desc`, found.kind, found.record, found.part)
		.limit(limit);
}

/** Records of a kind whose titles, in either language, hold every word of the query: the first that are found. */
export async function listTitlesHolding(
	db: Db,
	kind: SearchKind,
	query: string,
	limit: number
): Promise<Pick<SearchHit, 'record' | 'title_en' | 'title_zh'>[]> {
	const words = searchWords(query);
	if (words.length === 0) return [];
	return db
		.select({
			record: search_entry.record,
			title_en: search_entry.title_en,
			title_zh: search_entry.title_zh
		})
		.from(search_entry)
		.where(
			and(
				sql`${search_entry.kind} = ${kind}`,
				...words.map((word) => holds({ text: titles, han: search_entry.title_han }, word))
			)
		)
		.limit(limit);
}

export type SimilarTitle = Pick<SearchHit, 'kind' | 'record' | 'title_en' | 'title_zh'> & {
	/** 1 where the titles share every group of three letters, or every pair of Chinese characters; 0 where they share none. */
	likeness: number;
};

/** Two Chinese titles that say one thing seldom share three characters in a row; those that share pairs are seldom strangers. */
const leastAlike = { letters: 0.25, pairs: 0.15 };
/** Of the pairs of a long title; each is looked for in every title that has one of them. */
const mostPairs = 24;

/**
 * Records whose title, in either language, is like one of the given titles: how something that is there already is noticed
 * before it is typed again. Most alike first.
 */
export async function listSimilarTitles(
	db: Db,
	kinds: SearchKind[],
	typed: string[],
	limit: number
): Promise<SimilarTitle[]> {
	const wanted = typed.map((title) => title.trim().toLowerCase().slice(0, 300)).filter(Boolean);
	if (wanted.length === 0) return [];
	const alike = (on: Db, likeness: SQL, near: SQL | undefined, least: number) =>
		on
			.select({
				kind: search_entry.kind,
				record: search_entry.record,
				title_en: search_entry.title_en,
				title_zh: search_entry.title_zh,
				likeness: sql<number>`${likeness}::float8`
			})
			.from(search_entry)
			.where(and(inArray(search_entry.kind, kinds), near, sql`${likeness} >= ${least}`))
			.orderBy(sql`${likeness} desc`, search_entry.kind, search_entry.record)
			.limit(limit);
	// The index knows the likeness to any part of the titles, which is never less than that to a whole one.
	const near = or(...wanted.map((title) => sql`${title}::text <% ${titles}`));
	const byLetters = await withThreshold(db, leastLike, (tx) =>
		alike(tx, sharedLetters(wanted), near, leastAlike.letters)
	);
	const byPairs = await Promise.all(
		wanted
			.map(hanPairs)
			.filter((pairs) => pairs.length > 0)
			.map((pairs) =>
				alike(db, sharedPairs(pairs), arrayOverlaps(search_entry.title_han, pairs), leastAlike.pairs)
			)
	);
	const found = new Map<string, SimilarTitle>();
	for (const title of [...byLetters, ...byPairs.flat()]) {
		const key = `${title.kind} ${title.record}`;
		if (title.likeness > (found.get(key)?.likeness ?? 0)) found.set(key, title);
	}
	return [...found.values()].sort((a, b) => b.likeness - a.likeness).slice(0, limit);
}

/** The groups of three letters that a title and the one of `wanted` it is most like have in common, of all that either has. */
function sharedLetters(wanted: string[]): SQL {
	// A law's entry holds its short title and its full one, with a dot between.
	const own = [search_entry.title_en, search_entry.title_zh].flatMap((title) => [
		sql`lower(${title})`,
		sql`lower(split_part(${title}, ' · ', 1))`,
		sql`lower(split_part(${title}, ' · ', 2))`
	]);
	const pairs = wanted.flatMap((title) => own.map((known) => sql`similarity(${title}::text, ${known})`));
	return sql`greatest(${sql.join(pairs, sql`, `)})`;
}

/** Neighbours among the Chinese characters of a text, each once. */
const hanPairs = (text: string): string[] =>
	[
		...new Set(
			(text.match(/[\u3400-\u9fff]{2,}/g) ?? []).flatMap((run) =>
				Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2))
			)
		)
	].slice(0, mostPairs);

/** The pairs that a Chinese title has of the given ones, of all that either has; to read them from the text costs a tenth of their column. */
function sharedPairs(pairs: string[]): SQL {
	const title = search_entry.title_zh;
	const common = sql.join(
		pairs.map((pair) => sql`(strpos(${title}, ${pair}) > 0)::int`),
		sql` + `
	);
	return sql`((${common})::float8 / greatest(${pairs.length} + length(${title}) - 1 - (${common}), 1))`;
}
