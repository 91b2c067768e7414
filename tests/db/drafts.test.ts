import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import {
	acceptDraft,
	commentDraft,
	companionsOf,
	openDraft,
	publishDraft,
	requireDraft,
	returnDraft,
	saveDraft,
	startDraft,
	submitDraft,
	withdrawDraft
} from '../../src/lib/server/curation/drafts.ts';
import type { Person } from '../../src/lib/server/curation/person.ts';
import { publishRecords } from '../../src/lib/server/curation/publish.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { listRevisions } from '../../src/lib/server/queries/history.ts';
import { findProposal } from '../../src/lib/server/queries/proposals.ts';
import { listSearchHits } from '../../src/lib/server/queries/search.ts';
import { loadSeed } from '../../src/lib/server/seed/load.ts';
import { readSeed } from '../../src/lib/server/seed/read.ts';
import { draftPage } from '../../src/lib/server/views/draft.ts';
import { reviewPage } from '../../src/lib/server/views/review.ts';
import { atlasSnapshot } from '../../src/lib/server/views/snapshot.ts';
import { asRead } from '../fixtures/drafts.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
let db: Db;
let people: Awaited<ReturnType<typeof createPeople>>;
const known = 'external-audit-of-platform-algorithms';

beforeAll(async () => {
	connection = await openLoadedDatabase();
	db = connection.db;
	people = await createPeople(db, testAuth(db));
});
afterAll(() => connection.close());

/** A draft by the curator that only changes the English title, saved and ready to be submitted. */
async function retitled(title: string, person: Person = people.curator) {
	const draft = await startDraft(db, person, { kind: 'proposal', record: known });
	return saveDraft(db, person, draft.id, {
		data: { ...draft.data, title_en: title },
		note: 'a clearer title',
		saves: draft.saves
	});
}
const published = async () => (await findProposal(db, known))!;

describe('a draft', () => {
	test('of a record that is there becomes its next version, with its author, its reviewer and the reason', async () => {
		const before = await atlasSnapshot(db);
		const draft = await retitled('External audit, retitled');
		await submitDraft(db, people.curator, draft.id);
		expect((await published()).title_en).not.toBe('External audit, retitled');
		await publishDraft(db, people.reviewer, await asRead(db, draft.id));
		expect((await published()).title_en).toBe('External audit, retitled');
		expect((await listRevisions(db, 'proposal', known))[0]).toMatchObject({
			version: 2,
			author: people.curator.pseudonym,
			reviewer: people.reviewer.pseudonym,
			note: 'a clearer title'
		});
		expect((await atlasSnapshot(db)).data_version).toBeGreaterThan(before.data_version);
		const hits = await listSearchHits(db, 'External audit, retitled', 3);
		expect(hits.filter(({ record }) => record === known)).toHaveLength(1);
	});

	test('of a new record is published under the id that was typed', async () => {
		const model = (await findProposal(db, 'digital-minimum-wage')) ?? (await published());
		const draft = await startDraft(db, people.contributor, { kind: 'proposal', record: '' });
		expect(draft.base_version).toBe(0);
		const saved = await saveDraft(db, people.contributor, draft.id, {
			data: { ...model, id: 'a-new-remedy', relations: undefined, title_en: 'A new remedy' },
			note: 'found in the same passage',
			saves: draft.saves
		});
		await submitDraft(db, people.contributor, saved.id);
		await acceptDraft(db, people.reviewer, await asRead(db, saved.id));
		const addresses = async () => {
			const opened = await openDraft(db, people.contributor, saved.id);
			const { head } = await reviewPage(db, people.second, saved.id, 'en', new Date());
			return [(await draftPage(db, opened, 'en')).public_href, head.href];
		};
		expect(await addresses()).toEqual([undefined, undefined]);
		await publishDraft(db, people.second, await asRead(db, saved.id));
		expect((await findProposal(db, 'a-new-remedy'))?.title_en).toBe('A new remedy');
		expect(await addresses()).toEqual(['/proposals/a-new-remedy', '/proposals/a-new-remedy']);
		expect((await openDraft(db, people.contributor, saved.id)).events.map(({ type }) => type)).toEqual([
			'started',
			'submitted',
			'accepted',
			'published'
		]);
	});

	test('with errors keeps what was typed and names each field when it is submitted', async () => {
		const draft = await startDraft(db, people.contributor, { kind: 'proposal', record: '' });
		const data = { id: 'Not An Id', title_en: 'x', remedy_type: 'magic', evidence: [] };
		await saveDraft(db, people.contributor, draft.id, { data, note: '', saves: draft.saves });
		expect((await openDraft(db, people.contributor, draft.id)).draft.data).toEqual(data);
		const refusal = await submitDraft(db, people.contributor, draft.id).catch((error) => error);
		expect(refusal).toMatchObject({ name: 'Refusal', why: 'invalid' });
		expect(refusal.problems.map(({ path }: { path: string }) => path)).toEqual(
			expect.arrayContaining(['id', 'title_zh', 'evidence', 'note'])
		);
	});

	test('that does not fit the other records is refused with the field', async () => {
		const draft = await retitled('Another');
		const saved = await saveDraft(db, people.curator, draft.id, {
			data: { ...draft.data, remedy_type: 'magic' },
			note: 'x',
			saves: draft.saves
		});
		await expect(submitDraft(db, people.curator, saved.id)).rejects.toMatchObject({
			why: 'invalid',
			problems: [{ path: 'remedy_type', message: expect.stringContaining('"magic" is not in') }]
		});
		await withdrawDraft(db, people.curator, saved.id);
	});

	test('that changes nothing is not submitted', async () => {
		const { title_en } = await published();
		const draft = await retitled(title_en);
		await expect(submitDraft(db, people.curator, draft.id)).rejects.toMatchObject({
			why: 'invalid',
			problems: [{ path: '', message: expect.stringContaining('nothing differs') }]
		});
		await withdrawDraft(db, people.curator, draft.id);
	});

	test('is never reviewed by its author', async () => {
		const draft = await retitled('By a reviewer', people.reviewer);
		await submitDraft(db, people.reviewer, draft.id);
		for (const act of [acceptDraft, publishDraft])
			await expect(act(db, people.reviewer, await asRead(db, draft.id))).rejects.toMatchObject({
				why: 'forbidden'
			});
		await expect(returnDraft(db, people.reviewer, await asRead(db, draft.id), 'no')).rejects.toMatchObject({
			why: 'forbidden'
		});
		await withdrawDraft(db, people.reviewer, draft.id);
		await withdrawDraft(db, people.reviewer, draft.id);
	});

	test('is withdrawn from review to be written on, and once more for good', async () => {
		const draft = await retitled('Submitted too early');
		const read = await submitDraft(db, people.curator, draft.id);
		const { state, saves, data } = await withdrawDraft(db, people.curator, draft.id);
		expect([state, data.title_en]).toEqual(['draft', 'Submitted too early']);
		await expect(publishDraft(db, people.reviewer, read)).rejects.toMatchObject({ why: 'not-found' });
		await saveDraft(db, people.curator, draft.id, { data, note: 'on time', saves });
		await submitDraft(db, people.curator, draft.id);
		await withdrawDraft(db, people.curator, draft.id);
		expect((await withdrawDraft(db, people.curator, draft.id)).state).toBe('withdrawn');
		const { events } = await openDraft(db, people.curator, draft.id);
		expect(events.map(({ type }) => type)).toEqual([
			'started',
			'submitted',
			'withdrawn',
			'submitted',
			'withdrawn',
			'withdrawn'
		]);
	});

	test('comes back with the reason, and can be mended and submitted again', async () => {
		const draft = await retitled('To be returned');
		await submitDraft(db, people.curator, draft.id);
		await expect(returnDraft(db, people.reviewer, await asRead(db, draft.id), ' ')).rejects.toMatchObject({
			why: 'invalid'
		});
		await commentDraft(db, people.reviewer, draft.id, { field: 'title_en', text: 'too long' });
		await returnDraft(db, people.reviewer, await asRead(db, draft.id), 'see the title');
		const opened = await openDraft(db, people.curator, draft.id);
		expect(opened.draft.state).toBe('returned');
		expect(opened.events.slice(-2)).toMatchObject([
			{ type: 'commented', field: 'title_en', text: 'too long' },
			{ type: 'returned', text: 'see the title' }
		]);
		await publishDraft(db, people.reviewer, await submitDraft(db, people.curator, draft.id));
	});
});

describe('of two who edit at once', () => {
	test('the second save of one draft is refused and nothing is overwritten', async () => {
		const draft = await retitled('First window');
		const typed = { data: { ...draft.data, title_en: 'Second window' }, note: 'x', saves: draft.saves - 1 };
		await expect(saveDraft(db, people.curator, draft.id, typed)).rejects.toMatchObject({ why: 'conflict' });
		expect((await openDraft(db, people.curator, draft.id)).draft.data.title_en).toBe('First window');
		await withdrawDraft(db, people.curator, draft.id);
	});

	test('the second draft of one record is refused until it has taken in the first', async () => {
		const mine = await retitled('Mine');
		const theirs = await retitled('Theirs', people.second);
		await submitDraft(db, people.second, theirs.id);
		await submitDraft(db, people.curator, mine.id);
		await publishDraft(db, people.reviewer, await asRead(db, theirs.id));
		await expect(publishDraft(db, people.reviewer, await asRead(db, mine.id))).rejects.toMatchObject({
			why: 'conflict'
		});
		expect((await published()).title_en).toBe('Theirs');
		const { draft, base, current } = await openDraft(db, people.curator, mine.id);
		expect([base?.title_en, current?.data.title_en, draft.data.title_en]).toEqual([
			expect.not.stringContaining('heirs'),
			'Theirs',
			'Mine'
		]);
		expect(draft.state).toBe('submitted');
		await returnDraft(db, people.reviewer, await asRead(db, mine.id), 'the record changed meanwhile');
		const returned = await requireDraft(db, people.curator, mine.id);
		await saveDraft(db, people.curator, mine.id, {
			data: draft.data,
			note: draft.note,
			saves: returned.saves,
			base_version: current!.version
		});
		await publishDraft(db, people.reviewer, await submitDraft(db, people.curator, mine.id));
		expect((await published()).title_en).toBe('Mine');
	});
});

describe('who may', () => {
	test('not sign in may do nothing', async () => {
		await expect(startDraft(db, undefined, { kind: 'proposal', record: '' })).rejects.toMatchObject({
			why: 'forbidden'
		});
	});

	test('propose may not change what is there', async () => {
		await expect(
			startDraft(db, people.contributor, { kind: 'proposal', record: known })
		).rejects.toMatchObject({
			why: 'forbidden'
		});
	});

	test('nor make a new draft an edit of it by taking in what is published', async () => {
		const draft = await startDraft(db, people.contributor, { kind: 'proposal', record: '' });
		const data = { ...(await published()), title_en: 'Mallory was here' };
		const { saves } = await saveDraft(db, people.contributor, draft.id, {
			data,
			note: 'x',
			saves: draft.saves
		});
		const base_version = (await listRevisions(db, 'proposal', known))[0].version;
		await expect(
			saveDraft(db, people.contributor, draft.id, { data, note: 'x', saves, base_version })
		).rejects.toMatchObject({ why: 'forbidden' });
		await expect(submitDraft(db, people.contributor, draft.id)).rejects.toMatchObject({ why: 'invalid' });
	});

	test('curate may not touch vocabularies', async () => {
		await expect(
			startDraft(db, people.curator, { kind: 'vocabulary', record: 'modality' })
		).rejects.toMatchObject({ why: 'forbidden' });
	});

	test('read submitted drafts may not read those still being written', async () => {
		const draft = await retitled('Private');
		for (const person of [people.reviewer, people.admin, people.contributor])
			await expect(requireDraft(db, person, draft.id)).rejects.toMatchObject({ why: 'not-found' });
		await expect(
			saveDraft(db, people.reviewer, draft.id, { data: {}, note: '', saves: 1 })
		).rejects.toMatchObject({ why: 'not-found' });
		await withdrawDraft(db, people.curator, draft.id);
	});
});

test('what is published can be written back to files and is not overwritten by them', async () => {
	const report = await loadSeed(db, await readSeed('seed'), () => {});
	expect(report.kept).toEqual([{ kind: 'proposal', record: known }]);
	expect((await published()).title_en).toBe('Mine');
});

test('a retired record leaves the matrices, the search and nobody behind', async () => {
	const draft = await startDraft(db, people.curator, { kind: 'proposal', record: 'a-new-remedy' });
	const gone = {
		...draft.data,
		retired_on: '2026-11-21',
		retired_reason_en: 'The same as another record.',
		retired_reason_zh: '与另一条记录相同。'
	} as unknown as Proposal;
	await saveDraft(db, people.curator, draft.id, { data: gone, note: 'made twice', saves: draft.saves });
	await publishDraft(db, people.reviewer, await submitDraft(db, people.curator, draft.id));
	expect((await atlasSnapshot(db)).proposals.map(({ id }) => id)).not.toContain('a-new-remedy');
	expect((await listSearchHits(db, 'A new remedy', 5)).map(({ record }) => record)).not.toContain(
		'a-new-remedy'
	);
	expect((await findProposal(db, 'a-new-remedy'))?.retired_reason_en).toBe('The same as another record.');
});

describe('beside a draft its author’s other submitted ones are checked', () => {
	test('but not one whose record was published anew since', async () => {
		const paper = await startDraft(db, people.curator, { kind: 'paper', record: '003' });
		const data = { ...paper.data, text_contains_en: 'All of it' };
		await saveDraft(db, people.curator, paper.id, { data, note: 'x', saves: paper.saves });
		const outdated = await submitDraft(db, people.curator, paper.id);
		const mine = await startDraft(db, people.curator, { kind: 'paper', record: '004' });
		const named = async () => (await companionsOf(db, mine)).map(({ record }) => record.id);
		expect(await named()).toContain('003');
		await publishRecords(
			db,
			[{ kind: 'paper', base_version: 1, data: { ...paper.data, text_contains_en: 'Half of it' } }],
			{ author: people.second.pseudonym, note: 'faster' }
		);
		expect(await named()).not.toContain('003');
		await returnDraft(db, people.reviewer, outdated, 'the record changed meanwhile');
		for (const { id } of [outdated, mine]) await withdrawDraft(db, people.curator, id);
	});
});
