import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../src/lib/server/open.ts';
import { createPeople, password, testAuth } from '../fixtures/people.ts';
import { runApp, startApp, type App } from '../harness/app.ts';
import { findFreePort } from '../harness/port.ts';
import { openSession, type Session } from '../harness/session.ts';

// The application as behind a proxy that speaks TLS. One start serves all tests of this file, and the second is one of them.
const origin = 'https://atlas.example.org';
const secret = 'a secret that no log may ever hold 7d1f';
let data: string;
let app: App;
let port: number;
let logged = '';
const start = async () => {
	app = await startApp({
		ATLAS_DATA_DIR: data,
		ORIGIN: origin,
		PORT: String(port),
		AUTH_SECRET: secret,
		LOG_LEVEL: 'trace',
		SECOND_FACTOR: 'reviewer'
	});
};
const open = () => openSession(app.url, origin);
let curator: Session;
let admin: Session;

beforeAll(async () => {
	data = await mkdtemp(join(tmpdir(), 'remedy-atlas-public-'));
	const { db, close } = await openDatabase({ ATLAS_DATA_DIR: data }, () => {});
	await createPeople(db, testAuth(db));
	await close();
	port = await findFreePort();
	await start();
});
afterAll(async () => {
	await app.stop();
	await rm(data, { recursive: true, force: true });
});

test('asks for TLS with every answer, and binds its cookies to TLS and to its host', async () => {
	curator = open();
	const response = await curator.post('/sign-in?/password', { email: 'curator@example.org', password });
	expect(response.status).toBe(303);
	const [cookie] = response.headers.getSetCookie();
	expect(cookie).toMatch(/^__Host-atlas\.session_token=/);
	for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', `Max-Age=${12 * 3600}`])
		expect(cookie.toLowerCase().split('; ')).toContain(part.toLowerCase());
	expect(cookie).not.toMatch(/Domain=/i);
	expect((await curator.get('/account')).status).toBe(200);
	for (const path of ['/', '/api/v1/papers', '/favicon.svg', '/no-such-page', '/sign-out'])
		expect((await curator.get(path)).headers.get('strict-transport-security'), path).toBe(
			'max-age=31536000; includeSubDomains'
		);
	const theme = await open().post('/theme', { theme: 'dark', back: '/' });
	expect(theme.headers.getSetCookie()[0]).toMatch(/Secure/i);
});

test('takes forms from its public address only', async () => {
	const from = (place: string) =>
		openSession(app.url, place).post('/sign-in?/password', { email: 'curator@example.org', password });
	expect((await from(origin)).status).toBe(303);
	for (const place of [app.url, 'http://atlas.example.org', 'https://atlas.example.org.evil.example', 'null'])
		expect((await from(place)).status, place).toBe(403);
});

test('lets nobody whose role needs a second factor do anything before it is set up', async () => {
	admin = open();
	await admin.post('/sign-in?/password', { email: 'admin@example.org', password });
	for (const path of ['/curate', '/curate/people', '/curate/audit'])
		expect((await admin.get(path)).headers.get('location'), path).toBe('/account');
	const invitation = { email: 'nobody@example.org', role: 'admin' };
	expect((await admin.post('/curate/people?/invite', invitation)).headers.get('location')).toBe('/account');
	expect(await (await admin.get('/account')).text()).toContain('Your role needs a second factor');
	const begun = await (await admin.post('/account?/two-factor-start', { password })).text();
	const uri = /otpauth:\/\/totp\/[^<]*/.exec(begun)![0].replaceAll('&amp;', '&');
	const code = (URI.parse(uri) as TOTP).generate();
	expect((await admin.post('/account?/two-factor-confirm', { code })).status).toBe(303);
	expect(await (await admin.get('/curate/people')).text()).not.toContain('nobody@example.org');
	expect((await curator.get('/curate')).status, 'a curator needs none').toBe(200);
});

test('forgets neither sessions nor locked doors when it starts again', async () => {
	const attempt = () =>
		open().post('/sign-in?/password', { email: 'reviewer@example.org', password: 'wrong one' });
	for (let times = 0; times < 10; times++) expect((await attempt()).status).toBe(400);
	expect((await attempt()).status).toBe(429);
	logged += app.output();
	await app.stop();
	await start();
	expect((await attempt()).status).toBe(429);
	expect(
		(await openSession(app.url, origin).get('/account', { headers: { cookie: cookieOf(curator) } })).status
	).toBe(200);
});

test('writes no password, token, address or secret into its log, nor the key in the address of an invitation', async () => {
	const invited = await (
		await admin.post('/curate/people?/invite', { email: 'log-reader@example.org', role: 'curator' })
	).text();
	const key = /\/invitations\/([\w-]+)/.exec(invited)![1];
	expect((await open().get(`/invitations/${key}`)).status).toBe(200);
	expect((await open().get(`/zh/invitations/${key}/more`)).status).toBe(404);
	logged += app.output();
	expect(logged).toContain('/invitations/…');
	expect(logged.match(/"path":"\/sign-in"/g)!.length).toBeGreaterThan(10);
	const token = decodeURIComponent([...curator.cookies.values()][0]).split('.')[0];
	expect(token).toHaveLength(32);
	for (const word of [
		password,
		'wrong one',
		token,
		key,
		secret,
		'example.org"',
		'admin@',
		'reviewer@',
		'log-reader'
	])
		expect(logged, word).not.toContain(word);
});

test('a setting that is wrong is one clear line and exit 1', async () => {
	const [address, factor] = await Promise.all([
		runApp({ ORIGIN: `${origin}/` }),
		runApp({ SECOND_FACTOR: 'king' })
	]);
	expect(address).toEqual({
		code: 1,
		output: expect.stringMatching(/^ORIGIN must be an address without a path.*\n$/)
	});
	expect(factor).toEqual({
		code: 1,
		output: expect.stringMatching(/^SECOND_FACTOR must be the first role.*\n$/)
	});
});

const cookieOf = ({ cookies }: Session) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
