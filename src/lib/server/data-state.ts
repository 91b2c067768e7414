import { changesOf } from './db/changes.ts';
import type { Db } from './db/connect.ts';
import { findDataState } from './queries/data-state.ts';

const asked = new WeakMap<Db, Promise<unknown>>();
const waiting = new WeakMap<Db, Promise<number>>();
/** Of a database that tells of its changes, with the number of those when it was asked. */
const settled = new WeakMap<Db, { changes: number; number: number }>();

/**
 * The number of the data as they are now. Where the database tells of its changes it is asked only after one: the embedded engine,
 * which no other process can change, at once; a server a moment after another process has changed them, and at once where this
 * one has. Elsewhere it is asked for each request.
 */
export function dataState(db: Db): Promise<number> {
	const changes = changesOf.get(db)?.();
	const known = settled.get(db);
	return known && known.changes === changes ? Promise.resolve(known.number) : askDataState(db);
}

/**
 * The same, asked of the database. Requests that come while it is being asked ask together after that: an answer that was on its way
 * before them may be older than they are.
 */
export function askDataState(db: Db): Promise<number> {
	const joined = waiting.get(db);
	// Should it fail, each request must learn for itself that the database does not answer.
	if (joined) return joined.catch(() => findDataState(db));
	const before = asked.get(db) ?? Promise.resolve();
	const next = before
		.catch(() => {})
		.then(() => {
			waiting.delete(db);
			const changes = changesOf.get(db)?.();
			const answer = findDataState(db);
			asked.set(db, answer);
			if (changes !== undefined)
				answer.then((number) => settled.set(db, { changes, number })).catch(() => {});
			return answer;
		});
	waiting.set(db, next);
	return next;
}
