import { createHash } from 'node:crypto';
import { sql, type SQL } from 'drizzle-orm';
import type { Db } from './connect.ts';
import { newestMigration, resultRows } from './migrate.ts';
import { StartupError } from './startup-error.ts';

/** Of the file itself; a reader refuses a higher one. */
const formatVersion = 1;
const rowsAtOnce = 500;

type Head = { format: 'remedy-atlas-backup'; version: number; migration: number; made_at: string };
type Tail = { rows: Record<string, number>; sha256: string };

/**
 * Every row of every table as JSON lines, as they were at one moment: a head, `{"table"}` before the rows of each, and a
 * tail with the counts and the SHA-256 of all lines before it. Readers and writers go on meanwhile on a server; the
 * embedded engine, which has one connection, makes them wait.
 * @param write takes one line without its end
 */
export async function writeBackup(db: Db, write: (line: string) => Promise<void>): Promise<Tail> {
	const hash = createHash('sha256');
	const counts: Record<string, number> = {};
	const line = async (value: string) => {
		hash.update(`${value}\n`);
		await write(value);
	};
	await db.transaction(
		async (tx) => {
			const head: Head = {
				format: 'remedy-atlas-backup',
				version: formatVersion,
				migration: newestMigration(),
				made_at: new Date().toISOString()
			};
			await line(JSON.stringify(head));
			for (const table of await listTables(tx)) {
				await line(JSON.stringify({ table }));
				counts[table] = 0;
				let after = '(0,0)';
				for (;;) {
					const rows = await resultRows<{ at: string; row: string }>(
						tx,
						sql`select ctid::text as at, to_jsonb(t)::text as row from ${sql.identifier(table)} t
							where ctid > ${after}::tid order by ctid limit ${rowsAtOnce}`
					);
					for (const { row } of rows) await line(row);
					counts[table] += rows.length;
					if (rows.length < rowsAtOnce) break;
					after = rows[rows.length - 1].at;
				}
			}
		},
		{ isolationLevel: 'repeatable read', accessMode: 'read only' }
	);
	const tail: Tail = { rows: counts, sha256: hash.digest('hex') };
	await write(JSON.stringify(tail));
	return tail;
}

/**
 * Reads a whole backup and says what is wrong with it, before any of it is believed.
 * @throws StartupError where it is damaged, cut off or newer than this code
 */
export async function checkBackup(lines: AsyncIterable<string>): Promise<Head> {
	const hash = createHash('sha256');
	const counts: Record<string, number> = {};
	let head: Head | undefined;
	let table: string | undefined;
	let tail: Tail | undefined;
	for await (const line of lines) {
		if (tail) throw damaged('it goes on after its end');
		const value = readJson(line);
		if (head && isTail(value)) {
			tail = value;
			continue;
		}
		hash.update(`${line}\n`);
		if (!head) head = readHead(value);
		else if (isTable(value)) counts[(table = value.table)] = 0;
		else if (table) counts[table]++;
		else throw damaged('it has rows before a table');
	}
	if (!head || !tail) throw damaged('it is cut off');
	if (hash.digest('hex') !== tail.sha256) throw damaged('its checksum does not fit');
	if (JSON.stringify(counts) !== JSON.stringify(tail.rows)) throw damaged('its counts do not fit');
	return head;
}

/**
 * Fills an empty, migrated database from a backup that `checkBackup` has read, in one transaction. A backup of an older
 * schema fits as long as later migrations only added.
 * @returns how many rows each table was given
 * @throws StartupError where the database is not empty
 */
export async function restoreBackup(db: Db, lines: AsyncIterable<string>): Promise<Record<string, number>> {
	return db.transaction(async (tx) => {
		const tables = await listTables(tx);
		for (const table of tables) {
			const [{ any }] = await resultRows<{ any: boolean }>(
				tx,
				sql`select exists (select 1 from ${sql.identifier(table)}) as any`
			);
			if (any)
				throw new StartupError(
					'The database is not empty. Restore into a new one, or a new ATLAS_DATA_DIR; nothing was changed.'
				);
		}
		const counts: Record<string, number> = {};
		let table = '';
		let insert: (rows: string[]) => Promise<void> = async () => {};
		let waiting: string[] = [];
		const flush = async () => {
			if (waiting.length > 0) await insert(waiting);
			waiting = [];
		};
		let isHead = true;
		for await (const line of lines) {
			const value = isHead ? undefined : readJson(line);
			isHead = false;
			if (!value || isTail(value)) continue;
			if (!isTable(value)) {
				counts[table]++;
				waiting.push(line);
				if (waiting.length >= rowsAtOnce) await flush();
				continue;
			}
			await flush();
			table = value.table;
			if (!tables.includes(table))
				throw damaged(`it holds a table "${table}" that this version does not know`);
			insert = await insertInto(tx, table);
			counts[table] = 0;
		}
		await flush();
		await continueSequences(tx);
		return counts;
	});
}

const damaged = (why: string) => new StartupError(`The backup is damaged: ${why}. Nothing was restored.`);

function readHead(value: object): Head {
	const head = value as Partial<Head>;
	if (head.format !== 'remedy-atlas-backup') throw damaged('this is no backup of a Remedy Atlas');
	if (head.version! > formatVersion || head.migration! > newestMigration())
		throw new StartupError(
			'The backup was made by a newer version of the Atlas. Update the code first; nothing was restored.'
		);
	return head as Head;
}

function readJson(line: string): object {
	try {
		return JSON.parse(line) as object;
	} catch {
		throw damaged('a line cannot be read');
	}
}

/** No table of ours has a single column `table`, or the two columns of a tail. */
const isTable = (value: object): value is { table: string } =>
	Object.keys(value).length === 1 && 'table' in value && typeof value.table === 'string';
const isTail = (value: object): value is Tail =>
	Object.keys(value).length === 2 && 'sha256' in value && 'rows' in value;

/** All tables of the Atlas, each after those its foreign keys point to. */
async function listTables(db: Db): Promise<string[]> {
	const names = await resultRows<{ name: string }>(
		db,
		sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`
	);
	const keys = await resultRows<{ from: string; to: string }>(
		db,
		sql`select distinct f.relname as from, t.relname as to from pg_constraint c
			join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
			where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.conrelid <> c.confrelid`
	);
	const ordered = new Set<string>();
	const add = (name: string) => {
		for (const { from, to } of keys) if (from === name && !ordered.has(to)) add(to);
		ordered.add(name);
	};
	for (const { name } of names) add(name);
	return [...ordered];
}

/** Rows as JSON texts into a table; generated columns come by themselves. */
async function insertInto(db: Db, table: string): Promise<(rows: string[]) => Promise<void>> {
	const columns = await resultRows<{ name: string }>(
		db,
		sql`select attname as name from pg_attribute where attrelid = ${`"${table}"`}::regclass
			and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`
	);
	const list: SQL = sql.join(
		columns.map(({ name }) => sql.identifier(name)),
		sql`, `
	);
	return async (rows) => {
		await db.execute(
			sql`insert into ${sql.identifier(table)} (${list})
				select ${list} from jsonb_populate_recordset(null::${sql.identifier(table)}, ${`[${rows.join(',')}]`}::jsonb)`
		);
	};
}

/** Numbers that count up go on after the highest that was restored. */
async function continueSequences(db: Db): Promise<void> {
	const owned = await resultRows<{ sequence: string; table: string; column: string }>(
		db,
		sql`select s.oid::regclass::text as sequence, t.relname as table, a.attname as column
			from pg_class s join pg_depend d on d.objid = s.oid and d.deptype = 'a'
			join pg_class t on t.oid = d.refobjid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
			where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace`
	);
	for (const { sequence, table, column } of owned)
		await db.execute(
			sql`select setval(${sequence}::regclass, coalesce((select max(${sql.identifier(column)}) from ${sql.identifier(table)}), 0) + 1, false)`
		);
}
