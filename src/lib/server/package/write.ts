import { createHash } from 'node:crypto';
import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import sqlite from 'node-sqlite3-wasm';
import type { Db } from '../db/connect.ts';
import { findLastChange } from '../queries/changes.ts';
import { listProposalIds } from '../queries/cross-counts.ts';
import { findDataVersion } from '../queries/data-state.ts';
import { findRelease } from '../queries/history.ts';
import { listInstruments } from '../queries/instruments.ts';
import { listLinkFiles } from '../queries/links.ts';
import { listMatrices } from '../queries/matrices.ts';
import { listPapers } from '../queries/papers.ts';
import { listProposals } from '../queries/proposals.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { zipChunks } from '../zip.ts';
import { readMeanings, type Meanings } from './codebook.ts';
import { choicesOf, columnAbout, describePackage, type TableFile, type TableFormat } from './describe.ts';
import { rowsOf, type Row, type Value } from './rows.ts';
import type { Records } from './kinds.ts';
import { tables, type Table } from './tables.ts';

export type PackageFile = {
	name: string;
	/** Bytes. */
	size: number;
	sha256: string;
	/** The bytes, piece by piece. */
	pieces(): AsyncGenerator<Uint8Array>;
};

/** The data set in all its forms, in files that have no name any more: they go with the process, however it ends. */
export type DataPackage = {
	/** Number of the newest revision in it. */
	data_version: number;
	/** Number of the last release, and when its data last changed. */
	version: string;
	licence: string;
	created: Date;
	/** Whole data set in one file: a Data Package of CSV, one of JSON lines, a database. */
	downloads: PackageFile[];
	/** The Data Package of CSV, file by file. */
	parts: PackageFile[];
	rows: number;
	/** Gives the room on the disk back once nobody reads the files any more. */
	close(): Promise<void>;
};

type Many = Pick<Records, 'proposals' | 'links'>;
type Few = Omit<Records, keyof Many>;
/** What is published at one moment; proposals with their links some at a time, in the order of their ids. */
export type Contents = {
	few: Few;
	many: AsyncIterable<Many> | Iterable<Many>;
	created: Date;
	data_version: number;
};

const proposalsAtOnce = 100;
/** What a data set that was never released is called. */
export const noRelease = '0.0.0';

/** The package of everything published. Only the reading happens in one transaction, the packing after it. */
export async function writePackage(db: Db): Promise<DataPackage> {
	return packageOf((take) =>
		db.transaction(
			async (tx) => {
				const release = await findRelease(tx);
				await take({
					few: {
						vocabularies: await listVocabularies(tx),
						papers: await listPapers(tx),
						instruments: await listInstruments(tx),
						matrices: await listMatrices(tx),
						releases: release ? [release] : []
					},
					many: listMany(tx),
					created: (await findLastChange(tx)) ?? new Date(0),
					data_version: await findDataVersion(tx)
				});
			},
			{ isolationLevel: 'repeatable read', accessMode: 'read only' }
		)
	);
}

async function* listMany(db: Db): AsyncGenerator<Many> {
	const ids = (await listProposalIds(db)).sort();
	for (let start = 0; start < ids.length; start += proposalsAtOnce) {
		const some = ids.slice(start, start + proposalsAtOnce);
		yield { proposals: await listProposals(db, some), links: await listLinkFiles(db, some) };
	}
}

/**
 * Writes the data set. The same records give the same bytes, whatever database they come from; `created` stands in
 * `datapackage.json` and as the time of the files in an archive, and nowhere else. Everything goes to the disk as it is read, so
 * that a large set needs no more memory than a small one.
 * @param read hands over what is to be written, and holds it still until all of it is taken
 */
export async function packageOf(
	read: (take: (contents: Contents) => Promise<void>) => Promise<void>
): Promise<DataPackage> {
	const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-package-'));
	const desk: Desk = { folder, opened: [] };
	try {
		const writers = await openWriters(desk);
		let taken: Omit<Contents, 'many'> | undefined;
		await read(async ({ few, many, created, data_version }) => {
			taken = { few, created, data_version };
			await writeRows(writers, rowsOf({ ...few, proposals: [], links: [] }));
			for await (const some of many) await writeRows(writers, rowsOf({ ...nothing, ...some }));
		});
		const { few, created, data_version } = taken!;
		const meanings = await readMeanings();
		const written = [...writers].map(([table, { csv, jsonl, rows }]) => ({
			table,
			csv: csv.end(),
			jsonl: jsonl.end(),
			rows
		}));

		async function archive(name: string, format: TableFormat): Promise<Written[]> {
			const files = written.map((of) => of[format]);
			const described = written.map(({ table, [format]: { name: path, size, sha256 } }): TableFile => {
				return { table, path, bytes: size, sha256 };
			});
			const descriptor = await openWriter(desk, `${name}.json`, 'datapackage.json');
			await descriptor.write(
				`${JSON.stringify(describePackage(few, meanings, described, format, created), null, '\t')}\n`
			);
			const parts = [descriptor.end(), ...files];
			const whole = await openWriter(desk, name);
			const packed = zipChunks(
				parts.map((part) => [part.name, piecesOf(part)]),
				zipTime(created)
			);
			for await (const chunk of packed) await whole.write(chunk);
			return [whole.end(), ...parts];
		}

		const [csv, ...parts] = await archive('atlas.zip', 'csv');
		const [jsonl] = await archive('atlas.jsonl.zip', 'jsonl');
		const database = await writeSqlite(desk, written, few, meanings);
		const kept = [csv, jsonl, database, ...parts];
		const { shared, close } = sharing(kept);
		await closeAll(desk.opened.filter((handle) => !kept.some((file) => file.handle === handle)));
		const [release] = few.releases;
		return {
			data_version,
			version: release?.version ?? noRelease,
			licence: release?.licence ?? '',
			created,
			downloads: shared.slice(0, 3),
			parts: shared.slice(3),
			rows: written.reduce((sum, { rows }) => sum + rows, 0),
			close
		};
	} catch (error) {
		await closeAll(desk.opened);
		throw error;
	} finally {
		// Open files are read on without their names. Where a system does not take an open file away, it stays until it cleans up.
		await rm(folder, { recursive: true, force: true }).catch(() => {});
	}
}

const nothing: Records = {
	vocabularies: [],
	papers: [],
	instruments: [],
	proposals: [],
	links: [],
	matrices: [],
	releases: []
};

/** Where a package is written, and the files that are open there. */
type Desk = { folder: string; opened: FileHandle[] };

type Written = { name: string; size: number; sha256: string; handle: FileHandle };

const closeAll = (handles: FileHandle[]) => Promise.all(handles.map((handle) => handle.close()));

async function openFile({ folder, opened }: Desk, file: string, flags: string): Promise<FileHandle> {
	const handle = await open(join(folder, file), flags);
	opened.push(handle);
	return handle;
}

type Writer = Awaited<ReturnType<typeof openWriter>>;

/** @param name in an archive, where it is not that on the disk */
async function openWriter(desk: Desk, file: string, name = file) {
	const handle = await openFile(desk, file, 'wx+');
	const hash = createHash('sha256');
	let size = 0;
	return {
		async write(data: string | Uint8Array) {
			const bytes = typeof data === 'string' ? Buffer.from(data) : data;
			hash.update(bytes);
			await handle.writeFile(bytes);
			size += bytes.length;
		},
		end: (): Written => ({ name, size, sha256: hash.digest('hex'), handle })
	};
}

type TableWriters = Map<Table, { csv: Writer; jsonl: Writer; rows: number }>;

async function openWriters(desk: Desk): Promise<TableWriters> {
	const writers: TableWriters = new Map();
	for (const table of tables) {
		const csv = await openWriter(desk, `${table.name}.csv`);
		await csv.write(csvOf([table.columns.map(({ name }) => name)]));
		writers.set(table, { csv, jsonl: await openWriter(desk, `${table.name}.jsonl`), rows: 0 });
	}
	return writers;
}

async function writeRows(writers: TableWriters, rows: Map<Table, Row[]>): Promise<void> {
	for (const [table, list] of rows) {
		if (list.length === 0) continue;
		const writer = writers.get(table)!;
		await writer.csv.write(csvOf(list.map((row) => table.columns.map(({ name }) => plainOf(row[name])))));
		await writer.jsonl.write(jsonLinesOf(table, list));
		writer.rows += list.length;
	}
}

const pieceSize = 64 * 1024;

/** In pieces of one size, the last excepted: what they are packed to must not depend on how a disk hands them out. */
async function* piecesOf({ handle, size }: Pick<Written, 'handle' | 'size'>): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < size;) {
		const piece = Buffer.allocUnsafe(Math.min(pieceSize, size - at));
		for (let filled = 0; filled < piece.length;) {
			const { bytesRead } = await handle.read(piece, filled, piece.length - filled, at + filled);
			if (bytesRead === 0) throw new Error('A file of the data package is shorter than it was written.');
			filled += bytesRead;
		}
		at += piece.length;
		yield piece;
	}
}

/** Files as many read them at once, and how to close them when the last has done so. */
function sharing(files: Written[]): { shared: PackageFile[]; close: () => Promise<void> } {
	let readers = 0;
	let given_up = false;
	const closeUnread = async () => {
		if (given_up && readers === 0) await closeAll(files.map(({ handle }) => handle));
	};
	return {
		shared: files.map((file) => ({
			name: file.name,
			size: file.size,
			sha256: file.sha256,
			async *pieces() {
				readers++;
				try {
					yield* piecesOf(file);
				} finally {
					readers--;
					await closeUnread();
				}
			}
		})),
		async close() {
			given_up = true;
			await closeUnread();
		}
	};
}

/** An archive keeps local time without a zone: the parts of the time in UTC, so that the place of the server is not in it. */
function zipTime(created: Date): Date {
	const [year, month, day, hour, minute, second] = created.toISOString().split(/\D/).map(Number);
	return new Date(Math.max(year, 1980), month - 1, day, hour, minute, second);
}

/** RFC 4180 and nothing else: for programs, so without the guard that files for spreadsheets have. */
const csvOf = (rows: (string | number | null)[][]): string =>
	stringify(rows, { record_delimiter: 'windows' });

function jsonLinesOf({ columns }: Table, rows: Row[]): string {
	return rows
		.map(
			(row) => `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])))}\n`
		)
		.join('');
}

/** A list in one cell is JSON. */
const plainOf = (value: Value | null | undefined): string | number | null =>
	value === undefined || value === null ? null : Array.isArray(value) ? JSON.stringify(value) : value;

/** A database with the same tables, keys and closed lists; what tables and columns say stands beside them as comments. */
async function writeSqlite(
	desk: Desk,
	written: { table: Table; jsonl: Written }[],
	few: Few,
	meanings: Meanings
): Promise<Written> {
	const name = 'atlas.sqlite';
	const path = join(desk.folder, name);
	const database = new sqlite.Database(path);
	try {
		// No journal: the file is thrown away when writing fails. What is wrong in the data is for its readers to see and not for
		// the writer to stop at, and references run both ways between tables.
		database.exec(
			`pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off;
			 pragma ignore_check_constraints = on; begin`
		);
		for (const { table, jsonl } of written) {
			database.exec(createTable(table, few, meanings));
			const marks = table.columns.map(() => '?').join(', ');
			const insert = database.prepare(`insert into ${quoted(table.name)} values (${marks})`);
			try {
				for await (const line of linesOf(piecesOf(jsonl))) {
					const row = JSON.parse(line) as Row;
					insert.run(table.columns.map(({ name }) => plainOf(row[name])));
				}
			} finally {
				insert.finalize();
			}
		}
		database.exec('commit');
	} finally {
		database.close();
	}
	const handle = await openFile(desk, name, 'r');
	const hash = createHash('sha256');
	const { size } = await handle.stat();
	for await (const piece of piecesOf({ size, handle })) hash.update(piece);
	return { name, size, sha256: hash.digest('hex'), handle };
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const piece of pieces) {
		const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
		rest = lines.pop()!;
		yield* lines;
	}
}

function createTable(table: Table, few: Few, meanings: Meanings): string {
	const vocabularies = new Map(few.vocabularies.map((vocabulary) => [vocabulary.id, vocabulary]));
	const names = (columns: string[]) => columns.map(quoted).join(', ');
	const lines = table.columns.map((column): [definition: string, comment: string] => {
		const { name, type, required } = column;
		const choices = choicesOf(column, vocabularies);
		const definition = [
			quoted(name),
			type === 'integer' ? 'integer' : 'text',
			...(required ? ['not null'] : []),
			...(choices ? [`check (${quoted(name)} in (${choices.map(literal).join(', ')}))`] : [])
		];
		return [definition.join(' '), columnAbout(table, column, meanings) ?? ''];
	});
	lines.push([`primary key (${names(table.key)})`, '']);
	for (const { columns, table: target, to } of table.references)
		lines.push([`foreign key (${names(columns)}) references ${quoted(target)} (${names(to)})`, '']);
	const body = lines.map(([definition, comment], index) => {
		const comma = index < lines.length - 1 ? ',' : '';
		return `\t${definition}${comma}${comment ? ` -- ${comment.replace(/\s+/g, ' ')}` : ''}`;
	});
	return `create table ${quoted(table.name)} ( -- ${table.about}\n${body.join('\n')}\n)`;
}

const quoted = (name: string) => `"${name}"`;
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
