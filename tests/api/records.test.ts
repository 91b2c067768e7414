import { sql } from 'drizzle-orm';
import process from 'node:process';
import { expect, inject, test } from 'vitest';
import { startAppWith } from '../harness/own-app.ts';

const url = inject('app_url');
const get = (path: string, base = url) => fetch(base + path, { redirect: 'manual' });

test('the lists of proposals and papers lead to their matrices, in the language asked', async () => {
	for (const [path, target] of [
		['/proposals', '/matrix/layers'],
		['/zh/proposals', '/zh/matrix/layers'],
		['/papers', '/matrix/papers'],
		['/zh/papers', '/zh/matrix/papers']
	]) {
		const response = await get(path);
		expect(response.status).toBe(307);
		expect(response.headers.get('location')).toBe(target);
	}
});

const ownApp = test.skipIf(process.env.ATLAS_APP_URL);
ownApp('a record that left leaves its address and its twins behind', { timeout: 120_000 }, async () => {
	const renamed = [
		['/proposals/', 'algorithm-assessment-mechanism', 'algorithm-filing-system'],
		['/papers/', '003', '002'],
		['/regulations/', 'eu-dma', 'eu-dsa']
	];
	const app = await startAppWith(async (db) => {
		await db.execute(
			sql`update proposal set moved_to = 'algorithm-filing-system' where id = 'algorithm-assessment-mechanism'`
		);
		await db.execute(sql`update paper set moved_to = '002' where id = '003'`);
		await db.execute(sql`update instrument set moved_to = 'eu-dsa' where id = 'eu-dma'`);
		await db.execute(
			sql`update instrument set retired_on = '2026-11-20', retired_reason_en = 'Twice.', retired_reason_zh = '重复。' where id = 'eu-ucpd'`
		);
	});
	try {
		for (const [kind, old, id] of renamed)
			for (const language of ['', '/zh'])
				for (const ending of ['', '.json', '.jsonld', '.bib', '.ris', '.csl.json']) {
					const response = await get(language + kind + old + ending, app.url);
					const location = response.headers.get('location');
					expect([response.status, location]).toEqual([301, language + kind + id + ending]);
				}
		for (const ending of ['', '.json', '.jsonld', '.bib']) {
			const response = await get(`/regulations/eu-ucpd${ending}`, app.url);
			expect([ending, response.status]).toEqual([ending, 410]);
			expect(await response.text()).toContain('Twice.');
		}
	} finally {
		await app.stop();
	}
});

test.each([
	['/proposals/algorithm-filling-system', '/proposals/algorithm-filing-system'],
	['/proposals/minimum-wage', '/proposals/minimum-hourly-wage-gig'],
	[`/proposals/${encodeURIComponent('数字工会')}`, '/proposals/digital-union-system'],
	['/papers/01', '/papers/001']
])('%s answers 404 and names %s', async (path, meant) => {
	const response = await get(path);
	expect(response.status).toBe(404);
	expect(await response.text()).toContain(`href="${meant}"`);
});

test.each([
	'%00',
	'%',
	'%25_%5C',
	"';drop table proposal;--",
	'<script>alert(1)</script>',
	'(((((',
	'\\',
	'ab%00cd',
	'%F0%9F%98%80',
	'%ED%A0%80',
	'%E2%80%AE%E2%80%8B',
	'*.?+^$[]{}|()',
	'a'.repeat(5000),
	encodeURIComponent('算'.repeat(300)),
	'a '.repeat(99)
])('the search answers the query %s with a page', async (query) => {
	const response = await get(`/search?q=${query}&kind=${query.slice(0, 40)}`);
	expect(response.status).toBe(200);
	expect(await response.text()).not.toContain('<script>alert');
});

test.each([
	'/proposals/%00',
	'/papers/%00',
	'/regulations/%00',
	'/slices/%00',
	'/matrix/%00',
	'/zh/proposals/a%00b'
])('%s answers 404, not 500', async (path) => {
	expect((await get(path)).status).toBe(404);
});

test('a query longer than 200 characters is cut, and the page says so', async () => {
	const cut = 'Only the first 200 characters were searched';
	expect(await (await get(`/search?q=${'a'.repeat(201)}`)).text()).toContain(cut);
	expect(await (await get(`/search?q=${'a'.repeat(200)}`)).text()).not.toContain(cut);
});

test('each page has its own title and description', async () => {
	const titles = new Set<string>();
	const paths = [
		'/',
		'/zh',
		'/proposals/algorithm-filing-system',
		'/zh/proposals/algorithm-filing-system',
		'/papers/000'
	];
	for (const path of [
		...paths,
		'/papers/001',
		'/codebook',
		'/codebook/guide',
		'/search',
		'/search?q=audit'
	]) {
		const html = await (await get(path)).text();
		titles.add(/<title>(.+?)<\/title>/.exec(html)![1]);
		expect(html, path).toMatch(/<meta name="description" content="[^"]{10,}"/);
	}
	expect(titles.size).toBe(10);
});
