import { and, arrayContains, or, Placeholder, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { makePgArray, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { getTableColumns } from 'drizzle-orm';
import {
	beforeNumbers,
	beforeWords,
	followsChinese,
	type SearchWord,
	type WordForm
} from '../../domain/search-words.ts';
import type { Db } from './connect.ts';

/** The row as a record: a column without a value is a key left out, and generated vocabulary columns are not part of it. */
export type Recorded<T> = { [K in keyof T as K extends `${string}_in` ? never : K]: Exclude<T[K], null> };

export function recorded<T extends object>(row: T): Recorded<T> {
	// Not by lists of entries: links pass here by the thousand.
	const record: Record<string, unknown> = {};
	for (const key in row) if (row[key] !== null && !key.endsWith('_in')) record[key] = row[key];
	return record as Recorded<T>;
}

/** Left out when empty, as in the files. */
export const unlessEmpty = <T>(list: readonly T[]): T[] | undefined => (list.length ? [...list] : undefined);

export function groupBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const row of rows) {
		const of = key(row);
		const group = groups.get(of);
		if (group) group.push(row);
		else groups.set(of, [row]);
	}
	return groups;
}

/**
 * Whether a column holds one of any number of texts. They travel as one array: `inArray` makes a parameter of each, which costs more
 * than to find the rows, and of which there may be 65,535.
 */
export const isOneOf = (column: SQLWrapper, texts: readonly string[] | Placeholder): SQL =>
	sql`${column} = any(${texts instanceof Placeholder ? texts : listed(texts)}::text[])`;

/** Texts as `isOneOf` sends them, for a statement with a placeholder. */
export const listed = (texts: readonly string[]): string => makePgArray([...texts]);

const rowsAtOnce = 1000;

/**
 * Inserts any number of rows, a thousand to a statement. They travel as one JSON value: a parameter for each value would cost
 * more than the writing, and PostgreSQL takes at most 65,535 of them.
 */
export async function insertRows<T extends PgTable>(
	db: Db,
	table: T,
	rows: Iterable<T['$inferInsert']>
): Promise<void> {
	await insertAsJson(db, table, rows, sql.empty());
}

/** Inserts rows or, where the key is there already, replaces every other column. */
export async function upsertRows<T extends PgTable>(
	db: Db,
	table: T,
	key: (keyof T['_']['columns'] & string)[],
	rows: Iterable<T['$inferInsert']>
): Promise<void> {
	const columns = getTableColumns(table);
	const names = (keys: string[]) => keys.map((name) => sql.identifier(columns[name].name));
	const others = names(
		Object.keys(columns).filter((name) => !key.includes(name) && !columns[name].generated)
	);
	await insertAsJson(
		db,
		table,
		rows,
		sql` on conflict (${sql.join(names(key), sql`, `)}) do update set ${sql.join(
			others.map((name) => sql`${name} = excluded.${name}`),
			sql`, `
		)}`
	);
}

async function insertAsJson<T extends PgTable>(
	db: Db,
	table: T,
	rows: Iterable<T['$inferInsert']>,
	onConflict: SQL
): Promise<void> {
	for (const batch of batchesOf(rows)) {
		const given = new Set(batch.flatMap((row) => Object.keys(row)));
		const columns = Object.entries(getTableColumns(table)).filter(
			// A column with a default is left to it where no row says otherwise.
			([key, column]) => !column.generated && (given.has(key) || !column.hasDefault)
		);
		const names = sql.join(
			columns.map(([, { name }]) => sql.identifier(name)),
			sql`, `
		);
		const json = JSON.stringify(
			batch.map((row) =>
				Object.fromEntries(columns.map(([key, { name }]) => [name, (row as Record<string, unknown>)[key]]))
			)
		);
		await db.execute(
			sql`insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, ${json}::json)${onConflict}`
		);
	}
}

function* batchesOf<T>(rows: Iterable<T>): Generator<T[]> {
	let batch: T[] = [];
	for (const row of rows) {
		batch.push(row);
		if (batch.length < rowsAtOnce) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

/** The rows of many records one after the other, made only when they are written: all at once would fill the memory. */
export function* rowsOf<R, T>(records: readonly R[], rows: (record: R) => readonly T[]): Generator<T> {
	for (const record of records) yield* rows(record);
}

function occurs(text: SQL, form: WordForm): SQL {
	if (typeof form === 'string') return sql`${text} like ${`%${form.replace(/[\\%_]/g, '\\$&')}%`}`;
	if ('pattern' in form) {
		const { pattern, number } = form;
		// With something added it is a text of which no index is asked: it would find every row by such a pattern.
		return number
			? and(after(beforeNumbers, text, number), sql`${text} || '' ~ ${pattern}`)!
			: sql`${text} ~ ${pattern}`;
	}
	const { start } = form;
	return followsChinese(start)
		? or(opens(text, start), sql`${text} ~ ${`[\u3400-\u9fff]${start}`}`)!
		: opens(text, start);
}

/** Whether a word of the text begins with this, other than after Chinese. */
const opens = (text: SQL, start: string): SQL =>
	or(sql`${text} like ${`${start}%`}`, after(beforeWords, text, start))!;

/** One by one: in a pattern with all signs no index finds the start of a word. */
const after = (signs: readonly string[], text: SQL, start: string): SQL =>
	or(...signs.map((sign) => sql`${text} like ${`%${sign}${start}%`}`))!;

/** Whether a text in lower case holds a word in one of its forms; `holds` finds such texts by an index. */
export const isLike = (text: SQL, { forms }: SearchWord): SQL =>
	or(...forms.map((form) => occurs(text, form)))!;

/** A text in lower case, and the column of its Chinese characters and pairs, and of two letters that follow one. */
export type Searched = { text: SQL; han: PgColumn };

/**
 * Whether a text holds a word. Three characters have a trigram, by which an index finds them, and so has the start of a word; Chinese
 * words of one and two are found by the index of their characters and pairs, and by it what begins right after them.
 */
export const holds = (searched: Searched, { forms }: SearchWord): SQL =>
	or(...forms.map((form) => holdsForm(searched, form)))!;

function holdsForm({ text, han: grams }: Searched, form: WordForm): SQL {
	if (typeof form !== 'string')
		return 'start' in form && followsChinese(form.start)
			? or(opens(text, form.start), arrayContains(grams, [form.start]))!
			: occurs(text, form);
	const han = [...form].length <= 2 ? form.match(/[\u3400-\u9fff]+/)?.[0] : undefined;
	if (!han) return occurs(text, form);
	const gram = arrayContains(grams, [han]);
	return han === form ? gram : and(gram, occurs(text, form))!;
}
