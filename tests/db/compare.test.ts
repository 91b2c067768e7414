import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { saveRevisions } from '../../src/lib/server/queries/history.ts';
import { saveInstruments } from '../../src/lib/server/queries/instruments.ts';
import { saveLinkFiles } from '../../src/lib/server/queries/links.ts';
import { savePapers } from '../../src/lib/server/queries/papers.ts';
import { saveProposals } from '../../src/lib/server/queries/proposals.ts';
import { saveVocabularies } from '../../src/lib/server/queries/vocabularies.ts';
import { provisionTitle } from '../../src/lib/domain/chinese-reference.ts';
import { briefPage } from '../../src/lib/server/views/brief.ts';
import { comparePage } from '../../src/lib/server/views/compare.ts';
import { weighPage } from '../../src/lib/server/views/weigh.ts';
import { instrument, link, paper, proposal, vocabularies } from '../fixtures/records.ts';
import { openTestDatabase } from '../harness/database.ts';

let connection: Connection;
beforeEach(async () => {
	connection = await openTestDatabase();
	await write(async (db) => {
		await saveVocabularies(db, vocabularies);
		await savePapers(db, [paper]);
		await saveInstruments(db, [instrument]);
	});
});
afterEach(() => connection.close());

/** The rules that hold a whole record together are checked at the end of a transaction. */
const write = (work: (db: Db) => Promise<void>) => connection.db.transaction(work);
const open = (query: string) => comparePage(connection.db, new URLSearchParams(query), 'en', '2026-12-01');

test('a renamed proposal is compared under its new name, and the page says so', async () => {
	await write(async (db) => {
		await saveProposals(db, [proposal('new-name'), proposal('other')]);
		await saveProposals(db, [proposal('old-name', { moved_to: 'new-name' })]);
	});
	const { columns, notes } = await open('ids=old-name,other');
	expect(columns.map(({ id }) => id)).toEqual(['new-name', 'other']);
	expect(notes).toEqual([{ note: 'moved', id: 'old-name', to: 'new-name' }]);
});

test('a removed record is told apart from one that never was, by compare, brief and weigh alike', async () => {
	await write((db) => saveProposals(db, [proposal('here')]));
	await saveRevisions(connection.db, [
		{
			kind: 'proposal',
			record: 'gone',
			version: 1,
			author: 'test',
			note: 'loaded',
			data: {},
			at: new Date('2026-05-04T00:00:00Z')
		}
	]);
	const query = new URLSearchParams('ids=here,gone,title-of-her');
	for (const page of [comparePage, briefPage, weighPage]) {
		const { notes } = await page(connection.db, query, 'en', '2026-12-01');
		expect(notes).toEqual([
			{ note: 'removed', id: 'gone', on: '2026-05-04' },
			{ note: 'unknown', id: 'title-of-her', near: [{ id: 'here', title: 'Title of here' }] }
		]);
	}
});

test('a withdrawn record is left out with the day and the reason, by compare, brief and weigh alike', async () => {
	const retired = {
		retired_on: '2026-05-04',
		retired_reason_en: 'Coded twice.',
		retired_reason_zh: '重复编码。'
	};
	await write(async (db) => {
		await saveProposals(db, [proposal('here'), proposal('gone', retired)]);
		await saveInstruments(db, [{ ...instrument, id: 'eu-gone-act', ...retired }]);
	});
	const query = new URLSearchParams('ids=here,gone');
	for (const page of [comparePage, briefPage, weighPage]) {
		const { view, notes } = await page(connection.db, query, 'en', '2026-12-01');
		expect(view.ids).toEqual(['here']);
		expect(notes).toEqual([{ note: 'removed', id: 'gone', on: '2026-05-04', reason: 'Coded twice.' }]);
	}
	expect((await open('regulations=eu-gone-act,eu-test-act')).notes).toEqual([
		{ note: 'removed', id: 'eu-gone-act', on: '2026-05-04', reason: 'Coded twice.' }
	]);
});

test('a renamed proposal is weighed and briefed under its new name, and the pages say so', async () => {
	await write(async (db) => {
		await saveProposals(db, [proposal('new-name')]);
		await saveProposals(db, [proposal('old-name', { moved_to: 'new-name' })]);
	});
	for (const page of [briefPage, weighPage]) {
		const { view, notes } = await page(
			connection.db,
			new URLSearchParams('ids=old-name'),
			'en',
			'2026-12-01'
		);
		expect(view.ids).toEqual(['new-name']);
		expect(notes).toEqual([{ note: 'moved', id: 'old-name', to: 'new-name' }]);
	}
});

test('of very many proposals that meet a law a page names the first and says how many are left, a file all', async () => {
	const other = { ...instrument, id: 'eu-other-act' };
	const ids = Array.from({ length: 60 }, (_, number) => `met-${100 + number}`);
	await write(async (db) => {
		await saveInstruments(db, [other]);
		await saveProposals(db, [
			...ids.map((id) => proposal(id)),
			proposal('old-name', { moved_to: ids[0], retired_on: undefined })
		]);
		await saveLinkFiles(db, [
			...[...ids, 'old-name'].map((id) => ({ id, links: [link(id)] })).slice(1),
			{
				id: ids[0],
				links: [link(ids[0]), link(ids[0], { id: 'second', provision: 'eu-other-act#1' })]
			}
		]);
	});
	const query = 'regulations=eu-test-act,eu-other-act';
	const metIn = ({ groups }: Awaited<ReturnType<typeof open>>) =>
		groups.find(({ key }) => key === 'meets')!.rows.find(({ key }) => key === 'relation-enacts')!;
	const { cells, state } = metIn(await open(query));
	expect(state).toBe('differs');
	expect(cells.map(({ items }) => items.length)).toEqual([50, 1]);
	expect(cells.map(({ more }) => more)).toEqual([
		{ count: 10, href: '/trace?regulation=eu-test-act&relation=enacts' },
		undefined
	]);
	const whole = metIn(
		await comparePage(connection.db, new URLSearchParams(query), 'en', '2026-12-01', { whole: true })
	);
	expect(whole.cells[0].items.map(({ key }) => key)).toEqual(ids);
	expect(whole.cells[0].more).toBeUndefined();
});

test('law is compared as of the day in the address', async () => {
	await write(async (db) => {
		await saveProposals(db, [proposal('linked'), proposal('other')]);
		await saveLinkFiles(db, [{ id: 'linked', links: [link('linked')] }]);
	});
	const stateOn = async (as_of: string) => {
		const { groups, day } = await open(`ids=linked,other&as_of=${as_of}`);
		expect(day).toBe(as_of);
		const row = groups.find(({ key }) => key === 'coverage')!.rows.find(({ key }) => key === 'law-EU')!;
		return row.cells[0].items.map(({ key }) => key);
	};
	expect(await stateOn('2023-01-01')).toEqual(['enacts']);
	expect(await stateOn('2021-01-01')).not.toContain('enacts');
});

test('a Chinese page names foreign provisions in Chinese, and what can be frozen keeps their references', async () => {
	await write(async (db) => {
		await saveProposals(db, [proposal('one'), proposal('two')]);
		await saveLinkFiles(db, [{ id: 'one', links: [link('one')] }]);
	});
	const view = (page: typeof comparePage | typeof briefPage, query: string) =>
		page(connection.db, new URLSearchParams(query), 'zh', '2026-12-01');
	const compared = JSON.stringify(await view(comparePage, 'ids=one,two'));
	const { ref_en } = instrument.provisions[0];
	const title = instrument.short_title_zh;
	const chinese = provisionTitle(instrument, instrument.provisions[0], 'zh');
	expect(chinese).not.toBe(ref_en);
	expect(compared).toContain(`"text":"${title}, ${ref_en}"`);
	expect(compared).toContain(`"shown":"${title} ${chinese}"`);
	const brief = JSON.stringify(await view(briefPage, 'ids=one&jurisdiction=EU'));
	expect(brief).toContain(chinese);
	expect(brief).not.toContain(`"${ref_en}"`);
});

test('law that is looked for, in force, and never looked at are three different things', async () => {
	await write(async (db) => {
		await saveProposals(db, [proposal('linked'), proposal('searched'), proposal('silent')]);
		await saveLinkFiles(db, [
			{ id: 'linked', links: [link('linked')] },
			{
				id: 'searched',
				assessments: [
					{
						jurisdiction: 'EU',
						finding: 'nothing-found',
						as_of: '2026-11-21',
						scope: 'jurisdiction',
						strength: 'explicit-note',
						reason_en: 'None.',
						reason_zh: '无。'
					}
				]
			}
		]);
	});
	const { groups } = await open('ids=linked,searched,silent&differs=1');
	const row = groups.find(({ key }) => key === 'coverage')!.rows.find(({ key }) => key === 'law-EU')!;
	expect(row).toMatchObject({ state: 'differs', unknown: true });
	expect(row.cells.map(({ items }) => items.map(({ key }) => key))).toEqual([
		['enacts'],
		['nothing-found'],
		[]
	]);
	expect(row.cells.map(({ unknown }) => unknown ?? false)).toEqual([false, false, true]);
});

test('a proposal that meets a law in two ways stands under both, and its coverage is the stronger', async () => {
	const [first] = instrument.provisions;
	const act = { ...instrument, provisions: [first, { ...first, number: 2, ref_en: 'Art. 2' }] };
	await write(async (db) => {
		await saveInstruments(db, [act, { ...instrument, id: 'eu-other-act' }]);
		await saveProposals(db, [proposal('linked'), proposal('other')]);
		const missing = { missing_en: 'Half of it.', missing_zh: '一半。' };
		await saveLinkFiles(db, [
			{
				id: 'linked',
				links: [
					link('linked', { id: 'weak', relation: 'precedent' }),
					link('linked', { id: 'strong', relation: 'partly-enacts', provision: 'eu-test-act#2', ...missing })
				]
			}
		]);
	});
	const { groups } = await open('regulations=eu-test-act,eu-other-act');
	const met = groups
		.find(({ key }) => key === 'meets')!
		.rows.map(({ key, cells }) => [
			key,
			cells.map(({ items }) =>
				items.map((item) => [item.key, ...(item.details ?? []).map((detail) => detail.href)])
			)
		]);
	expect(met).toEqual([
		['relation-partly-enacts', [[['linked', '/regulations/eu-test-act#p2']], []]],
		['relation-precedent', [[['linked', '/regulations/eu-test-act#p1']], []]]
	]);

	const side = await open('ids=linked,other');
	const row = side.groups.find(({ key }) => key === 'coverage')!.rows.find(({ key }) => key === 'law-EU')!;
	expect(
		row.cells[0].items.map(({ key, coverage, details }) => [
			key,
			coverage!.count,
			details!.map(({ shape, href }) => [shape, href])
		])
	).toEqual([
		[
			'partly-enacts',
			1,
			[
				['◐', '/regulations/eu-test-act#p2'],
				['◌', '/regulations/eu-test-act#p1']
			]
		]
	]);
});

test('of a pair in tension that also supports each other the tension is told, as something to compare with', async () => {
	const to = (type: 'supports' | 'tension-with', other: string) => ({
		type,
		to: other,
		reason_en: `${type} it.`,
		reason_zh: '理由。',
		basis: 'paper-stated',
		scope: 'within-paper'
	});
	await write((db) =>
		saveProposals(db, [
			proposal('both'),
			proposal('friend'),
			proposal('one', {
				relations: [to('supports', 'friend'), to('supports', 'both'), to('tension-with', 'both')]
			})
		])
	);
	const { related } = await open('ids=one');
	expect(related.map(({ id, how }) => [id, how])).toEqual([
		['both', 'tension'],
		['friend', 'supports']
	]);
	expect((await open('ids=both')).related).toEqual([{ id: 'one', title: 'Title of one', how: 'tension' }]);
});

test('weighing names by title who would come first, and at which weight', async () => {
	const act = { ...instrument, id: 'cn-test-act', jurisdiction: 'CN' };
	const linksTo = (id: string, ...acts: string[]) => ({
		id,
		links: acts.map((to) => link(id, { id: `${id}--${to}-1`, provision: `${to}#1` }))
	});
	await write(async (db) => {
		await saveInstruments(db, [act]);
		await saveProposals(db, [proposal('lawful', { obstacles: ['trade-secrets'] }), proposal('easy')]);
		await saveLinkFiles(db, [
			linksTo('lawful', 'eu-test-act', 'cn-test-act'),
			linksTo('easy', 'eu-test-act')
		]);
	});
	const query = new URLSearchParams('ids=lawful,easy&enacting=3&obstacles=1');
	const { proposals, sensitivity } = await weighPage(connection.db, query, 'en', '2026-12-01');
	expect(proposals.map(({ id, score, place }) => [id, score, place])).toEqual([
		['lawful', 2000, 1],
		['easy', 1500, 2]
	]);
	const turns = sensitivity.flatMap(({ criterion, weight, up, down }) =>
		up || down ? [{ criterion, weight, up, down }] : []
	);
	const titles = ['Title of easy'];
	expect(turns).toEqual([
		{ criterion: 'enacting', weight: 3, down: { at: 2, titles } },
		{ criterion: 'obstacles', weight: 1, up: { at: 1.5, titles } }
	]);
});
