import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { metricsToken } from '../harness/app.ts';
import { ask, type Answer } from '../harness/ask.ts';
import { whileDataStand } from '../harness/data-stand.ts';
import { signIn } from '../harness/session.ts';

/** What is asked for again is answered before the framework sees it; nobody may be able to tell. */
const page = '/papers/001';
const list = '/api/v1/papers?limit=2&sort=-id';

/** Without what each answer has of its own, and how the bytes are framed. */
function common({ headers }: Answer): Record<string, unknown> {
	const own = ['x-request-id', 'date', 'ratelimit', 'content-length', 'transfer-encoding', 'vary'];
	const vary = headers.vary.split(/, */).sort();
	return { ...Object.fromEntries(Object.entries(headers).filter(([name]) => !own.includes(name))), vary };
}
async function counted(sample: string): Promise<number> {
	const text = (await ask('/metrics', { authorization: `Bearer ${metricsToken}` })).body.toString();
	const line = text.split('\n').find((candidate) => candidate.startsWith(`${sample} `));
	return Number(line?.split(' ')[1] ?? 0);
}
const again = () => counted('atlas_kept_answers_total{outcome="again"}');

describe.each([
	page,
	list,
	'/zh/matrix/coverage',
	'/matrix/coverage.json?group=jurisdictions',
	'/zh/matrix/cross-tab.json?rows=modality&cols=jurisdiction',
	'/papers/001/embed',
	'/papers/001.json',
	'/feed.atom',
	'/sitemap.xml'
])('%s', (path) => {
	async function askTwice(): Promise<Answer> {
		const first = await ask(path);
		await ask(path, { 'accept-encoding': 'gzip' });
		return first;
	}

	test(
		'is answered again as it was made, headers and all, and counted',
		whileDataStand(async () => {
			const first = await askTwice();
			expect(first.status).toBe(200);
			const before = await again();
			for (const given of [{}, { 'x-forwarded-host': 'elsewhere.example', 'accept-language': 'zh' }]) {
				const answer = await ask(path, given as Record<string, string>);
				expect(common(answer)).toEqual(common(first));
				expect(answer.body.equals(first.body)).toBe(true);
				expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
			}
			expect((await again()) - before).toBeGreaterThanOrEqual(2);
			const named = await ask(path, { 'x-request-id': 'of-a-proxy' });
			expect(named.headers['x-request-id']).toBe('of-a-proxy');
		})
	);

	test(
		'is packed, has a head without a body, and is not sent to whoever has it',
		whileDataStand(async () => {
			const first = await askTwice();
			const packed = await ask(path, { 'accept-encoding': 'gzip' });
			expect(packed.headers['content-encoding']).toBe('gzip');
			expect(gunzipSync(packed.body).equals(first.body)).toBe(true);
			const head = await ask(path, {}, 'HEAD');
			expect([head.status, head.body.length, head.headers.etag]).toEqual([200, 0, first.headers.etag]);
			const unchanged = await ask(path, { 'if-none-match': `"other", ${first.headers.etag}` });
			expect([unchanged.status, unchanged.body.length]).toEqual([304, 0]);
			expect(unchanged.headers.etag).toBe(first.headers.etag);
			expect(unchanged.headers['cache-control']).toBe(first.headers['cache-control']);
			expect(unchanged.headers['content-security-policy']).toBeUndefined();
			expect((await ask(path, { 'if-none-match': '"other"' })).status).toBe(200);
		})
	);
});

test('whatever an answer may depend on makes another one, in whichever order they are asked for', async () => {
	const [plain, dark, other, elsewhere] = [
		{},
		{ cookie: 'a=b; theme=dark' },
		{ accept: 'application/json' },
		{ host: 'elsewhere.example' }
	] as Record<string, string>[];
	for (let turn = 0; turn < 2; turn++) {
		expect((await ask(page, dark)).body.toString()).toContain('data-theme="dark"');
		expect((await ask(page, elsewhere)).body.toString()).toContain('http://elsewhere.example/');
		expect((await ask(page, other)).status).toBe(303);
		const body = (await ask(page, plain)).body.toString();
		expect(body).toContain('data-theme="system"');
		expect(body).not.toContain('elsewhere.example');
		expect((await ask(list, { accept: 'text/html' })).status).toBe(406);
		expect((await ask(list, { range: 'bytes=9-1' })).status).toBe(416);
		expect((await ask(list, { 'if-none-match': 'no tag' })).status).toBe(400);
		expect((await ask(list, { 'if-none-match': '*' })).status).toBe(304);
		expect((await ask(list, { 'content-length': '0', range: 'bytes=0-9' })).status).toBe(200);
		expect((await ask(list, {}, 'OPTIONS')).status).toBe(204);
	}
	// Other files ask the same process; an answer that is kept would be counted at every try.
	await expect
		.poll(
			async () => {
				const before = await again();
				await ask(page, { 'cache-control': 'no-cache' });
				return (await again()) - before;
			},
			{ interval: 200 }
		)
		.toBe(0);
});

test('who is signed in never gets what is kept for others', async () => {
	const curator = await signIn('curator');
	await ask(page);
	for (let turn = 0; turn < 2; turn++) {
		const own = await curator.get(page);
		expect(own.headers.get('cache-control')).toBe('private, no-store');
		expect(await own.text()).toContain('/account');
		expect((await ask(page, { accept: 'text/html' })).body.toString()).not.toContain('"/account"');
	}
});

test(
	'the first answer after a change is the new one',
	whileDataStand(async () => {
		const before = [await ask(page), await ask(list)];
		expect((await ask(page)).headers.etag).toBe(before[0].headers.etag);
		// The history tells names: whoever writes theirs changes what readers may see.
		const contributor = await signIn('contributor');
		expect((await contributor.post('/account?/name', { name: 'The contributor' })).status).toBe(303);
		const after = [
			await ask(page, { 'if-none-match': before[0].headers.etag }),
			await ask(list, { 'if-none-match': before[1].headers.etag })
		];
		expect(after.map(({ status }) => status)).toEqual([200, 200]);
		expect(after[0].headers.etag).not.toBe(before[0].headers.etag);
	})
);

test('requests are counted by their route', async () => {
	const sample = 'atlas_http_request_duration_seconds_count{method="GET",route="/papers/[id]",status="2xx"}';
	await ask(page);
	const before = await counted(sample);
	await ask(page);
	// At least: other files ask the same process.
	expect((await counted(sample)) - before).toBeGreaterThanOrEqual(1);
});
