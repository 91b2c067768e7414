import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Package } from 'datapackage';
import { strFromU8, unzipSync } from 'fflate';
import sqlite from 'node-sqlite3-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	bytesOf,
	difficultSeed,
	noon,
	packRecords,
	recordsOfSeed,
	type Descriptor,
	type PackageInMemory
} from '../../../../tests/fixtures/package.ts';
import { readMeanings } from './codebook.ts';
import { columnAbout } from './describe.ts';
import type { Records } from './kinds.ts';
import { tables } from './tables.ts';

let records: Records;
let made: PackageInMemory;
beforeAll(async () => {
	records = recordsOfSeed(await difficultSeed());
	made = await packRecords(records, noon);
}, 60_000);
const descriptor = (archive: string) =>
	JSON.parse(strFromU8(unzipSync(bytesOf(made, archive))['datapackage.json'])) as Descriptor;

describe('the bytes', { timeout: 30_000 }, () => {
	test('the moment of the last change stands in the descriptor and nowhere else', async () => {
		const later = await packRecords(records, new Date('2027-01-02T03:04:05Z'));
		const files = unzipSync(bytesOf(later, 'atlas.zip'));
		for (const [name, bytes] of Object.entries(unzipSync(bytesOf(made, 'atlas.zip')))) {
			const [before, after] = [strFromU8(bytes), strFromU8(files[name])];
			if (name !== 'datapackage.json') expect(after, name).toBe(before);
			else expect(after.replace('"2027-01-02T03:04:05.000Z"', '"2026-11-21T12:00:00.000Z"')).toBe(before);
		}
		expect(Buffer.compare(bytesOf(later, 'atlas.sqlite'), bytesOf(made, 'atlas.sqlite'))).toBe(0);
	});

	test('the order of the records in a database makes no difference', async () => {
		const turned = Object.fromEntries(
			Object.entries(records).map(([kind, list]) => [kind, [...list].reverse()])
		) as Records;
		const again = await packRecords(turned, noon);
		expect(again.downloads.map(({ sha256 }) => sha256)).toEqual(made.downloads.map(({ sha256 }) => sha256));
	});
});

describe('the data package', { timeout: 30_000 }, () => {
	test('is valid for the library of the standard, every value, key and reference of it', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-package-test-'));
		try {
			for (const [name, bytes] of Object.entries(unzipSync(bytesOf(made, 'atlas.zip'))))
				await writeFile(join(folder, name), bytes);
			const most = Math.max(...tables.map(({ references }) => references.length));
			for (let index = 0; index < most; index++) {
				const told = descriptor('atlas.zip');
				for (const resource of told.resources) {
					// The library is of version 1. Version 2 says in other words what a table is, and that it refers to itself.
					Object.assign(resource, { profile: 'tabular-data-resource' });
					// It puts the row referred to in the place of the value, so a column can be in one reference at a time.
					const [key] = resource.schema.foreignKeys?.splice(index, 1) ?? [];
					delete resource.schema.foreignKeys;
					if (!key) continue;
					key.reference.resource ??= '';
					resource.schema.foreignKeys = [key];
				}
				const read = await Package.load(told, { basePath: folder, strict: true });
				expect(read.errors).toEqual([]);
				expect(read.resources).toHaveLength(tables.length);
				for (const resource of read.resources.filter(
					({ schema }) => index === 0 || schema.foreignKeys.length > 0
				)) {
					const rows = await resource.read({ keyed: true, relations: true });
					expect(rows.length, resource.name).toBeGreaterThan(0);
				}
			}
		} finally {
			await rm(folder, { recursive: true });
		}
	}, 120_000);

	test('says what version 2 of the standard asks for', () => {
		for (const [archive, ending] of [
			['atlas.zip', 'csv'],
			['atlas.jsonl.zip', 'jsonl']
		]) {
			const files = unzipSync(bytesOf(made, archive));
			const told = descriptor(archive);
			expect(told.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
			expect(told).toMatchObject({
				name: expect.stringMatching(/^[a-z0-9._-]+$/),
				version: '1.0.0',
				created: noon.toISOString(),
				licenses: [{ name: 'CC-BY-4.0', path: expect.stringMatching(/^https:/) }],
				contributors: [{ title: expect.any(String), roles: expect.arrayContaining(['creator']) }]
			});
			expect(told.sources).toHaveLength(records.papers.length);
			expect(Object.keys(files)).toEqual(['datapackage.json', ...told.resources.map(({ path }) => path)]);
			for (const { name, path, type, bytes, hash, schema } of told.resources) {
				expect(path).toBe(`${name}.${ending}`);
				expect(type).toBe('table');
				expect(bytes).toBe(files[path].length);
				expect(hash).toBe(`sha256:${createHash('sha256').update(files[path]).digest('hex')}`);
				const names = schema.fields.map((field) => field.name);
				expect(new Set(names).size).toBe(names.length);
				expect(names).toEqual(expect.arrayContaining(schema.primaryKey));
				for (const { fields, reference } of schema.foreignKeys ?? []) {
					// A reference of a table to itself must not name it.
					expect(reference.resource).not.toBe(name);
					const target = told.resources.find((other) => other.name === (reference.resource ?? name))!;
					expect(names).toEqual(expect.arrayContaining(fields));
					expect(reference.fields).toEqual(target.schema.primaryKey);
				}
				for (const { categories, constraints } of schema.fields)
					expect(categories?.map(({ value }) => value)).toEqual(constraints?.enum);
			}
		}
	});

	test('says of every column what it means, and of every code which vocabulary explains it', async () => {
		const meanings = await readMeanings();
		for (const table of tables)
			for (const column of table.columns) {
				expect(columnAbout(table, column, meanings), `${table.name}.${column.name}`).toBeTruthy();
				if (column.vocabulary) expect(records.vocabularies.map(({ id }) => id)).toContain(column.vocabulary);
			}
		const coded = tables.flatMap(({ columns }) => columns).flatMap(({ vocabulary }) => vocabulary ?? []);
		// Coverage is computed and in no table.
		const explained = new Set([...coded, 'coverage_states']);
		expect(records.vocabularies.map(({ id }) => id).filter((id) => !explained.has(id))).toEqual([]);
	});

	test('holds the same in CSV, JSON lines and SQLite', async () => {
		const lines = unzipSync(bytesOf(made, 'atlas.jsonl.zip'));
		const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-package-test-'));
		await writeFile(join(folder, 'atlas.sqlite'), bytesOf(made, 'atlas.sqlite'));
		const database = new sqlite.Database(join(folder, 'atlas.sqlite'), { readOnly: true });
		try {
			for (const { name, columns } of tables) {
				const csv = parse(strFromU8(bytesOf(made, `${name}.csv`)), { columns: true }) as Record<
					string,
					string
				>[];
				const json = strFromU8(lines[`${name}.jsonl`])
					.trimEnd()
					.split('\n')
					.map((line) => JSON.parse(line));
				const text = (value: unknown) =>
					value === null ? '' : Array.isArray(value) ? JSON.stringify(value) : String(value);
				const asText = (rows: Record<string, unknown>[]) =>
					rows.map((row) => columns.map((column) => text(row[column.name])));
				expect(csv.length, name).toBeGreaterThan(0);
				expect(asText(json), name).toEqual(asText(csv));
				expect(asText(database.all(`select * from "${name}" order by rowid`)), name).toEqual(asText(csv));
			}
			expect(database.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
			expect(database.all('pragma foreign_key_check')).toEqual([]);
			const [{ n }] = database.all(
				`select count(*) as n from links join provisions on provisions.id = links.provision
				 join instruments on instruments.id = provisions.instrument where relation = 'enacts'`
			);
			expect(n).toBe(
				records.links.flatMap(({ links = [] }) => links).filter(({ relation }) => relation === 'enacts')
					.length
			);
		} finally {
			database.close();
			await rm(folder, { recursive: true });
		}
	});

	test('keeps text as it is: no guard against formulas, which would not come back', () => {
		const rows = parse(strFromU8(bytesOf(made, 'proposals.csv')), { columns: true }) as Record<
			string,
			string
		>[];
		expect(rows.map(({ title_en }) => title_en)).toContain('=HYPERLINK("https://example.org")');
		expect(strFromU8(bytesOf(made, 'proposals.csv'))).toMatch(/[^\n]\r\n[^\r]/);
	});
});
