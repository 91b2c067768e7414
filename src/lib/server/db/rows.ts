import { sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { getTableColumns } from 'drizzle-orm';
import type { Db } from './connect.ts';

/** The row as a record: a column without a value is a key left out, and generated vocabulary columns are not part of it. */
export type Recorded<T> = { [K in keyof T as K extends `${string}_in` ? never : K]: Exclude<T[K], null> };

export function recorded<T extends object>(row: T): Recorded<T> {
	return Object.fromEntries(
		Object.entries(row).filter(([key, value]) => value !== null && !key.endsWith('_in'))
	) as Recorded<T>;
}

/** Left out when empty, as in the files. */
export const unlessEmpty = <T>(list: readonly T[]): T[] | undefined => (list.length ? [...list] : undefined);

export function groupBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(row);
		else groups.set(key(row), [row]);
	}
	return groups;
}

/** Inserts any number of rows; PostgreSQL takes at most 65,535 values in one statement. */
export async function insertRows<T extends PgTable>(
	db: Db,
	table: T,
	rows: T['$inferInsert'][]
): Promise<void> {
	const size = Math.floor(60_000 / Object.keys(getTableColumns(table)).length);
	for (let start = 0; start < rows.length; start += size)
		await db.insert(table).values(rows.slice(start, start + size) as never);
}

/** Inserts rows or, where the key is there already, replaces every other column. */
export async function upsertRows<T extends PgTable>(
	db: Db,
	table: T,
	key: (keyof T['_']['columns'] & string)[],
	rows: T['$inferInsert'][]
): Promise<void> {
	const columns = getTableColumns(table);
	const set: Record<string, SQL> = {};
	for (const [name, column] of Object.entries(columns))
		if (!key.includes(name) && !column.generated) set[name] = sql.raw(`excluded."${column.name}"`);
	const size = Math.floor(60_000 / Object.keys(columns).length);
	for (let start = 0; start < rows.length; start += size)
		await db
			.insert(table)
			.values(rows.slice(start, start + size) as never)
			.onConflictDoUpdate({ target: key.map((name) => columns[name]) as never, set: set as never });
}
