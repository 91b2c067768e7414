import { max } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { data_state, revision } from '../db/schema.ts';

const prepareState = (db: Db) =>
	db.select({ number: data_state.number }).from(data_state).prepare('data_state');
const prepared = new WeakMap<Db, ReturnType<typeof prepareState>>();

/**
 * A number that stands for all that readers see: the same number, the same data. One row, and asked for each request: to write
 * the statement would cost more than to ask it.
 */
export async function findDataState(db: Db): Promise<number> {
	const statement = prepared.get(db) ?? prepareState(db);
	prepared.set(db, statement);
	const [row] = await statement.execute();
	return row?.number ?? 0;
}

/** Number of the newest revision. */
export async function findDataVersion(db: Db): Promise<number> {
	const [{ newest }] = await db.select({ newest: max(revision.sequence) }).from(revision);
	return newest ?? 0;
}
