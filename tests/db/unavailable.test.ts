import fs from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { connect, type Connection, type Db } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import type { Statement } from '../../src/lib/server/db/statement.ts';
import { isPassing, isUnavailable } from '../../src/lib/server/db/unavailable.ts';
import { createServerDatabase } from '../harness/database.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';

const statementMs = 1_000;

/** What an attempt came to, and after how many seconds. */
async function outcomeOf(attempt: Promise<unknown>): Promise<'done' | 'unavailable' | Error> {
	try {
		await attempt;
		return 'done';
	} catch (error) {
		return isUnavailable(error) ? 'unavailable' : (error as Error);
	}
}
const countNotes = async (db: Db) =>
	Number((await resultRows<{ count: string }>(db, sql`select count(*) as count from note`))[0].count);

test('errors that pass by themselves are told from answers', () => {
	for (const code of ['ECONNREFUSED', 'EAI_AGAIN', 'CONNECTION_CLOSED', '57P03', '53100', '53300', '40P01'])
		expect([code, isPassing({ code })]).toEqual([code, true]);
	for (const code of ['23505', '22P02', '42601', 'ERR_INVALID_ARG_TYPE', undefined, 7])
		expect([code, isPassing({ code })]).toEqual([code, false]);
	expect(isPassing(undefined)).toBe(false);
});

describe('a database', () => {
	const told: Statement[] = [];
	let folder: string;
	let connection: Connection;
	let db: Db;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'atlas-unavailable-'));
		const url = inject('engine') === 'server' ? await createServerDatabase() : undefined;
		connection = await connect(url, folder, { told: (statement) => told.push(statement) });
		db = connection.db;
	});
	afterAll(async () => {
		await connection.close();
		await rm(folder, { recursive: true });
	});
	beforeEach(async () => {
		await db.execute(sql`drop table if exists note`);
		await db.execute(sql`create table note (id int primary key)`);
	});

	test('that refuses something has not failed, and each statement is told without its values', async () => {
		const insert = () => db.execute(sql`insert into note values (${4711})`);
		await insert();
		expect(await outcomeOf(insert())).toBeInstanceOf(Error);
		await expect(
			db.transaction(async (tx) => {
				await tx.execute(sql`insert into note values (${4712})`);
				throw new Error('no');
			})
		).rejects.toThrow(/^no$/);
		await db.transaction((tx) =>
			tx.transaction((deeper) => deeper.execute(sql`insert into note values (${4713})`))
		);
		expect(await countNotes(db)).toBe(2);
		expect(told.some(({ outcome }) => outcome === 'refused')).toBe(true);
		expect(told.map(({ text }) => text).join()).not.toMatch(/471\d/);
		expect(connection.load().running).toBe(0);
	});

	test('takes no more statements of a transaction that is over', async () => {
		const kept = await db.transaction(async (tx) => tx);
		expect(await outcomeOf(kept.execute(sql`insert into note values (1)`))).toBe('unavailable');
		expect(await countNotes(db)).toBe(0);
	});

	test('is on the disk before it says that something is written', async () => {
		const settings = await resultRows<{ name: string; setting: string }>(
			db,
			sql`select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'wal_sync_method')`
		);
		const of = (wanted: string) => settings.find(({ name }) => name === wanted)?.setting;
		expect(of('synchronous_commit')).toBe('on');
		if (inject('engine') === 'server') return;
		expect([of('fsync'), of('wal_sync_method')]).toEqual(['on', 'fsync']);
		const synced = vi.spyOn(fs, 'fsyncSync');
		syncBuiltinESMExports();
		await db.execute(sql`insert into note values (1)`);
		expect(synced).toHaveBeenCalled();
		synced.mockRestore();
		syncBuiltinESMExports();
	});
});

describe.runIf(inject('engine') === 'server')('a server that', () => {
	let proxy: Proxy;
	let connection: Connection;
	let db: Db;
	beforeEach(async () => {
		const url = new URL(await createServerDatabase());
		proxy = await startProxy(Number(url.port));
		url.port = String(proxy.port);
		connection = await connect(url.href, '', { statementMs });
		db = connection.db;
		await db.execute(sql`create table note (id int)`);
	});
	afterEach(async () => {
		proxy.mode = 'open';
		await connection.close();
		await proxy.close();
	});
	const insert = (to: Pick<Db, 'execute'> = db) => to.execute(sql`insert into note values (1)`);

	test('closes every connection is unavailable, and comes back by itself', async () => {
		const waiting = Array.from({ length: 30 }, () => outcomeOf(db.execute(sql`select pg_sleep(0.5)`)));
		await new Promise((resolve) => setTimeout(resolve, 200));
		proxy.mode = 'cut';
		proxy.cut();
		const started = Date.now();
		expect(new Set(await Promise.all(waiting))).toEqual(new Set(['unavailable']));
		expect(await outcomeOf(insert())).toBe('unavailable');
		expect(Date.now() - started).toBeLessThan(statementMs + 3_500);
		proxy.mode = 'open';
		expect(await outcomeOf(insert())).toBe('done');
		expect(await countNotes(db)).toBe(1);
	});

	test('says nothing any more is given up after the time of a statement', async () => {
		proxy.mode = 'silent';
		const started = Date.now();
		expect(
			await Promise.all([outcomeOf(insert()), outcomeOf(db.transaction((tx) => insert(tx as Db)))])
		).toEqual(['unavailable', 'unavailable']);
		expect(Date.now() - started).toBeLessThan(statementMs + 3_500);
		proxy.mode = 'open';
		expect(await outcomeOf(insert())).toBe('done');
		expect(await countNotes(db)).toBe(1);
	});

	test('loses the connection of a transaction between two statements writes none of them', async () => {
		const between = db.transaction(async (tx) => {
			await insert(tx as Db);
			proxy.cut();
			await new Promise((resolve) => setTimeout(resolve, 200));
			// Others take the connection over meanwhile.
			await Promise.all(Array.from({ length: 12 }, () => outcomeOf(db.execute(sql`select 1`))));
			await insert(tx as Db);
		});
		expect(await outcomeOf(between)).toBe('unavailable');
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await countNotes(db)).toBe(0);
	});

	test('loses the connection of a transaction within a statement does not end this process', async () => {
		const nested = (tx: Pick<Db, 'execute'>) => tx.execute(sql`select pg_sleep(5)`);
		for (const work of [
			(tx: Db) => nested(tx),
			(tx: Db) => tx.transaction((deeper) => nested(deeper as unknown as Db))
		]) {
			const waiting = outcomeOf(db.transaction((tx) => work(tx as Db)));
			await new Promise((resolve) => setTimeout(resolve, 200));
			const started = Date.now();
			proxy.cut();
			expect(await waiting).toBe('unavailable');
			expect(Date.now() - started).toBeLessThan(500);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		expect(await outcomeOf(insert())).toBe('done');
	});

	test('takes too long for one statement is asked to stop', async () => {
		const started = Date.now();
		expect(await outcomeOf(db.execute(sql`select pg_sleep(20)`))).toBe('unavailable');
		expect(Date.now() - started).toBeLessThan(statementMs + 1_500);
	});
});
