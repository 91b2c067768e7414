import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

const url = inject('app_url');
const endpoint = `${url}/mcp`;

type Answer = { isError?: boolean; text: string; data: Record<string, unknown> };

async function connect(mode?: 'auto'): Promise<Client> {
	const client = new Client(
		{ name: 'test', version: '1' },
		mode ? { versionNegotiation: { mode } } : undefined
	);
	await client.connect(new StreamableHTTPClientTransport(new URL(endpoint)));
	return client;
}

const post = (body: string, headers: Record<string, string> = {}) =>
	fetch(endpoint, {
		method: 'POST',
		body,
		headers: {
			'content-type': 'application/json',
			accept: 'application/json, text/event-stream',
			...headers
		}
	});
const listTools = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

describe.each([
	['the protocol of 2025', undefined],
	['the protocol of 2026', 'auto']
] as const)('a client of %s', (_, mode) => {
	let client: Client;
	beforeAll(async () => {
		client = await connect(mode);
	});
	afterAll(() => client.close());

	const call = async (name: string, args: Record<string, unknown>): Promise<Answer> => {
		const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
		const [first] = content as { type: string; text: string }[];
		return {
			...(isError === true && { isError }),
			text: first.text,
			data: structuredContent as Answer['data']
		};
	};

	test('is told how to cite, and finds five read-only tools with described parameters', async () => {
		expect(client.getInstructions()).toMatch(/Never report absence of law/);
		const { tools } = await client.listTools();
		expect(tools.map(({ name }) => name)).toEqual([
			'search',
			'get_proposal',
			'get_regulation',
			'coverage',
			'compare'
		]);
		for (const { name, annotations, inputSchema } of tools) {
			expect(annotations?.readOnlyHint, name).toBe(true);
			expect(inputSchema.additionalProperties, name).toBe(false);
			for (const [parameter, schema] of Object.entries(inputSchema.properties ?? {}))
				expect((schema as { description?: string }).description, `${name} ${parameter}`).toMatch(/\w{3}/);
		}
	});

	test('searches, and gets from a hit to the record and to the law', async () => {
		const { data } = await call('search', { query: 'algorithm filing', kinds: ['proposal'] });
		const [hit] = data.hits as { id: string; url: string; exact: boolean }[];
		expect(hit).toMatchObject({
			id: 'algorithm-filing-system',
			exact: true,
			url: `${url}/proposals/algorithm-filing-system`
		});
		const proposal = await call('get_proposal', { id: hit.id });
		const links = proposal.data.links as {
			relation: { code: string };
			confidence: object;
			provision: { id: string; url: string; official: { url: string | null } };
		}[];
		const enacting = links.find(({ relation }) => relation.code === 'enacts')!;
		expect(enacting.provision.url).toBe(`${url}/regulations/${enacting.provision.id.replace('#', '#p')}`);
		expect(enacting.provision.official).toMatchObject({ known_by: { code: 'seen' }, last_check: null });
		expect(proposal.text).toContain(enacting.provision.url);
		expect(proposal.text).toContain(enacting.provision.official.url);
		expect(proposal.text).toContain('unknown, not absence');
	});

	test('gets the same in Chinese, with Chinese addresses', async () => {
		const { text, data } = await call('get_regulation', {
			id: 'eu-platform-work-directive',
			provision: 2,
			language: 'zh'
		});
		expect(data.url).toBe(`${url}/zh/regulations/eu-platform-work-directive`);
		expect(text).toContain('平台工作指令');
		expect(data.provisions).toHaveLength(1);
		expect(data.unverified).not.toHaveLength(0);
	});

	test('is told what was looked for from what nobody looked at', async () => {
		const { data, text } = await call('coverage', { proposal: 'ubi-as-data-dividend' });
		const places = data.jurisdictions as {
			jurisdiction: { code: string };
			state: string;
			looked_on?: string;
		}[];
		const eu = places.find(({ jurisdiction }) => jurisdiction.code === 'EU')!;
		expect(eu).toMatchObject({ state: 'nothing-found', looked_on: '2026-11-21' });
		expect(data.not_looked_at).toContain('JP');
		expect(text).toMatch(/Not looked at, so unknown/);

		const { data: europe } = await call('coverage', { jurisdiction: 'EU' });
		const proposals = europe.proposals as { proposal: { id: string }; state: string; looked_for: object[] }[];
		const same = proposals.find(({ proposal }) => proposal.id === 'ubi-as-data-dividend')!;
		expect(same.state).toBe('nothing-found');
		expect(same.looked_for).toHaveLength(1);
		expect(proposals.length + (europe.not_looked_at as number)).toBe(
			((await (await fetch(`${url}/api/v1/proposals?limit=1`)).json()) as { meta: { total: number } }).meta
				.total
		);
	});

	test('sees the law of another day', async () => {
		const lightOn = async (as_of: string) =>
			(await call('get_regulation', { id: 'eu-platform-work-directive', as_of })).data.light;
		expect(await lightOn('2020-01-01')).toMatchObject({ code: 'not-yet' });
		expect(await lightOn('2030-01-01')).toMatchObject({ code: expect.stringMatching(/^in-force/) });
	});

	test('compares, and every address it is given answers', async () => {
		const { data, text } = await call('compare', {
			ids: ['algorithm-filing-system', 'external-audit-of-platform-algorithms'],
			as_of: '2026-11-21'
		});
		const rows = data.rows as { row: string; state: string; cells: { items: object[] }[] }[];
		expect(rows.find(({ row }) => row === 'remedy_type')!.cells).toHaveLength(2);
		expect(rows.find(({ row }) => row === 'law-CN')!.cells[0].items[0]).toMatchObject({
			coverage: { state: 'enacts' }
		});
		expect(rows.some(({ state }) => state === 'differs')).toBe(true);
		expect(text).toContain('/compare?ids=');
		const addresses = JSON.stringify(data)
			.match(/"http[^"]+"/g)!
			.map((quoted) => JSON.parse(quoted) as string);
		const own = [
			...new Set(
				addresses.filter((address) => address.startsWith(url)).map((address) => address.split('#')[0])
			)
		];
		expect(own.length).toBeGreaterThan(4);
		for (const address of own) expect((await fetch(address)).status, address).toBe(200);
	});

	test.each([
		['get_proposal', { id: 'algorithm-filling-system' }, /^id: .*\n- algorithm-filing-system /],
		['get_regulation', { id: 'eu-platform-work' }, /^id: .*\n- eu-platform-work-directive /],
		['get_regulation', { id: 'eu-dsa', provision: 9999 }, /^provision: eu-dsa has the provisions 1, /],
		['coverage', { jurisdiction: 'Germany' }, /^jurisdiction: .*\n- DE /],
		['coverage', {}, /^proposal: /],
		['compare', { ids: ['algorithm-filing-system', 'external-audit'] }, /^ids\.1: .*\n- external-audit-/],
		['compare', { ids: ['a', 'a'] }, /^ids\.0: .*\nids\.1: /],
		['search', { query: 'x', kind: 'law' }, /Unrecognized key: "kind"/],
		['search', { query: 'x', limit: 1e9 }, /limit: /],
		['search', { query: 5 }, /query: /],
		['coverage', { proposal: 'algorithm-filing-system', as_of: '2023-02-29' }, /as_of: expected a day/],
		['get_proposal', { id: 'algorithm-filing-system', language: 'tlh' }, /language: /],
		['get_proposal', { id: '\u0000' }, /^id: |Invalid/]
	])('is told what is wrong with %s %j', async (name, args, words) => {
		const { isError, text } = await call(name, args);
		expect(isError).toBe(true);
		expect(text).toMatch(words);
	});
});

test('any page of another origin may ask, one that takes itself for ours under a foreign name may not', async () => {
	const { host } = new URL(url);
	for (const [headers, status] of [
		[{ origin: 'https://elsewhere.example' }, 200],
		[{ origin: `http://${host}` }, 200],
		[{ origin: 'null' }, 403],
		[{ origin: 'nonsense' }, 403]
	] as const) {
		const response = await post(listTools, headers);
		expect({ headers, status: response.status }).toEqual({ headers, status });
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
	}
	// A name that was pointed at this machine: fetch sets no Host, so the request is written by hand.
	const { request } = await import('node:http');
	const rebound = await new Promise<number>((resolve, reject) => {
		const { port } = new URL(url);
		const sent = request(
			endpoint,
			{ method: 'POST', headers: { host: `evil.example:${port}`, origin: `http://evil.example:${port}` } },
			(response) => resolve(response.statusCode!)
		);
		sent.on('error', reject);
		sent.end(listTools);
	});
	expect(rebound).toBe(403);
});

test('there is no stream to open and no session to end', async () => {
	for (const method of ['GET', 'DELETE', 'PUT']) {
		const response = await fetch(endpoint, { method });
		expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST, OPTIONS']);
	}
	const preflight = await fetch(endpoint, {
		method: 'OPTIONS',
		headers: { origin: 'https://elsewhere.example', 'access-control-request-headers': 'mcp-protocol-version' }
	});
	expect(preflight.status).toBe(204);
	expect(preflight.headers.get('access-control-allow-headers')).toBe('mcp-protocol-version');
	const listen = await post(
		JSON.stringify({
			jsonrpc: '2.0',
			id: 1,
			method: 'subscriptions/listen',
			params: {
				notifications: { toolsListChanged: true },
				_meta: {
					'io.modelcontextprotocol/protocolVersion': '2026-07-28',
					'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
					'io.modelcontextprotocol/clientCapabilities': {}
				}
			}
		}),
		{ 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' }
	);
	expect(await listen.json()).toMatchObject({ error: { message: 'Subscription limit reached' } });
});

test('a body that is too long, no JSON or of another type is refused', async () => {
	const long = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x', params: { text: 'a'.repeat(70_000) } });
	expect((await post(long)).status).toBe(413);
	const streamed = await fetch(endpoint, {
		method: 'POST',
		body: new Blob([long]).stream(),
		duplex: 'half',
		headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
	} as RequestInit);
	expect(streamed.status).toBe(413);
	expect((await post('{')).status).toBe(400);
	expect((await post(listTools, { 'content-type': 'application/xml' })).status).toBe(415);
	expect((await post(listTools, { accept: 'text/html' })).status).toBe(406);
});
