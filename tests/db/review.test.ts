import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codingOf, type Coding } from '../../src/lib/domain/coding.ts';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import {
	abandonCoding,
	findFinishedCoding,
	finishCoding,
	resolveCoding,
	saveCoding,
	startCoding
} from '../../src/lib/server/curation/coding.ts';
import {
	openDraft,
	publishDraft,
	saveDraft,
	startDraft,
	submitDraft
} from '../../src/lib/server/curation/drafts.ts';
import {
	findReferences,
	startMerge,
	startRestoration,
	startRetirement
} from '../../src/lib/server/curation/leaving.ts';
import { removeUser } from '../../src/lib/server/curation/people.ts';
import type { Person } from '../../src/lib/server/curation/person.ts';
import { reviewDraft } from '../../src/lib/server/curation/review.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import type { RecordKind } from '../../src/lib/server/db/schema.ts';
import type { Draft } from '../../src/lib/server/queries/drafts.ts';
import { findRevision, saveRevisions } from '../../src/lib/server/queries/history.ts';
import { updateUser } from '../../src/lib/server/queries/people.ts';
import { listLinkFiles } from '../../src/lib/server/queries/links.ts';
import { findCoding } from '../../src/lib/server/queries/codings.ts';
import { findProposal } from '../../src/lib/server/queries/proposals.ts';
import { listSearchHits } from '../../src/lib/server/queries/search.ts';
import { agreementPage, codingList, codingPage, doubleCoding } from '../../src/lib/server/views/coding.ts';
import { comparePage } from '../../src/lib/server/views/compare.ts';
import { historyPage } from '../../src/lib/server/views/history.ts';
import { leavePage } from '../../src/lib/server/views/leaving.ts';
import { findLeft } from '../../src/lib/server/views/left.ts';
import { paletteFile } from '../../src/lib/server/views/palette.ts';
import { proposalPage } from '../../src/lib/server/views/proposal.ts';
import { queuePage, reviewPage } from '../../src/lib/server/views/review.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
let db: Db;
let people: Awaited<ReturnType<typeof createPeople>>;
const now = () => new Date();

beforeAll(async () => {
	connection = await openLoadedDatabase();
	db = connection.db;
	people = await createPeople(db, testAuth(db));
});
afterAll(() => connection.close());

/** A submitted draft in which some fields say something else. */
async function submitted(
	kind: RecordKind,
	record: string,
	change: Record<string, unknown>,
	person: Person = people.curator
): Promise<Draft> {
	const draft = await startDraft(db, person, { kind, record });
	const data = { ...draft.data, ...change };
	const saved = await saveDraft(db, person, draft.id, { data, note: 'because', saves: draft.saves });
	return submitDraft(db, person, saved.id);
}
async function publish(draft: Draft, reviewer: Person = people.reviewer) {
	const submitted = draft.state === 'draft' ? await submitDraft(db, people.curator, draft.id) : draft;
	await publishDraft(db, reviewer, submitted);
}

const history = (
	id: string,
	query = '',
	streams: [RecordKind, ...RecordKind[]] = ['proposal', 'link'],
	locale: 'en' | 'zh' = 'en'
) =>
	historyPage(
		db,
		streams,
		id,
		{ href: `/proposals/${id}`, path: `/proposals/${id}/history` },
		new URLSearchParams(query),
		locale
	);

describe('the history of a record', () => {
	const id = 'external-audit-of-platform-algorithms';
	beforeAll(async () => {
		const proposal = (await findProposal(db, id))!;
		await publish(
			await submitted('proposal', id, {
				title_en: `${proposal.title_en}, once more`,
				obstacles: proposal.obstacles!.slice(1)
			})
		);
		await publish(await submitted('proposal', id, { modality: 'goal' }));
	});

	test('names author, reviewer and reason of every version, of the proposal and of its links', async () => {
		const { entries } = (await history(id))!;
		expect(entries.map(({ of, version, change, current }) => [of, version, change, current])).toEqual([
			['proposal', 3, 'correction', true],
			['proposal', 2, 'correction', false],
			...(['link', 'proposal'] as const).map((of) => [of, 1, 'publication', of === 'link'])
		]);
		expect(entries[0]).toMatchObject({
			author: { name: people.curator.pseudonym },
			reviewer: { name: people.reviewer.pseudonym },
			note: 'because'
		});
		expect(entries.at(-1)!.author).toMatchObject({ files: true });
	});

	test('tells field by field what changed between two versions, codes in words and changed words marked', async () => {
		const { comparison, dropped } = (await history(id, 'from=1&to=3'))!;
		expect(dropped).toEqual([]);
		expect(comparison!.changes.map(({ path, name }) => [path, name])).toEqual([
			['title_en', 'Title (English)'],
			['modality', 'How firmly asked'],
			['obstacles', 'Obstacles']
		]);
		const [title, modality, obstacles] = comparison!.changes;
		expect(title.after).toMatchObject({ pieces: [{}, { text: ', once more', changed: true }] });
		expect(modality.after).toEqual({
			pieces: [{ text: 'Goal or guiding question', changed: undefined }].map(({ text }) => ({ text })),
			code: 'goal'
		});
		const rows = (obstacles.before as { rows: { pieces: object[] }[] }).rows;
		expect(rows[0].pieces).toMatchObject([{ changed: true }]);
		expect(rows[1].pieces).not.toMatchObject([{ changed: true }]);
	});

	test('drops what means nothing, with a note, and knows no record that never was', async () => {
		const { dropped, comparison } = (await history(id, 'from=0&to=99&of=paper&as_of=2026-02-31'))!;
		expect(dropped.map(({ name }) => name)).toEqual(['of', 'from', 'to', 'as_of']);
		expect(comparison).toBeUndefined();
		for (const wrong of ['no-such-record', '\0', "a'; drop table revision", 'x'.repeat(200)])
			expect(await history(wrong)).toBeUndefined();
	});

	test('gives back what a record said on a day, to its end', async () => {
		const { data } = (await findRevision(db, 'paper', '003', 'newest'))!;
		const later = { ...data, text_contains_en: 'All of it' };
		await saveRevisions(db, [
			{
				kind: 'paper',
				record: '003',
				version: 2,
				author: people.curator.pseudonym,
				reviewer: people.reviewer.pseudonym,
				note: 'x',
				at: new Date('2090-05-17T23:30:00Z'),
				data: later
			}
		]);
		const on = async (day: string) =>
			(await history('003', `as_of=${day}`, ['paper']))!.shown!.versions.map(({ version }) => version);
		expect(await on('2090-05-16')).toEqual([1]);
		expect(await on('2090-05-17')).toEqual([2]);
		expect(await on('2001-01-01')).toEqual([]);
	});

	test('shows a name only as long as its person wants it, and outlives the account', async () => {
		const id = 'digital-minimum-wage' as const;
		const known = (await findProposal(db, id)) ? id : 'minimum-hourly-wage-gig';
		await publish(await submitted('proposal', known, { title_en: 'By the admin' }, people.admin));
		const author = async () => (await history(known))!.entries[0].author.name;
		expect(await author()).toBe(people.admin.pseudonym);
		await updateUser(db, people.admin.id, { showName: true });
		expect(await author()).toBe(people.admin.name);
		await updateUser(db, people.second.id, { role: 'admin' });
		await removeUser(db, people.admin, people.admin.id);
		expect(await author()).toBe(people.admin.pseudonym);
		expect((await history(known))!.entries[0]).toMatchObject({ version: 2, note: 'because' });
	});

	test('can be gone back to: an old version becomes a draft and, reviewed, a new version', async () => {
		await expect(
			startRestoration(db, people.contributor, 'proposal', id, { version: 1, note: '' })
		).rejects.toMatchObject({ why: 'forbidden' });
		await expect(
			startRestoration(db, people.curator, 'proposal', id, { version: 3, note: '' })
		).rejects.toMatchObject({ why: 'state' });
		await publish(
			await startRestoration(db, people.curator, 'proposal', id, { version: 1, note: 'because' })
		);
		const first = await findRevision(db, 'proposal', id, { version: 1 });
		const newest = await findRevision(db, 'proposal', id, 'newest');
		expect(newest).toMatchObject({ version: 4, note: 'because' });
		expect(newest!.data).toEqual(first!.data);
	});
});

describe('a review', () => {
	test('shows what waits, oldest first, with records of a similar title', async () => {
		const model = (await findProposal(db, 'digital-union-system'))!;
		const draft = await startDraft(db, people.contributor, { kind: 'proposal', record: '' });
		await saveDraft(db, people.contributor, draft.id, {
			data: { ...model, id: 'digital-union-net', relations: undefined, title_en: 'Digital union systems' },
			note: 'found it',
			saves: draft.saves
		});
		await submitDraft(db, people.contributor, draft.id);
		const second = await submitted('paper', '002', { named_items_note_en: 'Otherwise' });
		const queue = await queuePage(db, people.reviewer, 'en', now());
		expect(queue.map(({ id }) => id)).toEqual([draft.id, second.id]);
		expect(queue[0]).toMatchObject({ kind: 'proposal', title: 'Digital union systems', own: false });
		expect(queue[0].similar.map(({ href }) => href)).toContain('/proposals/digital-union-system');
		expect(queue[1].similar).toEqual([]);
		await expect(queuePage(db, people.contributor, 'en', now())).rejects.toMatchObject({ why: 'forbidden' });
		await publish(second);
	});

	test('says everything or nothing: without a reason no draft is returned and no remark is kept', async () => {
		const read = await submitted('paper', '004', { named_items_note_en: 'Otherwise' });
		const { id } = read;
		const said = { reason: ' ', remarks: [{ field: 'named_items_note_en', text: 'Says who?' }] };
		await expect(reviewDraft(db, people.reviewer, read, 'return', said)).rejects.toMatchObject({
			problems: [{ path: 'reason' }]
		});
		expect((await openDraft(db, people.curator, id)).events).toHaveLength(2);
		await reviewDraft(db, people.reviewer, read, 'return', { ...said, reason: 'See the remark.' });
		const { conversation, may } = await reviewPage(db, people.curator, id, 'en', now());
		expect(conversation.slice(2)).toMatchObject([
			{ type: 'commented', text: 'Says who?', field: { name: 'Note on what the text names (English)' } },
			{ type: 'returned', text: 'See the remark.' }
		]);
		expect(may).toEqual({ comment: true, review: false, publish: false });
	});

	test('holds for what was read: a draft that came back and was changed is neither accepted, returned nor published', async () => {
		const read = await submitted('paper', '002', { named_items_note_en: 'As it was read' });
		await reviewDraft(db, people.second, read, 'return', { reason: 'Not yet.', remarks: [] });
		const { saves, data } = (await openDraft(db, people.curator, read.id)).draft;
		await saveDraft(db, people.curator, read.id, {
			data: { ...data, named_items_note_en: 'Nobody read this' },
			note: 'because',
			saves
		});
		await submitDraft(db, people.curator, read.id);
		const said = { reason: 'No.', remarks: [{ field: '', text: 'Fine.' }] };
		for (const verdict of ['accept', 'return', 'publish'] as const)
			await expect(reviewDraft(db, people.reviewer, read, verdict, said)).rejects.toMatchObject({
				why: 'conflict'
			});
		expect((await findRevision(db, 'paper', '002', 'newest'))!.data).not.toMatchObject({
			named_items_note_en: 'Nobody read this'
		});
		const page = await reviewPage(db, people.reviewer, read.id, 'en', now());
		expect(page.conversation.map(({ type }) => type)).not.toContain('commented');
		await reviewDraft(db, people.reviewer, { id: read.id, saves: page.saves }, 'publish', said);
		expect((await findRevision(db, 'paper', '002', 'newest'))!.data).toMatchObject({
			named_items_note_en: 'Nobody read this'
		});
	});

	test('explains what changed meanwhile, and which fields both changed', async () => {
		const mine = await submitted('instrument', 'eu-dsa', { status_note_en: 'Mine', number: '1' });
		const theirs = await submitted(
			'instrument',
			'eu-dsa',
			{ status_note_en: 'Theirs', language_note_en: 'More' },
			people.second
		);
		await publish(theirs);
		const { meanwhile, may, problems } = await reviewPage(db, people.reviewer, mine.id, 'en', now());
		expect(meanwhile).toMatchObject({ version: 2, both: ['status_note_en'] });
		expect(meanwhile!.changes.map(({ path }) => path)).toEqual(['language_note_en', 'status_note_en']);
		expect(may).toEqual({ comment: true, review: true, publish: false });
		expect(problems).toEqual([]);
		const [entry] = (await queuePage(db, people.reviewer, 'en', now())).filter(({ id }) => id === mine.id);
		expect(entry.moved_on).toBe(true);
	});
});

describe('a record leaves', () => {
	test('by a merge: its address leads to the other one, and it is in no list', async () => {
		const [from, into] = ['agri-support-streaming', 'digital-union-system'];
		for (const wrong of [from, 'no-such', "x'"])
			await expect(
				startMerge(db, people.curator, 'proposal', from, { into: wrong, note: '' })
			).rejects.toMatchObject({ why: 'invalid', problems: [{ path: 'into' }] });
		await expect(
			startMerge(db, people.contributor, 'proposal', from, { into, note: '' })
		).rejects.toMatchObject({ why: 'forbidden' });
		for (const { record, path } of await findReferences(db, 'proposal', from)) await unlink(record, path);
		const merge = await startMerge(db, people.curator, 'proposal', from, { into, note: 'because' });
		const { head } = await reviewPage(db, people.curator, merge.id, 'en', now());
		expect(head.standing).toEqual({ moved_to: into });
		await publish(merge);
		expect(await findLeft(db, 'proposals', from)).toEqual({ moved_to: into });
		expect(await proposalPage(db, from, 'en')).toBeUndefined();
		expect((await history(from))!.entries[0]).toMatchObject({
			change: 'withdrawal',
			note: 'because'
		});
	});

	test.each([
		['en', 'Law coverage'],
		['zh', '法律覆盖']
	] as const)('and a matrix that points to it is told by its title: %s', async (locale, title) => {
		const featured = 'algorithmic-control-subordination-test';
		const { references } = await leavePage(db, people.curator, 'proposal', featured, locale);
		expect(references.filter(({ kind }) => kind === 'matrix')).toEqual([
			expect.objectContaining({ record: 'coverage', title })
		]);
	});

	test('not as long as another one points to it, and which those are is told', async () => {
		const id = 'regular-algorithm-compliance-audit';
		const references = await findReferences(db, 'proposal', id);
		expect(references).toContainEqual({
			kind: 'proposal',
			record: 'strengthen-platform-review',
			path: expect.stringMatching(/^relations\.\d+\.to$/)
		});
		const reasons = { reason_en: 'Made twice.', reason_zh: '重复。', note: '' };
		const draft = await startRetirement(db, people.curator, 'proposal', id, reasons);
		const { head } = await reviewPage(db, people.curator, draft.id, 'en', now());
		expect(head.standing).toEqual({ retired_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
		await expect(submitDraft(db, people.curator, draft.id)).rejects.toMatchObject({
			why: 'invalid',
			problems: expect.arrayContaining([
				expect.objectContaining({ at: expect.objectContaining({ record: 'strengthen-platform-review' }) })
			])
		});
		expect((await proposalPage(db, id, 'en'))!.id).toBe(id);
	});

	test('and its links stay as they were: nobody begins, submits or publishes others', async () => {
		const into = 'external-audit-of-platform-algorithms';
		let id = '';
		for (const file of await listLinkFiles(db))
			if (file.id !== into && (await findReferences(db, 'proposal', file.id)).length === 0) id ||= file.id;
		const draft = await startDraft(db, people.curator, { kind: 'link', record: id });
		const waiting = await startDraft(db, people.second, { kind: 'link', record: id });
		const data = { id };
		await saveDraft(db, people.second, waiting.id, { data, note: 'x', saves: waiting.saves });
		const read = await submitDraft(db, people.second, waiting.id);
		await publish(await startMerge(db, people.curator, 'proposal', id, { into, note: 'because' }));
		for (const act of [
			() => startDraft(db, people.reviewer, { kind: 'link', record: id }),
			() => submitDraft(db, people.curator, draft.id),
			() => publishDraft(db, people.reviewer, read)
		])
			await expect(act()).rejects.toMatchObject({ why: 'state' });
		expect((await findRevision(db, 'link', id, 'newest'))!.version).toBe(1);
		await publish(
			await startRestoration(db, people.curator, 'proposal', id, { version: 1, note: 'because' })
		);
	});

	test('for good: a page with the reason stays, and it is in no list, search or comparison', async () => {
		const id = 'abolish-private-ownership-relations';
		for (const { record, path } of await findReferences(db, 'proposal', id)) await unlink(record, path);
		await expect(
			startRetirement(db, people.curator, 'proposal', id, { reason_en: 'No.', reason_zh: ' ', note: '' })
		).rejects.toMatchObject({ problems: [{ path: 'reason_zh' }] });
		const reasons = { reason_en: 'Not a remedy.', reason_zh: '并非对策。', note: 'because' };
		await publish(await startRetirement(db, people.curator, 'proposal', id, reasons));
		const left = (await findLeft(db, 'proposals', id)) as { retired: object };
		expect(left.retired).toMatchObject({
			reason_en: 'Not a remedy.',
			reason_zh: '并非对策。',
			history: `/proposals/${id}/history`
		});
		const { title_en } = (await findProposal(db, id))!;
		expect((await listSearchHits(db, title_en, 20)).map(({ record }) => record)).not.toContain(id);
		expect((await paletteFile(db)).entries.map(({ href }) => href)).not.toContain(`/proposals/${id}`);
		const compared = await comparePage(
			db,
			new URLSearchParams(`ids=${id},digital-union-system`),
			'en',
			'2030-01-01'
		);
		expect(compared.columns.map((column) => column.id)).toEqual(['digital-union-system']);
		expect(compared.notes).toMatchObject([{ note: 'removed', id }]);
	});

	/** Takes the one reference out of a proposal, and publishes that. */
	async function unlink(record: string, path: string) {
		const place = Number(/^relations\.(\d+)\.to$/.exec(path)![1]);
		const { relations } = (await findProposal(db, record)) as Proposal;
		await publish(
			await submitted('proposal', record, { relations: relations!.filter((_, at) => at !== place) })
		);
	}
});

describe('double coding', () => {
	const id = 'digital-union-system';
	let first: Coding;
	const seen = async (proposal: string) => (await findCoding(db, proposal))?.data;

	beforeAll(async () => {
		first = codingOf((await findProposal(db, id))!);
	});

	test('is blind: who codes sees the passages and none of the codes', async () => {
		await startCoding(db, people.reviewer, id);
		const page = await codingPage(db, people.reviewer, id, 'en');
		expect(page.blind).toMatchObject({ data: {}, title: expect.any(String) });
		expect(page.blind!.passages.length).toBeGreaterThan(0);
		expect(Object.keys(page.blind!).sort()).toEqual(['data', 'fields', 'id', 'passages', 'summary', 'title']);
		expect(page.both).toBeUndefined();
	});

	test('is by one other person: not by an author of the record, and not by two', async () => {
		await expect(startCoding(db, people.second, id)).rejects.toMatchObject({ why: 'conflict' });
		await expect(
			startCoding(db, people.curator, 'external-audit-of-platform-algorithms')
		).rejects.toMatchObject({ why: 'forbidden' });
		await expect(startCoding(db, people.contributor, id)).rejects.toMatchObject({ why: 'forbidden' });
		await expect(saveCoding(db, people.second, id, await seen(id), {})).rejects.toMatchObject({
			why: 'not-found'
		});
		const rows = await codingList(db, people.second, 'en');
		expect(rows.find((row) => row.id === id)!.state).toBe('taken');
	});

	test('keeps what was chosen so far and names what is missing or unknown', async () => {
		await saveCoding(db, people.reviewer, id, await seen(id), { modality: first.modality, obstacles: [] });
		expect((await codingPage(db, people.reviewer, id, 'en')).blind!.data).toEqual({
			modality: first.modality,
			obstacles: []
		});
		await expect(
			saveCoding(db, people.reviewer, id, await seen(id), { modality: 'magic' })
		).rejects.toMatchObject({
			problems: [{ path: 'modality', message: '"magic" is not in the vocabulary modality' }]
		});
		await expect(
			finishCoding(db, people.reviewer, id, await seen(id), { ...first, actors: undefined })
		).rejects.toMatchObject({
			problems: [{ path: 'actors', message: 'is missing' }]
		});
	});

	test('is not overwritten by a window that was opened before another one saved it', async () => {
		const before = await seen(id);
		await saveCoding(db, people.reviewer, id, before, { modality: first.modality });
		for (const act of [saveCoding, finishCoding])
			await expect(act(db, people.reviewer, id, before, { ...first, obstacles: [] })).rejects.toMatchObject({
				why: 'conflict'
			});
		expect(await seen(id)).toEqual({ modality: first.modality });
	});

	test('sets both values side by side, as they were when it was finished', async () => {
		await finishCoding(db, people.reviewer, id, await seen(id), {
			...first,
			alienation_dimension: null,
			actors: first.actors.slice(1)
		});
		await publish(await submitted('proposal', id, { specificity: 'principle' }));
		expect((await findFinishedCoding(db, id))!.first).toEqual(first);
		const both = (await doubleCoding(db, id, 'en'))!;
		expect(both.fields.filter(({ same }) => !same).map(({ field }) => field)).toEqual([
			'alienation_dimension',
			'actors'
		]);
		await expect(saveCoding(db, people.reviewer, id, await seen(id), {})).rejects.toMatchObject({
			why: 'state'
		});
		await expect(abandonCoding(db, people.reviewer, id)).rejects.toMatchObject({ why: 'state' });
	});

	test('is decided field by field, by a third person with a reason, and the last decision begins a draft', async () => {
		const decide = (person: Person, field: string, take: 'first' | 'second', reason = 'The wording.') =>
			resolveCoding(db, person, id, { field, take, reason }, (decisions) =>
				decisions.map(({ field, reason }) => `${field} for: ${reason}`).join()
			);
		await expect(decide(people.reviewer, 'actors', 'first')).rejects.toMatchObject({ why: 'forbidden' });
		await expect(decide(people.curator, 'actors', 'first')).rejects.toMatchObject({ why: 'forbidden' });
		await expect(decide(people.second, 'modality', 'first')).rejects.toMatchObject({ why: 'not-found' });
		await expect(decide(people.second, 'actors', 'first', ' ')).rejects.toMatchObject({
			problems: [{ path: 'reason' }]
		});
		expect(await decide(people.second, 'actors', 'first')).toBeUndefined();
		await expect(decide(people.second, 'actors', 'second')).rejects.toMatchObject({ why: 'conflict' });
		const draft = (await decide(people.second, 'alienation_dimension', 'second', 'No form is named.'))!;
		expect(draft).toMatchObject({
			record: id,
			author: people.second.pseudonym,
			note: 'alienation_dimension for: No form is named.'
		});
		expect(draft.data).toMatchObject({ specificity: 'principle', actors: first.actors });
		expect('alienation_dimension' in draft.data || 'alienation_basis' in draft.data).toBe(false);
		const both = (await doubleCoding(db, id, 'en'))!;
		expect(both.fields.find(({ field }) => field === 'alienation_dimension')!.resolution).toMatchObject({
			said: [],
			reason: 'No form is named.'
		});
		await publishDraft(db, people.reviewer, await submitDraft(db, people.second, draft.id));
	});

	test('can be given up, for somebody else to do', async () => {
		const other = 'algorithm-filing-system';
		await startCoding(db, people.second, other);
		await expect(abandonCoding(db, people.reviewer, other)).rejects.toMatchObject({ why: 'not-found' });
		await abandonCoding(db, people.second, other);
		expect((await startCoding(db, people.reviewer, other)).coder).toBe(people.reviewer.pseudonym);
		await abandonCoding(db, people.reviewer, other);
	});

	test('tells the agreement per column from ten proposals on, and before that how many there are', async () => {
		expect(await agreementPage(db, 'en')).toEqual({ records: 1, least: 10, columns: [] });
		const others = (await codingList(db, people.second, 'en')).filter(({ state }) => state === 'free');
		for (const row of others.slice(0, 9)) {
			await startCoding(db, people.second, row.id);
			const coded = codingOf((await findProposal(db, row.id))!);
			await finishCoding(db, people.second, row.id, await seen(row.id), coded);
		}
		const { records, columns } = await agreementPage(db, 'en');
		expect(records).toBe(10);
		expect(columns.find(({ field }) => field === 'actors')).toMatchObject({ same: 9, set: true });
		expect(columns.find(({ field }) => field === 'remedy_type')).toMatchObject({ same: 10, kappa: 1 });
		expect(columns.find(({ field }) => field === 'actors')!.kappa).toBeLessThan(1);
	});
});
