import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import { migrate as migratePostgres } from 'drizzle-orm/postgres-js/migrator';
import type { Connection, Db } from './connect.ts';
import { StartupError } from './startup-error.ts';

const folder = { migrationsFolder: 'drizzle' };
const lockNumber = 7_215_001;

/**
 * Brings the database to the schema of this code. Several processes may start together: the first does it, the others wait.
 * @throws StartupError when the database is newer than the code
 */
export async function migrate({ db, engine }: Connection): Promise<void> {
	const newest = newestMigration();
	const applied = await appliedMigration(db);
	if (applied !== undefined && applied > newest)
		throw new StartupError(
			'The database was made by a newer version of the Atlas. Update the code, or use another database.'
		);
	if (applied === newest) return;
	if (engine === 'embedded') return migratePglite(db as never, folder);
	// The lock belongs to a session, so it and the migration must share one connection: a transaction holds it.
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${lockNumber})`);
		if ((await appliedMigration(tx as Db)) === newest) return;
		await migratePostgres(db as never, folder);
	});
}

/** Whether the reachable database has exactly the schema of this code. */
export async function isMigrated(db: Db): Promise<boolean> {
	return (await appliedMigration(db)) === newestMigration();
}

/** Time stamp of the newest migration this code knows. */
export function newestMigration(): number {
	// Read once: files that an upgrade puts there while this code still runs are not its own.
	newest ??= Math.max(...readMigrationFiles(folder).map((migration) => migration.folderMillis));
	return newest;
}
let newest: number | undefined;

async function appliedMigration(db: Db): Promise<number | undefined> {
	const [{ present }] = await resultRows<{ present: boolean }>(
		db,
		sql`select to_regclass('drizzle.__drizzle_migrations') is not null as present`
	);
	if (!present) return undefined;
	const [{ newest }] = await resultRows<{ newest: string | null }>(
		db,
		sql`select max(created_at) as newest from drizzle.__drizzle_migrations`
	);
	return newest === null ? undefined : Number(newest);
}

/** The two drivers hand raw rows back in different wrappings. */
export async function resultRows<T>(db: Db, query: ReturnType<typeof sql>): Promise<T[]> {
	const result = (await db.execute(query)) as unknown as T[] | { rows: T[] };
	return Array.isArray(result) ? result : result.rows;
}
