import { sql } from 'drizzle-orm';
import { bigint, boolean, check, pgSchema } from 'drizzle-orm/pg-core';

/** What can be made anew from the other tables at any time; backups leave it out. */
export const derived = pgSchema('derived');

/**
 * One row that counts the committed changes of what readers see; triggers raise it in the transaction that makes the change.
 * Unlike the number of the newest revision it also moves for what has no revision, and in the order in which changes are
 * committed, so that the same number always means the same data.
 */
export const data_state = derived.table(
	'data_state',
	{
		one: boolean().primaryKey().default(true),
		number: bigint({ mode: 'number' }).notNull()
	},
	() => [check('data_state_one_row', sql.raw('"one"'))]
);
