import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restoreBackupFile, writeBackupFile } from '../../src/lib/server/backup-file.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import { startDraft, submitDraft, publishDraft, saveDraft } from '../../src/lib/server/curation/drafts.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { openLoadedDatabase, openTestDatabase } from '../harness/database.ts';

let connection: Connection;
/** Stays empty: whatever is wrong with a file must leave it so. */
let empty: Connection;
let folder: string;
let file: string;
let people: Awaited<ReturnType<typeof createPeople>>;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-backup-test-'));
	file = join(folder, 'atlas.jsonl.gz');
	connection = await openLoadedDatabase();
	empty = await openTestDatabase();
	people = await createPeople(connection.db, testAuth(connection.db));
	await publishTitle(connection.db, 'A title of the app');
	await writeBackupFile(connection.db, file);
});
afterAll(async () => {
	await connection.close();
	await empty.close();
	await rm(folder, { recursive: true, force: true });
});

async function publishTitle(db: Db, title_en: string): Promise<void> {
	const draft = await startDraft(db, people.curator, {
		kind: 'proposal',
		record: 'external-audit-of-platform-algorithms'
	});
	await saveDraft(db, people.curator, draft.id, {
		data: { ...draft.data, title_en },
		note: 'a title',
		saves: draft.saves
	});
	await publishDraft(db, people.reviewer, await submitDraft(db, people.curator, draft.id));
}

/** All rows of all tables, each table in an order of its own that does not depend on where the rows lie. */
async function contents(db: Db): Promise<Record<string, string[]>> {
	const tables = await resultRows<{ name: string }>(
		db,
		sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`
	);
	const all: Record<string, string[]> = {};
	for (const { name } of tables)
		all[name] = (
			await resultRows<{ row: string }>(
				db,
				sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t order by 1`
			)
		).map(({ row }) => row);
	return all;
}

/** The lines of the backup after a change, as a file of their own. */
async function damagedFile(change: (lines: string[]) => string[]): Promise<string> {
	const lines = gunzipSync(await readFile(file))
		.toString()
		.trimEnd()
		.split('\n');
	const path = join(folder, `damaged-${Math.random()}`);
	await writeFile(path, gzipSync(`${change(lines).join('\n')}\n`));
	return path;
}

describe('a backup', () => {
	test('restored into an empty database holds every row of every table, and numbers go on after them', async () => {
		const other = await openTestDatabase();
		try {
			await restoreBackupFile(other.db, file);
			const [before, after] = [await contents(connection.db), await contents(other.db)];
			expect(Object.keys(after).length).toBeGreaterThan(30);
			for (const [table, rows] of Object.entries(before)) expect(after[table], table).toEqual(rows);
			await publishTitle(other.db, 'Published after the restore');
			expect((await contents(other.db)).revision).toHaveLength(before.revision.length + 1);
		} finally {
			await other.close();
		}
	});

	test('can be read by its owner alone', async () => {
		expect((await stat(file)).mode & 0o777).toBe(0o600);
	});

	test('is refused where the database has rows, and changes nothing there', async () => {
		const before = await contents(connection.db);
		await expect(restoreBackupFile(connection.db, file)).rejects.toThrow('The database is not empty');
		expect(await contents(connection.db)).toEqual(before);
	});

	test.each<[string, (lines: string[]) => string[], string]>([
		['cut off', (lines) => lines.slice(0, -1), 'it is cut off'],
		['short of a row', (lines) => lines.toSpliced(3, 1), 'its checksum does not fit'],
		[
			'changed',
			(lines) => lines.map((line) => line.replace('A title of the app', 'Forged')),
			'its checksum does not fit'
		],
		['of another kind', () => ['{"hello":"world"}'], 'this is no backup'],
		['no JSON', (lines) => [lines[0], 'what?'], 'a line cannot be read'],
		[
			'of a newer version',
			(lines) => [lines[0].replace(/"migration":\d+/, '"migration":9999999999999'), ...lines.slice(1)],
			'made by a newer version'
		]
	])('that is %s is refused, and the database stays empty', async (_, change, message) => {
		await expect(restoreBackupFile(empty.db, await damagedFile(change))).rejects.toThrow(message);
		expect(Object.values(await contents(empty.db)).flat()).toEqual([]);
	});

	test('whose bytes end early is refused, and so is a file that is not there', async () => {
		const half = join(folder, 'half');
		const bytes = await readFile(file);
		await writeFile(half, bytes.subarray(0, bytes.length / 2));
		await expect(restoreBackupFile(empty.db, half)).rejects.toThrow('The backup is damaged');
		await expect(restoreBackupFile(empty.db, join(folder, 'none'))).rejects.toThrow(
			'cannot be read (ENOENT)'
		);
	});
});
