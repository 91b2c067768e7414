import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { connect as netConnect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test, type TestContext } from 'vitest';
import { buildIfNeeded } from '../../src/cli/build.ts';
import { connect, type Db } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import { isUnavailable } from '../../src/lib/server/db/unavailable.ts';
import { openDatabase } from '../../src/lib/server/open.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { killApp, startApp, type App } from '../harness/app.ts';
import { findFreePort } from '../harness/port.ts';
import { startPostgres, type Postgres } from '../harness/postgres.ts';
import { startProxy } from '../harness/proxy.ts';
import { expectNothingLost, findLosses, newLedger, type Ledger } from './ledger.ts';
import { createWriters } from './writers.ts';

const rounds = Number(process.env.FAULTS_ROUNDS ?? 5);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const between = (least: number, most: number) => least + Math.random() * (most - least);

const figures: Record<string, string | number>[] = [];
const undo: (() => Promise<unknown>)[] = [];
let pg: Postgres;

beforeAll(async () => {
	await buildIfNeeded((line) => console.log(line));
	// What the machine under it keeps in its memory is not what this is about: every commit goes to the disk.
	pg = await startPostgres(['fsync=on']);
});
afterEach(async () => {
	for (const step of undo.splice(0).reverse()) await step();
});
afterAll(async () => {
	await pg?.stop();
	console.table(figures);
});

function tell(scenario: string, done: number, ledger: Ledger, recoveries: number[], lost: string[]) {
	const told = {
		scenario,
		rounds: done,
		acknowledged: ledger.acknowledged,
		published: ledger.published.length,
		lost: lost.length,
		'503': ledger.refusals,
		unanswered: ledger.unanswered,
		'longest answer ms': ledger.longestMs,
		'longest recovery ms': Math.round(Math.max(0, ...recoveries))
	};
	console.log(JSON.stringify(told));
	figures.push(told);
}

async function temporary(name: string): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), `atlas-${name}-`));
	undo.push(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

async function createDatabase(on = pg): Promise<string> {
	const { db, close } = await connect(on.url, '');
	const name = `faults_${Date.now()}`;
	await db.execute(sql.raw(`create database ${name}`));
	await close();
	const url = new URL(on.url);
	url.pathname = `/${name}`;
	return url.href;
}

/** A database with the data set and the people of the tests; the records that writers may publish. */
async function fill(url: string | undefined, folder: string): Promise<string[]> {
	const { db, close } = await openDatabase({ DATABASE_URL: url, ATLAS_DATA_DIR: folder }, () => {});
	try {
		await createPeople(db, testAuth(db));
		expect(await findLosses(db, newLedger()), 'before anything has failed').toEqual([]);
		const rows = await resultRows<{ id: string }>(
			db,
			sql`select id from proposal where level = 'specific' order by id limit 20`
		);
		return rows.map(({ id }) => id);
	} finally {
		await close();
	}
}

async function lookAt<T>(url: string | undefined, folder: string, look: (db: Db) => Promise<T>): Promise<T> {
	const { db, close } = await connect(url, folder);
	try {
		return await look(db);
	} finally {
		await close();
	}
}

async function startOn(folder: string, port: number, url?: string): Promise<App> {
	const app = await startApp({
		ATLAS_DATA_DIR: folder,
		PORT: String(port),
		API_RATE_LIMIT: '1000000',
		DATABASE_TIMEOUT: '5',
		LOG_LEVEL: 'error',
		...(url && { DATABASE_URL: url })
	});
	undo.push(() => app.stop('SIGKILL').catch(() => {}));
	return app;
}

const isAlive = async (app: App) => (await fetch(`${app.url}/healthz`)).status === 200;

/** Milliseconds until the database is there again for readers. */
async function untilReady(base: string): Promise<number> {
	const started = Date.now();
	while ((await fetch(`${base}/readyz`).catch(() => undefined))?.status !== 200) {
		if (Date.now() - started > 60_000) throw new Error('Not ready for a minute.');
		await pause(20);
	}
	return Date.now() - started;
}

test.each(['embedded', 'server'] as const)(
	'the application is killed again and again while people write: %s',
	async (engine) => {
		const folder = await temporary('kill');
		const url = engine === 'server' ? await createDatabase() : undefined;
		const records = await fill(url, folder);
		const port = await findFreePort();
		const ledger = newLedger();
		const recoveries: number[] = [];
		let app = await startOn(folder, port, url);
		const writers = await createWriters(app.url, ledger, records);
		for (let round = 0; round < rounds; round++) {
			const stop = writers.start();
			await writers.nextWrite('publication');
			await pause(between(0, 2_000));
			await app.stop('SIGKILL');
			await Promise.all([stop(), lookAt(url, folder, (db) => expectNothingLost(db, ledger))]);
			const started = Date.now();
			app = await startOn(folder, port, url);
			await untilReady(app.url);
			recoveries.push(Date.now() - started);
		}
		expect(await app.stop()).toBe(0);
		const lost = await lookAt(url, folder, (db) => findLosses(db, ledger));
		tell(`application killed, ${engine}`, rounds, ledger, recoveries, lost);
		expect(lost).toEqual([]);
		expect(ledger.published.length).toBeGreaterThan(0);
	}
);

test.each(['embedded', 'server'] as const)(
	'the application is killed while it makes its database: %s',
	async (engine) => {
		const recoveries: number[] = [];
		for (let round = 0; round < rounds; round++) {
			const folder = await temporary('first');
			const url = engine === 'server' ? await createDatabase() : undefined;
			const port = await findFreePort();
			await killApp(
				{ ATLAS_DATA_DIR: folder, ...(url && { DATABASE_URL: url }) },
				between(1_000, engine === 'server' ? 6_000 : 9_000)
			);
			const started = Date.now();
			const app = await startOn(folder, port, url);
			recoveries.push(Date.now() - started);
			expect(await isAlive(app)).toBe(true);
			expect(await app.stop()).toBe(0);
			await lookAt(url, folder, (db) => expectNothingLost(db, newLedger()));
		}
		tell(`killed at the first start, ${engine}`, rounds, newLedger(), recoveries, []);
	}
);

/** One application that must live through everything that happens to the database under it. */
async function outlive(
	scenario: string,
	{ url, folder, app, records }: { url: string | undefined; folder: string; app: App; records: string[] },
	fault: (ledger: Ledger) => Promise<{ recovered: () => Promise<unknown> }>
) {
	const ledger = newLedger();
	const recoveries: number[] = [];
	const writers = await createWriters(app.url, ledger, records);
	for (let round = 0; round < rounds; round++) {
		const stop = writers.start();
		await writers.nextWrite();
		const { recovered } = await fault(ledger);
		const started = Date.now();
		await recovered();
		await writers.nextWrite();
		recoveries.push(Date.now() - started);
		await pause(300);
		await stop();
		expect(await isAlive(app)).toBe(true);
		if (url) await lookAt(url, folder, (db) => expectNothingLost(db, ledger));
	}
	expect(process.kill(app.pid, 0)).toBe(true);
	expect(await app.stop(), app.output()).toBe(0);
	const lost = await lookAt(url, folder, (db) => findLosses(db, ledger));
	tell(scenario, rounds, ledger, recoveries, lost);
	expect(lost).toEqual([]);
	expect(ledger.wrong).toEqual([]);
	return ledger;
}

test('the database server is killed under it', async () => {
	const folder = await temporary('server');
	const url = await createDatabase();
	const records = await fill(url, folder);
	const app = await startOn(folder, await findFreePort(), url);
	const { refusals } = await outlive('database server killed', { url, folder, app, records }, async () => {
		await pause(between(100, 1_500));
		await pg.kill();
		await pause(between(200, 2_000));
		expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
		return { recovered: () => pg.restart() };
	});
	expect(refusals).toBeGreaterThan(0);
});

test('the line to the database server is cut, falls silent and gets slow', async () => {
	const folder = await temporary('line');
	const direct = await createDatabase();
	const records = await fill(direct, folder);
	const proxy = await startProxy(Number(new URL(direct).port));
	undo.push(() => proxy.close());
	const through = new URL(direct);
	through.port = String(proxy.port);
	const app = await startOn(folder, await findFreePort(), through.href);
	const given = { url: direct, folder, app, records };
	// The application is the same for all of them, and is stopped after the last.
	const goesOn = { ...given, app: { ...app, stop: async () => 0 } };
	const outliveLine = (name: string, on: typeof given, fault: () => Promise<unknown>) =>
		outlive(`line ${name}`, on, async () => {
			await pause(between(0, 1_000));
			await fault();
			return {
				recovered: async () => {
					proxy.mode = 'open';
					proxy.delayMs = 0;
				}
			};
		});
	const cut = await outliveLine('cut', goesOn, async () => {
		proxy.mode = 'cut';
		proxy.cut();
		await pause(between(50, 1_500));
	});
	const silent = await outliveLine('silent', goesOn, async () => {
		proxy.mode = 'silent';
		// Longer than any statement may take.
		await pause(between(8_000, 10_000));
	});
	const late = await outliveLine('later than a statement may take', goesOn, async () => {
		proxy.delayMs = 8_000;
		await pause(between(8_000, 12_000));
	});
	const slow = await outliveLine('slow', given, async () => {
		proxy.delayMs = between(5, 25);
		await pause(2_000);
	});
	for (const { refusals } of [cut, silent, late]) expect(refusals).toBeGreaterThan(0);
	expect(slow.refusals, 'a slow line is no failure').toBe(0);
});

test.each(['embedded', 'server'] as const)(
	'a backup made while people write holds all that was confirmed before it: %s',
	async (engine) => {
		const folder = await temporary('backup');
		const url = engine === 'server' ? await createDatabase() : undefined;
		const records = await fill(url, folder);
		const app = await startOn(folder, await findFreePort(), url);
		const ledger = newLedger();
		const taken: number[] = [];
		const lost: string[] = [];
		const writers = await createWriters(app.url, ledger, records);
		for (let round = 0; round < Math.min(rounds, 3); round++) {
			const stop = writers.start();
			await writers.nextWrite('publication');
			const before = structuredClone(ledger);
			const started = Date.now();
			const file = join(folder, `backup-${round}.jsonl.gz`);
			await runBackup(['backup', file, '--from', app.url], { ATLAS_DATA_DIR: folder, DATABASE_URL: url });
			taken.push(Date.now() - started);
			await writers.nextWrite();
			await stop();
			const other = engine === 'server' ? await createDatabase() : undefined;
			const empty = await temporary('restored');
			await runBackup(['restore', file], { ATLAS_DATA_DIR: empty, DATABASE_URL: other });
			// A start makes what is derived, which a backup leaves out.
			await (await openDatabase({ ATLAS_DATA_DIR: empty, DATABASE_URL: other }, () => {})).close();
			lost.push(...(await lookAt(other, empty, (db) => findLosses(db, before))));
			expect(before.published.length).toBeGreaterThan(round);
		}
		expect(await app.stop()).toBe(0);
		tell(`backup while people write, ${engine}`, Math.min(rounds, 3), ledger, taken, lost);
		expect(lost).toEqual([]);
		expect(ledger.wrong).toEqual([]);
	}
);

/** `npm run backup` and `npm run restore`, as an operator runs them beside the application. */
async function runBackup(args: string[], more: Record<string, string | undefined>): Promise<void> {
	const own = Object.entries({ ...process.env, ...more }).filter(([, value]) => value !== undefined);
	await promisify(execFile)(process.execPath, ['--import', 'tsx', join('src', 'cli', 'backup.ts'), ...args], {
		env: Object.fromEntries(own)
	});
}

test('clients that send drop by drop are shown the door, and readers do not notice', async () => {
	const app = await startOn(await temporary('slow'), await findFreePort());
	const { hostname, port } = new URL(app.url);
	const began = Date.now();
	const slow = Array.from({ length: 300 }, (_, number) => {
		const socket = netConnect(Number(port), hostname);
		let answer = '';
		socket.on('data', (piece) => (answer += piece)).on('error', () => {});
		socket.write(
			number % 2
				? 'GET / HTTP/1.1\r\nHost: x\r\n'
				: 'POST /theme HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n'
		);
		const drop = setInterval(() => socket.write('X-Drop: 1\r\n'), 1_000);
		return new Promise<string>((resolve) =>
			socket.on('close', () => {
				clearInterval(drop);
				resolve(answer);
			})
		);
	});
	const all = Promise.all(slow);
	let longest = 0;
	let open = true;
	void all.then(() => (open = false));
	while (open) {
		const started = Date.now();
		expect((await fetch(app.url)).status).toBe(200);
		longest = Math.max(longest, Date.now() - started);
		await pause(200);
	}
	for (const answer of await all) expect(answer).toMatch(/^HTTP\/1\.1 408 /);
	expect(Date.now() - began).toBeLessThan(30_000);
	expect(longest).toBeLessThan(5_000);
	expect(await app.stop()).toBe(0);
});

/** A disk of a few megabytes, or the reason why there can be none. */
async function smallDisk(size: string, context: TestContext): Promise<string> {
	const folder = await temporary('full');
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
	} catch (error) {
		const reason = `needs root and mount, a small disk cannot be made here: ${String((error as { stderr?: Buffer }).stderr ?? error).trim()}`;
		console.log(`skipped: ${reason}`);
		context.skip(reason);
	}
	undo.push(async () => execFileSync('umount', ['-l', folder]));
	return folder;
}

/** Takes all but `left` bytes of the disk. */
async function takeRoom(folder: string, left: number): Promise<{ giveBack(): Promise<void> }> {
	const path = join(folder, 'ballast');
	const { bavail, bsize } = await statfs(folder);
	await writeFile(path, Buffer.alloc(Math.max(0, bavail * bsize - left))).catch(
		// Who writes meanwhile has taken some of it: the disk is full all the same.
		(error: NodeJS.ErrnoException) => expect(error.code).toBe('ENOSPC')
	);
	return { giveBack: () => rm(path) };
}

test('the disk of the application with the embedded engine is full', async (context) => {
	const folder = await smallDisk('200m', context);
	const records = await fill(undefined, folder);
	const app = await startOn(folder, await findFreePort());
	const { refusals } = await outlive(
		'disk full, application',
		{ url: undefined, folder, app, records },
		async (ledger) => {
			const { giveBack } = await takeRoom(folder, 0);
			await untilRefused(ledger);
			expect(await isAlive(app)).toBe(true);
			await pause(1_000);
			return { recovered: giveBack };
		}
	);
	expect(refusals).toBeGreaterThan(0);
});

test.for(['tables', 'log'] as const)(
	'the disk of the database server is full: its %s',
	async (part, context) => {
		const [small, roomy] = [await smallDisk('160m', context), await temporary('roomy')];
		const server = await startPostgres(
			// Nothing is set aside: what has no room is noticed at once.
			['fsync=on', 'min_wal_size=2MB', 'max_wal_size=8MB', 'wal_recycle=off'],
			part === 'tables' ? { tables: small, log: roomy } : { tables: roomy, log: small }
		);
		undo.push(() => server.stop());
		const folder = await temporary('application');
		const url = await createDatabase(server);
		const records = await fill(url, folder);
		const app = await startOn(folder, await findFreePort(), url);
		const { refusals } = await outlive(
			`disk full, server's ${part}`,
			{ url, folder, app, records },
			async (ledger) => {
				const { giveBack } = await takeRoom(small, 0);
				await untilRefused(ledger);
				await pause(1_000);
				return {
					recovered: async () => {
						await giveBack();
						// Without room for its log it ends, and its service manager starts it again.
						await server.restart();
					}
				};
			}
		);
		expect(refusals).toBeGreaterThan(0);
	}
);

test('the embedded engine panics on a full disk and opens again by itself', async (context) => {
	const folder = await smallDisk('220m', context);
	const { db, close } = await connect(undefined, join(folder, 'data'));
	const ledger = newLedger();
	const recoveries: number[] = [];
	await db.execute(sql`create table note (id int, part int, text text)`);
	let last = 0;
	const write = async () => {
		const id = ++last;
		const text = randomBytes(60_000).toString('base64');
		await db.transaction(async (tx) => {
			for (const part of [1, 2]) await tx.execute(sql`insert into note values (${id}, ${part}, ${text})`);
		});
		ledger.acknowledged++;
	};
	const panics = new Set<string>();
	for (let round = 0; round < rounds; round++) {
		// Less than one segment of its log, which it then cannot begin.
		const { giveBack } = await takeRoom(folder, 13_000_000);
		const failures: unknown[] = [];
		while (failures.length < 3)
			await Promise.all([1, 2, 3].map(() => write().catch((error: unknown) => failures.push(error))));
		for (const error of failures) {
			expect(isUnavailable(error), String(error)).toBe(true);
			panics.add(String((error as Error).cause));
			ledger.refusals++;
		}
		await giveBack();
		const started = Date.now();
		const before = ledger.acknowledged;
		while (ledger.acknowledged === before) await write().catch(() => pause(100));
		recoveries.push(Date.now() - started);
		await db.execute(sql`delete from note where id < ${last - 1}`);
		const [{ halves }] = await resultRows<{ halves: number }>(
			db,
			sql`select count(*)::int as halves from (select id from note group by id having count(*) <> 2) half`
		);
		expect(halves).toBe(0);
		const [{ newest }] = await resultRows<{ newest: number }>(db, sql`select max(id) as newest from note`);
		expect(newest).toBe(last);
	}
	await close();
	tell('disk full, engine', rounds, ledger, recoveries, []);
	expect([...panics].join()).toMatch(/xlogtemp/);
});

/** Until writing fails, as it does once the room that was set aside is used up. */
async function untilRefused(ledger: Ledger): Promise<void> {
	const [deadline, before] = [Date.now() + 60_000, ledger.refusals];
	while (ledger.refusals === before) {
		if (Date.now() > deadline) throw new Error('The full disk was not noticed.');
		await pause(50);
	}
}

test('two applications start at once on one empty database, write together, and one is killed', async () => {
	for (let round = 0; round < Math.min(rounds, 3); round++) {
		const url = await createDatabase();
		const folder = await temporary('two');
		const ports = [await findFreePort(), await findFreePort()];
		const apps = await Promise.all(ports.map((port) => startOn(folder, port, url)));
		const people = await lookAt(url, folder, async (db) => {
			await createPeople(db, testAuth(db));
			const [{ count }] = await resultRows<{ count: string }>(
				db,
				sql`select count(*) as count from revision where version > 1`
			);
			expect(Number(count), 'records loaded twice').toBe(0);
			return resultRows<{ id: string }>(
				db,
				sql`select id from proposal where level = 'specific' order by id limit 20`
			);
		});
		const ids = people.map(({ id }) => id);
		const ledgers = [newLedger(), newLedger()];
		const both = [
			await createWriters(apps[0].url, ledgers[0], ids.slice(0, 10)),
			await createWriters(apps[1].url, ledgers[1], ids.slice(10))
		];
		const stops = both.map((writers) => writers.start());
		await Promise.all(both.map((writers) => writers.nextWrite()));
		await pause(2_000);
		await apps[0].stop('SIGKILL');
		const alone = await both[1].nextWrite();
		await Promise.all(stops.map((stop) => stop()));
		expect(await apps[1].stop()).toBe(0);
		const lost = await lookAt(url, folder, async (db) => [
			...(await findLosses(db, ledgers[0])),
			...(await findLosses(db, ledgers[1]))
		]);
		tell(`two processes, round ${round + 1}`, 1, merged(ledgers), [alone], lost);
		expect(lost).toEqual([]);
		expect(ledgers[1].wrong).toEqual([]);
	}
});

const merged = ([a, b]: Ledger[]): Ledger => ({
	saves: new Map([...a.saves, ...b.saves]),
	published: [...a.published, ...b.published],
	acknowledged: a.acknowledged + b.acknowledged,
	refusals: a.refusals + b.refusals,
	unanswered: a.unanswered + b.unanswered,
	wrong: [...a.wrong, ...b.wrong],
	longestMs: Math.max(a.longestMs, b.longestMs)
});
