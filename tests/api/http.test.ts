import { parse } from 'csv-parse/sync';
import { rm } from 'node:fs/promises';
import { get } from 'node:http';
import readXlsx from 'read-excel-file/node';
import process from 'node:process';
import { describe, expect, inject, test } from 'vitest';
import { atlasClient } from '../../src/lib/api-client/client.ts';
import { startApp } from '../harness/app.ts';
import { whileDataStand } from '../harness/data-stand.ts';
import { copyData } from '../harness/own-app.ts';

const url = inject('app_url');
const { GET } = atlasClient(url);

/** As the server sent it: fetch would unpack it and hide how it came. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET') {
	return new Promise<{ status: number; headers: Record<string, unknown>; length: number }>(
		(resolve, reject) => {
			get(url + path, { headers, method }, (response) => {
				let length = 0;
				response.on('data', (chunk: Buffer) => (length += chunk.length));
				response.on('end', () =>
					resolve({ status: response.statusCode!, headers: response.headers, length })
				);
			}).on('error', reject);
		}
	);
}

describe('conditions', () => {
	const path = '/api/v1/proposals?limit=3';

	test(
		'an answer that did not change is 304, by tag and by date',
		whileDataStand(async () => {
			const first = await fetch(url + path);
			const tag = first.headers.get('etag')!;
			const modified = first.headers.get('last-modified')!;
			for (const headers of [
				{ 'if-none-match': tag },
				{ 'if-none-match': tag.replace('W/', '') },
				{ 'if-none-match': `"other", ${tag}` },
				{ 'if-none-match': '*' },
				{ 'if-modified-since': modified }
			] as Record<string, string>[]) {
				const response = await fetch(url + path, { headers });
				expect({ headers, status: response.status }).toEqual({ headers, status: 304 });
				expect(await response.text()).toBe('');
				expect(response.headers.get('etag')).toBe(tag);
			}
		})
	);

	test(
		'a matrix as a file is known by its tag in any form',
		whileDataStand(async () => {
			const file = '/matrix/technology.csv';
			const tag = (await fetch(url + file)).headers.get('etag')!;
			for (const known of [tag, tag.replace('W/', ''), `"other",${tag}`, '*'])
				expect([known, (await fetch(url + file, { headers: { 'if-none-match': known } })).status]).toEqual([
					known,
					304
				]);
			for (const [asked, other] of [
				[file, '"other"'],
				[`${file}?remedy=audit-assessment`, tag]
			])
				expect((await fetch(url + asked, { headers: { 'if-none-match': other } })).status).toBe(200);
		})
	);

	test('another tag, an old date, a broken date or another query is answered', async () => {
		const tag = (await fetch(url + path)).headers.get('etag')!;
		for (const [address, headers] of [
			[path, { 'if-none-match': '"other"' }],
			[path, { 'if-modified-since': 'Mon, 01 Jan 2001 00:00:00 GMT' }],
			[path, { 'if-modified-since': 'never' }],
			[path, { 'if-none-match': '"other"', 'if-modified-since': new Date(Date.now() + 1e9).toUTCString() }],
			[`${path}&sort=-id`, { 'if-none-match': tag }]
		] as [string, Record<string, string>][])
			expect((await fetch(url + address, { headers })).status).toBe(200);
	});
});

describe('what is asked for', () => {
	type Answer = { data: Record<string, unknown>[]; meta: { total: number } };
	const ask = async (query: string) =>
		(await (await fetch(`${url}/api/v1/proposals?limit=200&${query}`)).json()) as Answer;
	const idsOfFile = async (query: string) => {
		const csv = await (await fetch(`${url}/api/v1/proposals.csv?${query}`)).text();
		return parse(csv, { columns: true }).map((row) => (row as { id: string }).id);
	};

	test(
		'no field named means all of them, in every form',
		whileDataStand(async () => {
			expect((await ask('fields=')).data).toEqual((await ask('')).data);
			const [bare, empty] = await Promise.all(
				['', '?fields='].map(async (query) => (await fetch(`${url}/api/v1/proposals.csv${query}`)).text())
			);
			expect(empty).toBe(bare);
		})
	);

	test.each(['sort=title', 'sort=-title_zh,title', 'sort=specificity,title', 'q=%E2%80%8B', 'q=a%E2%80%8Bb'])(
		'a file holds what the list does, in its order: %s',
		async (query) => {
			const { data, meta } = await ask(query);
			expect(data).toHaveLength(meta.total);
			expect(data.length).toBeGreaterThan(0);
			expect(await idsOfFile(query)).toEqual(data.map(({ id }) => id));
		}
	);
});

describe('methods', () => {
	test(
		'HEAD has the headers of GET and no body',
		whileDataStand(async () => {
			for (const path of ['/api/v1/papers', '/api/v1/papers/001', '/api/v1/papers.csv', '/papers/001.json']) {
				const [got, head] = [await raw(path), await raw(path, {}, 'HEAD')];
				expect(head.status).toBe(200);
				expect(head.length).toBe(0);
				for (const name of ['etag', 'content-type', 'last-modified', 'cache-control'])
					expect(head.headers[name], `${path} ${name}`).toBe(got.headers[name]);
			}
			expect((await raw('/api/v1/papers/none', {}, 'HEAD')).status).toBe(404);
		})
	);

	test('who asks for the head first leaves the body to those after', async () => {
		const addresses = [
			'/api/v1/matrices/layers?sort=-title',
			'/matrix/layers.json?sort=-title',
			'/api/v1/papers?limit=2'
		];
		for (const address of addresses) {
			expect((await raw(address, {}, 'HEAD')).status).toBe(200);
			for (const again of [1, 2])
				expect((await raw(address)).length, `${again} ${address}`).toBeGreaterThan(500);
		}
	});

	test('OPTIONS says what is allowed, to any origin', async () => {
		const response = await fetch(`${url}/api/v1/links`, {
			method: 'OPTIONS',
			headers: {
				origin: 'https://elsewhere.example',
				'access-control-request-method': 'GET',
				'access-control-request-headers': 'if-none-match'
			}
		});
		expect(response.status).toBe(204);
		expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
		expect(response.headers.get('access-control-allow-headers')).toBe('if-none-match');
	});
});

describe('pages and their data', () => {
	const twins = [
		['/proposals/algorithm-filing-system', '/api/v1/proposals/algorithm-filing-system'],
		['/papers/001', '/api/v1/papers/001'],
		['/regulations/eu-platform-work-directive', '/api/v1/regulations/eu-platform-work-directive'],
		['/codebook', '/api/v1/vocabularies']
	];

	test.each(twins)('%s.json equals %s, and the page names it', async (page, single) => {
		const bodies = await Promise.all(
			[`${page}.json`, single].map(
				async (path) =>
					(await (await fetch(url + path)).json()) as { data: unknown; meta: { generated_at?: string } }
			)
		);
		for (const { meta } of bodies) delete meta.generated_at;
		expect(bodies[0]).toEqual(bodies[1]);
		for (const language of ['', '/zh']) {
			const html = await (await fetch(url + language + page, { headers: { accept: 'text/html' } })).text();
			expect(html).toContain(`<link rel="alternate" type="application/json" href="${page}.json"`);
		}
	});

	test('every address a record gives of itself answers', async () => {
		for (const name of [
			'proposals',
			'regulations',
			'provisions',
			'links',
			'assessments',
			'vocabularies',
			'changes'
		] as const) {
			const body = (await (await fetch(`${url}/api/v1/${name}?limit=1`)).json()) as {
				data: { url: string; data_url: string }[];
			};
			for (const address of [body.data[0].url, body.data[0].data_url])
				expect((await fetch(address)).status, address).toBe(200);
		}
	});
});

describe('the same as on the pages', () => {
	const orders = [
		'-technology,title',
		'remedy_type,title',
		'-law,title',
		'actors,-title',
		'modality,specificity,title'
	];

	test.each(orders)('proposals sorted by %s stand as in the matrix', async (sort) => {
		const page = (await (await fetch(`${url}/matrix/layers.json?sort=${sort}`)).json()) as {
			data: { id: string }[];
		};
		const own = (await (await fetch(`${url}/api/v1/proposals?sort=${sort}&limit=200`)).json()) as {
			data: { id: string }[];
		};
		expect(own.data.map(({ id }) => id)).toEqual(page.data.map(({ id }) => id));
	});

	test.each([
		'layer=technology:primary',
		'actor=union&modality=demand',
		'q=audit&level=all',
		'paper=002&remedy=disclosure'
	])('the filter %s leaves the same proposals', async (filter) => {
		const page = (await (await fetch(`${url}/matrix/layers.json?${filter}&sort=title`)).json()) as {
			data: { id: string }[];
		};
		const own = (await (await fetch(`${url}/api/v1/proposals?${filter}&sort=title&limit=200`)).json()) as {
			data: { id: string }[];
		};
		expect(own.data.map(({ id }) => id)).toEqual(page.data.map(({ id }) => id));
	});

	test.each([
		'layer=technology&paper=001',
		'remedy=audit-assessment&level=specific',
		'basis=paper&jurisdiction=CN'
	])('the filter %s leaves the same links as in the trace', async (filter) => {
		const level = filter.includes('level=') ? '' : '&level=all';
		const page = (await (await fetch(`${url}/trace.json?${filter}${level}`)).json()) as {
			data: { id: string }[];
		};
		const own = (await (await fetch(`${url}/api/v1/links?${filter}&limit=200`)).json()) as {
			data: { id: string }[];
		};
		expect(own.data.length).toBeGreaterThan(0);
		expect(own.data.map(({ id }) => id).sort()).toEqual(page.data.map(({ id }) => id).sort());
	});

	test('a matrix of the API is the file of its page', async () => {
		for (const query of ['layers?layer=subject', 'coverage?rows=all', 'papers?']) {
			const [slug, rest] = query.split('?');
			const [own, page] = (await Promise.all(
				[`/api/v1/matrices/${slug}?${rest}`, `/matrix/${slug}.json?${rest}`].map(async (path) =>
					(await fetch(url + path)).json()
				)
			)) as { data: unknown[] }[];
			expect(own.data.length).toBeGreaterThan(0);
			expect(own.data).toEqual(page.data);
		}
	});
});

describe('selection', () => {
	test('fields and include choose what a record holds', async () => {
		const { data } = await GET('/api/v1/proposals/{id}', {
			params: { path: { id: 'algorithm-filing-system' }, query: { fields: ['title_zh'], include: ['links'] } }
		});
		expect(Object.keys(data!.data).sort()).toEqual(['id', 'links', 'title_zh']);
		expect(data!.data.links!.length).toBeGreaterThan(0);
	});

	test('provisions come with a regulation unless they are not wanted', async () => {
		const held = async (query: string) =>
			'provisions' in
			(
				(await (await fetch(`${url}/api/v1/regulations/eu-platform-work-directive${query}`)).json()) as {
					data: object;
				}
			).data;
		expect(await held('')).toBe(true);
		expect(await held('?include=')).toBe(false);
		expect(await held('?include=links')).toBe(false);
	});

	test('as_of moves the light', async () => {
		const lightOn = async (as_of: string) => {
			const { data } = await GET('/api/v1/regulations/{id}', {
				params: { path: { id: 'eu-platform-work-directive' }, query: { as_of } }
			});
			return data!.data.light;
		};
		expect(await lightOn('2020-01-01')).toBe('not-yet');
		expect(await lightOn('2030-01-01')).toMatch(/^in-force/);
	});

	test.each([
		['links', 'proposal', 'proposal', 'algorithm-filing-system,digital-union-system'],
		['links', 'regulation', 'instrument', 'eu-dsa'],
		['links', 'relation', 'relation', 'enacts,conflicts'],
		['links', 'basis', 'basis', 'paper'],
		['links', 'confidence', 'confidence', 'low'],
		['links', 'jurisdiction', 'jurisdiction', 'EU,CN'],
		['assessments', 'proposal', 'proposal', 'cross-department-data-flow-monitoring'],
		['assessments', 'jurisdiction', 'jurisdiction', 'EU'],
		['provisions', 'regulation', 'instrument', 'eu-dsa,eu-platform-work-directive'],
		['provisions', 'jurisdiction', 'jurisdiction', 'EU'],
		['provisions', 'verification', 'verification', 'text'],
		['changes', 'kind', 'kind', 'paper'],
		['changes', 'record', 'record', 'eu-dsa']
	])('of %s a filter by %s leaves those whose %s is one of %s', (list, filter, field, values) =>
		whileDataStand(async () => {
			const rowsOf = async (query: string) =>
				parse(await (await fetch(`${url}/api/v1/${list}.csv?${query}`)).text(), {
					columns: true
				}) as unknown as Record<string, string>[];
			const [whole, left] = [await rowsOf(''), await rowsOf(`${filter}=${values}`)];
			const expected = whole.filter((row) => values.split(',').includes(row[field]));
			expect(expected.length).toBeGreaterThan(0);
			expect(expected.length).toBeLessThan(whole.length);
			expect(left.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
		})()
	);

	test('the tables hold every row, and nothing a spreadsheet would run', async () => {
		const total = (await GET('/api/v1/links')).data!.meta.total;
		const csv = await (await fetch(`${url}/api/v1/links.csv?fields=id,relation,reason_en`)).text();
		expect(csv.split('\r\n')[0]).toBe('id,relation,reason_en');
		expect(csv.match(/--[a-z0-9-]+-\d+,/g)!.length).toBe(total);
		const book = await readXlsx(Buffer.from(await (await fetch(`${url}/api/v1/papers.xlsx`)).arrayBuffer()));
		expect(JSON.stringify(book)).toContain('title_is_ours');
	});
});

describe('transport', () => {
	test.each([
		'/api/v1/proposals',
		'/api/v1/links.csv',
		'/matrix/layers',
		'/proposals/algorithm-filing-system'
	])('%s leaves compressed for whoever takes that', async (path) => {
		const plain = await raw(path, { 'accept-encoding': 'identity' });
		expect(plain.headers['content-encoding']).toBeUndefined();
		for (const encoding of ['br', 'gzip']) {
			const packed = await raw(path, { 'accept-encoding': encoding });
			expect(packed.headers['content-encoding']).toBe(encoding);
			expect(packed.headers.vary).toContain('Accept-Encoding');
			expect(packed.length).toBeLessThan(plain.length / 2);
		}
	});

	test.skipIf(process.env.ATLAS_APP_URL)(
		'a client that asks too often is told to wait, in the one error shape',
		{ timeout: 120_000 },
		async () => {
			const data = await copyData();
			const app = await startApp({ API_RATE_LIMIT: '3', ATLAS_DATA_DIR: data });
			try {
				const ask = () => fetch(`${app.url}/api/v1/papers/001`);
				for (let left = 2; left >= 0; left--) {
					const response = await ask();
					expect(response.status).toBe(200);
					expect(response.headers.get('ratelimit-policy')).toBe('"client";q=3;w=60');
					expect(response.headers.get('ratelimit')).toContain(`r=${left};`);
				}
				const refused = await ask();
				expect(refused.status).toBe(429);
				expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
				expect(refused.headers.get('content-type')).toBe('application/problem+json');
				const mcp = await fetch(`${app.url}/mcp`, {
					method: 'POST',
					headers: { 'content-type': 'application/json' },
					body: '{}'
				});
				expect(mcp.status, 'MCP has the same limit').toBe(429);
				expect(Number(mcp.headers.get('retry-after'))).toBeGreaterThan(0);
				expect((await fetch(`${app.url}/papers/001.bib`)).status, 'and so have citations').toBe(429);
				expect(
					(await fetch(`${app.url}/proposals/algorithm-filing-system`)).status,
					'pages have no limit'
				).toBe(200);
			} finally {
				await app.stop();
				await rm(data, { recursive: true, force: true });
			}
		}
	);
});
