import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { get } from 'node:http';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { isGuarded, mayRequest } from '../../src/lib/server/curation/guard.ts';
import { password } from '../fixtures/people.ts';
import { formOf } from '../harness/form.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

const base = inject('app_url');
const known = 'external-audit-of-platform-algorithms';
const coded = 'digital-minimum-wage';

type Who = 'visitor' | 'contributor' | 'other' | 'curator' | 'reviewer' | 'admin';
let who: Record<Who, Session>;
/** Addresses and ids of what is somebody's own. */
let own: Record<'unfinished' | 'submitted' | 'import' | 'session', string>;
let codedProposal: string;

beforeAll(async () => {
	const [contributor, curator, reviewer, admin] = await Promise.all(
		['contributor', 'curator', 'reviewer', 'admin'].map((role) => signIn(role))
	);
	const invited = await (
		await admin.post('/curate/people?/invite', { email: 'other@example.org', role: 'contributor' })
	).text();
	const other = openSession();
	await other.post(/\/invitations\/[\w-]+/.exec(invited)![0], { name: 'Another', password });
	who = { visitor: openSession(), contributor, other, curator, reviewer, admin };

	// Only a second session of a person has a button, and with it its id.
	await signIn('curator');
	const begun = await contributor.post('/curate/new/proposal?/start', { title: 'A secret remedy' });
	const edit = await curator.post('/curate/drafts?/start', { kind: 'proposal', record: known });
	const submitted = edit.headers.get('location')!;
	const form = await formOf(curator, submitted);
	form.set('title_en', 'A title that nobody has seen');
	form.set(':note', 'a clearer title');
	expect((await curator.post(`${submitted}?/submit`, form)).status).toBe(303);
	const file = new FormData();
	file.set('id', randomUUID());
	file.set('kind', 'proposal');
	file.set('file', new Blob([`id,title_en\n${known},Another title\n`]), 'rows.csv');
	const imported = await curator.post('/curate/import?/check', file);
	const list = await (await curator.get('/curate/coding')).text();
	codedProposal = list.includes(`/curate/coding/${coded}`)
		? coded
		: /\/curate\/coding\/([\w-]+)/.exec(list)![1];
	expect((await curator.post(`/curate/coding/${codedProposal}?/start`, {})).status).toBe(303);
	own = {
		unfinished: begun.headers.get('location')!.split('/').at(-1)!,
		submitted: submitted.split('/').at(-1)!,
		import: imported.headers.get('location')!.split('/').at(-1)!,
		session: /name="id" value="([^"]+)"/.exec(await (await curator.get('/account')).text())![1]
	};
});

type Expected = Partial<Record<Who, number>>;
const all = (status: number, ...people: Who[]): Expected =>
	Object.fromEntries(people.map((person) => [person, status]));
const sent: Record<string, string> = {
	title_en: 'Mallory was here',
	name: 'Mallory',
	reason: 'x',
	reason_en: 'x',
	reason_zh: 'x',
	note: 'x',
	text: 'x',
	field: 'title_en',
	take: 'first'
};

/**
 * What belongs to one person, for each way to reach it: who is told that it is not there (404), who sees it but may not do that
 * (403), who is asked to sign in (303 to read, 401 to write). A contributor wrote the unfinished draft, a curator all others.
 */
const strangers: Who[] = ['other', 'curator', 'reviewer', 'admin'];
const table: [string, (path: typeof own) => string, Expected][] = [
	...(['', '?/save', '?/row', '?/submit', '?/preview', '?/merge', '?/withdraw', '?/comment'] as const).map(
		(action): [string, (path: typeof own) => string, Expected] => [
			`an unfinished draft ${action}`,
			({ unfinished }) => `/curate/drafts/${unfinished}${action}`,
			{ visitor: action ? 401 : 303, ...all(404, ...strangers), ...(action ? {} : { contributor: 200 }) }
		]
	),
	...(['', '?/comment', '?/return', '?/accept', '?/publish'] as const).map(
		(action): [string, (path: typeof own) => string, Expected] => [
			`the review of an unfinished draft ${action}`,
			({ unfinished }) => `/curate/review/${unfinished}${action}`,
			{
				visitor: action ? 401 : 303,
				...all(['', '?/comment'].includes(action) ? 404 : 403, 'other', 'curator'),
				...all(404, 'reviewer', 'admin')
			}
		]
	),
	[
		'the preview of an unfinished draft on a public page',
		({ unfinished }) => `/proposals/${known}?draft=${unfinished}`,
		{ visitor: 403, ...all(404, ...strangers) }
	],
	[
		'the preview of a submitted draft on a public page',
		({ submitted }) => `/proposals/${known}?draft=${submitted}`,
		{ visitor: 403, ...all(404, 'contributor', 'other'), reviewer: 200 }
	],
	[
		'a submitted draft',
		({ submitted }) => `/curate/review/${submitted}`,
		{ visitor: 303, ...all(404, 'contributor', 'other'), ...all(200, 'curator', 'reviewer', 'admin') }
	],
	...(['save', 'submit', 'withdraw', 'merge', 'row'] as const).map(
		(action): [string, (path: typeof own) => string, Expected] => [
			`a submitted draft ?/${action}`,
			({ submitted }) => `/curate/drafts/${submitted}?/${action}`,
			{
				visitor: 401,
				...all(404, 'contributor', 'other'),
				// A refused saving leads to the page of the review, where reviewers belong.
				...all(action === 'withdraw' ? 403 : 303, 'reviewer', 'admin')
			}
		]
	),
	...(['accept', 'publish', 'return'] as const).map(
		(action): [string, (path: typeof own) => string, Expected] => [
			`a submitted draft ?/${action}`,
			({ submitted }) => `/curate/review/${submitted}?/${action}`,
			{ visitor: 401, ...all(403, 'contributor', 'other', 'curator') }
		]
	),
	[
		'an import',
		({ import: id }) => `/curate/import/${id}`,
		{ visitor: 303, ...all(403, 'contributor', 'other'), ...all(200, 'curator', 'reviewer', 'admin') }
	],
	...(['check', 'submit', 'discard'] as const).map(
		(action): [string, (path: typeof own) => string, Expected] => [
			`an import ?/${action}`,
			({ import: id }) => `/curate/import/${id}?/${action}`,
			{ visitor: 401, ...all(403, 'contributor', 'other', 'reviewer', 'admin') }
		]
	),
	...(['publish', 'return', 'undo'] as const).map(
		(action): [string, (path: typeof own) => string, Expected] => [
			`an import ?/${action}`,
			({ import: id }) => `/curate/import/${id}?/${action}`,
			{ visitor: 401, ...all(403, 'contributor', 'other', 'curator'), ...all(409, 'reviewer', 'admin') }
		]
	),
	...(['save', 'finish', 'abandon'] as const).map(
		(action): [string, (path: typeof own) => string, Expected] => [
			`an unfinished coding ?/${action}`,
			() => `/curate/coding/${codedProposal}?/${action}`,
			{ visitor: 401, ...all(403, 'contributor', 'other'), ...all(404, 'reviewer', 'admin') }
		]
	),
	[
		'an unfinished coding ?/start',
		() => `/curate/coding/${codedProposal}?/start`,
		{ visitor: 401, ...all(403, 'contributor', 'other'), ...all(409, 'reviewer', 'admin') }
	],
	[
		'an unfinished coding ?/resolve',
		() => `/curate/coding/${codedProposal}?/resolve`,
		{ visitor: 401, ...all(403, 'contributor', 'other', 'curator'), ...all(404, 'reviewer', 'admin') }
	],
	[
		'a session of somebody else ?/end-session',
		() => '/account?/end-session',
		{ visitor: 401, ...all(404, 'contributor', 'other', 'reviewer', 'admin') }
	]
];

test.each(table)('%s is for whom it belongs to', async (_, addressOf, expected) => {
	const path = addressOf(own);
	const writes = path.includes('?/');
	for (const [person, status] of Object.entries(expected) as [Who, number][]) {
		const response = writes
			? await who[person].post(path, { ...sent, id: own.session })
			: await who[person].get(path);
		const text = await response.text();
		expect(response.status, `${person} ${path}`).toBe(status);
		if (status >= 400) expect(text, person).not.toMatch(/A secret remedy|A title that nobody has seen/);
	}
});

test('nothing of it happened', async () => {
	for (const path of [`/curate/drafts/${own.unfinished}`, '/account'])
		expect(await (await who.contributor.get(path)).text()).not.toContain('Mallory');
	expect(await (await who.curator.get(`/curate/review/${own.submitted}`)).text()).not.toContain('Mallory');
	expect(await (await who.contributor.get(`/curate/drafts/${own.unfinished}`)).text()).toContain(
		'A secret remedy'
	);
	expect(await (await who.curator.get(`/curate/review/${own.submitted}`)).text()).toContain(
		'A title that nobody has seen'
	);
	expect((await who.curator.get(`/curate/import/${own.import}`)).status).toBe(200);
	expect((await who.curator.get('/account')).status).toBe(200);
	for (const session of [who.visitor, who.contributor, who.other])
		for (const path of [
			`/proposals/${known}`,
			`/api/v1/proposals/${known}`,
			'/search?q=secret+remedy',
			'/suggestions'
		])
			expect(await (await session.get(path)).text(), path).not.toMatch(/A secret remedy|nobody has seen/);
});

test('lists show only what is there for their reader', async () => {
	for (const person of ['other', 'curator', 'reviewer', 'admin'] as const)
		for (const path of ['/curate', '/curate/mine', '/curate/queue', '/curate/drafts'])
			expect(await (await who[person].get(path)).text(), `${person} ${path}`).not.toContain(
				'A secret remedy'
			);
});

test('the address a reader leaves with a suggestion is shown to nobody', async () => {
	const sentBy = await who.visitor.post(`/suggest?/send&kind=proposal&record=${known}&field=title_zh`, {
		proposed: '另一个标题',
		source: 'Paper 001',
		email: 'reader-of-ours@example.org',
		website: ''
	});
	expect(sentBy.status, await sentBy.text()).toBe(303);
	const page = sentBy.headers.get('location')!.split('?')[0];
	for (const session of Object.values(who))
		for (const path of [page, '/suggestions', '/curate/suggestions', '/curate'])
			expect(await (await session.get(path)).text(), path).not.toContain('reader-of-ours');
	await who.curator.post('/curate/suggestions?/decline', {
		id: page.split('/').at(-1)!,
		reason: 'Only a test.'
	});
});

test("a form action that every object has, or the framework keeps for itself, is nobody's", async () => {
	for (const action of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'default', 'unknown'])
		for (const path of ['/sign-in', '/account', '/curate/people', '/suggest'])
			for (const person of ['visitor', 'contributor'] as const) {
				const { status } = await who[person].post(`${path}?/${action}`, {});
				expect([401, 403, 404], `${person} ${path}?/${action}: ${status}`).toContain(status);
			}
	expect(mayRequest('contributor', '/curate/people', { method: 'POST', action: '__proto__' })).toBe(false);
	expect(mayRequest('admin', '/curate/people', { method: 'POST', action: 'constructor' })).toBe(false);
});

test('a path that reads as another host is no page, whatever its dots do', async () => {
	for (const path of ['//evil.example', '//evil.example/%2e%2e', '//evil.example/curate'])
		expect(await statusOf(path), path).toBe(404);
});
/** As the raw bytes say: fetch would put the path straight first. */
const statusOf = (path: string) =>
	new Promise<number>((resolve, reject) => {
		const { hostname, port } = new URL(base);
		get({ hostname, port, path, headers: { accept: 'text/html' } }, (response) => {
			response.resume();
			resolve(response.statusCode!);
		}).on('error', reject);
	});

describe('a method that an address does not offer', () => {
	const values: Record<string, string> = {
		'[collection=api_collection]': 'papers',
		'[format=table_format]': 'csv',
		'[format=citation_format]': 'bib',
		'[download=package_download]': 'atlas.zip',
		'[id=plain]': '001',
		'[id]': '001',
		'[slug]': 'layers',
		'[name]': 'papers',
		'[...path]': 'nothing',
		'[x+2e]': '.'
	};
	const addresses = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
		.filter((file) => /\+(page\.svelte|server\.ts)$/.test(file))
		.map((file) => `/${file}`.replace(/\/\+[^/]*$/, '') || '/')
		.filter((route) => !isGuarded(route))
		.map((route) => route.replace(/\[[^\]]+\]/g, (name) => values[name] ?? 'x'));
	/** By which a visitor may send something at all; what it takes is tested where it belongs. */
	const takePost = new Set([
		'/sign-in',
		'/sign-out',
		'/invitations/x',
		'/suggest',
		'/slices',
		'/theme',
		'/mcp',
		'/backup'
	]);

	test('is refused, whoever asks, and never an error of ours', async () => {
		expect(addresses.length).toBeGreaterThan(60);
		for (const address of new Set(addresses))
			for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
				if (method === 'POST' && takePost.has(address)) continue;
				const response = await who.admin.get(address, {
					method,
					// A refusal in JSON: what counts is that it is one, not the page it would be told on.
					headers: {
						origin: new URL(base).origin,
						accept: 'application/json',
						'content-type': 'application/json'
					},
					body: '{}'
				});
				await response.arrayBuffer();
				expect([404, 405, 415], `${method} ${address}: ${response.status}`).toContain(response.status);
			}
	});
});

describe('a form that is sent by script', () => {
	test.each([
		['visitor', 401, 'You are not signed in any more'],
		['contributor', 403, 'Your role, contributor, may not do this']
	] as const)('tells a %s in the answer of an action why it was refused', async (person, status, message) => {
		const response = await who[person].get(`/curate/review/${own.submitted}?/return`, {
			method: 'POST',
			headers: {
				origin: new URL(base).origin,
				accept: 'application/json',
				'x-sveltekit-action': 'true',
				'content-type': 'application/x-www-form-urlencoded'
			},
			body: 'reason=x'
		});
		expect(response.status).toBe(status);
		expect(await response.json()).toEqual({
			type: 'error',
			error: { message: expect.stringContaining(message) as string }
		});
	});
});

describe('a form that is sent without script, and refused', () => {
	const typed = { reason: 'It lacks a source.\n"Two" <b>&amp; three</b>', version: '' };

	test.each([
		['visitor', 401, 'You are not signed in any more'],
		['contributor', 403, 'Your role, contributor, may not do this']
	] as const)('shows a %s what was typed, to be sent again', async (person, status, message) => {
		const path = `/curate/review/${own.submitted}?/return`;
		const response = await who[person].post(path, typed);
		expect(response.status).toBe(status);
		expect(response.headers.get('cache-control')).toContain('no-store');
		const text = await response.text();
		expect(text).toContain(message);
		expect(text).toContain(
			'It lacks a source.\n&quot;Two&quot; &lt;b&gt;&amp;amp; three&lt;/b&gt;</textarea>'
		);
		expect(text).toContain('<input type="hidden" name="version" value="" />');
		expect(text).toContain(`action="${path}"`);
		const signIn = `next=${encodeURIComponent(`/curate/review/${own.submitted}`)}"`;
		// Signing in helps nobody whose role it is.
		if (status === 401) expect(text).toContain(signIn);
		else {
			expect(text).not.toContain('/sign-in');
			expect(text).toContain('Your account may not send it');
		}
	});

	test('calls what was typed as the form did, and shows nothing that nobody typed', async () => {
		const text = await (
			await who.visitor.post(`/curate/drafts/${own.unfinished}?/save`, {
				':saves': '3',
				title_en: 'One',
				'evidence.0.section': '4.2',
				':note': 'why',
				constructor: 'odd'
			})
		).text();
		const labels = [...text.matchAll(/<label[^>]*>([^<]*)</g)].map(([, label]) => label);
		expect(labels).toEqual(['Title (English)', 'Passages · 1 · Section', 'Why this change', 'constructor']);
		expect(text).toContain('<input type="hidden" name=":saves" value="3" />');
	});

	test('is told in JSON, and nothing that was typed, where no page is asked for', async () => {
		const response = await who.visitor.get(`/curate/review/${own.submitted}?/return`, {
			method: 'POST',
			headers: { origin: new URL(base).origin, accept: 'application/json' },
			body: new URLSearchParams(typed)
		});
		expect(response.status).toBe(401);
		expect(response.headers.get('content-type')).toContain('application/json');
		expect(await response.text()).not.toContain('source');
	});

	test('is shown under headers that keep it from scripts, frames and stores', async () => {
		const { headers } = await who.visitor.post(`/curate/review/${own.submitted}?/return`, typed);
		expect(headers.get('cache-control')).toBe('private, no-store');
		const policy = headers.get('content-security-policy');
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("frame-ancestors 'none'");
	});

	test('keeps what a page sent along hidden, and line breaks and signs of patterns as they were', async () => {
		const text = await (
			await who.visitor.post(`/curate/drafts/${own.unfinished}?/save`, {
				':saves': '"><b>3',
				title_en: '\n$& and $1'
			})
		).text();
		expect(text).toContain('name=":saves" value="&quot;&gt;&lt;b&gt;3" />');
		expect(text).toMatch(/readonly>\r?\n\r?\n\$&amp; and \$1<\/textarea>/);
	});

	test('leads to signing in where nothing was typed', async () => {
		const response = await who.visitor.post(`/curate/drafts/${own.unfinished}?/withdraw`, {});
		expect(response.status).toBe(401);
		expect(await response.text()).toContain(
			`/sign-in?next=${encodeURIComponent(`/curate/drafts/${own.unfinished}`)}"`
		);
	});

	test('is shown in Chinese where it was sent from a Chinese page', async () => {
		const text = await (await who.visitor.post(`/zh/curate/review/${own.submitted}?/return`, typed)).text();
		expect(text).toContain('lang="zh"');
		expect(text).toContain('您输入的内容没有丢失');
		expect(text).toContain('/zh/sign-in?next=');
	});

	test('is shown where the action itself fails, whether it had read the form or not', async () => {
		const draft = await who.other.post(`/curate/drafts/${own.unfinished}?/save`, typed);
		expect(draft.status).toBe(404);
		const kind = await who.curator.post('/zh/curate/new/nothing?/start', typed);
		expect(kind.status).toBe(404);
		for (const [response, said] of [
			[draft, 'There is no such draft.'],
			[kind, '没有这种记录']
		] as const) {
			const text = await response.text();
			expect(text).toContain(said);
			expect(text).toContain(
				'It lacks a source.\n&quot;Two&quot; &lt;b&gt;&amp;amp; three&lt;/b&gt;</textarea>'
			);
			expect(text).not.toContain('sign-in');
		}
	});

	test('never repeats passwords, codes and files', async () => {
		const form = new FormData();
		for (const name of ['present', 'password', 'code', 'uri', 'backup_codes'])
			form.set(name, `Secret ${name}`);
		form.set('name', 'Somebody');
		form.set('file', new Blob(['Secret file']), 'secret.txt');
		const response = await who.visitor.post('/account?/name', form);
		expect(response.status).toBe(401);
		const text = await response.text();
		expect(text).toContain('Somebody</textarea>');
		expect(text).not.toMatch(/secret/i);
		expect(text).not.toContain('<button');
		const without = await (await who.visitor.post('/account?/password', { password: 'Secret' })).text();
		expect(without).not.toContain('Secret');
	});
});

test.each(['/api/v1/proposals', '/api/v1/nothing', '/api/v1/openapi.json'])(
	'a form of another site to %s is answered as the API answers',
	async (path) => {
		for (const person of ['visitor', 'admin'] as const)
			for (const type of [
				'application/x-www-form-urlencoded',
				'multipart/form-data; boundary=x',
				'text/plain'
			]) {
				const response = await who[person].get(path, {
					method: 'POST',
					headers: { origin: 'https://elsewhere.example', 'content-type': type },
					body: 'a=b'
				});
				expect(response.headers.get('content-type'), `${person} ${type}`).toBe('application/problem+json');
				expect([403, 404, 405]).toContain(response.status);
				expect(await response.json()).toMatchObject({ status: response.status });
			}
	}
);

test('a form that is refused is not shown where it is larger than a form may be', async () => {
	const large = await who.visitor.post('/curate/import?/check', { note: 'Large'.repeat(120_000) });
	expect(large.status).toBe(401);
	expect(await large.text()).not.toContain('LargeLarge');
});
