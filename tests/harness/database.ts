import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect, type Connection } from '../../src/lib/server/db/connect.ts';
import { migrate } from '../../src/lib/server/db/migrate.ts';

/** A fresh, migrated, empty database on the engine of the running project; the caller closes it. */
export async function openTestDatabase(): Promise<Connection> {
	const connection = await connectTestDatabase();
	await migrate(connection);
	return connection;
}

/** The same without the migrations. */
export async function connectTestDatabase(): Promise<Connection> {
	if (inject('engine') === 'embedded') return connect(undefined, 'memory://');
	return connect(await createServerDatabase(), '');
}

/** Creates an empty database on the test server and gives its address. Only in the project `db-server`. */
export async function createServerDatabase(): Promise<string> {
	const url = new URL(inject('server_url'));
	const name = `atlas_${randomUUID().replaceAll('-', '')}`;
	const sql = postgres(url.href, { max: 1 });
	try {
		await sql`create database ${sql(name)}`;
	} finally {
		await sql.end();
	}
	url.pathname = `/${name}`;
	return url.href;
}
