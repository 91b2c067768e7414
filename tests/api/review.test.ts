import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../src/lib/domain/roles.ts';
import { codingOf } from '../../src/lib/domain/coding.ts';
import { finishCoding, startCoding } from '../../src/lib/server/curation/coding.ts';
import { publishDraft, saveDraft, startDraft, submitDraft } from '../../src/lib/server/curation/drafts.ts';
import { startMerge, startRetirement } from '../../src/lib/server/curation/leaving.ts';
import { findProposal } from '../../src/lib/server/queries/proposals.ts';
import type { App } from '../harness/app.ts';
import { startAppWith } from '../harness/own-app.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

const retired = 'agri-support-streaming';
const merged = 'algorithm-assessment-mechanism';
const into = 'algorithm-filing-system';
const regulation = 'cn-streamer-conduct-2022';
const coded = ['accelerate-public-digital-platforms', 'algorithm-co-governance-mechanism'];

let app: App & { prepared: string };
let draft: string;
const sessions: Record<string, Session> = {};

beforeAll(async () => {
	app = await startAppWith(async (db, { curator, reviewer }) => {
		const why = { reason_en: 'Not a remedy.', reason_zh: '并非对策。', note: 'because' };
		for (const leaving of [
			await startRetirement(db, curator, 'proposal', retired, why),
			await startRetirement(db, curator, 'instrument', regulation, why),
			await startMerge(db, curator, 'proposal', merged, { into, note: 'because' })
		]) {
			await publishDraft(db, reviewer, await submitDraft(db, curator, leaving.id));
		}
		for (const id of coded) {
			const coding = { ...codingOf((await findProposal(db, id))!), obstacles: [] };
			await startCoding(db, curator, id);
			await finishCoding(db, curator, id, {}, coding);
		}
		const open = await startDraft(db, curator, { kind: 'paper', record: '002' });
		await saveDraft(db, curator, open.id, {
			data: { ...open.data, named_items_note_en: '<script>alert(1)</script>' },
			note: 'because',
			saves: 0
		});
		await submitDraft(db, curator, open.id);
		return open.id;
	});
	draft = app.prepared;
	sessions.nobody = openSession(app.url);
	for (const role of roles) sessions[role] = await signIn(role, app.url);
}, 120_000);
afterAll(() => app?.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
	fetch(app.url + path, { redirect: 'manual', headers });

describe('who may', () => {
	const people = ['nobody', ...roles];

	test.each([
		['/curate/queue', [303, 403, 200, 200, 200]],
		// Submitted by the curator: to a contributor it is not there.
		['/curate/review/:draft', [303, 404, 200, 200, 200]],
		['/curate/review', [303, 403, 303, 303, 303]],
		['/curate/review/no-such', [303, 404, 404, 404, 404]],
		['/curate/leave/proposal/digital-union-system', [303, 403, 200, 200, 200]],
		['/curate/leave/vocabulary/modality', [303, 403, 404, 404, 404]],
		['/curate/leave/proposal/%00', [303, 403, 404, 404, 404]],
		['/curate/restore/paper/001?version=1', [303, 403, 200, 200, 200]],
		['/curate/restore/paper/001?version=2', [303, 403, 404, 404, 404]],
		['/curate/restore/nothing/001?version=1', [303, 403, 404, 404, 404]],
		['/curate/coding', [303, 403, 200, 200, 200]],
		['/curate/coding/digital-union-system', [303, 403, 200, 200, 200]],
		['/curate/coding/no-such', [303, 403, 404, 404, 404]]
	])('read %s', async (path, expected) => {
		const found: number[] = [];
		for (const who of people) found.push((await sessions[who].get(path.replace(':draft', draft))).status);
		expect(Object.fromEntries(people.map((who, at) => [who, found[at]]))).toEqual(
			Object.fromEntries(people.map((who, at) => [who, expected[at]]))
		);
	});

	// What is allowed still fails for what is sent, so that nothing is changed: 404 and 422 mean that it was weighed.
	test.each([
		['/curate/review/:draft?/comment', {}, [401, 404, 422, 422, 422]],
		['/curate/review/:draft?/return', { saves: '2' }, [401, 403, 403, 422, 422]],
		['/curate/review/:draft?/return', {}, [401, 403, 403, 409, 409]],
		['/curate/review/no-such?/accept', {}, [401, 403, 403, 404, 404]],
		['/curate/review/no-such?/publish', {}, [401, 403, 403, 404, 404]],
		['/curate/review/:draft?/publish-all', {}, [401, 403, 403, 403, 403]],
		['/curate/review/:draft', {}, [401, 403, 403, 403, 403]],
		['/curate/leave/paper/001?/merge', { into: '001' }, [401, 403, 422, 422, 422]],
		['/curate/leave/paper/001?/retire', { reason_en: 'x' }, [401, 403, 422, 422, 422]],
		['/curate/restore/paper/001?/restore&version=1', { version: '1' }, [401, 403, 409, 409, 409]],
		['/curate/coding/no-such?/start', {}, [401, 403, 404, 404, 404]],
		['/curate/coding/no-such?/save', {}, [401, 403, 404, 404, 404]],
		['/curate/coding/no-such?/finish', {}, [401, 403, 404, 404, 404]],
		['/curate/coding/no-such?/abandon', {}, [401, 403, 404, 404, 404]],
		['/curate/coding/no-such?/resolve', { field: 'actors' }, [401, 403, 403, 404, 404]]
	] as [string, Record<string, string>, number[]][])('send %s', async (path, form, expected) => {
		const found: number[] = [];
		for (const who of people)
			found.push((await sessions[who].post(path.replace(':draft', draft), form)).status);
		expect(found).toEqual(expected);
	});

	test('review a draft may not be its author, whatever the role', async () => {
		const own = await sessions.curator.get(`/curate/review/${draft}`);
		expect(await own.text()).not.toContain('formaction="?/publish"');
	});
});

describe('a draft in which a record leaves', () => {
	test('says so at its head, to its author with the way to the fields for it', async () => {
		const reasons = { reason_en: 'Made twice.', reason_zh: '重复。' };
		const begun = await sessions.curator.post('/curate/leave/paper/004?/retire', reasons);
		expect(begun.status).toBe(303);
		const path = begun.headers.get('location')!;
		const own = await (await sessions.curator.get(path)).text();
		expect(own).toMatch(/<a class="tag warn[^"]*" href="#f-retired_on">withdraws the record<\/a>/);
		expect(own).toContain('id="f-retired_on"');
		const read = await sessions.curator.get(path.replace('drafts', 'review'));
		expect(await read.text()).toMatch(/<span class="tag warn[^"]*">withdraws the record<\/span>/);
		expect((await sessions.curator.post(`${path}?/withdraw`, {})).status).toBe(303);
	});

	test.each([
		['/curate/leave/paper/004?/retire', 'Withdrawn: Made twice.'],
		['/zh/curate/leave/paper/004?/retire', '撤回：重复。'],
		['/curate/leave/paper/004?/merge', 'Merged into 001'],
		['/zh/curate/leave/paper/004?/merge', '并入 001'],
		[`/curate/restore/proposal/${retired}?/restore`, 'Version 1 restored'],
		[`/zh/curate/restore/proposal/${retired}?/restore`, '恢复第 1 版']
	])('has a note in the language of its author where none was written: %s', async (path, note) => {
		const sent = { reason_en: 'Made twice.', reason_zh: '重复。', into: '001', version: '1', note: ' ' };
		const begun = await sessions.curator.post(path, sent);
		expect(begun.status).toBe(303);
		const draft = begun.headers.get('location')!;
		expect(await (await sessions.curator.get(draft)).text()).toContain(`>${note}</textarea>`);
		expect((await sessions.curator.post(`${draft}?/withdraw`, {})).status).toBe(303);
	});

	test.each([
		[`/curate/coding/${coded[0]}?/resolve`, 'Double coding. Obstacles: None is named.'],
		[`/zh/curate/coding/${coded[1]}?/resolve`, '双重编码。障碍：None is named.']
	])('tells what two codings led to in the language of who decided: %s', async (path, note) => {
		const decided = { field: 'obstacles', take: 'second', reason: 'None is named.' };
		const begun = await sessions.reviewer.post(path, decided);
		expect(begun.status).toBe(303);
		const read = await sessions.reviewer.get(begun.headers.get('location')!);
		expect(await read.text()).toContain(`>${note}</textarea>`);
	});

	test('says nothing of the kind where the record stays', async () => {
		const read = await sessions.reviewer.get(`/curate/review/${draft}`);
		expect(await read.text()).not.toContain('withdraws the record');
	});
});

describe('bad input', () => {
	test('a page of a draft that changed since keeps what was typed in it and shows the draft as it is', async () => {
		const typed = { 'remark.named_items_note_en': 'Says who?', 'remark.note_en': 'And this?', saves: '1' };
		const sent = await sessions.reviewer.post(`/curate/review/${draft}?/publish`, typed);
		expect(sent.status).toBe(409);
		const page = await sent.text();
		expect(page).toContain('The draft changed since you read it.');
		expect(page).toContain('>Says who?</textarea>');
		expect(page).toContain('>And this?</textarea>');
		expect(page).toContain('name="saves" value="2"');
	});

	test('in a remark is kept as text and shown as text', async () => {
		const form = { 'remark.named_items_note_en': '<img src=x onerror=alert(1)>\0 end', 'remark.': '' };
		const sent = await sessions.reviewer.post(`/curate/review/${draft}?/comment`, form);
		expect(sent.status).toBe(303);
		const page = await (await sessions.reviewer.get(`/curate/review/${draft}`)).text();
		expect(page).toContain('&lt;img src=x onerror=alert(1)> end');
		expect(page).not.toMatch(/<img src=x|<script>alert/);
	});

	test.each([
		[{ 'remark.title_en': 'x'.repeat(2001) }],
		[{ [`remark.${'x'.repeat(300)}`]: 'x' }],
		[{ 'remark.': ' \0 ' }]
	])('in a remark that is too long or empty is refused and comes back: %#', async (form) => {
		const sent = await sessions.reviewer.post(`/curate/review/${draft}?/comment`, form);
		expect(sent.status).toBe(422);
		expect(await sent.text()).toContain(Object.values(form)[0].replaceAll('\0', '').trim());
	});

	test.each([
		'from=1&to=abc',
		'version=-1',
		'version=99999999999',
		'of=magic&from=1&to=1',
		'as_of=0000-01-01',
		'as_of=%00',
		'as_of=999999-01-01'
	])('in the address of a history is left out with a note: %s', async (query) => {
		const response = await get(`/papers/001/history?${query}`);
		expect(response.status).toBe(200);
		expect(await response.text()).toContain('means nothing here');
	});
});

describe('a record that was withdrawn', () => {
	test.each([
		['', 'Not a remedy.'],
		['/zh', '并非对策。']
	])('leaves a page with the reason at its address, and its history: %s', async (language, reason) => {
		for (const path of [`/proposals/${retired}`, `/regulations/${regulation}`]) {
			const response = await get(language + path, { accept: 'text/html' });
			expect(response.status).toBe(410);
			const page = await response.text();
			expect(page).toContain(reason);
			expect(page).toContain(`href="${language}${path}/history"`);
			expect((await get(`${language}${path}/history`)).status).toBe(200);
		}
	});

	test.each([
		`/proposals/${retired}.json`,
		`/proposals/${retired}.jsonld`,
		`/proposals/${retired}.bib`,
		`/api/v1/proposals/${retired}`,
		`/regulations/${regulation}.json`,
		`/regulations/${regulation}.jsonld`,
		`/regulations/${regulation}.ris`,
		`/api/v1/regulations/${regulation}`,
		`/api/v1/provisions/${regulation}%231`
	])('is refused as data, with the reason: %s', async (path) => {
		const response = await get(path);
		expect(response.status).toBe(410);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({
			status: 410,
			detail: 'Not a remedy.',
			withdrawn: { reason_zh: '并非对策。', on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }
		});
	});

	test.each([
		[`/api/v1/links?proposal=${retired}`, 'proposal', /^"agri-.+" was withdrawn on \d{4}-\d\d-\d\d$/],
		[`/api/v1/assessments?proposal=${retired}`, 'proposal', /was withdrawn on/],
		[`/api/v1/links?proposal=${into},${merged}`, 'proposal', new RegExp(`another id now: "${into}"$`)],
		[`/api/v1/links.csv?regulation=${regulation}`, 'regulation', /^"cn-.+" was withdrawn on/],
		[`/api/v1/provisions?regulation=${regulation}`, 'regulation', /was withdrawn on/],
		['/api/v1/links?proposal=no-such', 'proposal', /^nothing is known by "no-such"$/],
		['/api/v1/links?proposal=a%00b', 'proposal', /^nothing is known by/]
	])('is said to be so where a list is asked by it: %s', async (path, name, message) => {
		const response = await get(path);
		expect(response.status).toBe(400);
		expect((await response.json()).errors).toEqual([
			{ path: name, message: expect.stringMatching(message) as string }
		]);
	});

	test('is in no list, but its withdrawal is among the changes with who wrote and who published it', async () => {
		const list = await (await get('/api/v1/proposals?limit=200&level=all')).json();
		const ids = list.data.map(({ id }: { id: string }) => id);
		expect(ids).not.toContain(retired);
		expect(ids).not.toContain(merged);
		expect(ids).toContain(into);
		const changes = await (await get(`/api/v1/changes?record=${retired}&kind=proposal`)).json();
		expect(changes.data.map(({ change }: { change: string }) => change).sort()).toEqual([
			'publication',
			'withdrawal'
		]);
		const [{ author, reviewer, note }] = changes.data.filter(
			({ change }: { change: string }) => change === 'withdrawal'
		);
		expect(note).toBe('because');
		expect([author, reviewer]).toEqual([
			expect.stringMatching(/^curator-/),
			expect.stringMatching(/^curator-/)
		]);
		expect(author).not.toBe(reviewer);
	});
});

test.each([
	[`/proposals/${merged}?x=1`, `/proposals/${into}?x=1`],
	[`/zh/proposals/${merged}`, `/zh/proposals/${into}`],
	[`/proposals/${merged}.json`, `/proposals/${into}.json`],
	[`/proposals/${merged}.jsonld`, `/proposals/${into}.jsonld`],
	[`/proposals/${merged}.bib`, `/proposals/${into}.bib`],
	[`/zh/proposals/${merged}.ris`, `/zh/proposals/${into}.ris`],
	[`/api/v1/proposals/${merged}`, `/api/v1/proposals/${into}`]
])('the address of a merged record leads to the other one: %s', async (path, target) => {
	const response = await get(path, { accept: '*/*' });
	expect(response.status).toBe(301);
	expect(response.headers.get('location')).toBe(target);
});
