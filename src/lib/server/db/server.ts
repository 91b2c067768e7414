import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Connection, ConnectOptions } from './connect.ts';
import * as schema from './schema.ts';
import { StartupError } from './startup-error.ts';
import { tellOf } from './statement.ts';
import { DatabaseUnavailable, isConnectionCode } from './unavailable.ts';

const most = 10;
const connectSeconds = 3;
/** A statement the server should have stopped by itself has this much longer before its connection is given up. */
const graceMs = 2_000;

/** The part of the driver that is used through drizzle: a pool, or one transaction on it. */
type Client = Pick<postgres.Sql, 'unsafe'>;
type Inner = Client & { savepoint(work: (inner: Inner) => Promise<unknown>): Promise<unknown> };

/**
 * A pool to a PostgreSQL server, 15 or newer.
 * @throws StartupError with one line a person can act on
 */
export async function connectServer(
	url: string,
	{ statementMs = 0, told = () => {} }: ConnectOptions
): Promise<Connection> {
	const open = () =>
		postgres(url, {
			max: most,
			connect_timeout: connectSeconds,
			// Connections that firewalls forget without a word are closed before that.
			idle_timeout: 60,
			backoff: () => 0.1,
			onnotice: () => {},
			...(statementMs && { connection: { statement_timeout: statementMs } })
		});
	let pool: postgres.Sql;
	try {
		pool = open();
	} catch {
		throw new StartupError(
			'DATABASE_URL is not an address of a PostgreSQL server (postgres://user:password@host:port/name).'
		);
	}
	await checkVersion(pool, url);

	const { options } = pool;
	let running = 0;

	/**
	 * A pool that lost a connection is given up for a new one: what it still runs may end, but the driver keeps
	 * connections it believes in without ever hearing of them again.
	 */
	function giveUp(lost: postgres.Sql, atOnce: boolean) {
		if (lost !== pool) return;
		pool = open();
		// drizzle has put its parsers into the first one.
		Object.assign(pool.options.parsers, options.parsers);
		Object.assign(pool.options.serializers, options.serializers);
		lost.end({ timeout: atOnce ? 0 : statementMs / 1000 }).catch(() => {});
	}

	/** Waits for an answer of `own` no longer than a statement may take. */
	async function answerOf<T>(own: postgres.Sql, waiting: PromiseLike<T>): Promise<T> {
		if (!statementMs) return waiting;
		let timer: NodeJS.Timeout | undefined;
		const silence = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				reject(new DatabaseUnavailable('The database server does not answer.'));
				giveUp(own, true);
			}, statementMs + graceMs);
		});
		try {
			return await Promise.race([waiting, silence]);
		} catch (error) {
			if (isConnectionCode((error as { code?: unknown }).code)) giveUp(own, false);
			throw error;
		} finally {
			clearTimeout(timer);
		}
	}

	/** As the driver's own: to be awaited, or asked for its rows as lists. */
	function ask(own: () => postgres.Sql, client: () => Client, [text, ...more]: Parameters<Client['unsafe']>) {
		const run = (raw: boolean) => {
			running++;
			return tellOf(told, text, () => {
				const at = own();
				const query = client().unsafe(text, ...more);
				return answerOf<unknown>(at, raw ? query.values() : query);
			}).finally(() => running--);
		};
		return {
			then: (...handlers: Parameters<Promise<unknown>['then']>) => run(false).then(...handlers),
			values: () => run(true)
		};
	}

	/** The statements of one transaction; once that is over there are no more, wherever the connection has gone since. */
	function within(own: postgres.Sql, inner: Inner, state: { over: boolean }): object {
		const client = () => {
			if (state.over) throw new DatabaseUnavailable('The transaction has ended.');
			return inner;
		};
		return {
			options,
			unsafe: (...asked: Parameters<Client['unsafe']>) => ask(() => own, client, asked),
			savepoint: (work: (inner: object) => Promise<unknown>) =>
				inner.savepoint((deeper) => work(within(own, deeper, state)))
		};
	}

	async function begin(work: (inner: object) => Promise<unknown>): Promise<unknown> {
		const own = pool;
		const state = { over: false };
		let working: Promise<unknown> | undefined;
		let begun = () => {};
		const first = new Promise<void>((resolve) => (begun = resolve));
		const whole = own.begin((inner) => {
			begun();
			working = work(within(own, inner as unknown as Inner, state));
			return working;
		});
		// It fails when the connection goes, also between two statements.
		whole.catch(() => {}).finally(() => (state.over = true));
		await tellOf(told, 'begin', () => answerOf(own, Promise.race([first, whole])));
		await Promise.race([working?.catch(() => {}), whole]).catch(() => {});
		return tellOf(told, 'commit or rollback', () => answerOf(own, whole));
	}

	const client = {
		options,
		unsafe: (...asked: Parameters<Client['unsafe']>) =>
			ask(
				() => pool,
				() => pool,
				asked
			),
		begin
	};
	return {
		db: drizzle(client as never, { schema }),
		engine: 'server',
		load: () => ({ running, most }),
		close: () => pool.end({ timeout: 5 })
	};
}

async function checkVersion(pool: postgres.Sql, url: string): Promise<void> {
	try {
		const [{ version }] = await pool`select current_setting('server_version_num')::int as version`;
		if (version < 150000)
			throw new StartupError(
				`PostgreSQL 15 or newer is needed; the server says ${Math.floor(version / 10000)}.`
			);
	} catch (error) {
		await pool.end({ timeout: 1 });
		if (error instanceof StartupError) throw error;
		const { host, port, username, pathname } = new URL(url);
		const at = host || `${port}`;
		const reason = (error as { code?: string }).code;
		if (reason === '28P01' || reason === '28000')
			throw new StartupError(
				`The database server at ${at} refused user "${username}": wrong password or no access.`
			);
		if (reason === '3D000')
			throw new StartupError(`The database "${pathname.slice(1)}" does not exist on ${at}.`);
		throw new StartupError(
			`The database server at ${at} cannot be reached (${reason ?? (error as Error).message}).`
		);
	}
}
