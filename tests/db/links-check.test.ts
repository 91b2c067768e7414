import { lookup } from 'node:dns';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import {
	isPrivateAddress,
	politeWalk,
	walkAddresses,
	type AddressCheck,
	type WalkOptions
} from '../../src/lib/server/links/walk.ts';
import { askDataState } from '../../src/lib/server/data-state.ts';
import { listUrlChecks, saveUrlChecks } from '../../src/lib/server/queries/url-checks.ts';
import { openTestDatabase } from '../harness/database.ts';

vi.mock('node:dns', async (original) => {
	const dns = await original<{ lookup: typeof lookup }>();
	return { ...dns, lookup: vi.fn(dns.lookup) };
});

const quick: WalkOptions = {
	timeoutMs: 5_000,
	hostDelayMs: 0,
	retries: 1,
	backoffMs: 10,
	parallelHosts: 4,
	isRefused: () => false
};

let server: Server;
let base: string;
let asked: { method: string; path: string; agent: string | undefined }[] = [];

const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
	'/ok': (_, response) => response.writeHead(200).end('text'),
	'/moved': (_, response) => response.writeHead(301, { location: '/ok' }).end(),
	'/moved-to-gone': (_, response) => response.writeHead(302, { location: '/missing' }).end(),
	'/circle': (_, response) => response.writeHead(302, { location: '/circle' }).end(),
	'/forbidden': (_, response) => response.writeHead(403).end(),
	'/missing': (_, response) => response.writeHead(404).end(),
	'/removed': (_, response) => response.writeHead(410).end(),
	'/broken': (_, response) => response.writeHead(500).end(),
	'/slow': () => {},
	'/get-only': (request, response) => response.writeHead(request.method === 'GET' ? 200 : 405).end(),
	'/head-is-wrong': (request, response) => response.writeHead(request.method === 'GET' ? 200 : 404).end(),
	'/once-broken': (_, response) =>
		response.writeHead(asked.filter(({ path }) => path === '/once-broken').length > 1 ? 200 : 503).end(),
	'/to-file': (_, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end()
};

beforeAll(async () => {
	server = createServer((request, response) => {
		asked.push({
			method: request.method!,
			path: request.url!,
			agent: request.headers['user-agent']
		});
		answers[request.url!](request, response);
	});
	await new Promise<void>((listening) => server.listen(0, '0.0.0.0', listening));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

async function walk(urls: string[], options: Partial<WalkOptions> = {}): Promise<AddressCheck[]> {
	asked = [];
	const found: AddressCheck[] = [];
	await walkAddresses(urls, { ...quick, ...options }, (check) => void found.push(check));
	return found;
}

const walkOne = async (path: string, options?: Partial<WalkOptions>) =>
	(await walk([base + path], options))[0];

describe('an address', () => {
	test('that answers, answers, and HEAD is enough', async () => {
		expect(await walkOne('/ok')).toEqual({ url: `${base}/ok`, state: 'answers', http_status: 200 });
		expect(asked.map(({ method }) => method)).toEqual(['HEAD']);
		expect(asked[0].agent).toBe('RemedyAtlas link check');
	});

	test('that moved answers from its new place, which is kept', async () => {
		expect(await walkOne('/moved')).toEqual({
			url: `${base}/moved`,
			state: 'answers',
			http_status: 200,
			final_url: `${base}/ok`
		});
	});

	test('is gone only with 404 or 410, and only when GET says so too', async () => {
		expect(await walkOne('/missing')).toMatchObject({ state: 'gone', http_status: 404 });
		expect(asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
		expect(await walkOne('/removed')).toMatchObject({ state: 'gone', http_status: 410 });
		expect(await walkOne('/moved-to-gone')).toMatchObject({ state: 'gone', final_url: `${base}/missing` });
		expect(await walkOne('/head-is-wrong')).toMatchObject({ state: 'answers' });
	});

	test('that refuses HEAD is asked with GET', async () => {
		expect(await walkOne('/get-only')).toMatchObject({ state: 'answers', http_status: 200 });
		expect(asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
	});

	test('that is forbidden or broken is unclear, with its status', async () => {
		expect(await walkOne('/forbidden')).toMatchObject({
			state: 'unclear',
			http_status: 403,
			reason: 'status'
		});
		expect(await walkOne('/broken')).toMatchObject({ state: 'unclear', http_status: 500, reason: 'status' });
		expect(asked).toHaveLength(2);
	});

	test('that fails once gets another chance', async () => {
		expect(await walkOne('/once-broken')).toMatchObject({ state: 'answers' });
	});

	test('that is too slow, refuses, or turns in a circle is unclear', async () => {
		expect(await walkOne('/slow', { retries: 0, timeoutMs: 300 })).toEqual({
			url: `${base}/slow`,
			state: 'unclear',
			reason: 'time-out'
		});
		expect(await walkOne('/circle')).toMatchObject({ state: 'unclear', reason: 'redirects' });
		const [refused] = await walk(['http://127.0.0.1:1/'], { retries: 0 });
		expect(refused).toMatchObject({ state: 'unclear', reason: 'refused' });
	});

	test('with broken TLS is unclear', async () => {
		const [plain] = await walk([base.replace('http:', 'https:')]);
		expect(plain).toMatchObject({ state: 'unclear', reason: 'certificate' });
		const tls = createTlsServer({});
		tls.on('tlsClientError', () => {});
		await new Promise<void>((listening) => tls.listen(0, '127.0.0.1', listening));
		const [without] = await walk([`https://127.0.0.1:${(tls.address() as AddressInfo).port}/`]);
		expect(without).toMatchObject({ state: 'unclear', reason: 'certificate' });
		tls.close();
	});

	test('that is no web address, at once or after a redirect, is never opened', async () => {
		const [file] = await walk(['file:///etc/passwd']);
		expect(file).toMatchObject({ state: 'unclear', reason: 'scheme' });
		expect(await walkOne('/to-file')).toMatchObject({ state: 'unclear', reason: 'scheme' });
	});
});

test('private addresses are refused by default, by number and by name', async () => {
	expect(politeWalk.isRefused).toBe(isPrivateAddress);
	const urls = [
		`${base}/ok`,
		base.replace('127.0.0.1', 'localhost'),
		'http://[::1]/',
		'http://169.254.169.254/',
		'http://[::ffff:10.0.0.1]/',
		'http://2130706433/',
		'http://0x7f.1/'
	];
	const found = await walk(urls, { isRefused: isPrivateAddress });
	expect(found.map(({ reason }) => reason)).toEqual(urls.map(() => 'private'));
	expect(asked).toEqual([]);
	for (const address of [
		'10.1.2.3',
		'172.20.0.1',
		'192.168.1.1',
		'100.64.0.1',
		'0.0.0.0',
		'fd00::1',
		'fe80::1',
		'::ffff:127.0.0.1',
		'::127.0.0.1',
		'64:ff9b::7f00:1',
		'2002:7f00:1::'
	])
		expect(isPrivateAddress(address), address).toBe(true);
	for (const address of ['8.8.8.8', '2001:4860:4860::8888', '::ffff:8.8.8.8'])
		expect(isPrivateAddress(address), address).toBe(false);
});

test('a private address is refused behind a redirect, and behind a name that led to a public one before', async () => {
	// Of this machine's own addresses one stands for a public one.
	const isRefused = (address: string) => address !== '127.0.0.2';
	const open = base.replace('127.0.0.1', '127.0.0.2');
	answers['/to-private'] = (_, response) => response.writeHead(302, { location: `${base}/ok` }).end();
	answers['/to-name'] = (_, response) =>
		response.writeHead(302, { location: base.replace('127.0.0.1', 'rebind.example') }).end();
	const leads = ['127.0.0.2', '127.0.0.1'];
	vi.mocked(lookup).mockImplementation(((_: string, options: { all?: boolean }, done: LookUpDone) => {
		const address = leads.shift()!;
		done(null, options.all ? [{ address, family: 4 }] : address, 4);
	}) as never);

	expect((await walk([`${open}/ok`], { isRefused }))[0].state).toBe('answers');
	expect((await walk([`${open}/to-private`], { isRefused, retries: 0 }))[0].reason).toBe('private');
	const name = base.replace('127.0.0.1', 'rebind.example');
	expect((await walk([`${name}/ok`], { isRefused, retries: 0 }))[0].state).toBe('answers');
	expect((await walk([`${open}/to-name`], { isRefused, retries: 0 }))[0].reason).toBe('private');
	expect(leads).toEqual([]);
	expect(asked.map(({ path }) => path)).toEqual(['/to-name']);
});
type LookUpDone = (
	error: null,
	address: string | { address: string; family: number }[],
	family: number
) => void;

test('one host is not asked more often than the delay allows, and the same address once', async () => {
	const started = Date.now();
	await walk([`${base}/ok`, `${base}/get-only`, `${base}/ok`], { hostDelayMs: 120 });
	expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
		'HEAD /ok',
		'HEAD /get-only',
		'GET /get-only'
	]);
	// Two waits lie between three requests; a timer may fire a millisecond early.
	expect(Date.now() - started).toBeGreaterThanOrEqual(2 * 120 - 5);
});

describe('kept results', () => {
	let connection: Connection;
	beforeAll(async () => {
		connection = await openTestDatabase();
	});
	afterAll(() => connection.close());

	const at = (day: string) => new Date(`${day}T12:00:00Z`);
	const kept = async () => (await listUrlChecks(connection.db, ['https://example.org/law']))[0];
	const save = (check: Omit<AddressCheck, 'url'>, day: string) =>
		saveUrlChecks(connection.db, [{ url: 'https://example.org/law', ...check, checked_at: at(day) }]);

	test('are the last ones, and remember since when an address has been gone', async () => {
		await save({ state: 'answers', http_status: 200, final_url: 'https://example.org/new' }, '2026-01-01');
		expect(await kept()).toMatchObject({ state: 'answers', first_seen_gone: null });
		await save({ state: 'gone', http_status: 404 }, '2026-02-01');
		await save({ state: 'gone', http_status: 410 }, '2026-03-01');
		expect(await kept()).toMatchObject({
			state: 'gone',
			http_status: 410,
			final_url: null,
			checked_at: at('2026-03-01'),
			first_seen_gone: at('2026-02-01')
		});
		await save({ state: 'unclear', reason: 'time-out' }, '2026-04-01');
		expect(await kept()).toMatchObject({
			state: 'unclear',
			http_status: null,
			first_seen_gone: at('2026-02-01')
		});
		await save({ state: 'answers', http_status: 200 }, '2026-05-01');
		expect(await kept()).toMatchObject({ state: 'answers', reason: null, first_seen_gone: null });
	});

	test('of many addresses raise the number of the data no more than those of one', async () => {
		const { db } = connection;
		const urls = Array.from({ length: 20 }, (_, index) => `https://example.org/law/${index}`);
		const raisedBy = async (addresses: string[], result: Pick<AddressCheck, 'state' | 'http_status'>) => {
			const before = await askDataState(db);
			await saveUrlChecks(
				db,
				addresses.map((url) => ({ url, ...result, checked_at: at('2026-01-01') }))
			);
			return (await askDataState(db)) - before;
		};
		const one = await raisedBy(urls.slice(0, 1), { state: 'gone', http_status: 404 });
		expect(await raisedBy(urls, { state: 'gone', http_status: 404 })).toBe(one);
		expect(await raisedBy(urls, { state: 'answers', http_status: 200 })).toBe(one);
		expect(
			(await listUrlChecks(db, urls)).map(({ state, first_seen_gone }) => [state, first_seen_gone])
		).toEqual(urls.map(() => ['answers', null]));
	});

	test('call nothing gone but what said 404 or 410', async () => {
		await expect(save({ state: 'gone', http_status: 500 }, '2026-06-01')).rejects.toThrow();
		await expect(save({ state: 'gone' }, '2026-06-01')).rejects.toThrow();
	});
});
