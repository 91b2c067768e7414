import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { changesOf, watchChanges, type Watch } from './changes.ts';
import type { Connection, ConnectOptions } from './connect.ts';
import { followReplicas } from './replicas.ts';
import * as schema from './schema.ts';
import { StartupError } from './startup-error.ts';
import { isSelect, tellOf } from './statement.ts';
import { DatabaseUnavailable, isConnectionCode } from './unavailable.ts';

const most = 10;
/** Statements that a connection keeps prepared; each takes some ten kilobytes of the server. */
const mostPrepared = 1000;
const connectSeconds = 3;
/** A statement the server should have stopped by itself has this much longer before its connection is given up. */
const graceMs = 2_000;

/** The part of the driver that is used through drizzle: a pool, or one transaction on it. */
type Client = Pick<postgres.Sql, 'unsafe'>;
type Inner = Client & { savepoint(work: (inner: Inner) => Promise<unknown>): Promise<unknown> };

type TransactionState = { over: boolean; lost: boolean };

type Asked = Parameters<Client['unsafe']>;
/** As the driver's own: to be awaited, or asked for its rows as lists. */
export type Answer = {
	then: (...handlers: Parameters<Promise<unknown>['then']>) => Promise<unknown>;
	values: () => Promise<unknown>;
};
/** Connections to one server, in the shape that drizzle takes for the driver. */
export type Pool = {
	client: {
		options: postgres.Sql['options'];
		unsafe(...asked: Asked): Answer;
		begin(work: (inner: object) => Promise<unknown>): Promise<unknown>;
	};
	/** Whether the server took what a connection asks for at its start: then, as far as one can see, no pooler stands between. */
	takesSettings: boolean;
	load: Connection['load'];
	close(): Promise<void>;
};

/** drizzle on a pool, or on what stands in its place. */
export const drizzleOn = (client: Pool['client']) => drizzle(client as never, { schema });

/**
 * A pool to a PostgreSQL server, 15 or newer, with replicas beside it where the options name some.
 * @throws StartupError with one line a person can act on
 */
export async function connectServer(url: string, options: ConnectOptions): Promise<Connection> {
	let watch: Watch | undefined;
	const { told = () => {} } = options;
	const pool = await openPool(url, {
		...options,
		told(statement) {
			// This process need not be told what it has done itself.
			if (!isSelect(statement.text)) watch?.doubt();
			told(statement);
		}
	});
	const db = drizzleOn(pool.client);
	const replicas = options.replicas?.urls.length
		? await followReplicas(options.replicas, { db, pool }, options)
		: undefined;
	if (!replicas && pool.takesSettings) {
		watch = watchChanges(url);
		changesOf.set(db, watch.stamp);
	}
	return {
		db,
		reader: () => replicas?.reader() ?? db,
		replicas: () => replicas?.states() ?? [],
		doubt: () => watch?.doubt(),
		engine: 'server',
		load: pool.load,
		async close() {
			await replicas?.close();
			await watch?.close();
			await pool.close();
		}
	};
}

/**
 * A pool to one server, or to a pooler such as PgBouncer in front of it: that takes no time-out at the start of a
 * connection, and no statement prepared by name.
 * @throws StartupError with one line a person can act on
 */
export async function openPool(
	url: string,
	{ statementMs = 0, told = () => {} }: Pick<ConnectOptions, 'statementMs' | 'told'>
): Promise<Pool> {
	const opened = await openDriver(url, statementMs);
	const { timed, open } = opened;
	let { pool } = opened;
	const { options } = pool;
	let running = 0;

	const isPrepared = preparedTexts();

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

	/**
	 * Waits for an answer of `own` no longer than a statement may take, and asks for its end with `cancel`. `lost` is called where
	 * the connection went.
	 */
	async function answerOf<T>(
		own: postgres.Sql,
		waiting: PromiseLike<T>,
		{ cancel = () => {}, lost = () => {} }: { cancel?: () => void; lost?: () => void } = {}
	): Promise<T> {
		if (!statementMs) return waiting;
		let timer: NodeJS.Timeout | undefined;
		const overdue = timed ? undefined : setTimeout(cancel, statementMs);
		const silence = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				reject(new DatabaseUnavailable('The database server does not answer.'));
				giveUp(own, true);
			}, statementMs + graceMs);
		});
		try {
			return await Promise.race([waiting, silence]);
		} catch (error) {
			if (isConnectionCode((error as { code?: unknown }).code)) {
				lost();
				giveUp(own, false);
			}
			throw error;
		} finally {
			clearTimeout(timer);
			clearTimeout(overdue);
		}
	}

	function ask(
		own: () => postgres.Sql,
		client: () => Client,
		[text, ...more]: Asked,
		lost?: () => void
	): Answer {
		const run = (raw: boolean) => {
			running++;
			return tellOf(told, text, () => {
				const at = own();
				const query = client().unsafe(text, ...more);
				return answerOf<unknown>(at, raw ? query.values() : query, { cancel: () => query.cancel(), lost });
			}).finally(() => running--);
		};
		return {
			then: (...handlers: Parameters<Promise<unknown>['then']>) => run(false).then(...handlers),
			values: () => run(true)
		};
	}

	/** The statements of one transaction; once that is over there are no more, wherever the connection has gone since. */
	function within(own: postgres.Sql, inner: Inner, state: TransactionState): object {
		const client = () => {
			if (state.over) throw new DatabaseUnavailable('The transaction has ended.');
			return inner;
		};
		return {
			options,
			unsafe: (...asked: Asked) =>
				ask(
					() => own,
					client,
					asked,
					() => (state.lost = true)
				),
			savepoint: (work: (inner: object) => Promise<unknown>) =>
				inner.savepoint((deeper) => forDriver(work(within(own, deeper, state)), state))
		};
	}

	async function begin(work: (inner: object) => Promise<unknown>): Promise<unknown> {
		const own = pool;
		const state: TransactionState = { over: false, lost: false };
		let working: Promise<unknown> | undefined;
		let begun = () => {};
		const first = new Promise<void>((resolve) => (begun = resolve));
		const whole = own.begin((inner) => {
			begun();
			working = work(within(own, inner as unknown as Inner, state));
			return forDriver(working, state);
		});
		// It fails when the connection goes, also between two statements.
		whole.catch(() => {}).finally(() => (state.over = true));
		await tellOf(told, 'begin', () => answerOf(own, Promise.race([first, whole])));
		await Promise.race([working?.catch(() => {}), whole]).catch(() => {});
		return tellOf(told, 'commit or rollback', () => answerOf(own, whole));
	}

	const client = {
		options,
		unsafe: (text: string, values: Asked[1]) =>
			ask(
				() => pool,
				() => pool,
				[text, values, timed ? { prepare: isPrepared(text) } : alone]
			),
		begin
	};
	return {
		client,
		takesSettings: timed,
		load: () => ({ running, most }),
		close: () => pool.end({ timeout: 5 })
	};
}

/** A pooler lends the server to somebody else as soon as a statement is answered: so none is sent behind another on its way. */
const alone = { prepare: false, onexecute: () => false };

/** The driver on a server that answers, and how to open it again; `timed` says whether the server itself ends a statement that takes too long. */
async function openDriver(url: string, statementMs: number) {
	const open = (timed: boolean) =>
		postgres(url, {
			max: most,
			connect_timeout: connectSeconds,
			// Connections that firewalls forget without a word are closed before that.
			idle_timeout: 60,
			backoff: () => 0.1,
			onnotice: () => {},
			prepare: timed,
			// What is prepared is planned anew each time: which index is best depends on what is asked for.
			...(timed && {
				connection: { statement_timeout: statementMs, plan_cache_mode: 'force_custom_plan' }
			})
		});
	let pool: postgres.Sql;
	try {
		pool = open(statementMs > 0);
	} catch {
		throw new StartupError(
			`"${nameOf(url)}" is not an address of a PostgreSQL server (postgres://user:password@host:port/name).`
		);
	}
	const given = await checkServer(pool, url);
	const timed = statementMs > 0 && given === statementMs;
	if (statementMs > 0 && !timed) {
		await pool.end({ timeout: 1 });
		pool = open(false);
		await checkServer(pool, url);
	}
	return { pool, timed, open: () => open(timed) };
}

/**
 * Whether a statement is kept prepared: from the second time on that it is asked. drizzle would have the server read each one
 * again each time, and the driver then asks it twice: first what types the values have.
 */
function preparedTexts(): (text: string) => boolean {
	const asked = new Set<string>();
	return (text) => {
		if (asked.has(text)) return true;
		if (asked.size < mostPrepared) asked.add(text);
		return false;
	};
}

/**
 * What the driver is told of the work in a transaction. Of a failure it makes a rollback, and on a connection that went that
 * ends the process; so it is told nothing then, and learns by itself that the connection went.
 */
const forDriver = (work: Promise<unknown>, state: TransactionState): Promise<unknown> =>
	work.catch((error: unknown) => (state.lost ? new Promise<never>(() => {}) : Promise.reject(error)));

/** An address as it may be shown: without what lets one in. */
export function nameOf(url: string): string {
	if (!URL.canParse(url)) return url.replace(/\/\/[^/]*@/, '//');
	const { host, pathname } = new URL(url);
	return host + pathname;
}

/** Whether there is a server that is new enough. The milliseconds after which it ends a statement: 0 where it never does, -1 where it did not take the time. */
async function checkServer(pool: postgres.Sql, url: string): Promise<number> {
	try {
		const [{ version, timeout }] = await pool.unsafe(
			`select current_setting('server_version_num')::int as version,
				(select setting::int from pg_settings where name = 'statement_timeout') as timeout`
		);
		if (version < 150000)
			throw new StartupError(
				`PostgreSQL 15 or newer is needed; the server says ${Math.floor(version / 10000)}.`
			);
		return timeout;
	} catch (error) {
		if (/unsupported startup parameter/.test((error as Error).message)) return -1;
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
