import type { RequestEvent } from '@sveltejs/kit';
import { beforeEach, expect, test, vi } from 'vitest';
import { openFrontDoor } from './front-door.ts';
import { answersPlainly } from './plain-answers.ts';

/** Which requests are answered without the framework, and as what; that nobody can tell is for `tests/api/plain-answers.test.ts`. */
const taken = vi.fn(async (_: { event: RequestEvent }) => new Response(null));
const anew = answersPlainly([taken], () => {});
const response = { setHeader() {}, setHeaders() {}, writeHead() {}, end() {} };
const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
	anew({ method, url, headers: { host: 'localhost', ...headers } } as never, response as never) !== false;

beforeEach(() => {
	taken.mockClear();
	openFrontDoor({} as never, { ORIGIN: 'https://atlas.example' }, anew);
});

test('lists and records are taken, as SvelteKit would have them', () => {
	expect(ask('/api/v1/papers?limit=2')).toBe(true);
	expect(
		ask('/api/v1/regulations/eu-dsa', { cookie: 'theme=dark', 'cache-control': 'no-cache' }, 'HEAD')
	).toBe(true);
	const [list, single] = taken.mock.calls.map(([{ event }]) => event);
	expect([list.route.id, list.params]).toEqual([
		'/api/v1/[collection=api_collection]',
		{ collection: 'papers' }
	]);
	expect(list.url.href).toBe('https://atlas.example/api/v1/papers?limit=2');
	expect([single.route.id, single.params]).toEqual([
		'/api/v1/[collection=api_collection]/[id]',
		{ collection: 'regulations', id: 'eu-dsa' }
	]);
	expect(single.request.method).toBe('HEAD');
});

test('matrices are taken as JSON', () => {
	expect(ask('/matrix/cross-tab.json?rows=modality')).toBe(true);
	const [{ event }] = taken.mock.calls[0];
	expect([event.route.id, event.params]).toEqual([
		'/matrix/[slug].[format=table_format]',
		{ slug: 'cross-tab', format: 'json' }
	]);
});

test.each([
	'/matrix/cross-tab',
	'/matrix/cross-tab.csv',
	'/matrix/cross-tab.json/',
	'/matrix/a.b.json',
	'/matrix/layers/rows',
	'/zh/matrix/cross-tab.json',
	'/api/v1',
	'/api/v1/nothing',
	'/api/v1/papers/',
	'//api/v1/papers',
	'/api/v1//papers',
	'/api/v1/papers.csv',
	'/api/v1/papers/001.json',
	'/api/v1/papers/001/more',
	'/api/v1/papers/%30',
	'/api/v1/papers#x',
	'/api/v1/matrices/layers',
	'/zh/api/v1/papers'
])('%s is left to the framework', (url) => {
	expect(ask(url)).toBe(false);
});

test.each<[Record<string, string>, string?]>([
	[{}, 'OPTIONS'],
	[{}, 'POST'],
	[{ cookie: 'atlas.session_token=x' }],
	[{ cookie: 'atlas.primary=1' }],
	[{ authorization: 'Bearer x' }],
	[{ range: 'bytes=0-9' }],
	[{ 'content-length': '0' }]
])('what comes with %j %s is left to the framework', (headers, method) => {
	expect(ask('/api/v1/papers', headers, method)).toBe(false);
});

test('what fails is told as the framework tells it', async () => {
	const handleError = vi.fn();
	const writeHead = vi.fn();
	const failing = answersPlainly(
		[
			({ event, resolve }) => {
				event.locals.db = {} as never;
				return resolve(event);
			}
		],
		handleError
	);
	const request = { method: 'GET', url: '/api/v1/papers', headers: {}, socket: {} };
	await failing(request as never, { ...response, writeHead } as never);
	expect(handleError).toHaveBeenCalledWith(
		expect.objectContaining({ status: 500, error: expect.any(TypeError), event: expect.anything() })
	);
	expect(writeHead).toHaveBeenCalledWith(500);
});

test('a hook that fails leaves nobody without an answer', async () => {
	const handleError = vi.fn();
	const writeHead = vi.fn();
	const failing = answersPlainly([() => Promise.reject(new TypeError('No reader.'))], handleError);
	const end = vi.fn();
	handleError.mockReturnValue({ message: 'Something failed.' });
	const request = { method: 'GET', url: '/matrix/coverage.json', headers: {}, socket: {} };
	await failing(request as never, { ...response, writeHead, end } as never);
	expect(handleError).toHaveBeenCalledWith(
		expect.objectContaining({ status: 500, error: expect.any(TypeError) })
	);
	expect(writeHead).toHaveBeenCalledWith(500);
	expect(end).toHaveBeenCalledWith('{"message":"Something failed."}');
});

test('without a fixed origin it is the host, where that is plain', () => {
	openFrontDoor({} as never, { PROTOCOL_HEADER: 'X-Protocol' }, anew);
	expect(ask('/api/v1/papers', { 'x-protocol': 'http', host: 'Here:3000' })).toBe(true);
	expect(taken.mock.calls[0][0].event.url.href).toBe('http://here:3000/api/v1/papers');
	for (const host of ['', '[::1]', 'a@b', '1.2.3.4.5', 'here:99999', 'here/x'])
		expect(ask('/api/v1/papers', { 'x-protocol': 'http', host }), host).toBe(false);
	expect(ask('/api/v1/papers', {})).toBe(false);
	openFrontDoor({} as never, { PROTOCOL_HEADER: 'x-protocol', HOST_HEADER: 'x-host' }, anew);
	expect(ask('/api/v1/papers', { 'x-protocol': 'http' })).toBe(false);
});
