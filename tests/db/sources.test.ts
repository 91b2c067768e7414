import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Paper } from '../../src/lib/domain/paper.ts';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import { attachSource } from '../../src/lib/server/curation/attach.ts';
import {
	checkDraft,
	requireDraft,
	saveDraft,
	startDraft,
	submitDraft,
	withdrawDraft
} from '../../src/lib/server/curation/drafts.ts';
import { previewDraft } from '../../src/lib/server/curation/preview.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import { findProposal } from '../../src/lib/server/queries/proposals.ts';
import { listPapers } from '../../src/lib/server/queries/papers.ts';
import { listSimilarTitles } from '../../src/lib/server/queries/search.ts';
import { proposalPage, type ProposalPage } from '../../src/lib/server/views/proposal.ts';
import { findChoices, findStructure } from '../../src/lib/server/views/record-form.ts';
import { sourcePage } from '../../src/lib/server/views/source.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
let db: Db;
let people: Awaited<ReturnType<typeof createPeople>>;
const audit = 'external-audit-of-platform-algorithms';
const union = 'digital-union-system';
const nobody = () => Promise.reject(new Error('the registry was asked'));

beforeAll(async () => {
	connection = await openLoadedDatabase();
	db = connection.db;
	people = await createPeople(db, testAuth(db));
});
afterAll(() => connection.close());

describe('titles like one that is typed', () => {
	test.each([
		['External audits of platform algorithm', audit],
		['平台算法的外部审计', audit],
		['digital services act', 'eu-dsa'],
		['《数字服务法》', 'eu-dsa']
	])('are found in both languages, the most alike first: %s', async (title, record) => {
		const [best] = await listSimilarTitles(db, ['proposal', 'instrument'], [title], 5);
		expect(best.record).toBe(record);
		expect(best.likeness).toBeGreaterThan(0.5);
	});

	test('are all those that are alike enough, whatever stands beside them', async () => {
		const typed = ['Audits of algorithms by third parties', '数字工会制度', 'digital services act'];
		const found = await listSimilarTitles(db, ['proposal', 'instrument'], typed, 1000);
		const wanted = sql.join(
			typed.map((title) => sql`(${title}::text)`),
			sql`, `
		);
		const known = await resultRows<{ record: string }>(
			db,
			sql`select distinct record from search_entry, (values ${wanted}) as typed (title),
					unnest(array[title_en, title_zh] || string_to_array(title_en, ' · ') || string_to_array(title_zh, ' · ')) as own
				where kind in ('proposal', 'instrument') and similarity(typed.title, lower(own)) >= 0.45`
		);
		expect(known.length).toBeGreaterThan(3);
		expect(found.map(({ record }) => record)).toEqual(
			expect.arrayContaining(known.map(({ record }) => record))
		);
	});

	test.each([
		['数字工会体系', '完善数字工会制度'],
		['由工会纠正平台算法', '工会对平台算法实时矫正'],
		['公开算法参数', '强制公开算法决策逻辑与参数权重'],
		['主播数据确权', '直播数据三分权属']
	])('are found in Chinese where they share words in another order: %s', async (typed, known) => {
		const found = await listSimilarTitles(db, ['proposal'], [typed], 3);
		expect(found.map(({ title_zh }) => title_zh)).toContain(known);
		for (const { likeness } of found) expect(likeness).toBeLessThan(0.6);
	});

	test('are the same where every pair of characters is, whatever stands between them', async () => {
		const [best] = await listSimilarTitles(db, ['proposal'], ['平台，算法外部审计（拟）'], 1);
		expect(best.record).toBe(audit);
		expect(best.likeness).toBeCloseTo(6 / 7, 5);
	});

	test('are not found where nothing is alike, nor among other kinds', async () => {
		expect(await listSimilarTitles(db, ['proposal'], ['zzzz qqqq'], 5)).toEqual([]);
		expect(await listSimilarTitles(db, ['paper'], ['External audit of platform algorithms'], 5)).toEqual([]);
		expect(await listSimilarTitles(db, ['paper'], ['', "'; drop table paper;--"], 5)).toEqual([]);
	});
});

describe('a source', () => {
	test.each([
		['https://doi.org/10.12677/ACPP.2026.155221', 'paper', '001'],
		['32022R2065', 'instrument', 'eu-dsa'],
		['https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022R2065', 'instrument', 'eu-dsa']
	])('that is there is found by %s, and nobody else is asked', async (entered, kind, id) => {
		const page = await sourcePage(db, entered, 'en', nobody);
		expect(page.same).toMatchObject([{ kind, id }]);
		expect(page.begin).toEqual({});
	});

	test('that is new begins with what the registry says, and shows what has a title like it', async () => {
		const value = 'Research on the Problem of Digital Labor Alienation';
		const page = await sourcePage(db, '10.1000/new', 'en', async () => ({
			found: { title_en: { value, source: 'search', url: 'https://doi.org/10.1000/new' } }
		}));
		expect(page.same).toEqual([]);
		expect(page.similar[0]).toMatchObject({ kind: 'paper', id: '001' });
		expect(page.begin.paper).toMatchObject({
			id: '005',
			bibliography: { title_en: { value }, doi: { value: '10.1000/new', source: 'search' } }
		});
	});

	test('that the registry cannot tell about begins with its number alone', async () => {
		const page = await sourcePage(db, '10.1000/new', 'en', async () => ({ failed: 'unreachable' }));
		expect(page.registry).toEqual({ failed: 'unreachable' });
		expect(Object.keys(page.begin.paper!.bibliography as object)).toEqual(['doi']);
	});
});

describe('one source in several proposals', () => {
	test('begins one draft for each, in one batch, with the next free id of a link', async () => {
		const { batch, drafts } = await attachSource(
			db,
			people.curator,
			{ provision: 'eu-dsa#1', basis: 'coder' },
			[union, audit, union],
			'the same article'
		);
		expect(drafts.map(({ kind, record, state }) => [kind, record, state])).toEqual([
			['link', union, 'draft'],
			['link', audit, 'draft']
		]);
		for (const draft of drafts) {
			expect(draft).toMatchObject({ batch, note: 'the same article', base_version: 1 });
			const links = draft.data.links as { id: string; provision: string }[];
			expect(links.at(-1)).toMatchObject({ provision: 'eu-dsa#1', basis: 'coder' });
			expect(links.at(-1)!.id).toMatch(new RegExp(`^${draft.record}--eu-dsa-\\d+$`));
			expect(new Set(links.map(({ id }) => id)).size).toBe(links.length);
		}
		const again = await attachSource(db, people.curator, { provision: 'eu-dsa#2' }, [union], '');
		expect(again.drafts[0].id).toBe(drafts[0].id);
		expect((again.drafts[0].data.links as unknown[]).length).toBe(
			(drafts[0].data.links as unknown[]).length + 1
		);
		for (const { id } of drafts) await withdrawDraft(db, people.curator, id);
	});

	test('is refused as a whole where one of them is not there, and for people who may not', async () => {
		const passage = { paper: '001', section: '4.2', paragraph: 1 };
		await expect(attachSource(db, people.curator, passage, [audit, 'nothing'], '')).rejects.toMatchObject({
			why: 'invalid',
			problems: [{ path: 'proposals', message: 'there is no proposal "nothing"' }]
		});
		await expect(attachSource(db, people.contributor, passage, [audit], '')).rejects.toMatchObject({
			why: 'forbidden'
		});
		await expect(attachSource(db, people.curator, passage, [], '')).rejects.toMatchObject({ why: 'invalid' });
	});
});

describe('a preview', () => {
	test('is the public page as it would be, and leaves nothing behind', async () => {
		const draft = await startDraft(db, people.curator, { kind: 'proposal', record: audit });
		await saveDraft(db, people.curator, draft.id, {
			data: { ...draft.data, title_en: 'A previewed title' },
			note: '',
			saves: draft.saves
		});
		const page = (await previewDraft(db, people.curator, draft.id, (tx) =>
			proposalPage(tx, audit, 'en')
		)) as ProposalPage;
		expect(page.title).toBe('A previewed title');
		expect(page.law_total).toBeGreaterThan(0);
		expect((await findProposal(db, audit))!.title_en).not.toBe('A previewed title');
		expect(await listSimilarTitles(db, ['proposal'], ['A previewed title'], 3)).toEqual([]);
		await expect(previewDraft(db, people.second, draft.id, async () => 'seen')).rejects.toMatchObject({
			why: 'not-found'
		});
		await withdrawDraft(db, people.curator, draft.id);
	});

	test('waits for whoever publishes, as all that write records do', async () => {
		const draft = await startDraft(db, people.curator, { kind: 'proposal', record: audit });
		const locks = await previewDraft(db, people.curator, draft.id, async (tx) => {
			const result = (await tx.execute(
				sql`select 1 from pg_locks where locktype = 'advisory' and granted and pid = pg_backend_pid()`
			)) as unknown;
			return Array.isArray(result) ? result : (result as { rows: unknown[] }).rows;
		});
		expect(locks).toHaveLength(1);
		await withdrawDraft(db, people.curator, draft.id);
	});

	test('of a draft with errors is refused with them', async () => {
		const draft = await startDraft(db, people.curator, { kind: 'proposal', record: audit });
		await saveDraft(db, people.curator, draft.id, {
			data: { ...draft.data, remedy_type: 'magic' },
			note: 'x',
			saves: draft.saves
		});
		await expect(previewDraft(db, people.curator, draft.id, async () => 'seen')).rejects.toMatchObject({
			why: 'invalid',
			problems: [{ path: 'remedy_type' }]
		});
		await withdrawDraft(db, people.curator, draft.id);
	});
});

test('a new paper and a proposal that rests on it are written and handed in one after the other', async () => {
	const [model] = await listPapers(db, ['001']);
	const paper: Paper = { ...model, id: '005', regulations_named: undefined };
	const person = people.contributor;
	const first = await startDraft(db, person, { kind: 'paper', record: '', data: paper });
	const proposal: Proposal = {
		...(await findProposal(db, audit))!,
		id: 'rests-on-a-new-paper',
		relations: undefined,
		regulations_named: undefined,
		evidence: [{ paper: '005', section: '4.2', paragraph: 1, role: 'proposal', key_terms: ['算法'] }]
	};
	const second = await startDraft(db, person, {
		kind: 'proposal',
		record: '',
		data: proposal,
		note: 'a new paper'
	});
	await saveDraft(db, person, second.id, { data: proposal, note: 'a new paper', saves: 0 });
	const saved = await requireDraft(db, person, second.id);
	expect(await checkDraft(db, saved)).toContainEqual({
		path: 'evidence.0.paper',
		message: expect.stringContaining('there is no paper "005"')
	});
	expect(await findStructure(db, '005', saved)).toBeUndefined();

	await saveDraft(db, person, first.id, { data: paper, note: 'a new paper', saves: 0 });
	await submitDraft(db, person, first.id);
	expect(await findStructure(db, '005', saved)).toEqual(model.structure);
	expect((await findChoices(db, 'paper', '005', 'en', { draft: saved })).map(({ value }) => value)).toEqual([
		'005'
	]);
	expect((await submitDraft(db, person, second.id)).state).toBe('submitted');
	// Nobody else's drafts are built upon.
	const others = await startDraft(db, people.second, { kind: 'proposal', record: '', data: proposal });
	expect(await checkDraft(db, others)).toContainEqual(expect.objectContaining({ path: 'evidence.0.paper' }));
});
