import { changesOf } from './db/changes.ts';
import type { Db } from './db/connect.ts';
import { findDataState } from './queries/data-state.ts';

const asked = new WeakMap<Db, Promise<unknown>>();
const waiting = new WeakMap<Db, Promise<number>>();
/** Of a database that tells of its changes: what it said, with the number of those before, and when. */
const settled = new WeakMap<Db, { changes: number; number: number; at: number }>();
/** Whatever was not told of is seen after this time: a database that was restored under a running process, say. */
const longestMs = 10_000;

/**
 * The number of the data as they are now. Where the database tells of its changes it is asked only after one: the embedded engine,
 * which no other process can change, at once; a server a moment after another process has changed them, and at once where this
 * one has. Elsewhere it is asked for each request.
 */
export function dataState(db: Db): Promise<number> {
	const changes = changesOf.get(db)?.();
	const known = settled.get(db);
	const stands = known && known.changes === changes && performance.now() - known.at < longestMs;
	return stands ? Promise.resolve(known.number) : askDataState(db);
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
			const at = performance.now();
			if (changes === undefined) settled.delete(db);
			else answer.then((number) => settled.set(db, { changes, number, at })).catch(() => {});
			return answer;
		});
	waiting.set(db, next);
	return next;
}

/**
 * For files that are sent part by part: half of one state and half of another would be a file of neither.
 * @throws where the data are not those of this state any more
 */
export async function expectState(db: Db, state: number): Promise<void> {
	if ((await askDataState(db)) !== state) throw new Error('The data changed while a file was being sent.');
}
