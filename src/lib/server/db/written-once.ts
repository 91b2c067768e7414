import type { Db } from './connect.ts';

/** A statement that is written once for each database: to write it anew each time costs more than to ask it for a few rows. */
export function writtenOnce<Statement>(write: (db: Db) => Statement): (db: Db) => Statement {
	const written = new WeakMap<Db, Statement>();
	return (db) => {
		const known = written.get(db) ?? write(db);
		written.set(db, known);
		return known;
	};
}
