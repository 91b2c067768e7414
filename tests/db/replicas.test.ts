import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest';
import { connect, type Connection, type Db } from '../../src/lib/server/db/connect.ts';
import { migrate, resultRows } from '../../src/lib/server/db/migrate.ts';
import type { Statement } from '../../src/lib/server/db/statement.ts';
import { isUnavailable } from '../../src/lib/server/db/unavailable.ts';
import { createServerDatabase } from '../harness/database.ts';
import { startProxy, type Proxy } from '../harness/proxy.ts';

const lagMs = 500;

/**
 * Two databases that differ in one word stand for a primary and its replica, so that an answer tells where it comes from; what
 * the real ones do to each other is tried by `npm run cluster`.
 */
describe.runIf(inject('engine') === 'server')('readers of a replica', () => {
	let replica: Connection;
	let primary: Connection;
	let proxy: Proxy;
	let told: Statement[];
	let repeated: number;

	async function create(word: string): Promise<{ url: string; connection: Connection }> {
		const url = await createServerDatabase();
		const connection = await connect(url, '');
		await migrate(connection);
		await connection.db.execute(sql.raw(`create table word as select '${word}'::text as word`));
		return { url, connection };
	}
	const wordOf = async (db: Pick<Db, 'execute'>) =>
		(await resultRows<{ word: string }>(db as Db, sql`select word from word`))[0].word;
	const read = () => wordOf(primary.reader());
	const raise = ({ db }: Connection) =>
		db.execute(
			sql`insert into derived.data_state (number) values (1) on conflict (one) do update set number = data_state.number + 1`
		);
	const until = (wanted: unknown) => expect.poll(read).toBe(wanted);

	beforeEach(async () => {
		const [own, other] = [await create('primary'), await create('replica')];
		await own.connection.close();
		replica = other.connection;
		const url = new URL(other.url);
		proxy = await startProxy(Number(url.port));
		url.port = String(proxy.port);
		told = [];
		repeated = 0;
		primary = await connect(own.url, '', {
			statementMs: 1_000,
			told: (statement) => told.push(statement),
			replicas: { urls: [url.href], lagMs, repeated: () => repeated++ }
		});
	});
	afterEach(async () => {
		proxy.mode = 'open';
		await primary.close();
		await replica.close();
		await proxy.close();
	});

	test('notice nothing when it fails, stay with the primary in this request, and come back to it', async () => {
		const request = primary.reader();
		expect(await wordOf(request)).toBe('replica');
		expect(await wordOf(primary.db)).toBe('primary');
		expect(primary.replicas()).toMatchObject([{ well: true, lagMs: 0 }]);

		proxy.mode = 'cut';
		proxy.cut();
		expect(await Promise.all([wordOf(request), request.transaction((tx) => wordOf(tx))])).toEqual([
			'primary',
			'primary'
		]);
		expect(repeated).toBeGreaterThan(0);
		expect(told.filter(({ outcome }) => outcome === 'unavailable')).toEqual([]);
		expect(primary.replicas()).toMatchObject([{ well: false }]);
		expect(primary.reader()).toBe(primary.db);

		proxy.mode = 'open';
		await until('replica');
		// A request that has seen the primary must not go back to what may be older.
		expect(await wordOf(request)).toBe('primary');
	});

	test('wait no longer than its check when it says nothing any more', async () => {
		proxy.mode = 'silent';
		const started = Date.now();
		expect(await read()).toBe('primary');
		expect(Date.now() - started).toBeLessThan(4_500);
	});

	test('go to the primary while it is too far behind', async () => {
		await raise(primary);
		await until('primary');
		expect(primary.replicas()[0].lagMs).toBeGreaterThan(lagMs);
		await raise(replica);
		await until('replica');
		expect(primary.replicas()).toMatchObject([{ well: true, lagMs: 0 }]);
	});

	test('are told when a statement takes too long, and it is not asked again', async () => {
		const started = Date.now();
		const slow = primary.reader().execute(sql`select pg_sleep(20)`);
		expect(await slow.then(() => 'done', isUnavailable)).toBe(true);
		expect(Date.now() - started).toBeLessThan(2_500);
		expect([repeated, told.at(-1)?.outcome]).toEqual([0, 'unavailable']);
		expect(await read()).toBe('replica');
	});
});
