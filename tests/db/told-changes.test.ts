import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { askDataState, dataState } from '../../src/lib/server/data-state.ts';
import { changesOf, watchChanges } from '../../src/lib/server/db/changes.ts';
import { connect, type Connection } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import { url_check } from '../../src/lib/server/db/schema.ts';
import { createServerDatabase } from '../harness/database.ts';

/** Two processes on one server, as far as they can be told apart: the reader counts what it asks. */
describe.runIf(inject('engine') === 'server')('a process that only reads', () => {
	let url: string;
	let writer: Connection;
	let reader: Connection;
	let asked = 0;

	beforeAll(async () => {
		url = await createServerDatabase('empty');
		writer = await connect(url, '');
		reader = await connect(url, '', {
			statementMs: 10_000,
			told: ({ text }) => (asked += Number(text.includes('data_state')))
		});
		await change(writer);
	});
	afterAll(async () => {
		await reader.close();
		await writer.close();
	});

	let checked = 0;
	const change = ({ db }: Connection) =>
		db
			.insert(url_check)
			.values({ url: `https://example.org/${checked++}`, state: 'answers', checked_at: new Date() });
	/** How often the database is asked when the number is wanted three times. */
	async function questions(): Promise<number> {
		const before = asked;
		for (let turn = 0; turn < 3; turn++) await dataState(reader.db);
		return asked - before;
	}
	const untilItHears = () => expect.poll(questions, { interval: 20 }).toBe(0);
	const untilItKnows = (state: number) =>
		expect.poll(() => dataState(reader.db), { interval: 1 }).toBe(state);

	test('asks nothing while the data stand still, and hears of what another one changes', async () => {
		await untilItHears();
		const before = await dataState(reader.db);
		await change(writer);
		await untilItKnows(before + 1);
		await untilItHears();
	});

	test('is told once of a transaction, and not of one that is undone', async () => {
		await untilItHears();
		const before = await dataState(reader.db);
		const told = changesOf.get(reader.db)!;
		const first = told()!;
		const twice = (undone: boolean) =>
			writer.db.transaction(async (tx) => {
				for (let turn = 0; turn < 2; turn++) await change({ db: tx } as unknown as Connection);
				if (undone) tx.rollback();
			});
		await twice(true).catch(() => {});
		await twice(false);
		// What was told before is heard before.
		await untilItKnows(before + 2);
		expect(told()).toBe(first + 1);
	});

	test('knows at once what it has changed itself, in a statement or a transaction', async () => {
		await untilItHears();
		const before = await dataState(reader.db);
		await change(reader);
		expect(await dataState(reader.db)).toBe(before + 1);
		await untilItHears();
		await reader.db.transaction((tx) => change({ db: tx } as unknown as Connection));
		expect(await dataState(reader.db)).toBe(before + 2);
	});

	test('asks for whoever doubts it', async () => {
		await untilItHears();
		for (const ask of [() => askDataState(reader.db), () => (reader.doubt(), dataState(reader.db))]) {
			const before = asked;
			await ask();
			expect(asked - before).toBe(1);
		}
	});

	test('that loses the connection on which it listens hears again of changes', async () => {
		await untilItHears();
		const before = await dataState(reader.db);
		const listening = await resultRows<{ gone: boolean }>(
			writer.db,
			sql`select pg_terminate_backend(pid) as gone from pg_stat_activity where datname = current_database() and query like 'listen %'`
		);
		expect(listening).toEqual([{ gone: true }]);
		await change(writer);
		await untilItKnows(before + 1);
		await untilItHears();
		await change(writer);
		await untilItKnows(before + 2);
	});

	test('knows nothing where its own signs do not come back, as through a pooler', async () => {
		const watch = watchChanges(url, 'elsewhere');
		const until = performance.now() + 2_500;
		while (performance.now() < until) {
			expect(watch.stamp()).toBeUndefined();
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		await watch.close();
	});

	test('hears of a number that was raised by hand', async () => {
		await untilItHears();
		const before = await dataState(reader.db);
		await writer.db.execute(sql`update derived.data_state set number = number + 7`);
		await untilItKnows(before + 7);
	});
});
