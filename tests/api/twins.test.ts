import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { twinsOf } from '../../src/lib/domain/twins.ts';

const url = inject('app_url');
const get = (path: string, init: RequestInit = {}) => fetch(url + path, { redirect: 'manual', ...init });

/** One page of every route that has data twins; the rest of the query is carried where the data understands it. */
const pages: Record<string, string[]> = {
	'/proposals/[id]': ['/proposals/algorithm-filing-system'],
	'/papers/[id]': ['/papers/001', '/papers/002'],
	'/regulations/[id]': [
		'/regulations/eu-platform-work-directive',
		'/regulations/eu-dsa?as_of=2023-01-01&colour=red'
	],
	'/regulations': ['/regulations', '/regulations?jurisdiction=EU&sort=-year'],
	'/matrix/[slug]': [
		'/matrix/layers',
		'/matrix/papers',
		'/matrix/technology?level=all&sort=-technology,title'
	],
	'/matrix/coverage': ['/matrix/coverage?rows=all&as_of=2024-01-01'],
	'/gaps': ['/gaps'],
	'/timeline': ['/timeline?from=2020&jurisdiction=EU'],
	'/matrix/cross-tab': ['/matrix/cross-tab'],
	'/compare': ['/compare?ids=algorithm-filing-system,external-audit-of-platform-algorithms'],
	'/trace': ['/trace?layer=technology'],
	'/search': ['/search?q=audit'],
	'/codebook': ['/codebook'],
	'/data': ['/data'],
	'/slices/[id]': []
};

/** Pages of people and not of records, and those of versions, which the list of changes holds. */
const apart = /^\/(account|curate|invitations|sign-in|suggest|suggestions)(\/|$)|\/(embed|history)$/;

/** Pages that hold no data of their own: a form, a text, or what a reader puts together of records that have twins. */
const withoutData = ['/', '/brief', '/codebook/guide', '/slices', '/weigh'];

beforeAll(async () => {
	const response = await get('/slices', {
		method: 'POST',
		headers: { origin: url, accept: 'text/html' },
		body: new URLSearchParams({ path: '/matrix/layers', query: '?layer=subject' })
	});
	pages['/slices/[id]'].push(response.headers.get('location')!);
});

test('every page either has data twins or is known to hold no records of its own', () => {
	const routes = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('+page.svelte'))
		.map((file) => `/${file.replace(/\/?\+page\.svelte$/, '')}`)
		.filter((route) => !apart.test(route));
	expect(routes.sort()).toEqual([...Object.keys(pages), ...withoutData].sort());
	for (const route of withoutData)
		expect(twinsOf(route, { path: '/x', plain: '/x', search: '?ids=x' })).toEqual([]);
});

describe.each(Object.keys(pages))('%s', (route) => {
	test.each(['', '/zh'])(
		'names its twins in the language %j, and each answers as what it says it is',
		async (language) => {
			expect(pages[route].length).toBeGreaterThan(0);
			for (const page of pages[route]) {
				const html = await (await get(language + page)).text();
				const named = [
					...html.matchAll(/<link rel="alternate" type="(application\/[^"]+|text\/csv)" href="([^"]+)"/g)
				]
					.map(([, type, href]) => ({ type, href: href.replaceAll('&amp;', '&') }))
					.filter(({ type }) => !/atom|oembed/.test(type));
				const [path, query] = page.split('?');
				const expected = twinsOf(route, {
					path: language + path,
					plain: path,
					search: query ? `?${query}` : ''
				}).map(({ type, href }) => ({ type, href }));
				expect(named).toEqual(expected);
				expect(named.length).toBeGreaterThan(0);
				for (const { type, href } of named) {
					const twin = await get(href);
					expect([href, twin.status]).toEqual([href, 200]);
					expect(twin.headers.get('content-type')!.split(';')[0]).toBe(type);
					expect(twin.headers.get('access-control-allow-origin'), href).toBe('*');
					expect(twin.headers.get('etag'), href).toMatch(/^W\//);

					const asked = await get(language + page, { headers: { accept: `${type}, text/html;q=0.5` } });
					expect([asked.status, asked.headers.get('location')]).toEqual([303, href]);
					expect(asked.headers.get('vary')).toContain('Accept');
				}
			}
		}
	);
});

test('of several formats the one wanted most is given, and a browser gets the page', async () => {
	const locationOf = async (accept: string) =>
		(await get('/zh/papers/001', { headers: { accept } })).headers.get('location');
	expect(await locationOf('application/x-bibtex;q=0.5, application/ld+json')).toBe('/papers/001.jsonld');
	expect(await locationOf('application/x-bibtex, application/ld+json;q=0.5')).toBe('/zh/papers/001.bib');
	expect(await locationOf('text/html, application/ld+json;q=0.9, */*;q=0.8')).toBeNull();
	expect(await locationOf('*/*')).toBeNull();
	expect(await locationOf('application/ld+json;q=0')).toBeNull();
});

test.each(['/proposals/algorithm-filling-system', '/papers/01', '/regulations/eu-platform-work'])(
	'the twins of %s, which is not there, answer 404 and name a near one',
	async (path) => {
		for (const ending of ['json', 'jsonld', 'bib', 'ris', 'csl.json']) {
			const response = await get(`${path}.${ending}`);
			expect([ending, response.status]).toEqual([ending, 404]);
			expect(((await response.json()) as { near: object[] }).near.length).toBeGreaterThan(0);
		}
	}
);

test('a twin takes no parameter it does not know', async () => {
	for (const path of [
		'/papers/001.bib?style=apa',
		'/papers/001.jsonld?as_of=2024-01-01',
		'/data.jsonld?x=1'
	]) {
		const response = await get(path);
		expect([path, response.status]).toEqual([path, 400]);
	}
	expect((await get('/regulations/eu-dsa.jsonld?as_of=2020-01-01')).status).toBe(200);
});
