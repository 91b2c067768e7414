import { sql } from 'drizzle-orm';
import { fillSummaries } from './summaries.ts';
import { connect, type Connection, type ConnectOptions } from './db/connect.ts';
import { migrate } from './db/migrate.ts';
import { StartupError } from './db/startup-error.ts';
import { findRelease } from './queries/history.ts';
import { fillProposalEntries } from './queries/proposal-entries.ts';
import { checkSeed } from './seed/check.ts';
import { loadSeed } from './seed/load.ts';
import { describeProblem, readSeed } from './seed/read.ts';

/**
 * The database the environment names, migrated, and filled from seed/ when it is empty.
 * @throws StartupError with what the person at the terminal can do
 */
export async function openDatabase(
	environment: Record<string, string | undefined>,
	progress: (line: string) => void,
	options: ConnectOptions = {}
): Promise<Connection> {
	const open = (more: ConnectOptions) =>
		connect(environment.DATABASE_URL, environment.ATLAS_DATA_DIR ?? '.data', more);
	// Migrating and filling may take as long as they need; only a server can be told so.
	const connection = await open({ ...options, statementMs: undefined, replicas: undefined });
	try {
		await migrate(connection);
		await fillProposalEntries(connection.db);
		await fillSummaries(connection.db);
		if (!(await findRelease(connection.db))) await fillEmpty(connection, progress);
		if (connection.engine === 'embedded' || !(options.statementMs || options.replicas?.urls.length))
			return connection;
		await connection.close();
		return await open(options);
	} catch (error) {
		await connection.close();
		throw error;
	}
}

async function fillEmpty({ db }: Connection, progress: (line: string) => void): Promise<void> {
	progress('The database is empty; loading the data set from seed/');
	const seed = await readSeed('seed');
	const problems = checkSeed(seed);
	if (problems.length > 0)
		throw new StartupError(
			`${problems.map(describeProblem).join('\n')}\nThe data set has ${problems.length} errors; nothing was loaded.`
		);
	// Of several processes that start together one loads and the others then find everything unchanged.
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(7215002)`);
		await loadSeed(tx, seed, progress);
	});
}
