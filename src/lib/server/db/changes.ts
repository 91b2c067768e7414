import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { Db } from './connect.ts';

/**
 * A number for the changes that a database may have seen: as long as it stays, so do the data. Undefined where nobody tells of
 * changes at the moment; then the database must be asked.
 */
export const changesOf = new WeakMap<Db, () => number | undefined>();

/** On which the server tells of a change, by an empty text; see `tell_of_change()`. */
const channel = 'atlas_data';
const signMs = 1_000;
const trustMs = 2 * signMs;
/** Signs sent in vain until the listener is taken for lost. */
const mostUnheard = 5;

type Client = ReturnType<typeof postgres>;

export type Watch = {
	stamp(): number | undefined;
	/** Something may have changed that was not told of yet. */
	doubt(): void;
	close(): Promise<void>;
};

/**
 * Hears from a server that its data changed, a moment after whoever changed them does. While it is asked whether they did, a sign
 * of this process goes the same way once a second: what was told before it has come when it comes back. Where it does not,
 * because the connection is gone or a pooler stands between, nothing is known two seconds later, until it does. Signs go by a
 * connection of their own: one that listens hears itself through any pooler, and those of readers must not wait for a commit.
 * @param signs where a test has the signs go astray
 */
export function watchChanges(url: string, signs = channel): Watch {
	const own = randomUUID();
	let listener: Client | undefined;
	let speaker: Client | undefined;
	let speaking = false;
	let closed = false;
	let changes = 0;
	/** When the last sign was sent, and the last of those that came back. */
	let sent = -Infinity;
	let heard = -Infinity;
	let unheard = 0;

	/** A client for one connection, made anew by the next statement at the earliest. */
	const open = (more: object) =>
		postgres(url, { max: 1, connect_timeout: 3, backoff: () => 1, onnotice: () => {}, ...more });

	function listen() {
		leave(listener);
		// It may be the one that waits for an answer which never comes.
		leave(speaker);
		speaker = undefined;
		unheard = 0;
		const mine = open({
			idle_timeout: null,
			max_lifetime: null,
			fetch_types: false,
			onnotify: (_: string, text: string) => hear(text),
			onclose() {
				if (listener !== mine) return;
				listener = undefined;
				heard = -Infinity;
			}
		});
		listener = mine;
		mine.unsafe(`listen ${channel}`).then(
			() => {
				// What was told before is told no more.
				changes++;
				sent = -Infinity;
			},
			() => {}
		);
	}
	function hear(text: string) {
		const [from, at] = text.split(' ');
		if (text === '') changes++;
		else if (from === own) {
			heard = Math.max(heard, Number(at));
			unheard = 0;
		}
	}
	function sign(now: number) {
		sent = now;
		if (!listener || unheard >= mostUnheard) listen();
		unheard++;
		if (speaking) return;
		speaking = true;
		speaker ??= open({ idle_timeout: 60 });
		speaker
			.unsafe('select pg_notify($1, $2)', [signs, `${own} ${now}`])
			.catch(() => {})
			.finally(() => (speaking = false));
	}

	return {
		stamp() {
			const now = performance.now();
			if (!closed && now - sent > signMs) sign(now);
			return now - heard < trustMs ? changes : undefined;
		},
		doubt: () => changes++,
		async close() {
			closed = true;
			await Promise.all([leave(listener), leave(speaker)]);
		}
	};
}

const leave = async (client: Client | undefined): Promise<void> =>
	client?.end({ timeout: 0 }).catch(() => {});
