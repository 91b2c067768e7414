import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { connect } from '../../src/lib/server/db/connect.ts';
import { lockFolder } from '../../src/lib/server/db/lock.ts';
import { isMigrated, migrate } from '../../src/lib/server/db/migrate.ts';
import { proposal } from '../../src/lib/server/db/schema.ts';
import { openDatabase } from '../../src/lib/server/open.ts';
import { connectTestDatabase, createServerDatabase, openTestDatabase } from '../harness/database.ts';

const quiet = () => {};
let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atlas-start-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the lock of the data folder', () => {
	test('refuses a second holder and names the first', async () => {
		const release = await lockFolder(folder);
		await expect(lockFolder(folder)).rejects.toThrow(
			new RegExp(`in use by process ${process.pid} on ${hostname()}`)
		);
		await release();
		await (
			await lockFolder(folder)
		)();
	});

	test('is taken over from a process that is gone', async () => {
		const gone = spawn('true');
		await new Promise((resolve) => gone.once('exit', resolve));
		const holder = { pid: gone.pid, host: hostname(), process_started: '1', since: '2026-01-01T00:00:00Z' };
		await writeFile(join(folder, 'lock.json'), JSON.stringify(holder));
		await lockFolder(folder);
		expect(JSON.parse(await readFile(join(folder, 'lock.json'), 'utf8')).pid).toBe(process.pid);
	});

	test('is taken over from a process number that another program got since', async () => {
		const holder = {
			pid: process.pid,
			host: hostname(),
			process_started: '1',
			since: '2026-01-01T00:00:00Z'
		};
		await writeFile(join(folder, 'lock.json'), JSON.stringify(holder));
		await (
			await lockFolder(folder)
		)();
		await expect(readFile(join(folder, 'lock.json'))).rejects.toThrow();
	});

	test('is not taken over from another machine', async () => {
		const holder = { pid: 1, host: 'elsewhere', process_started: null, since: '2026-01-01T00:00:00Z' };
		await writeFile(join(folder, 'lock.json'), JSON.stringify(holder));
		await expect(lockFolder(folder)).rejects.toThrow(/process 1 on elsewhere/);
	});

	test('is taken over from a machine that has been silent for minutes', async () => {
		const holder = { pid: 1, host: 'elsewhere', process_started: null, since: '2026-01-01T00:00:00Z' };
		const path = join(folder, 'lock.json');
		await writeFile(path, JSON.stringify(holder));
		const long = new Date(Date.now() - 10 * 60_000);
		await utimes(path, long, long);
		await lockFolder(folder);
		expect(JSON.parse(await readFile(path, 'utf8')).pid).toBe(process.pid);
	});

	test('of somebody gone goes to one of several that want it', async () => {
		const holder = {
			pid: 999_999_999,
			host: hostname(),
			process_started: '1',
			since: '2026-01-01T00:00:00Z'
		};
		await writeFile(join(folder, 'lock.json'), JSON.stringify(holder));
		const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
		expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	test('that was only half written is taken over', async () => {
		await writeFile(join(folder, 'lock.json'), '{"pid":');
		await (
			await lockFolder(folder)
		)();
		await expect(readFile(join(folder, 'lock.json'))).rejects.toThrow();
	});
});

describe('migrations', () => {
	test('leave a database of a newer version alone and say so', async () => {
		const connection = await openTestDatabase();
		try {
			await connection.db.execute(
				sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', 9999999999999)`
			);
			await expect(migrate(connection)).rejects.toThrow(/made by a newer version/);
			expect(await isMigrated(connection.db)).toBe(false);
		} finally {
			await connection.close();
		}
	});

	test('run once when several processes start together', async () => {
		const connections =
			inject('engine') === 'server' ? await connectSeveral(4) : [await connectTestDatabase()];
		try {
			await Promise.all(connections.map((connection) => migrate(connection)));
			for (const { db } of connections) expect(await isMigrated(db)).toBe(true);
			expect(await connections[0].db.select().from(proposal)).toEqual([]);
		} finally {
			await Promise.all(connections.map(({ close }) => close()));
		}
	});
});

test.runIf(inject('engine') === 'server')(
	'several processes that start on an empty database load the data set once',
	async () => {
		const environment = { DATABASE_URL: await createServerDatabase() };
		const connections = await Promise.all([1, 2].map(() => openDatabase(environment, quiet)));
		try {
			expect(await connections[0].db.$count(proposal)).toBe(109);
		} finally {
			await Promise.all(connections.map(({ close }) => close()));
		}
	}
);

test.runIf(inject('engine') === 'embedded')(
	'an empty folder gets the data set, and what is written before a close is there after the next start',
	async () => {
		const first = await openDatabase({ ATLAS_DATA_DIR: folder }, quiet);
		await first.close();
		const lines: string[] = [];
		const second = await openDatabase({ ATLAS_DATA_DIR: folder }, (line) => lines.push(line));
		expect(await second.db.$count(proposal)).toBe(109);
		await second.close();
		expect(lines).toEqual([]);
	}
);

describe('a server that cannot be used gives one line:', () => {
	test('no server', async () => {
		await expect(connect('postgres://someone@127.0.0.1:9/atlas', folder)).rejects.toThrow(
			/^The database server at 127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)\.$/
		);
	});

	test('no address', async () => {
		await expect(connect('nonsense', folder)).rejects.toThrow(
			/is not an address of a PostgreSQL server|cannot be reached/
		);
	});

	test('no such database', async () => {
		const url = inject('engine') === 'server' ? new URL(await createServerDatabase()) : undefined;
		if (url) url.pathname = '/nowhere';
		const outcome = url ? connect(url.href, folder) : connect('postgres://x@127.0.0.1:9/nowhere', folder);
		await expect(outcome).rejects.toThrow(
			url ? /^The database "nowhere" does not exist/ : /cannot be reached/
		);
	});
});

test('a data folder that cannot be written gives one line', async () => {
	await writeFile(join(folder, 'file'), '');
	await expect(connect(undefined, join(folder, 'file', 'data'))).rejects.toThrow(
		/cannot be written \(ENOTDIR\)/
	);
});

test('a broken seed file stops the start with the list of errors, and nothing is loaded', async () => {
	const before = process.cwd();
	const url = inject('engine') === 'server' ? await createServerDatabase('empty') : undefined;
	await cp('drizzle', join(folder, 'drizzle'), { recursive: true });
	await cp('seed', join(folder, 'seed'), { recursive: true });
	await writeFile(join(folder, 'seed/proposals/odd.yaml'), 'id: odd\n');
	process.chdir(folder);
	try {
		const environment = { DATABASE_URL: url, ATLAS_DATA_DIR: join(folder, 'data') };
		await expect(openDatabase(environment, quiet)).rejects.toThrow(
			/seed\/proposals\/odd\.yaml:1 title_en: is missing[\s\S]*nothing was loaded/
		);
	} finally {
		process.chdir(before);
	}
});

async function connectSeveral(count: number) {
	const url = await createServerDatabase();
	return Promise.all(Array.from({ length: count }, () => connect(url, '')));
}
