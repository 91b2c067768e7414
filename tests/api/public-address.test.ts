import { rm } from 'node:fs/promises';
import { get } from 'node:http';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type TOTP, URI } from 'otpauth';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { publishDraft, saveDraft, startDraft, submitDraft } from '../../src/lib/server/curation/drafts.ts';
import type { Db } from '../../src/lib/server/db/connect.ts';
import { openDatabase } from '../../src/lib/server/open.ts';
import { password, type createPeople } from '../fixtures/people.ts';
import { runApp, startApp, type App } from '../harness/app.ts';
import { copyData } from '../harness/own-app.ts';
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
		SECOND_FACTOR: 'reviewer',
		SLOW_QUERY_MS: '1'
	});
};
const open = () => openSession(app.url, origin);
let curator: Session;
let admin: Session;

beforeAll(async () => {
	data = await copyData();
	const { db, close } = await openDatabase({ ATLAS_DATA_DIR: data }, () => {});
	await publishHostile(db, inject('people'));
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

/** What a curator who is ill-disposed, or a file from outside, may bring into the record. */
const attack = `=cmd|' /C calc'!A0 "'></title></script></text>]]><script>alert(1)</script><img src=x onerror=alert(2)>&lt;script&gt;`;
const attacked = 'external-audit-of-platform-algorithms';

async function publishHostile(db: Db, { curator, reviewer }: Awaited<ReturnType<typeof createPeople>>) {
	const draft = await startDraft(db, curator, { kind: 'proposal', record: attacked });
	const words = { title_en: attack, summary_en: attack, summary_zh: attack };
	await saveDraft(db, curator, draft.id, {
		data: { ...draft.data, ...words },
		note: attack,
		saves: draft.saves
	});
	await publishDraft(db, reviewer, await submitDraft(db, curator, draft.id));
}

test.each([
	...['', '/embed', '/history', '.jsonld', '.json', '.bib', '.ris', '/feed.atom', '/og.png'].map(
		(end) => `/proposals/${attacked}${end}`
	),
	`/zh/proposals/${attacked}`,
	'/matrix/layers',
	'/matrix/layers.csv',
	'/matrix/layers.xlsx',
	`/compare?ids=${attacked},algorithm-filing-system`,
	`/brief?ids=${attacked}`,
	`/brief.html?ids=${attacked}`,
	'/search?q=calc',
	'/palette.json?q=calc',
	'/trace',
	'/papers/001',
	'/feed.atom',
	'/api/v1/proposals',
	'/api/v1/proposals.csv',
	`/oembed?url=${encodeURIComponent(`${origin}/proposals/${attacked}`)}&format=xml`,
	`/oembed?url=${encodeURIComponent(`${origin}/proposals/${attacked}`)}`
])('%s tells what was written as text and runs none of it', async (path) => {
	const response = await fetch(app.url + path);
	expect(response.status).toBe(200);
	const type = response.headers.get('content-type')!;
	const bytes = Buffer.from(await response.arrayBuffer());
	const told = bytes.toString();
	if (/atom/.test(type)) {
		const { feed } = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'entry' }).parse(
			told
		);
		for (const { title, content } of feed.entry) {
			expect(typeof title, 'a title with a type would not be plain text').toBe('string');
			expect(content['#text']).not.toMatch(/<script|<img/);
		}
	} else if (/html|xml|svg/.test(type))
		expect(told).not.toMatch(/<script>alert|<img src=x|<\/title><\/script>/);
	if (/xml/.test(type) && !/html|sheet/.test(type)) expect(XMLValidator.validate(told)).toBe(true);
	if (/json/.test(type)) JSON.parse(told);
	if (/csv/.test(type)) {
		expect(told).toContain(`'=cmd|`);
		expect(told).not.toMatch(/(^|[,"\n])=cmd/);
	}
	if (/html/.test(type))
		for (const [, document] of told.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g))
			JSON.parse(document);
	expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('names no host but its own, whatever a request says it is', async () => {
	const headers = {
		host: 'evil.example',
		'x-forwarded-host': 'evil.example',
		'x-forwarded-proto': 'http',
		forwarded: 'host=evil.example;proto=http'
	};
	const ask = (path: string) =>
		new Promise<string>((resolve, reject) => {
			get({ hostname: '127.0.0.1', port, path, headers }, (response) => {
				let text = JSON.stringify(response.headers);
				response.on('data', (piece) => (text += piece));
				response.on('end', () => resolve(text));
			}).on('error', reject);
		});
	for (const path of [
		'/',
		'/proposals/algorithm-filing-system',
		'/proposals/algorithm-filing-system.jsonld',
		'/feed.atom',
		'/sitemap.xml',
		'/robots.txt',
		'/api/v1',
		'/curate'
	]) {
		const told = await ask(path);
		expect(told, path).not.toContain('evil.example');
		if (path !== '/curate') expect(told, path).toContain(origin);
	}
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
	const refused = await admin.post('/curate/people?/invite', invitation);
	expect(refused.status).toBe(401);
	expect(await refused.text()).toContain('Your role needs a second factor now');
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
	expect((await open().get('/no%0a%7b%22level%22:50%7d')).status).toBe(404);
	expect((await curator.get('/curate/people')).status).toBe(403);
	await expect.poll(app.output).toMatch(/"status":403,"ms":\d+,"user":"curator-/);
	logged += app.output();
	expect(logged).toContain('/invitations/…');
	expect(logged.match(/"path":"\/sign-in"/g)!.length).toBeGreaterThan(10);
	// One JSON object a line, whatever was sent; who was refused is named by the pseudonym.
	const lines = logged
		.split('\n')
		.filter((text) => text.startsWith('{'))
		.map((line) => JSON.parse(line) as Record<string, unknown>);
	const slow = lines.filter(({ msg }) => msg === 'slow statement');
	expect(slow.some(({ request_id, statement }) => request_id && /\$1/.test(String(statement)))).toBe(true);
	expect(slow.every(({ ms }) => Number(ms) >= 1)).toBe(true);
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
