import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/lib/server/db/connect.ts';
import { startApp, type App } from '../harness/app.ts';
import { startPostgres, type Postgres } from '../harness/postgres.ts';
import { openSession, type Session } from '../harness/session.ts';
import { templates } from '../harness/templates.ts';

const id = 'algorithm-filing-system';
let server: Postgres;
let app: App;

/** Two databases that differ in one title stand for a primary and its replica, so that an answer tells where it was read. */
beforeAll(async () => {
	server = await startPostgres();
	const address = (name: string) => new URL(`/${name}`, server.url).href;
	const sql = postgres(server.url, { max: 1 });
	await sql`create database of_primary`;
	const primary = await connect(address('of_primary'), '');
	for (const [, fill] of templates) await fill(primary);
	await primary.close();
	await sql`create database of_replica template of_primary`;
	await sql.end();
	const replica = postgres(address('of_replica'), { max: 1 });
	await replica`update proposal set title_en = 'Of the replica' where id = ${id}`;
	await replica.end();
	app = await startApp({
		DATABASE_URL: address('of_primary'),
		DATABASE_REPLICA_URLS: address('of_replica')
	});
});
afterAll(async () => {
	await app?.stop();
	await server?.stop();
});

/** An answer that is made, because a kept one would be the same for both. */
async function isOfReplica(reader: Session): Promise<boolean> {
	const headers = { accept: 'application/json', 'cache-control': 'no-cache' };
	const response = await reader.get(`/api/v1/proposals/${id}`, { headers });
	return ((await response.json()) as { data: { title_en: string } }).data.title_en === 'Of the replica';
}

test('who has written something reads it where it was written, others from a replica', async () => {
	const [writer, other] = [openSession(app.url), openSession(app.url)];
	await expect.poll(() => isOfReplica(writer)).toBe(true);
	await writer.get('/theme');
	expect(await isOfReplica(writer)).toBe(true);
	const written = await writer.post('/theme', { theme: 'dark', back: '/' });
	expect(written.headers.getSetCookie().join()).toMatch(/atlas\.primary=1; Max-Age=15; Path=\/; HttpOnly/);
	expect(await isOfReplica(writer)).toBe(false);
	expect(await isOfReplica(other)).toBe(true);
});
