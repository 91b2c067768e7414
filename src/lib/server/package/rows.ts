import { groupBy } from '../db/rows.ts';
import { kinds, type Kind, type Records } from './kinds.ts';
import { madeKey, tables, type Table } from './tables.ts';

export type Value = string | number | string[];
/** A value per column; columns without a value are left out. */
export type Row = Record<string, Value>;

/** The rows of every table, in an order that no database decides: records by id, entries as they lie in their lists. */
export function rowsOf(records: Records): Map<Table, Row[]> {
	const rows = new Map<Table, Row[]>(tables.map((table) => [table, []]));

	function add(table: Table, entry: unknown, owner: Row, place: number, name?: string) {
		const row: Row = {};
		for (const [column, of] of table.owner) row[column] = owner[of];
		for (const column of table.columns) {
			if (column.from === 'place') row[column.name] = place;
			if (column.from === 'name') row[column.name] = name!;
			if (column.from !== 'field') continue;
			const value = column.path.reduce<unknown>((held, key) => (held as Row | undefined)?.[key], entry);
			if (value !== undefined && Array.isArray(value) === (column.type === 'array'))
				row[column.name] = value as Value;
		}
		for (const { from, name: column } of table.columns)
			if (from === 'made') row[column] = madeKey(table, row);
		rows.get(table)!.push(row);
		addOwned(table.kind, table, entry, row);
	}

	function addOwned(kind: Kind, parent: Table | undefined, entry: unknown, row: Row) {
		for (const table of ownedBy(kind, parent)) {
			const held = (entry as Record<string, unknown>)[table.field!];
			if (Array.isArray(held)) held.forEach((one, index) => add(table, one, row, index + 1));
			else if (held)
				for (const name of table.names!) {
					const one = (held as Record<string, unknown>)[name];
					if (one) add(table, one, row, 0, name);
				}
		}
	}

	for (const kind of Object.keys(kinds) as Kind[]) {
		const own = recordTable(kind);
		for (const record of byId<object>(records[kind]))
			if (own) add(own, record, {}, 0);
			else addOwned(kind, undefined, record, { id: record.id });
	}
	return rows;
}

/** By id, as every machine sorts it: a database sorts by the rules of some language. */
export const byId = <T extends object>(records: T[]): (T & { id: string })[] =>
	(records as (T & { id: string })[]).toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

/** The table with a row per record; files of links have none of their own. */
const recordTable = (kind: Kind) => tables.find((table) => table.kind === kind && !table.field);
const ownedBy = (kind: Kind, parent: Table | undefined) =>
	tables.filter((table) => table.kind === kind && table.parent === parent && table.field);

/** A row as a file holds it, with the line it starts on. */
export type SourceRow = { line: number; values: Record<string, string | string[]> };
type Place = { table: Table; line: number };
export type RowProblem = Place & { field: string; reason: string };

/** A record put together from rows, before any schema has seen it. */
export type Assembled = {
	record: Record<string, unknown>;
	/** The row and the column in it that a path of the record comes from. */
	locate(path: PropertyKey[]): Place & { field: string };
};

/** Where the entries of a list or an object come from. */
type Sources = WeakMap<object, Map<PropertyKey, Place>>;

/** The way back: rows of all tables as records. What does not fit together is told to `report`. */
export function recordsOf(
	rows: Map<Table, SourceRow[]>,
	report: (problem: RowProblem) => void
): Record<Kind, Assembled[]> {
	const waiting = byOwner(rows, report);
	const sources: Sources = new WeakMap();

	function entryOf(table: Table, row: SourceRow): unknown {
		if (table.shape === 'plain') return row.values[table.columns.find(({ from }) => from === 'field')!.name];
		const entry = fieldsOf(table, row, report);
		attach(entry, table.kind, table, row);
		return entry;
	}

	/** Puts what the row owns into its entry. */
	function attach(entry: Record<string, unknown>, kind: Kind, parent: Table | undefined, row: SourceRow) {
		for (const table of ownedBy(kind, parent)) {
			const owner = keyOf(
				row,
				table.owner.map(([, of]) => of)
			);
			const own = waiting.get(table)?.get(owner) ?? [];
			waiting.get(table)?.delete(owner);
			if (own.length === 0 && !table.required) continue;
			const place = table.columns.find(({ from }) => from === 'place')?.name;
			const name = table.columns.find(({ from }) => from === 'name')?.name;
			const held: Record<PropertyKey, unknown> = name ? {} : ([] as never);
			const placed = new Map<PropertyKey, Place>();
			for (const [index, one] of (place ? inPlace(table, place, own, report) : own).entries()) {
				const key = name ? String(one.values[name]) : index;
				if (name && !table.names!.includes(String(key))) {
					const reason = `expected one of ${table.names!.join(' | ')}`;
					report({ table, line: one.line, field: name, reason });
					continue;
				}
				held[key] = entryOf(table, one);
				placed.set(key, { table, line: one.line });
			}
			sources.set(held, placed);
			entry[table.field!] = held;
		}
	}

	/** Records without a row of their own: one per owner that rows name, where it is named first. */
	function ownersOf(kind: Kind): Assembled[] {
		const first = new Map<string | undefined, Assembled>();
		for (const table of ownedBy(kind, undefined))
			for (const { line, values } of rows.get(table) ?? []) {
				const [[column]] = table.owner;
				const id = values[column] as string | undefined;
				if (first.has(id)) continue;
				const record: SourceRow['values'] = id === undefined ? {} : { id };
				attach(record, kind, undefined, { line, values: record });
				first.set(id, assembled(record, { table, line }, sources, column));
			}
		return [...first.values()];
	}

	const found = {} as Record<Kind, Assembled[]>;
	for (const kind of Object.keys(kinds) as Kind[]) {
		const own = recordTable(kind);
		if (own) waiting.delete(own);
		found[kind] = own
			? (rows.get(own) ?? []).map((row) =>
					assembled(entryOf(own, row) as Record<string, unknown>, { table: own, line: row.line }, sources)
				)
			: ownersOf(kind);
	}
	for (const [table, owners] of waiting)
		for (const [, orphans] of owners)
			for (const { line } of orphans)
				report({
					table,
					line,
					field: table.owner.map(([column]) => column).join(', '),
					reason: `there is no such row in ${table.parent?.name}`
				});
	return found;
}

/** Rows by table and owner; taken out when their owner takes them. */
function byOwner(
	rows: Map<Table, SourceRow[]>,
	report: (problem: RowProblem) => void
): Map<Table, Map<string, SourceRow[]>> {
	const waiting = new Map<Table, Map<string, SourceRow[]>>();
	for (const [table, list] of rows) {
		const seen = new Set<string>();
		for (const row of list) {
			const key = keyOf(row, table.key);
			if (seen.has(key))
				report({ table, line: row.line, field: table.key.join(', '), reason: 'stands twice' });
			seen.add(key);
		}
		const columns = table.owner.map(([column]) => column);
		waiting.set(
			table,
			groupBy(list, (row) => keyOf(row, columns))
		);
	}
	return waiting;
}

/** The values of a row as fields of its entry. */
function fieldsOf(
	table: Table,
	row: SourceRow,
	report: (problem: RowProblem) => void
): Record<string, unknown> {
	const entry: Record<string, unknown> = {};
	for (const { from, name, path } of table.columns) {
		const value = row.values[name];
		if (from !== 'field' || value === undefined) continue;
		const holder = path
			.slice(0, -1)
			.reduce((held, key) => (held[key] ??= {}) as Record<string, unknown>, entry);
		if (path.at(-1)! in holder)
			report({ table, line: row.line, field: name, reason: `stands beside ${path.join('_')}` });
		holder[path.at(-1)!] = value;
	}
	for (const { from, name } of table.columns)
		if (from === 'made' && row.values[name] !== madeKey(table, row.values))
			report({ table, line: row.line, field: name, reason: `expected ${madeKey(table, row.values)}` });
	return entry;
}

function inPlace(
	table: Table,
	column: string,
	own: SourceRow[],
	report: (problem: RowProblem) => void
): SourceRow[] {
	for (const { line, values } of own)
		if (!/^[1-9]\d*$/.test(String(values[column] ?? '')))
			report({ table, line, field: column, reason: 'expected a whole number from 1' });
	return own.toSorted((a, b) => Number(a.values[column]) - Number(b.values[column]));
}

/** @param idColumn where the id of the record stands, when it has no row of its own */
function assembled(
	record: Record<string, unknown>,
	origin: Place,
	sources: Sources,
	idColumn?: string
): Assembled {
	return {
		record,
		locate(path) {
			if (idColumn && path.length === 1 && path[0] === 'id') return { ...origin, field: idColumn };
			let place = origin;
			let field: PropertyKey[] = [];
			let held: unknown = record;
			for (const key of path) {
				const nearer = held && typeof held === 'object' ? sources.get(held)?.get(key) : undefined;
				field = nearer ? [] : [...field, key];
				place = nearer ?? place;
				held = held && typeof held === 'object' ? (held as Record<PropertyKey, unknown>)[key] : undefined;
			}
			return { ...place, field: columnOf(place.table, field.map(String)) };
		}
	};
}

const keyOf = ({ values }: SourceRow, columns: string[]) =>
	JSON.stringify(columns.map((column) => values[column] ?? null));

/** The column of a field, or the field itself where it is none of the table's. A plain code is the whole entry. */
function columnOf({ columns, shape }: Table, field: string[]): string {
	if (field.length === 0) return shape === 'plain' ? columns.at(-1)!.name : '';
	const name = field.filter((key) => !/^\d+$/.test(key)).join('_');
	return columns.find(({ path }) => path.join('_') === name)?.name ?? name;
}
