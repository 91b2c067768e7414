import type { Db } from '../db/connect.ts';
import { StartupError } from '../db/startup-error.ts';
import { addAttempts, forgetWindows } from '../queries/attempts.ts';

/**
 * A token bucket per client address, in this process, so that no reading costs a write. Processes on one server tell each other
 * through the database, once a second, what busy clients took of them: `tellTaken`. The limit keeps a runaway script from crowding
 * out readers, it is not a fence.
 */
let perMinute = 600;
type Bucket = {
	tokens: number;
	at: number;
	/** Taken here in this window and not told yet. */
	untold: number;
	/** Told of this window, and what the others had told by then. */
	window: number;
	told: number;
	others: number;
};
const buckets = new Map<string, Bucket>();
const mostBuckets = 10_000;
/** Who took something since the last telling. */
const active = new Set<string>();

/** @throws StartupError when the number is not one, so that a misspelt setting is seen at the start */
export function setRateLimit(value: string | undefined): void {
	if (!value) return;
	if (!/^[1-9]\d{0,6}$/.test(value))
		throw new StartupError(`API_RATE_LIMIT must be a whole number, not "${value}".`);
	perMinute = Number(value);
}

/** Takes one token. The headers are those of draft-ietf-httpapi-ratelimit-headers; `wait` is in seconds where none was left. */
export function takeToken(
	client: string,
	now = Date.now()
): { headers: Record<string, string>; wait?: number } {
	const bucket = buckets.get(client) ?? {
		tokens: perMinute,
		at: now,
		untold: 0,
		window: 0,
		told: 0,
		others: 0
	};
	bucket.tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000);
	bucket.at = now;
	const empty = bucket.tokens < 1;
	if (!empty) {
		bucket.tokens--;
		bucket.untold++;
		active.add(client);
	}
	if (buckets.size >= mostBuckets) forgetFull(now);
	buckets.set(client, bucket);
	const until = (tokens: number) => Math.max(1, Math.ceil(((tokens - bucket.tokens) * 60) / perMinute));
	const headers = {
		'ratelimit-policy': `"client";q=${perMinute};w=60`,
		ratelimit: `"client";r=${Math.max(0, Math.floor(bucket.tokens))};t=${until(perMinute)}`
	};
	return empty ? { headers, wait: until(1) } : { headers };
}

/** Clients that have been quiet for a minute; should all be busy, the oldest. */
function forgetFull(now: number): void {
	for (const [client, { at }] of buckets) if (now - at > 60_000) buckets.delete(client);
	for (const client of buckets.keys()) {
		if (buckets.size < mostBuckets) return;
		buckets.delete(client);
	}
}

const purpose = 'api';
const windowMs = 60_000;
let newestWindow = 0;

/**
 * Adds what busy clients took here to what they took of other processes, and takes that from their buckets too. A client is busy
 * from a tenth of the limit in a minute on: all others cost nothing. So a client may get, from so many processes, so many tenths
 * and the requests of one second more than the limit.
 * @param nameOf stands for a client in the database
 */
export async function tellTaken(db: Db, nameOf: (client: string) => string, now: number): Promise<void> {
	const window = Math.floor(now / windowMs) * windowMs;
	const busy = new Map<string, Bucket>();
	for (const client of active) {
		const bucket = buckets.get(client);
		if (bucket && bucket.window !== window) {
			// What was left of the last window without being busy is no matter.
			if (bucket.window !== 0 && bucket.told === 0) bucket.untold = 0;
			Object.assign(bucket, { window, told: 0, others: 0 });
		}
		if (bucket && bucket.untold > 0 && (bucket.told > 0 || bucket.untold >= perMinute / 10))
			busy.set(nameOf(client), bucket);
		else if (!bucket || bucket.untold === 0) active.delete(client);
	}
	if (busy.size === 0) return;
	if (window > newestWindow) {
		newestWindow = window;
		await forgetWindows(db, purpose, window);
	}
	const counts = [...busy].map(([client, { untold }]) => ({ client, count: untold }));
	const sums = await addAttempts(db, purpose, window, counts);
	for (const { client, count } of counts) {
		const bucket = busy.get(client)!;
		bucket.untold -= count;
		bucket.told += count;
		const others = sums.get(client)! - bucket.told;
		// Below nothing, so that what was taken elsewhere is not forgotten because nothing is left here.
		bucket.tokens = Math.max(-perMinute, bucket.tokens - (others - bucket.others));
		bucket.others = others;
	}
}
