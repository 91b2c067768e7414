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

const rowsAtOnce = 1000;

/**
 * Inserts any number of rows, a thousand to a statement. They travel as one JSON value: a parameter for each value would cost
 * more than the writing, and PostgreSQL takes at most 65,535 of them.
 */
export async function insertRows<T extends PgTable>(
	db: Db,
	table: T,
	rows: T['$inferInsert'][]
): Promise<void> {
	await insertAsJson(db, table, rows, sql.empty());
}

/** Inserts rows or, where the key is there already, replaces every other column. */
export async function upsertRows<T extends PgTable>(
	db: Db,
	table: T,
	key: (keyof T['_']['columns'] & string)[],
	rows: T['$inferInsert'][]
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
	rows: T['$inferInsert'][],
	onConflict: SQL
): Promise<void> {
	const given = new Set(rows.flatMap((row) => Object.keys(row)));
	const columns = Object.entries(getTableColumns(table)).filter(
		// A column with a default is left to it where no row says otherwise.
		([key, column]) => !column.generated && (given.has(key) || !column.hasDefault)
	);
	const names = sql.join(
		columns.map(([, { name }]) => sql.identifier(name)),
		sql`, `
	);
	for (let start = 0; start < rows.length; start += rowsAtOnce) {
		const json = JSON.stringify(
			rows
				.slice(start, start + rowsAtOnce)
				.map((row) =>
					Object.fromEntries(columns.map(([key, { name }]) => [name, (row as Record<string, unknown>)[key]]))
				)
		);
		await db.execute(
			sql`insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, ${json}::json)${onConflict}`
		);
	}
}
