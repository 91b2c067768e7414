import { afterEach, beforeEach, expect, inject, test, vi } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { attempt } from '../../src/lib/server/db/schema.ts';
import { openTestDatabase } from '../harness/database.ts';

let connection: Connection;
beforeEach(async () => (connection = await openTestDatabase()));
afterEach(() => connection.close());

/** The limit as another process has it. */
async function startProcess() {
	vi.resetModules();
	const { setRateLimit, takeToken, tellTaken } = await import('../../src/lib/server/api/rate-limit.ts');
	setRateLimit('100');
	return {
		/** How many of so many requests are granted. */
		take: (client: string, count: number, now: number) =>
			Array.from({ length: count }, () => takeToken(client, now)).filter(({ wait }) => wait === undefined)
				.length,
		tell: (now: number) => tellTaken(connection.db, (client) => `hash of ${client}`, now)
	};
}

/** Only there are several processes. */
const onServer = test.runIf(inject('engine') === 'server');

onServer('a busy client has one limit with all processes together, and a reader costs no write', async () => {
	const [first, second] = [await startProcess(), await startProcess()];
	const start = Date.parse('2026-01-01T00:00:00Z');
	const tellBoth = async (now: number) => {
		await first.tell(now);
		await second.tell(now);
		await first.tell(now);
	};
	let granted = 0;
	// Sixty seconds of 20 requests a second of each process.
	for (let second_ = 0; second_ < 60; second_++) {
		const now = start + second_ * 1000;
		granted += first.take('script', 20, now) + second.take('script', 20, now);
		first.take('reader', second_ % 10 === 0 ? 1 : 0, now);
		await tellBoth(now);
	}
	// The bucket holds 100 and fills with 100 a minute; one process alone would have granted as much.
	expect(granted).toBeGreaterThanOrEqual(190);
	expect(granted).toBeLessThanOrEqual(200 + 2 * 10 + 40);
	expect((await connection.db.select().from(attempt)).map(({ client }) => client)).toEqual([
		'hash of script'
	]);

	const later = start + 10 * 60_000;
	expect(first.take('script', 60, later)).toBe(60);
	await tellBoth(later);
	expect(await connection.db.select().from(attempt)).toMatchObject([{ count: 60, window: later }]);
	expect(second.take('script', 200, later)).toBe(100);
	await tellBoth(later);
	// A process learns of the others when it tells, and then all that was taken counts, also what it gave too much.
	first.take('script', 1, later);
	await tellBoth(later);
	expect(first.take('script', 50, later)).toBe(0);
	expect(first.take('script', 50, later + 30_000)).toBe(0);
});
