import type { Db } from './db/connect.ts';
import { changesOf } from './db/embedded.ts';
import { findDataState } from './queries/data-state.ts';

const asked = new WeakMap<Db, Promise<unknown>>();
const waiting = new WeakMap<Db, Promise<number>>();
/** Of an engine of this process alone, with the number of its changes when it was asked. */
const settled = new WeakMap<Db, { changes: number; number: number }>();

/**
 * The number of the data as they are now. Asked of the database for each request, so that every process on it is right the moment
 * a publication is committed, through a pool of connections as well. Requests that come while it is being asked ask together
 * after that: an answer that was on its way before them may be older than they are. The embedded engine, which no other process
 * can change, is asked only after a change.
 */
export function dataState(db: Db): Promise<number> {
	const changes = changesOf.get(db);
	const known = settled.get(db);
	if (changes && known?.changes === changes()) return Promise.resolve(known.number);
	const joined = waiting.get(db);
	// Should it fail, each request must learn for itself that the database does not answer.
	if (joined) return joined.catch(() => findDataState(db));
	const before = asked.get(db) ?? Promise.resolve();
	const next = before
		.catch(() => {})
		.then(() => {
			waiting.delete(db);
			const at = changes?.();
			const answer = findDataState(db);
			asked.set(db, answer);
			if (at !== undefined) answer.then((number) => settled.set(db, { changes: at, number })).catch(() => {});
			return answer;
		});
	waiting.set(db, next);
	return next;
}
