import { isDeepStrictEqual } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { collections } from '../../src/lib/domain/api/collections.ts';
import { metricsToken } from '../harness/app.ts';
import { ask, type Answer } from '../harness/ask.ts';
import { whileDataStand } from '../harness/data-stand.ts';

/** The API answers plain requests before the framework sees them; nobody may be able to tell. */
const anew = { 'cache-control': 'no-cache' };
/** It makes a request one for the framework and changes nothing there: no cookie is named like this. */
const notPlain = { cookie: 'other=session_token' };

const unpacked = (body: Buffer, encoding: string | undefined) =>
	encoding === 'gzip' ? gunzipSync(body) : encoding === 'br' ? brotliDecompressSync(body) : body;

/** Without what each answer has of its own, and how it was cut for its way: the framework sends no lengths. */
const common = ({
	status,
	headers: {
		date: _,
		'x-request-id': id,
		ratelimit,
		'content-length': __,
		'transfer-encoding': ___,
		...headers
	},
	body
}: Answer) => ({
	status,
	headers,
	own: [id?.length, ratelimit?.replace(/r=\d+/, 'r=n')],
	body: unpacked(body, headers['content-encoding'])
		.toString()
		.replace(/"generated_at":"[^"]*"/, '"generated_at":""')
});

async function expectSame(path: string, headers: Record<string, string> = {}, method = 'GET') {
	const both = async () => [
		common(await ask(path, { ...anew, ...headers }, method)),
		common(await ask(path, { ...anew, ...headers, ...notPlain }, method))
	];
	let [plain, framework] = await both();
	// Other tests publish meanwhile, now and then between the two.
	for (let turn = 0; turn < 3 && !isDeepStrictEqual(plain, framework); turn++)
		[plain, framework] = await both();
	expect(plain, `${method} ${path} ${JSON.stringify(headers)}`).toEqual(framework);
	return plain;
}

test('an answer says how long it is, unless it is packed on its way', async () => {
	const [plain, packed] = [
		await ask('/api/v1/papers', anew),
		await ask('/api/v1/papers', { ...anew, 'accept-encoding': 'gzip' })
	];
	expect(plain.headers['content-length']).toBe(String(plain.body.length));
	expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' });
	expect(JSON.parse(gunzipSync(packed.body).toString()).data).not.toEqual([]);
});

test.each(collections)('%s are answered alike', async (name) => {
	const list = `/api/v1/${name}`;
	// A search is refused without words.
	const { status, body } = await expectSame(`${list}?limit=2${name === 'search' ? '&q=audit' : ''}`);
	expect(status).toBe(200);
	const single = `${list}/${encodeURIComponent(JSON.parse(body).data[0].id)}`;
	for (const path of [list, single, `${single}?fields=id`, `${single}?lang=zh&bom=0`, `${list}/nothing`])
		await expectSame(path);
});

test.each([
	'/api/v1',
	'/api/v1/',
	'/api/v1/papers/',
	'/api/v1/papers/001/',
	'/api/v1//papers',
	'//api/v1/papers',
	'/api/v1/papers?',
	'/api/v1/papers?limit=1#place',
	'/api/v1/papers#place',
	'/api/v1/papers?limit=1&limit=2',
	'/api/v1/papers?limit=x&sort=nothing&nothing=1',
	'/api/v1/papers?%00=%ff&\u00ff',
	'/api/v1/papers?/limit=1',
	'/api/v1/papers?x-sveltekit-invalidated=1',
	'/api/v1/papers/__data.json',
	'/api/v1/papers.csv',
	'/api/v1/papers/001.json',
	'/api/v1/papers%2F001',
	'/api/v1/%70apers',
	'/api/v1/papers/%30%30%31',
	'/api/v1/papers/%E0%A4%A',
	'/api/v1/papers/../proposals',
	'/api/v1/papers/001/more',
	'/api/v1/constructor',
	'/zh/api/v1/papers',
	'/api/v1/proposals?limit=1&cursor=nothing',
	'/api/v1/proposals?limit=1&sort=-law&include=links,papers',
	'/api/v1/proposals?utm_source=x&fields=title_en&limit=3',
	'/matrix/layers.json?remedy=audit&sort=-title',
	'/matrix/cross-tab.json?rows=remedy_type&cols=jurisdiction&measure=links',
	'/matrix/coverage.json',
	'/matrix/coverage.json?rows=all&group=jurisdictions&as_of=2024-01-01&cell=algorithm-audit:EU&bom=1',
	'/matrix/coverage.json?rows=nothing&bom=2',
	'/matrix/nothing.json',
	'/matrix/__proto__.json',
	'/matrix/cross-tab.json/',
	'/matrix/cross%2Dtab.json',
	'/matrix/cross-tab.json?x-sveltekit-invalidated=1',
	'/zh/matrix/cross-tab.json',
	'//matrix/cross-tab.json'
])('%s is answered alike', async (path) => {
	await expectSame(path);
	await expectSame(path, {}, 'HEAD');
});

describe.each(['/api/v1/papers?limit=1', '/api/v1/papers/001', '/matrix/cross-tab.json?rows=modality'])(
	'%s',
	(path) => {
		test.each<[Record<string, string>, string?]>([
			[{}, 'HEAD'],
			[{}, 'OPTIONS'],
			[{}, 'DELETE'],
			[{ 'accept-encoding': 'gzip' }],
			[{ 'accept-encoding': 'br;q=0.5, identity' }],
			[{ accept: 'text/html' }],
			[{ accept: 'application/*' }],
			[{ 'if-none-match': '*' }],
			[{ 'if-none-match': 'W/"other"' }],
			[{ 'if-none-match': 'no tag' }],
			[{ 'if-modified-since': 'Fri, 01 Jan 2100 00:00:00 GMT' }],
			[{ 'if-modified-since': 'Fri, 01 Jan 2000 00:00:00 GMT' }],
			[{ range: 'bytes=9-1' }],
			[{ range: 'bytes=0-9' }],
			[{ 'content-length': '0' }],
			[{ authorization: 'Bearer none' }],
			[{ host: 'Elsewhere.example:80' }],
			[{ host: '[::1]:3000' }],
			[{ host: '1.2.3.4.5' }],
			[{ host: 'user@elsewhere.example' }],
			[{ 'x-forwarded-host': 'elsewhere.example', 'x-forwarded-proto': 'https' }],
			[{ 'x-request-id': 'of-a-proxy' }],
			[{ 'sec-fetch-dest': 'document', 'accept-language': 'zh' }],
			[{ origin: 'https://elsewhere.example', 'content-type': 'text/plain' }],
			[{ 'x-http-method-override': 'DELETE', 'x-sveltekit-action': 'true' }]
		])('asked with %j %s', async (headers, method) => {
			await expectSame(path, headers, method);
		});
	}
);

test(
	'whoever has the answer is told so, and its tag is the same',
	whileDataStand(async () => {
		const { headers } = await expectSame('/api/v1/papers?limit=1');
		expect((await expectSame('/api/v1/papers?limit=1', { 'if-none-match': headers.etag })).status).toBe(304);
	})
);

test('the requests are counted by their route and carry the number they were sent with', async () => {
	const count = async () => {
		const { body } = await ask('/metrics', { authorization: `Bearer ${metricsToken}` });
		const sample = `atlas_http_request_duration_seconds_count{method="HEAD",route="/api/v1/[collection=api_collection]/[id]",status="4xx"}`;
		return Number(body.toString().split(`${sample} `)[1]?.split('\n')[0] ?? 0);
	};
	const before = await count();
	for (const headers of [{}, notPlain]) {
		const { headers: answered } = await ask(
			'/api/v1/links/nothing',
			{ ...anew, ...headers, 'x-request-id': 'r-1' },
			'HEAD'
		);
		expect(answered['x-request-id']).toBe('r-1');
	}
	// At least: other files ask the same process.
	expect((await count()) - before).toBeGreaterThanOrEqual(2);
});
