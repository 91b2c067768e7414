import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { zipSync } from 'fflate';
import sqlite from 'node-sqlite3-wasm';
import type { Db } from '../db/connect.ts';
import { findLastChange } from '../queries/changes.ts';
import { findRelease } from '../queries/history.ts';
import { listInstruments } from '../queries/instruments.ts';
import { listLinkFiles } from '../queries/links.ts';
import { listMatrices } from '../queries/matrices.ts';
import { listPapers } from '../queries/papers.ts';
import { listProposals } from '../queries/proposals.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { readMeanings, type Meanings } from './codebook.ts';
import { choicesOf, columnAbout, describePackage, type TableFile, type TableFormat } from './describe.ts';
import { rowsOf, type Row, type Value } from './rows.ts';
import type { Records } from './kinds.ts';
import type { Table } from './tables.ts';

export type PackageFile = { name: string; bytes: Uint8Array<ArrayBuffer>; sha256: string };

/** The data set in all its forms. */
export type DataPackage = {
	/** Number of the last release, and when its data last changed. */
	version: string;
	licence: string;
	created: Date;
	/** Whole data set in one file: a Data Package of CSV, one of JSON lines, a database. */
	downloads: PackageFile[];
	/** The Data Package of CSV, file by file. */
	parts: PackageFile[];
	tables: number;
	rows: number;
};

/** Everything published, as it stood at one moment. */
export async function listRecords(db: Db): Promise<{ records: Records; created: Date }> {
	return db.transaction(
		async (tx) => {
			const release = await findRelease(tx);
			return {
				records: {
					vocabularies: await listVocabularies(tx),
					papers: await listPapers(tx),
					instruments: await listInstruments(tx),
					proposals: await listProposals(tx),
					links: await listLinkFiles(tx),
					matrices: await listMatrices(tx),
					releases: release ? [release] : []
				},
				created: (await findLastChange(tx)) ?? new Date(0)
			};
		},
		{ isolationLevel: 'repeatable read', accessMode: 'read only' }
	);
}

/**
 * Writes the data set. The same records give the same bytes, whatever database they come from; `created` stands in
 * `datapackage.json` and as the time of the files in an archive, and nowhere else.
 */
export async function writePackage(records: Records, created: Date): Promise<DataPackage> {
	const meanings = await readMeanings();
	const rows = rowsOf(records);
	async function archive(format: TableFormat, textOf: (table: Table, rows: Row[]) => string) {
		const files: PackageFile[] = [];
		const described: TableFile[] = [];
		for (const [table, list] of rows) {
			const path = `${table.name}.${format}`;
			const made = file(path, new TextEncoder().encode(textOf(table, list)));
			files.push(made);
			described.push({ table, path, bytes: made.bytes.length, sha256: made.sha256 });
			// Whoever asks for something else meanwhile does not wait for all tables.
			await breathe();
		}
		const descriptor = describePackage(records, meanings, described, format, created);
		const text = `${JSON.stringify(descriptor, null, '\t')}\n`;
		return [file('datapackage.json', new TextEncoder().encode(text)), ...files];
	}

	const parts = await archive('csv', csvOf);
	const [release] = records.releases;
	return {
		version: release?.version ?? '0.0.0',
		licence: release?.licence ?? '',
		created,
		downloads: [
			file('atlas.zip', zipOf(parts, created)),
			file('atlas.jsonl.zip', zipOf(await archive('jsonl', jsonLinesOf), created)),
			file('atlas.sqlite', await sqliteOf(rows, records, meanings))
		],
		parts,
		tables: rows.size,
		rows: [...rows.values()].reduce((sum, list) => sum + list.length, 0)
	};
}

const file = (name: string, bytes: Uint8Array<ArrayBuffer>): PackageFile => ({
	name,
	bytes,
	sha256: createHash('sha256').update(bytes).digest('hex')
});

function zipOf(files: PackageFile[], created: Date): Uint8Array<ArrayBuffer> {
	// An archive keeps local time without a zone: the parts of the time in UTC, so that the place of the server is not in it.
	const [year, month, day, hour, minute, second] = created.toISOString().split(/\D/).map(Number);
	const mtime = new Date(Math.max(year, 1980), month - 1, day, hour, minute, second);
	return zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { mtime });
}

/** RFC 4180 and nothing else: for programs, so without the guard that files for spreadsheets have. */
function csvOf({ columns }: Table, rows: Row[]): string {
	const head = columns.map(({ name }) => name);
	return stringify([head, ...rows.map((row) => head.map((name) => plainOf(row[name])))], {
		record_delimiter: 'windows'
	});
}

function jsonLinesOf({ columns }: Table, rows: Row[]): string {
	return rows
		.map(
			(row) => `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])))}\n`
		)
		.join('');
}

/** A list in one cell is JSON. */
const plainOf = (value: Value | undefined): string | number | null =>
	value === undefined ? null : Array.isArray(value) ? JSON.stringify(value) : value;

/** A database with the same tables, keys and closed lists; what tables and columns say stands beside them as comments. */
async function sqliteOf(
	rows: Map<Table, Row[]>,
	records: Records,
	meanings: Meanings
): Promise<Uint8Array<ArrayBuffer>> {
	const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-package-'));
	try {
		const path = join(folder, 'atlas.sqlite');
		const database = new sqlite.Database(path);
		try {
			// No journal: the file is thrown away when writing fails. What is wrong in the data is for its readers to see and not for
			// the writer to stop at, and references run both ways between tables.
			database.exec(
				`pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off;
				 pragma ignore_check_constraints = on; begin`
			);
			for (const [table, list] of rows) {
				database.exec(createTable(table, records, meanings));
				const marks = table.columns.map(() => '?').join(', ');
				const insert = database.prepare(`insert into ${quoted(table.name)} values (${marks})`);
				try {
					for (const row of list) insert.run(table.columns.map(({ name }) => plainOf(row[name])));
				} finally {
					insert.finalize();
				}
				await breathe();
			}
			database.exec('commit');
		} finally {
			database.close();
		}
		return new Uint8Array(await readFile(path));
	} finally {
		await rm(folder, { recursive: true });
	}
}

function createTable(table: Table, records: Records, meanings: Meanings): string {
	const vocabularies = new Map(records.vocabularies.map((vocabulary) => [vocabulary.id, vocabulary]));
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
