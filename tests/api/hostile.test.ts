import { connect } from 'node:net';
import { describe, expect, inject, test } from 'vitest';
import { openSession, signIn } from '../harness/session.ts';

const base = inject('app_url');
const { hostname, port, host } = new URL(base);

/** What the application answers to these very bytes, until it closes the connection. */
function send(bytes: string): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const socket = connect(Number(port), hostname, () => socket.write(bytes));
		let text = '';
		socket.setTimeout(5_000, () => socket.destroy(new Error(`no answer to ${bytes.slice(0, 100)}`)));
		socket.on('data', (piece) => (text += piece));
		socket.on('error', reject);
		socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 0), text }));
	});
}
const get = (path: string, ...headers: string[]) =>
	send([`GET ${path} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers, '', ''].join('\r\n'));

test.each([
	'/../package.json',
	'/%2e%2e/package.json',
	'/%2e%2e%2f%2e%2e%2fpackage.json',
	'/..%5c..%5cpackage.json',
	'/_app/../../../package.json',
	'/_app/immutable/%2e%2e/%2e%2e/%2e%2e/%2e%2e/package.json',
	'/_app/immutable/..%2f..%2f..%2f..%2fpackage.json',
	'/data/atlas/..%2f..%2f..%2fpackage.json',
	'/data/pictures/..%2f..%2fpackage.json.svg',
	'/favicon.svg/../../../package.json',
	'/.data/auth-secret',
	'/.env',
	'/.git/config',
	'/package.json%00.svg'
])('%s leads to no file', async (path) => {
	const { status, text } = await get(path);
	expect([400, 404]).toContain(status);
	expect(text).not.toMatch(/"better-auth"|\[core\]|root:/);
});

describe('a request that is', () => {
	test.each<[string, string, number[]]>([
		['without a host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
		['of HTTP 1.0 without a host', 'GET / HTTP/1.0\r\n\r\n', [400]],
		['for a host that is none', 'GET / HTTP/1.1\r\nHost: a b/<x>\r\nConnection: close\r\n\r\n', [400]],
		[
			'for two hosts',
			`GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
			[400]
		],
		[
			'of two lengths',
			`POST /theme HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`,
			[400]
		],
		[
			'of a length below nothing',
			`POST /theme HTTP/1.1\r\nHost: ${host}\r\nContent-Length: -1\r\nConnection: close\r\n\r\n`,
			[400]
		],
		[
			'with a header too long',
			`GET / HTTP/1.1\r\nHost: ${host}\r\nX-Long: ${'x'.repeat(40_000)}\r\nConnection: close\r\n\r\n`,
			[431]
		],
		[
			'with a line break in a header',
			`GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: b\rX-Injected: c\r\nConnection: close\r\n\r\n`,
			[400]
		],
		[
			'a TRACE',
			`TRACE / HTTP/1.1\r\nHost: ${host}\r\nX-Secret: s3cret\r\nConnection: close\r\n\r\n`,
			[400, 405]
		],
		['a CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n', [0, 400, 405]],
		[
			'written as to a proxy',
			`GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
			[400, 404]
		]
	])('%s is refused', async (_, bytes, statuses) => {
		const { status, text } = await send(bytes);
		expect(statuses, text.slice(0, 200)).toContain(status);
		expect(text).not.toMatch(/s3cret|evil\.example|x-injected/i);
	});

	test('full of cookies is answered', async () => {
		const cookies = Array.from({ length: 300 }, (_, number) => `c${number}=${'x'.repeat(30)}`).join('; ');
		expect((await get('/', `Cookie: ${cookies}`)).status).toBe(200);
		const session = `Cookie: atlas.session_token=${'%41'.repeat(3_000)}.x; atlas.session_token=a; theme=%00%ff`;
		expect((await get('/curate', session)).status).toBe(303);
	});

	test('a reading, whatever method its headers claim', async () => {
		const session = await signIn('contributor');
		for (const name of ['x-http-method-override', 'x-method-override', 'x-http-method'])
			for (const method of ['DELETE', 'POST']) {
				const answer = await session.get('/sign-out', { headers: { [name]: method } });
				expect(answer.status).toBe(405);
			}
		expect((await session.get('/curate?_method=DELETE')).status).toBe(200);
	});
});

describe('a form in parts', () => {
	const edge = 'hostile-edge';
	const part = (head: string, body: string) => `--${edge}\r\n${head}\r\n\r\n${body}\r\n`;
	const field = (name: string, body: string) => part(`content-disposition: form-data; name="${name}"`, body);
	const end = `--${edge}--\r\n`;
	test.each<[string, string]>([
		['that never ends', field('theme', 'dark')],
		['of ten thousand parts', field('a', 'b').repeat(5_000) + end],
		['with a name of a hundred thousand signs', field('x'.repeat(100_000), 'b') + end],
		['with a part that has no name', part('content-disposition: form-data', 'x') + end],
		['with a part that has no head', `--${edge}\r\n\r\nx\r\n${end}`],
		[
			'with a file where a word belongs',
			part('content-disposition: form-data; name="theme"; filename="../../x"', 'x') + end
		],
		['with names of what every object has', field('__proto__', 'x') + field('constructor', 'y') + end],
		['in another alphabet', field('theme', '\u0000\ufffe\ud83d') + end]
	])('%s is taken or refused, at once', async (_, body) => {
		const session = openSession();
		for (const path of ['/theme', '/sign-in?/password', '/suggest?/send']) {
			const began = Date.now();
			const answer = await session.get(path, {
				method: 'POST',
				headers: { origin: base, 'content-type': `multipart/form-data; boundary=${edge}` },
				body
			});
			expect(answer.status, path).toBeLessThan(500);
			expect(await answer.text()).not.toMatch(/\n\s+at .+:\d+|node_modules/);
			expect(Date.now() - began).toBeLessThan(2_000);
		}
	});
});

test('no header that a reader sends is found in the page that others are served', async () => {
	const paths = [
		'/',
		'/proposals/algorithm-filing-system',
		'/zh/matrix/layers',
		'/feed.atom',
		'/sitemap.xml'
	];
	const headers = {
		'x-forwarded-host': 'evil.example',
		'x-forwarded-proto': 'evil',
		'x-forwarded-port': '666',
		'x-forwarded-prefix': '/evil.example',
		forwarded: 'host=evil.example',
		'x-original-url': '/evil.example',
		'x-rewrite-url': '/evil.example',
		'x-atlas-protocol': 'https',
		'x-request-id': 'evil.example',
		cookie: 'PARAGLIDE_LOCALE=zh; theme=dark"><b>evil.example',
		'accept-language': 'zh',
		referer: 'https://evil.example/',
		'user-agent': 'evil.example'
	};
	for (const path of paths) {
		const address = `${base}${path}?poison=${Date.now()}`;
		const first = await (await fetch(address, { headers })).text();
		const others = await fetch(address);
		expect(first, path).not.toMatch(/evil\.example|https:\/\/127\.0\.0\.1|:666\//);
		expect(await others.text(), path).not.toMatch(/evil\.example/);
		// Another name is another site, and no reader of this one is served it.
		await send(
			`GET ${new URL(address).pathname}?other=1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`
		);
		expect(await (await fetch(`${base}${path}?other=1`)).text(), path).not.toContain('evil.example');
	}
	expect(await (await fetch(base, { headers: { cookie: 'PARAGLIDE_LOCALE=zh' } })).text()).toContain(
		'<html lang="en"'
	);
});

test.each(['bytes=5-1', 'bytes=5-1,7-2', 'bytes=9999999-1'])(
	'a file of the build is sent whole where the range is %s',
	async (range) => {
		for (const path of ['/favicon.ico', '/%66avicon.ico']) {
			const response = await fetch(inject('app_url') + path, { headers: { range } });
			expect(response.status).toBe(200);
			expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
		}
	}
);

test('a view whose address holds what the database cannot store is frozen without it', async () => {
	const response = await openSession().post('/slices', { path: '/matrix/layers', query: '?q=audit%00' });
	expect(response.status).toBe(303);
	expect(response.headers.get('location')).toMatch(/^\/slices\//);
});
