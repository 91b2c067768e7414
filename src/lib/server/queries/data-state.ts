import { max } from 'drizzle-orm';
import type { Db } from '../db/connect.ts';
import { data_state, revision } from '../db/schema.ts';
import { writtenOnce } from '../db/written-once.ts';

const selectState = writtenOnce((db) =>
	db.select({ number: data_state.number }).from(data_state).prepare('data_state')
);

/** A number that stands for all that readers see: the same number, the same data. One row, and asked for often. */
export async function findDataState(db: Db): Promise<number> {
	const [row] = await selectState(db).execute();
	return row?.number ?? 0;
}

/** Number of the newest revision. */
export async function findDataVersion(db: Db): Promise<number> {
	const [{ newest }] = await db.select({ newest: max(revision.sequence) }).from(revision);
	return newest ?? 0;
}
