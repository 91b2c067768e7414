import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PGlite } from '@electric-sql/pglite';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as overPglite } from 'drizzle-orm/pglite';
import { drizzle as overPostgres } from 'drizzle-orm/postgres-js';
import { mkdir } from 'node:fs/promises';
import postgres from 'postgres';
import { lockFolder } from './lock.ts';
import * as schema from './schema.ts';
import { StartupError } from './startup-error.ts';

/** A pool, an embedded engine or an open transaction: every query takes one of them first. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

export type Connection = {
	db: Db;
	engine: 'embedded' | 'server';
	close(): Promise<void>;
};

/**
 * With a `url`, a pool to that PostgreSQL server (15 or newer); without, the embedded engine with its data in `folder`,
 * or in memory when `folder` is `memory://`.
 * @throws StartupError with one line a person can act on
 */
export async function connect(url: string | undefined, folder: string): Promise<Connection> {
	return url ? connectServer(url) : connectEmbedded(folder);
}

async function connectServer(url: string): Promise<Connection> {
	let sql: postgres.Sql;
	try {
		sql = postgres(url, { max: 10, connect_timeout: 5, onnotice: () => {} });
	} catch {
		throw new StartupError(
			'DATABASE_URL is not an address of a PostgreSQL server (postgres://user:password@host:port/name).'
		);
	}
	try {
		const [{ version }] = await sql`select current_setting('server_version_num')::int as version`;
		if (version < 150000)
			throw new StartupError(
				`PostgreSQL 15 or newer is needed; the server says ${Math.floor(version / 10000)}.`
			);
	} catch (error) {
		await sql.end({ timeout: 1 });
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
	return { db: overPostgres(sql, { schema }), engine: 'server', close: () => sql.end({ timeout: 5 }) };
}

async function connectEmbedded(folder: string): Promise<Connection> {
	const inMemory = folder.startsWith('memory://');
	let release = async () => {};
	if (!inMemory) {
		try {
			await mkdir(folder, { recursive: true });
			release = await lockFolder(folder);
		} catch (error) {
			if (error instanceof StartupError) throw error;
			throw new StartupError(
				`The data folder ${folder} cannot be written (${(error as { code?: string }).code}).`
			);
		}
	}
	try {
		const client = await PGlite.create({
			dataDir: inMemory ? folder : `${folder}/pglite`,
			extensions: { pg_trgm }
		});
		return {
			db: overPglite(client, { schema }),
			engine: 'embedded',
			async close() {
				await client.close();
				await release();
			}
		};
	} catch (error) {
		await release();
		throw new StartupError(`The embedded database in ${folder} does not open: ${(error as Error).message}`);
	}
}
