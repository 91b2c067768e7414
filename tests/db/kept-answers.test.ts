import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { endpoint, readSingle, type Event } from '../../src/lib/server/api/answer.ts';
import { connect, type Connection, type Db } from '../../src/lib/server/db/connect.ts';
import { migrate } from '../../src/lib/server/db/migrate.ts';
import {
	coding,
	coding_resolution,
	release,
	suggestion,
	url_check,
	user
} from '../../src/lib/server/db/schema.ts';
import { dataState } from '../../src/lib/server/data-state.ts';
import { readMetrics } from '../../src/lib/server/metrics.ts';
import { saveRecords } from '../../src/lib/server/records.ts';
import { instrument, paper, proposal, vocabularies } from '../fixtures/records.ts';
import { createServerDatabase } from '../harness/database.ts';

// The handler is SvelteKit's, this is not.
vi.mock('$app/environment', () => ({ version: 'test' }));

/** As two processes see it: two pools on one server; the embedded engine has one process only. */
let first: Connection;
let second: Connection;
const id = 'kept-audit';

const none = { vocabulary: [], instrument: [], paper: [], proposal: [], link: [], matrix: [] };
async function publish(db: Db, version: number, title_en: string): Promise<void> {
	const record = proposal(id, { title_en });
	await db.transaction((tx) =>
		saveRecords(tx, { ...none, proposal: [record] }, [
			{ kind: 'proposal', record: id, version, author: 'lin', note: 'test', data: record }
		])
	);
}

beforeAll(async () => {
	if (inject('engine') === 'server') {
		const url = await createServerDatabase();
		[first, second] = [await connect(url, ''), await connect(url, '')];
	} else first = second = await connect(undefined, 'memory://');
	await migrate(first);
	await saveRecords(
		first.db,
		{ ...none, vocabulary: vocabularies, paper: [paper], instrument: [instrument] },
		[]
	);
	await publish(first.db, 1, 'Audit one');
});
afterAll(async () => {
	await first.close();
	if (second !== first) await second.close();
});

const { GET } = endpoint((event, now) => readSingle(event, now, 'proposals', id));
function ask({ db }: Connection, headers: Record<string, string> = {}): Promise<Response> {
	const url = new URL(`http://atlas.test/api/v1/proposals/${id}`);
	const request = new Request(url, { headers });
	return GET({
		request,
		url,
		params: { id },
		locals: { db },
		getClientAddress: () => '::1'
	} as unknown as Event);
}
const read = async (response: Response) =>
	(await response.json()) as { data: { title_en: string }; meta: { generated_at: string } };

/** What the metrics say. */
async function counted(): Promise<Record<'again' | 'made' | 'unchanged', number>> {
	const { text } = await readMetrics();
	const of = (outcome: string) =>
		Number(
			new RegExp(`^atlas_kept_answers_total\\{outcome="${outcome}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0
		);
	return { again: of('again'), made: of('made'), unchanged: of('unchanged') };
}

test('an answer is served again while the data stand still, and anew the moment they change', async () => {
	const made = await ask(first);
	const tag = made.headers.get('etag')!;
	const one = await read(made);
	await new Promise((resolve) => setTimeout(resolve, 5));
	const before = await counted();
	expect(await read(await ask(second))).toEqual(one);
	expect((await ask(second, { 'if-none-match': tag })).status).toBe(304);
	expect(await counted()).toEqual({ ...before, again: before.again + 1, unchanged: before.unchanged + 1 });
	const reloaded = await read(await ask(first, { 'cache-control': 'no-cache' }));
	expect(reloaded.meta.generated_at).not.toBe(one.meta.generated_at);

	for (const [version, connection] of [
		[2, first],
		[3, second]
	] as const) {
		await publish(connection.db, version, `Audit ${version}`);
		for (const process of [second, first]) {
			const fresh = await ask(process, { 'if-none-match': tag });
			expect(fresh.status).toBe(200);
			expect((await read(fresh)).data.title_en).toBe(`Audit ${version}`);
		}
	}
});

test('an answer that is packed reads as the one that is not', async () => {
	await ask(first);
	const plain = await ask(first);
	const packed = await ask(first, { 'accept-encoding': 'gzip' });
	expect(packed.headers.get('content-encoding')).toBe('gzip');
	const unpacked = new Response(packed.body!.pipeThrough(new DecompressionStream('gzip')));
	expect(await unpacked.text()).toBe(await plain.text());
});

test('what has no revision and is seen moves the number as well; what is undone does not', async () => {
	const { db } = first;
	let before = await dataState(db);
	const moved = async (change: () => Promise<unknown>) => {
		await change();
		const now = await dataState(second.db);
		const difference = now - before;
		before = now;
		return difference > 0;
	};
	const check = { url: 'https://example.org/a', state: 'answers' as const, checked_at: new Date() };
	expect(await moved(() => db.insert(url_check).values(check))).toBe(true);
	const person = { id: 'p', name: 'Lin', email: 'lin@example.org', pseudonym: 'lin' };
	expect(await moved(() => db.insert(user).values(person))).toBe(false);
	expect(await moved(() => db.update(user).set({ updatedAt: new Date() }))).toBe(false);
	expect(await moved(() => db.update(user).set({ showName: true }))).toBe(true);
	const said = {
		id: 'a1',
		kind: 'proposal' as const,
		record: id,
		field: 'title_en',
		present: '"Audit 3"',
		proposed: 'Audit',
		source: 'the title page'
	};
	expect(await moved(() => db.insert(suggestion).values(said))).toBe(true);
	expect(await moved(() => db.update(suggestion).set({ source: 'page 1' }))).toBe(false);
	const decided = {
		proposal: id,
		field: 'modality',
		resolution: { value: 'demand' },
		reason: 'as both',
		resolved_by: 'lin'
	};
	expect(await moved(() => db.insert(coding_resolution).values(decided))).toBe(true);
	expect(await moved(() => db.delete(coding_resolution))).toBe(true);
	const again = { proposal: id, coder: 'lin', data: {} };
	expect(await moved(() => db.insert(coding).values(again))).toBe(true);
	expect(await moved(() => db.update(coding).set({ data: { modality: 'demand' } }))).toBe(false);
	expect(await moved(() => db.delete(coding))).toBe(true);
	const released = { version: '9.9.9', released_on: '2026-11-21', licence: 'CC-BY-4.0', totals: {} as never };
	expect(await moved(() => db.insert(release).values(released))).toBe(true);
	const undone = db.transaction(async (tx) => {
		await publish(tx as Db, 4, 'Never');
		tx.rollback();
	});
	expect(await moved(() => undone.catch(() => {}))).toBe(false);
});

test('questions that come together are one query, and none gets an answer older than itself', async () => {
	let queries = 0;
	const db = new Proxy(first.db, {
		get(target, key) {
			if (key === 'select') queries++;
			return Reflect.get(target, key) as unknown;
		}
	});
	const [known, other] = await Promise.all([dataState(db), dataState(db), dataState(db)]);
	expect([known, queries]).toEqual([other, 1]);
	const running = dataState(db);
	await db
		.insert(url_check)
		.values({ url: 'https://example.org/b', state: 'answers', checked_at: new Date() });
	expect(await dataState(db)).toBe(known + 1);
	expect(await running).toBeGreaterThanOrEqual(known);
});
