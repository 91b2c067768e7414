import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { connectEmbedded } from './embedded.ts';
import type { ReplicaOptions, ReplicaState } from './replicas.ts';
import type * as schema from './schema.ts';
import { connectServer } from './server.ts';
import type { Told } from './statement.ts';

/** A pool, an embedded engine or an open transaction: every query takes one of them first. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Connection = {
	db: Db;
	/** Where to read what may be a moment old: a replica that is well, or `db`. Asked once for each request. */
	reader(): Db;
	/** The replicas, in the order in which they are preferred. */
	replicas(): ReplicaState[];
	/** Has the database asked whether the data stand still, for whoever must not see what is a moment old. */
	doubt(): void;
	engine: 'embedded' | 'server';
	/** Statements that run or wait, and how many can run at once. */
	load(): { running: number; most: number };
	close(): Promise<void>;
};

export type ConnectOptions = {
	/** Longest time for one statement on a server; without it there is no limit. */
	statementMs?: number;
	/** Called after each statement. */
	told?: Told;
	/** Streaming replicas of the server. */
	replicas?: ReplicaOptions;
	/** What an embedded engine in memory starts with: the data of another, as it wrote them out. */
	dump?: Blob;
};

/**
 * With a `url`, a pool to that PostgreSQL server (15 or newer); without, the embedded engine with its data in `folder`,
 * or in memory when `folder` is `memory://`. Either comes back by itself after a failure; what is asked meanwhile is
 * refused with `DatabaseUnavailable`.
 * @throws StartupError with one line a person can act on
 */
export async function connect(
	url: string | undefined,
	folder: string,
	options: ConnectOptions = {}
): Promise<Connection> {
	return url ? connectServer(url, options) : connectEmbedded(folder, options);
}
