import { beforeAll, describe, expect, inject, test } from 'vitest';
import { formOf } from '../harness/form.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

const base = inject('app_url');
const known = 'external-audit-of-platform-algorithms';
let contributor: Session;
let curator: Session;
beforeAll(async () => {
	[contributor, curator] = [await signIn('contributor'), await signIn('curator')];
});

/** A new draft of a proposal; its address. */
async function begin(session: Session, title: string): Promise<string> {
	const response = await session.post('/curate/new/proposal?/start', { title });
	expect(response.status).toBe(303);
	return response.headers.get('location')!;
}
async function edit(session: Session, kind: string, record: string): Promise<string> {
	const response = await session.post('/curate/drafts?/start', { kind, record });
	expect(response.status).toBe(303);
	return response.headers.get('location')!;
}

/** The same with some fields typed anew. */
async function typed(session: Session, address: string, fields: Record<string, string>): Promise<FormData> {
	const sent = await formOf(session, address);
	for (const [name, value] of Object.entries(fields)) sent.set(name, value);
	return sent;
}

test('what is there already is shown before anything is typed', async () => {
	const page = await (
		await contributor.get('/curate/new/proposal?title=Audits+of+platform+algorithms')
	).text();
	expect(page).toContain(`/proposals/${known}`);
	expect(page).toContain('None of these: start a draft');
	const none = await (await contributor.get('/curate/new/proposal?title=zzzz')).text();
	expect(none).toContain('Nothing with a title like it');
});

describe('the form without scripts', () => {
	test('shows every field of a record with the codebook beside it, and sends it back as it was', async () => {
		const address = await edit(curator, 'proposal', known);
		const page = await (await curator.get(address)).text();
		expect(page).toContain('name="layers.technology.reason_zh"');
		expect(page).toContain('Short name of the remedy, ours.');
		const sent = await formOf(curator, address);
		expect(sent.get('layers.technology.involvement')).toBe('primary');
		expect(sent.getAll('obstacles').length).toBeGreaterThan(0);
		expect((await curator.post(`${address}?/save`, sent)).status).toBe(303);
		const preview = await curator.post(`${address}?/preview`, await formOf(curator, address));
		expect(preview.headers.get('location')).toMatch(new RegExp(`^/proposals/${known}\\?draft=`));
		await curator.post(`${address}?/withdraw`, {});
	});

	test('adds, moves and removes rows, and says where to look next', async () => {
		const address = await begin(contributor, 'Rows');
		const row = async (act: string, fields: Record<string, string> = {}) => {
			const sent = await typed(contributor, address, { ...fields, ':row': act });
			return (await contributor.post(`${address}?/row`, sent)).headers.get('location');
		};
		expect(await row('add:evidence')).toBe(`${address}?row=evidence.0#row-evidence.0`);
		await row('add:evidence', { 'evidence.0.section': 'first', title_en: 'Typed beside' });
		await row('up:evidence.1', { 'evidence.1.section': 'second' });
		const sent = await formOf(contributor, address);
		expect(sent.get('title_en')).toBe('Typed beside');
		expect([sent.get('evidence.0.section'), sent.get('evidence.1.section')]).toEqual(['second', 'first']);
		expect(await row('remove:evidence.0')).toContain('#row-evidence.0');
		expect((await formOf(contributor, address)).get('evidence.0.section')).toBe('first');
		await row('remove:nothing.7');
	});

	test('keeps what was typed when it is not sound, and names each field in the language of the page', async () => {
		const address = await begin(contributor, '对策');
		const sent = await typed(contributor, address, { title_en: 'English only', id: 'Not An Id' });
		const response = await contributor.post(`/zh${address}?/submit`, sent);
		expect(response.status).toBe(422);
		const page = await response.text();
		expect(page).toContain('value="Not An Id"');
		expect(page).toContain('value="English only"');
		expect(page).toContain('href="#f-id"');
		expect(page).toContain('须为以连字符相连的小写英文单词');
		expect((await formOf(contributor, address)).get('title_en')).toBe('English only');
	});

	test('takes a title of the wrong language and any other text as it is, and runs nothing of it', async () => {
		const evil = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e{{7*7}}';
		const address = await begin(contributor, evil);
		const sent = await typed(contributor, address, {
			title_zh: 'Only English here',
			summary_en: evil,
			id: evil,
			remedy_type: evil,
			':note': evil,
			[`${evil}.0.${evil}`]: evil,
			':odd': JSON.stringify({ [evil]: evil })
		});
		const response = await contributor.post(`${address}?/submit`, sent);
		expect(response.status).toBe(422);
		for (const page of [await response.text(), await (await contributor.get(address)).text()]) {
			expect(page).not.toContain('<script>alert(1)');
			expect(page).not.toContain('<img src=x');
		}
		expect((await formOf(contributor, address)).get('summary_en')).toBe(evil);
	});

	test('refuses the id of a record that is there', async () => {
		const address = await begin(contributor, 'Twice');
		const sent = await formOf(await curator, await edit(curator, 'proposal', known));
		sent.set(':saves', '0');
		sent.set(':note', 'a copy');
		const response = await contributor.post(`${address}?/submit`, sent);
		expect(response.status).toBe(422);
		expect(await response.text()).toContain(`there is a record "${known}" already`);
	});
});

describe('two windows', () => {
	test('of five saves at the same moment one is taken, and each of the others gets its text back', async () => {
		const address = await begin(contributor, 'Race');
		const forms = await Promise.all(
			[1, 2, 3, 4, 5].map((number) => typed(contributor, address, { title_en: `Window ${number}` }))
		);
		const answers = await Promise.all(forms.map((sent) => contributor.post(`${address}?/save`, sent)));
		expect(answers.map(({ status }) => status).sort()).toEqual([303, 409, 409, 409, 409]);
		const kept = (await formOf(contributor, address)).get('title_en');
		for (const [at, answer] of answers.entries()) {
			if (answer.status === 303) continue;
			const page = await answer.text();
			expect(page).toContain(`value="Window ${at + 1}"`);
			expect(page).toContain(String(kept));
			expect(page).toContain('name=":choice.title_en"');
		}
	});

	test('put together field by field what each typed', async () => {
		const address = await begin(contributor, 'Both');
		const mine = await typed(contributor, address, {
			title_en: 'Mine',
			summary_en: 'Mine too',
			':note': ''
		});
		await contributor.post(
			`${address}?/save`,
			await typed(contributor, address, { title_en: 'Theirs', title_zh: '他们', ':note': 'Said by them' })
		);
		const refused = await (await contributor.post(`${address}?/save`, mine)).text();
		const field = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(refused)![1];
		for (const name of [':against', ':seen']) mine.set(name, field(name));
		mine.set(':choice.title_en', 'theirs');
		expect((await contributor.post(`${address}?/merge`, mine)).status).toBe(303);
		const merged = await formOf(contributor, address);
		expect(['title_en', 'title_zh', 'summary_en', ':note'].map((name) => merged.get(name))).toEqual([
			'Theirs',
			'他们',
			'Mine too',
			'Said by them'
		]);
	});

	test('choose between two notes as between two values of a field', async () => {
		const address = await begin(contributor, 'Notes');
		const mine = await typed(contributor, address, { ':note': 'Said by me' });
		await contributor.post(
			`${address}?/save`,
			await typed(contributor, address, { ':note': 'Said by them' })
		);
		const refused = await (await contributor.post(`${address}?/save`, mine)).text();
		expect(refused).toContain('name=":choice.:note"');
		mine.set(':against', 'stored');
		mine.set(':seen', /name=":seen" value="([^"]*)"/.exec(refused)![1]);
		mine.set(':base', '{":note":""}');
		mine.set(':choice.:note', 'theirs');
		expect((await contributor.post(`${address}?/merge`, mine)).status).toBe(303);
		expect((await formOf(contributor, address)).get(':note')).toBe('Said by them');
	});
});

describe('bad requests get a clear refusal', () => {
	test('too long a form', async () => {
		const address = await begin(contributor, 'Long');
		const sent = await typed(contributor, address, { summary_en: 'x'.repeat(600_000) });
		const response = await contributor.post(`${address}?/save`, sent);
		expect(response.status).toBe(413);
		expect(await response.text()).toContain('larger than this page takes');
	});

	test('a broken form', async () => {
		const address = await begin(contributor, 'Broken');
		const response = await contributor.get(`${address}?/save`, {
			method: 'POST',
			headers: { origin: base, 'content-type': 'multipart/form-data; boundary=x' },
			body: '--y\r\nnonsense'
		});
		expect(response.status).toBe(400);
	});

	test('no form at all', async () => {
		const address = await begin(contributor, 'None');
		const response = await contributor.get(`${address}?/save`, {
			method: 'POST',
			headers: { origin: base, 'content-type': 'application/json' },
			body: '{}'
		});
		expect([403, 415]).toContain(response.status);
	});

	test.each([
		['/curate/new/nothing', 404],
		['/curate/new/vocabulary', 403],
		['/curate/drafts/not-a-uuid', 404],
		['/curate/drafts/00000000-0000-4000-8000-000000000000', 404],
		['/curate/find?kind=nothing', 400],
		['/curate/source?attach=instrument:nothing', 404]
	])('%s', async (path, status) => {
		expect((await contributor.get(path)).status).toBe(status);
	});

	test('records that are not there, and kinds that are none', async () => {
		const start = (kind: string, record: string) => curator.post('/curate/drafts?/start', { kind, record });
		expect((await start('proposal', 'nothing')).status).toBe(404);
		expect((await start('nothing', known)).status).toBe(400);
		expect((await start('link', 'nothing')).status).toBe(404);
	});
});

describe('a draft is its author’s', () => {
	test('and to others it is not there', async () => {
		const address = await begin(contributor, 'Private');
		expect((await curator.get(address)).status).toBe(404);
		expect((await curator.post(`${address}?/save`, new FormData())).status).toBe(404);
		expect((await openSession().get(address)).headers.get('location')).toContain('/sign-in?next=');
		expect((await openSession().post(`${address}?/save`, new FormData())).status).toBe(401);
	});

	test('and its preview as well', async () => {
		const address = await edit(curator, 'proposal', known);
		const sent = await typed(curator, address, { title_en: 'Seen before it is published' });
		const preview = (await curator.post(`${address}?/preview`, sent)).headers.get('location')!;
		const page = await (await curator.get(preview)).text();
		expect(page).toContain('Seen before it is published');
		expect(page).toContain('Preview: this is what readers would see');
		expect((await openSession().get(preview)).status).toBe(403);
		expect((await contributor.get(preview)).status).toBe(404);
		expect(await (await openSession().get(`/proposals/${known}`)).text()).not.toContain(
			'Seen before it is published'
		);
		await curator.post(`${address}?/withdraw`, {});
	});
});

test('public pages offer to edit only to people who may', async () => {
	const action = 'action="/curate/drafts?/start"';
	for (const path of [`/proposals/${known}`, '/papers/001', '/regulations/eu-dsa']) {
		expect(await (await curator.get(path)).text()).toContain(action);
		for (const session of [contributor, openSession()])
			expect(await (await session.get(path)).text()).not.toContain(action);
	}
});

test('a contributor proposes what is new and changes nothing that is there', async () => {
	const response = await contributor.post('/curate/drafts?/start', { kind: 'proposal', record: known });
	expect(response.status).toBe(403);
});

describe('a source', () => {
	test('that is there is found by any of its names, and opened instead of typed', async () => {
		for (const name of [
			'32022R2065',
			'http://data.europa.eu/eli/reg/2022/2065/oj',
			'10.12677/ACPP.2026.155221'
		]) {
			const page = await (await curator.get(`/curate/source?q=${encodeURIComponent(name)}`)).text();
			expect(page).toContain('This source is there already.');
			expect(page).toMatch(/href="\/(regulations\/eu-dsa|papers\/001)"/);
		}
	});

	test('that is new begins a draft with what its number tells', async () => {
		const page = await (await contributor.get('/curate/source?q=32099R0001')).text();
		expect(page).toContain('No record carries this identifier.');
		const begin = /name="begin" value="([^"]*)"/.exec(page)![1].replaceAll('&quot;', '"');
		const response = await contributor.post('/curate/source?/start', { kind: 'instrument', begin });
		const sent = await formOf(contributor, response.headers.get('location')!);
		expect(sent.get('celex')).toBe('32099R0001');
		expect(sent.get('url_basis')).toBe('derived');
	});

	test('goes into several proposals in one act', async () => {
		const sent: [string, string][] = [
			['source', 'paper:001'],
			['place', '4.2 ¶1'],
			['proposals', 'digital-union-system'],
			['proposals', 'bridge-digital-divide'],
			['role', 'restatement'],
			['key_terms', '算法\n审计'],
			['note', 'said there as well']
		];
		expect((await contributor.post('/curate/source?/attach', sent)).status).toBe(403);
		const response = await curator.post('/curate/source?/attach', sent);
		expect(response.status).toBe(303);
		const page = await (await curator.get(response.headers.get('location')!)).text();
		const drafts = [...page.matchAll(/href="(\/curate\/drafts\/[\w-]+)"/g)].map(([, path]) => path);
		expect(drafts).toHaveLength(2);
		const first = await formOf(curator, drafts[0]);
		expect([...first.entries()]).toEqual(
			expect.arrayContaining([[expect.stringMatching(/^evidence\.\d+\.key_terms$/), '算法\n审计']])
		);
		for (const draft of drafts) await curator.post(`${draft}?/withdraw`, {});
		const nowhere = await curator.post('/curate/source?/attach&attach=paper:001', [
			['source', 'paper:001'],
			['place', 'nowhere'],
			['note', 'typed']
		]);
		expect(nowhere.status).toBe(422);
		expect(await nowhere.text()).toContain('value="typed"');
	});
});
