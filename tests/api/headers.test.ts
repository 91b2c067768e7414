import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { whileDataStand } from '../harness/data-stand.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

const base = inject('app_url');
let curator: Session;
let asset: string;
beforeAll(async () => {
	curator = await signIn('curator');
	asset = /\/_app\/immutable\/[^"]+\.js/.exec(await (await fetch(base)).text())![0];
});

/** The policy of an answer by directive. */
const policyOf = (response: Response) =>
	new Map(
		response.headers
			.get('content-security-policy')!
			.split(';')
			.map((part) => part.trim().split(/\s+/))
			.map(([name, ...sources]) => [name, sources])
	);

function expectHeaders(response: Response, framed = false) {
	const { headers } = response;
	expect(headers.get('x-content-type-options')).toBe('nosniff');
	expect(headers.get('referrer-policy')).toMatch(/^(strict-origin-when-cross-origin|no-referrer)$/);
	expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
	expect(headers.get('permissions-policy')).toContain('geolocation=()');
	expect(headers.get('strict-transport-security'), 'without TLS it would mean nothing').toBeNull();
	const policy = policyOf(response);
	for (const name of ['object-src', 'base-uri']) expect(policy.get(name)).toEqual(["'none'"]);
	expect(policy.get('frame-ancestors')).toEqual([framed ? '*' : "'none'"]);
	expect(policy.has('default-src') && policy.has('form-action')).toBe(true);
	for (const [name, sources] of policy) {
		expect(sources, name).not.toContain("'unsafe-eval'");
		if (name !== 'style-src') expect(sources, name).not.toContain("'unsafe-inline'");
		if (name !== 'frame-ancestors') expect(sources.join(' '), name).not.toMatch(/\*|https?:/);
	}
	return policy;
}

const proposal = '/proposals/external-audit-of-platform-algorithms';
describe('every kind of page', () => {
	test.each([
		['/', 200],
		['/zh', 200],
		['/matrix/layers', 200],
		['/matrix/coverage', 200],
		['/matrix/cross-tab', 200],
		[proposal, 200],
		['/regulations', 200],
		['/regulations/eu-dsa', 200],
		['/papers/001', 200],
		['/trace', 200],
		['/compare', 200],
		['/weigh', 200],
		['/gaps', 200],
		['/timeline', 200],
		['/search?q=audit', 200],
		['/codebook', 200],
		['/codebook/guide', 200],
		['/data', 200],
		['/brief', 200],
		['/suggest', 200],
		['/suggestions', 200],
		['/invitations/none', 404],
		['/slices/none', 404],
		['/no-such-page', 404],
		['/curate', 200],
		['/account', 200],
		['/curate/new/proposal', 200],
		['/curate/import', 200],
		['/%E0%A4%A', 400]
	])('%s runs no script but its own', async (path, status) => {
		const page = await curator.get(path);
		expect(page.status).toBe(status);
		expect(page.headers.get('content-type')).toMatch(/^text\/html/);
		const [own, ...allowed] = expectHeaders(page).get('script-src')!;
		expect(own).toBe("'self'");
		const html = await page.text();
		// Hashes and not a nonce, because pages are kept: a policy must let in the scripts of its own page and no other.
		const written = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)]
			.filter(([, attributes]) => !attributes.includes('application/ld+json') && !attributes.includes('src='))
			.map(([, , text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
		expect(written.length).toBeGreaterThan(0);
		expect(new Set(allowed)).toEqual(new Set(written));
		expect(html).not.toMatch(/<script\b[^>]*\ssrc="(?!\/|\.)/);
		expect(html).not.toMatch(/<[a-z][^>]*\son[a-z]+\s*=|href="javascript:|<base\b/i);
	});
});

test.each([
	['/api/v1/proposals', 200],
	['/api/v1/proposals.csv', 200],
	['/api/v1/nothing', 404],
	['/papers/001.json', 200],
	['/papers/001.bib', 200],
	['/regulations/eu-dsa.jsonld', 200],
	['/data/pictures/papers.svg', 200],
	['/og.png', 200],
	['/feed.atom', 200],
	['/calendar.ics', 200],
	['/robots.txt', 200],
	['/sitemap.xml', 200],
	['/manifest.webmanifest', 200],
	['/favicon.svg', 200],
	['/favicon.ico', 200],
	['/healthz', 200],
	['asset', 200],
	['/curate/people', 303]
])('%s, which is no page, may load and run nothing', async (path, status) => {
	const response = await fetch(base + (path === 'asset' ? asset : path), { redirect: 'manual' });
	expect(response.status).toBe(status);
	// A browser may not guess what it is (nosniff).
	if (status === 200) expect(response.headers.get('content-type')).toMatch(/^[a-z]+\/[a-z.+-]+/);
	const policy = expectHeaders(response);
	expect(policy.get('default-src')).toEqual(["'none'"]);
	expect(policy.has('script-src')).toBe(false);
	await response.arrayBuffer();
});

test.each(['/matrix/layers', '/data', '/slices'])(
	'%s leaves the policy as it is where the client has the page already',
	(path) =>
		whileDataStand(async () => {
			const tag = (await fetch(base + path)).headers.get('etag')!;
			const again = await fetch(base + path, { headers: { 'if-none-match': tag } });
			expect(again.status).toBe(304);
			expect(again.headers.get('content-security-policy')).toBeNull();
		})()
);

test('only a page made for frames may be shown in one', async () => {
	const embed = await fetch(`${base}${proposal}/embed`);
	expect(expectHeaders(embed, true).get('script-src')).toEqual(["'self'"]);
	expect(await embed.text()).not.toMatch(/<script/);
	expectHeaders(await fetch(`${base}/sign-in`));
});

test('a refusal that is made before any page has no script either', async () => {
	const refused = await curator.get('/curate/people');
	expect(refused.status).toBe(403);
	expect(expectHeaders(refused).get('default-src')).toEqual(["'none'"]);
	expect(await refused.text()).not.toMatch(/<script/);
});

test('what a signed-in person sees is kept by no cache and read by no other site', async () => {
	for (const path of ['/', '/account', '/curate/import/templates/proposal.csv']) {
		const { headers } = await curator.get(path);
		expect(headers.get('cache-control'), path).toBe('private, no-store');
		expect(headers.get('cross-origin-resource-policy'), path).toBe('same-origin');
		expect(headers.get('access-control-allow-origin'), path).toBeNull();
	}
});

test('the address of an invitation, which is a key, goes to nobody', async () => {
	const response = await fetch(`${base}/invitations/none`);
	expect(response.status).toBe(404);
	const admin = await signIn('admin');
	const page = await (
		await admin.post('/curate/people?/invite', { email: 'referrer@example.org', role: 'curator' })
	).text();
	const offered = await openSession().get(/\/invitations\/[\w-]+/.exec(page)![0]);
	expect(offered.headers.get('referrer-policy')).toBe('no-referrer');
	expect(offered.headers.get('cache-control')).toBe('no-store');
});

describe('a request from elsewhere', () => {
	const form = 'application/x-www-form-urlencoded';
	test.each<[string, Record<string, string>]>([
		['of another site', { origin: 'https://evil.example', 'content-type': form }],
		['of a sandbox', { origin: 'null', 'content-type': form }],
		['that does not say from where', { 'content-type': form }],
		[
			'of a neighbour on the same host',
			{ origin: 'http://127.0.0.1:1', 'content-type': 'multipart/form-data; boundary=x' }
		],
		['as plain text', { origin: 'https://evil.example', 'content-type': 'text/plain' }],
		['as JSON', { origin: 'https://evil.example', 'content-type': 'application/json' }],
		['without a type', { origin: 'https://evil.example' }]
	])('%s changes nothing', async (_, headers) => {
		for (const path of ['/sign-out', '/account?/name', '/curate/new/proposal?/start', '/theme']) {
			const response = await curator.get(path, { method: 'POST', headers, body: 'name=Mallory&title=x' });
			expect(response.status, path).toBe(403);
		}
		expect((await curator.get('/account')).status, 'still signed in').toBe(200);
	});
});
