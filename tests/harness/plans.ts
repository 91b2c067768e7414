import { sql, type Logger } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Db } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';

type Statement = { sql: string; params: unknown[] };

/** What a query asks of the database. */
export async function statementsOf(db: Db, run: (db: Db) => Promise<unknown>): Promise<Statement[]> {
	// Each statement is told when it is asked, also one that was written before.
	const { logger } = (db as unknown as { session: { logger: Logger } }).session;
	const { logQuery } = logger;
	const statements: Statement[] = [];
	logger.logQuery = (sql, params) => void statements.push({ sql, params });
	try {
		await run(db);
	} finally {
		logger.logQuery = logQuery;
	}
	return statements;
}

/** How the database goes about the statements of a query, as JSON; with `analyze` how it went, too. */
async function plansOf(
	db: Db,
	run: (db: Db) => Promise<unknown>,
	options = 'format json'
): Promise<string[]> {
	// A transaction has a session of its own, whose statements nobody tells: what runs in one is asked without.
	const plain: Db = Object.assign(Object.create(db), { transaction: (inside: typeof run) => inside(db) });
	const statements = await statementsOf(plain, run);
	expect(statements.length).toBeGreaterThan(0);
	const plans: string[] = [];
	for (const statement of statements) {
		const parts = statement.sql.split(/\$\d+/).map((part) => sql.raw(part));
		const asked = sql.join(
			parts.flatMap((part, place) => (place ? [sql`${statement.params[place - 1]}`, part] : [part]))
		);
		plans.push(JSON.stringify(await resultRows(db, sql`explain (${sql.raw(options)}) ${asked}`)));
	}
	return plans;
}

/** Names of the large tables that the statements of a query read from end to end. */
export async function scannedTables(db: Db, run: (db: Db) => Promise<unknown>): Promise<string[]> {
	const found = new Set<string>();
	for (const plan of await plansOf(db, run))
		for (const [, table] of plan.matchAll(/"Seq Scan"[^{}]*?"Relation Name":"(\w+)"/g)) found.add(table);
	const large = await resultRows<{ relname: string }>(
		db,
		sql`select relname from pg_class where reltuples > 1000`
	);
	return [...found].filter((table) => large.some(({ relname }) => relname === table));
}

/** Names of the indexes by which the statements of a query find their rows. */
export async function usedIndexes(db: Db, run: (db: Db) => Promise<unknown>): Promise<string[]> {
	const plans = await plansOf(db, run);
	return plans.flatMap((plan) => [...plan.matchAll(/"Index Name":"(\w+)"/g)].map(([, name]) => name));
}

/** How many rows any step of the statements of a query read in vain. */
export async function readInVain(db: Db, run: (db: Db) => Promise<unknown>): Promise<number> {
	const plans = await plansOf(db, run, 'analyze, format json');
	const removed = plans.flatMap((plan) => [...plan.matchAll(/"Rows Removed by [\w ]+":(\d+)/g)]);
	return Math.max(0, ...removed.map(([, rows]) => Number(rows)));
}
