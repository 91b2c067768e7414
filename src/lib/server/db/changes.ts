import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import type { Db } from './connect.ts';

/**
 * A number for the changes that a database may have seen: as long as it stays, so do the data. Undefined where nobody tells of
 * changes at the moment; then the database must be asked.
 */
export const changesOf = new WeakMap<Db, () => number | undefined>();

/** On which the server tells of a change, by an empty text; see `data_has_changed()`. */
const channel = 'atlas_data';
const beatMs = 1_000;
const mostUnheard = 5;

export type Watch = {
	stamp(): number | undefined;
	/** Something may have changed that was not told of yet. */
	doubt(): void;
	close(): Promise<void>;
};

/**
 * Hears from a server that its data changed, a moment after whoever changed them does. While it is listened to, a sign of this
 * process goes the same way once a second: what was told before it has come when it comes back. Where it does not, because the
 * connection is gone or a pooler stands between, nothing is known until it does.
 * @param send tells the server a text for the channel, on another connection than the one that listens
 */
export function watchChanges(url: string, send: (channel: string, text: string) => Promise<unknown>): Watch {
	const own = randomUUID();
	let listener: postgres.Sql | undefined;
	let closed = false;
	let changes = 0;
	/** When the last sign was sent, and the last of those that came back. */
	let sent = -Infinity;
	let heard = -Infinity;
	let unheard = 0;

	function listen() {
		listener?.end({ timeout: 0 }).catch(() => {});
		unheard = 0;
		listener = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
		const listening = () => {
			// What was told before is told no more.
			changes++;
			sent = -Infinity;
		};
		listener.listen(channel, hear, listening).catch(() => {});
	}
	function hear(text: string) {
		const [from, at] = text.split(' ');
		if (text === '') changes++;
		else if (from === own) {
			heard = Math.max(heard, Number(at));
			unheard = 0;
		}
	}
	function beat(now: number) {
		sent = now;
		if (!listener || unheard >= mostUnheard) listen();
		unheard++;
		send(channel, `${own} ${now}`).catch(() => {});
	}

	return {
		stamp() {
			const now = performance.now();
			if (!closed && now - sent > beatMs) beat(now);
			return now - heard < 2 * beatMs ? changes : undefined;
		},
		doubt: () => changes++,
		async close() {
			closed = true;
			await listener?.end({ timeout: 0 });
		}
	};
}
