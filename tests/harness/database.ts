import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect, type Connection, type Db } from '../../src/lib/server/db/connect.ts';
import type { TemplateName } from './templates.ts';

/** A fresh, migrated, empty database on the engine of the running project; the caller closes it. */
export const openTestDatabase = (): Promise<Connection> => openCopy('empty');

/** The same with the data set of `seed/` loaded, and nothing else: no people. */
export const openLoadedDatabase = (): Promise<Connection> => openCopy('loaded');

/** The same without the migrations. */
export async function connectTestDatabase(): Promise<Connection> {
	if (inject('engine') === 'embedded') return connect(undefined, 'memory://');
	return connect(await createServerDatabase(), '');
}

/** Does something in a transaction that is undone afterwards. */
export async function undone(db: Db, run: (tx: Db) => Promise<unknown>): Promise<void> {
	await db
		.transaction(async (tx) => {
			await run(tx);
			tx.rollback();
		})
		.catch((error: Error) => {
			if (error.message !== 'Rollback') throw error;
		});
}

async function openCopy(template: TemplateName): Promise<Connection> {
	if (inject('engine') === 'server') return connect(await createServerDatabase(template), '');
	const dump = new Blob([await readFile(join(inject('dumps'), template))]);
	return connect(undefined, 'memory://', { dump });
}

/**
 * Creates a database on the test server and gives its address. Only in the project `db-server`.
 * @param template what it is a copy of; without, it is empty and not even migrated
 */
export async function createServerDatabase(
	template: TemplateName | 'template1' = 'template1'
): Promise<string> {
	const url = new URL(inject('server_url'));
	const name = `atlas_${randomUUID().replaceAll('-', '')}`;
	const sql = postgres(url.href, { max: 1 });
	try {
		await sql`create database ${sql(name)} template ${sql(template)}`;
	} finally {
		await sql.end();
	}
	url.pathname = `/${name}`;
	return url.href;
}
