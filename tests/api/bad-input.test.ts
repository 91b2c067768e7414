import { connect } from 'node:net';
import { expect, inject, test } from 'vitest';
import { problemDocument } from '../../src/lib/domain/api/answer.ts';
import { openSession, signIn } from '../harness/session.ts';
import { formatCursor } from '../../src/lib/server/cursor.ts';

const url = inject('app_url');

async function problemOf(path: string, init?: RequestInit) {
	const response = await fetch(url + path, init);
	expect(response.headers.get('content-type'), path).toBe('application/problem+json');
	expect(response.headers.get('cache-control')).toBe('no-store');
	const body = problemDocument.parse(await response.json());
	expect(body.status).toBe(response.status);
	return body;
}

test.each([
	['/api/v1/proposals?limit=0', 'limit'],
	['/api/v1/proposals?limit=201', 'limit'],
	['/api/v1/proposals?limit=1e9', 'limit'],
	['/api/v1/proposals?limit=-1', 'limit'],
	['/api/v1/proposals?limit=1.5', 'limit'],
	['/api/v1/proposals?limit=', 'limit'],
	['/api/v1/proposals?limit=ten', 'limit'],
	['/api/v1/proposals?limit=10&limit=20', 'limit'],
	['/api/v1/proposals?remedy=magic', 'remedy'],
	['/api/v1/proposals?layer=technology:main', 'layer'],
	['/api/v1/proposals?level=some', 'level'],
	['/api/v1/proposals?paper=999', 'paper'],
	['/api/v1/proposals?sort=colour', 'sort'],
	['/api/v1/proposals?fields=id,colour', 'fields'],
	['/api/v1/proposals?include=everything', 'include'],
	['/api/v1/proposals?view=grid', 'view'],
	['/api/v1/proposals?as_of=2023-02-29', 'as_of'],
	['/api/v1/proposals?as_of=1066-10-14', 'as_of'],
	['/api/v1/proposals?as_of=yesterday', 'as_of'],
	[`/api/v1/proposals?q=${'a'.repeat(201)}`, 'q'],
	['/api/v1/regulations?jurisdiction=ATLANTIS', 'jurisdiction'],
	['/api/v1/regulations?from=1800', 'from'],
	['/api/v1/regulations?from=2024&to=2020', 'from'],
	['/api/v1/links?relation=loves', 'relation'],
	['/api/v1/links?proposal=no-such-proposal', 'proposal'],
	['/api/v1/provisions?regulation=no-such-act', 'regulation'],
	['/api/v1/provisions.csv?limit=10', 'limit'],
	['/api/v1/assessments?jurisdiction=', undefined],
	['/api/v1/changes?since=then', 'since'],
	['/api/v1/changes?since=0000-01-01', 'since'],
	['/api/v1/changes?since=0001-01-01T00:00:00%2B14:00', 'since'],
	['/api/v1/changes?since=9999-12-31T23:59:59-14:00', 'since'],
	['/api/v1/changes?kind=gossip', 'kind'],
	['/api/v1/search', 'q'],
	['/api/v1/search?q=', 'q'],
	['/api/v1/proposals?page=1000000', 'page'],
	['/api/v1/proposals?offset=-1', 'offset'],
	['/api/v1/links?level=umbrella', 'level'],
	['/api/v1/links?layer=technology:primary', 'layer'],
	['/api/v1/links?paper=999', 'paper'],
	['/api/v1/links?remedy=magic', 'remedy'],
	['/api/v1/papers/001?as_of=2024-01-01', 'as_of'],
	['/api/v1/proposals.xlsx?cursor=x', 'cursor'],
	['/api/v1/matrices/layers?remedy=magic', 'remedy'],
	['/api/v1/matrices/layers?lang=tlh', 'lang'],
	['/api/v1/matrices/papers?q=union', 'q'],
	['/api/v1/matrices/papers?level=all', 'level'],
	['/api/v1/matrices/papers?remedy=labour-standard', 'remedy'],
	['/proposals/algorithm-filing-system.json?fields=colour', 'fields'],
	['/proposals/algorithm-filing-system.jsonld?fields=id', 'fields'],
	['/papers/001.bib?style=apa', 'style'],
	['/regulations/eu-dsa.jsonld?as_of=2023-02-29', 'as_of'],
	['/regulations.json?jurisdiction=ATLANTIS', 'jurisdiction'],
	['/search.json', 'q'],
	['/data.json?limit=5', 'limit'],
	['/gaps.json?sort=title', 'sort'],
	['/timeline.json?from=then', 'from'],
	['/codebook.jsonld?terms=no', 'terms'],
	['/codebook.json?limit=many', 'limit']
])('%s is refused by the name of the parameter', async (path, name) => {
	if (name === undefined) {
		expect((await fetch(url + path)).status).toBe(200);
		return;
	}
	const { status, errors } = await problemOf(path);
	expect(status).toBe(400);
	expect(errors!.map((error) => error.path)).toEqual([name]);
});

test('everything wrong is said at once', async () => {
	const { errors } = await problemOf('/api/v1/links?limit=0&relation=loves,hates&colour=red');
	expect(errors!.map(({ path }) => path).sort()).toEqual(['colour', 'limit', 'relation', 'relation']);
});

test('a forged cursor, and one of another list, filter or order, is refused', async () => {
	const cursorOf = async (path: string) =>
		((await (await fetch(url + path)).json()) as { meta: { next: string } }).meta.next;
	const own = await cursorOf('/api/v1/links?limit=2');
	const [text, sum] = own.split('.');
	const forged = `${Buffer.from('["zzz","zzz"]').toString('base64url')}.${sum}`;
	for (const [path, cursor] of [
		['/api/v1/links?', forged],
		['/api/v1/links?', `${text}.${'A'.repeat(sum.length)}`],
		['/api/v1/links?', 'x'],
		['/api/v1/links?', ''],
		['/api/v1/links?', '%00'],
		['/api/v1/links?', `${own}.${sum}`],
		['/api/v1/links?sort=-id&', own],
		['/api/v1/links?basis=coder&', own],
		['/api/v1/provisions?', own],
		['/api/v1/changes?', own],
		// The sum is no secret, and fits.
		...[
			[1.5, 1.5],
			[1e300, 1e300],
			['a', 'b'],
			[null, null]
		].map((place) => ['/api/v1/changes?', formatCursor(place, JSON.stringify(['changes', {}, ['-id']]))])
	]) {
		const { status, errors } = await problemOf(`${path}cursor=${cursor}`);
		expect({ path, cursor, status, name: errors![0].path }).toEqual({
			path,
			cursor,
			status: 400,
			name: 'cursor'
		});
	}
	expect((await fetch(`${url}/api/v1/links?limit=200&cursor=${own}`)).status, 'another limit is fine').toBe(
		200
	);
});

test('a cursor behind the last row leads to an empty page and not to an error', async () => {
	const walk = async (path: string) =>
		(await (await fetch(url + path)).json()) as {
			data: { id: string }[];
			meta: { next: string | null; total: number };
		};
	const { total } = (await walk('/api/v1/papers?limit=1')).meta;
	let next: string | null = '';
	for (let page = 0; page < total - 1; page++)
		({ next } = (await walk(`/api/v1/papers?limit=1${next && `&cursor=${next}`}`)).meta);
	const last = await walk(`/api/v1/papers?limit=200&cursor=${next}`);
	expect(last.data).toHaveLength(1);
	expect(last.meta).toMatchObject({ next: null, total });
});

test.each([
	['/api/v1/proposals/algorithm-filling-system', 'algorithm-filing-system'],
	['/proposals/algorithm-filling-system.json', 'algorithm-filing-system'],
	['/api/v1/regulations/eu-platform-work', 'eu-platform-work-directive'],
	['/api/v1/provisions/eu-platform-work-directive%231000', 'eu-platform-work-directive#1'],
	['/api/v1/vocabularies/link_relation', 'link_relations'],
	['/api/v1/matrices/layer', 'layers']
])('%s answers 404 and names %s', async (path, meant) => {
	const { status, near } = await problemOf(path);
	expect(status).toBe(404);
	expect(near!.map(({ id }) => id)).toContain(meant);
	expect((await fetch(near!.find(({ id }) => id === meant)!.url)).status).toBe(200);
});

test.each([
	'/api',
	'/api/v2/proposals',
	'/api/v1/proposal',
	'/api/v1/search.csv?q=audit',
	'/api/v1/changes/0',
	'/api/v1/changes/9007199254740993',
	'/api/v1/search/audit',
	'/api/v1/proposals/%00',
	"/api/v1/links/';drop table link;--"
])('%s answers 404 as a problem', async (path) => {
	expect((await problemOf(path)).status).toBe(404);
});

test.each([
	'/api/v1/papers',
	'/api/v1/links/accelerate-public-digital-platforms--un-global-digital-compact-1',
	'/api/v1/openapi.json',
	'/papers/001.json'
])('a header of %s that makes no sense is refused by its name', async (path) => {
	for (const [headers, status, name] of [
		[{ 'if-none-match': 'no-quotes' }, 400, 'If-None-Match'],
		[{ 'if-none-match': '"a" "b"' }, 400, 'If-None-Match'],
		[{ 'if-none-match': '*, "a"' }, 400, 'If-None-Match'],
		[{ range: 'bytes=9-2' }, 416, 'Range'],
		[{ range: 'bytes=0-4,9-2' }, 416, 'Range'],
		[{ range: 'bytes=a-b' }, 416, 'Range'],
		[{ range: 'everything' }, 416, 'Range'],
		[{ accept: 'application/xml' }, 406, 'Accept'],
		[{ accept: 'application/json;q=0' }, 406, 'Accept']
	] as const) {
		const problem = await problemOf(path, { headers });
		expect({ headers, status: problem.status, name: problem.errors![0].path }).toEqual({
			headers,
			status,
			name
		});
	}
});

test('a format that an address does not have, and a sound range, are told apart from nonsense', async () => {
	const path = '/api/v1/papers';
	expect((await problemOf('/api/v1/papers.csv', { headers: { accept: 'application/json' } })).status).toBe(
		406
	);
	expect(
		(await problemOf('/papers/001.jsonld', { headers: { accept: 'application/x-bibtex' } })).status
	).toBe(406);
	expect((await fetch(url + path, { method: 'HEAD', headers: { range: 'bytes=9-2' } })).status).toBe(200);
	for (const range of ['bytes=0-10', 'bytes=-5', 'bytes=0-0,5-9', 'lines=1-2']) {
		const response = await fetch(url + path, { headers: { range } });
		expect([range, response.status, response.headers.get('accept-ranges')]).toEqual([range, 200, 'none']);
	}
});

test.each(['application/json', 'application/xml', 'text/plain'])(
	'a POST of %s is refused by its method, whatever it holds',
	async (type) => {
		for (const path of ['/api/v1/papers', '/papers/001.jsonld', '/papers/001.bib', '/regulations.json']) {
			const response = await fetch(url + path, {
				method: 'POST',
				headers: { 'content-type': type, origin: url },
				body: '{}'
			});
			expect([path, response.status, response.headers.get('allow')]).toEqual([
				path,
				405,
				'GET, HEAD, OPTIONS'
			]);
			expect(problemDocument.parse(await response.json()).status).toBe(405);
		}
	}
);

test.each([
	['multipart/form-data; boundary=x', '--y\r\nnonsense'],
	['multipart/form-data', 'x'],
	['application/json', '{}'],
	['text/plain', 'theme=dark']
])('a form that arrives as %s and is none is a bad request', async (type, body) => {
	for (const path of ['/theme', '/suggest?/send', '/sign-in?/password', '/slices']) {
		const response = await fetch(url + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { 'content-type': type, origin: url },
			body
		});
		expect([400, 403, 415], `${path} ${response.status}`).toContain(response.status);
	}
});

test.each(['default', '__proto__', 'constructor', 'toString', 'no-such'])(
	'an action of the name %s is there nowhere',
	async (name) => {
		for (const path of ['/suggest', '/sign-in', '/slices']) {
			const response = await fetch(`${url}${path}?/${name}`, {
				method: 'POST',
				redirect: 'manual',
				headers: { origin: url },
				body: new URLSearchParams({ a: 'b' })
			});
			expect([path, response.status]).toEqual([path, 404]);
		}
	}
);

test.each(['GET', 'POST', 'PROPFIND'])(
	'%s of an address that cannot be decoded is a bad request, signed in as well',
	async (method) => {
		for (const session of [openSession(), await signIn('curator')])
			for (const path of ['/slices/%c0%af', '/slices/%c0%af/__data.json', '/curate/%c0%af']) {
				const { status } = await session.get(path, { method, signal: AbortSignal.timeout(10_000) });
				expect([400, 403], `${path} ${status}`).toContain(status);
			}
	}
);

test.each(['/trace', '/matrix/layers', '/regulations', '/weigh', '/search', '/api/v1/proposals', '/oembed'])(
	'%s takes no name that every object has for one of its own',
	async (path) => {
		for (const name of ['__proto__', 'constructor', 'toString'])
			expect((await fetch(`${url}${path}?${name}=x`)).status, name).toBeLessThan(500);
	}
);

test('a body is an unsupported media type, whatever it is', async () => {
	const { hostname, port } = new URL(url);
	const answer = await new Promise<string>((resolve, reject) => {
		const socket = connect(Number(port), hostname, () =>
			socket.write(
				'GET /api/v1/papers HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi'
			)
		);
		let text = '';
		socket.on('data', (chunk) => (text += chunk));
		socket.on('end', () => resolve(text));
		socket.on('error', reject);
	});
	expect(answer).toMatch(/^HTTP\/1.1 415 /);
	expect(answer).toContain('"status":415');
});

test('a range of years that ends before it starts is refused by its name', async () => {
	const response = await fetch(`${url}/api/v1/regulations?from=2024&to=2020`);
	expect(response.status).toBe(400);
	expect(problemDocument.parse(await response.json()).errors).toEqual([
		{ path: 'from', message: '2024 is later than to, 2020' }
	]);
	expect((await fetch(`${url}/api/v1/regulations?from=2020&to=2020`)).status).toBe(200);
});

test.each(['lang=en&lang=zh', 'bom=0&bom=1'])(
	'a matrix refuses %s, of which one would count',
	async (query) => {
		const response = await fetch(`${url}/api/v1/matrices/layers.csv?${query}`);
		expect(response.status).toBe(400);
		expect(problemDocument.parse(await response.json()).errors).toEqual([
			{ path: query.split('=')[0], message: 'given more than once' }
		]);
	}
);
