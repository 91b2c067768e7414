/**
 * A token bucket per client address, in this process. Enough while one process serves the Atlas: the limit keeps a
 * runaway script from crowding out readers, it is not a fence. Behind several processes it would have to live in the database.
 */
let perMinute = 600;
const buckets = new Map<string, { tokens: number; at: number }>();
const mostBuckets = 10_000;

/** @throws when the number is not one, so that a misspelt setting is seen at the start */
export function setRateLimit(value: string | undefined): void {
	if (!value) return;
	if (!/^[1-9]\d{0,6}$/.test(value))
		throw new Error(`API_RATE_LIMIT must be a whole number, not "${value}".`);
	perMinute = Number(value);
}

/** Takes one token. The headers are those of draft-ietf-httpapi-ratelimit-headers; `wait` is in seconds where none was left. */
export function takeToken(
	client: string,
	now = Date.now()
): { headers: Record<string, string>; wait?: number } {
	const bucket = buckets.get(client) ?? { tokens: perMinute, at: now };
	bucket.tokens = Math.min(perMinute, bucket.tokens + ((now - bucket.at) * perMinute) / 60_000);
	bucket.at = now;
	const empty = bucket.tokens < 1;
	if (!empty) bucket.tokens--;
	if (buckets.size >= mostBuckets) forgetFull(now);
	buckets.set(client, bucket);
	const until = (tokens: number) => Math.max(1, Math.ceil(((tokens - bucket.tokens) * 60) / perMinute));
	const headers = {
		'ratelimit-policy': `"client";q=${perMinute};w=60`,
		ratelimit: `"client";r=${Math.floor(bucket.tokens)};t=${until(perMinute)}`
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
