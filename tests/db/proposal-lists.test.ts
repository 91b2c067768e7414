import { and, eq, sql, type SQL } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { catalogue } from '../../src/lib/domain/api/catalogue.ts';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import { searchWords, textHolding } from '../../src/lib/domain/search-words.ts';
import { heldProposals, proposals } from '../../src/lib/server/api/resources/proposals.ts';
import type { Context } from '../../src/lib/server/api/resources/resource.ts';
import { search } from '../../src/lib/server/api/resources/search.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import { holds, isLike } from '../../src/lib/server/db/rows.ts';
import { proposal_entry } from '../../src/lib/server/db/schema.ts';
import {
	countProposalEntries,
	fillProposalEntries,
	listProposalEntries,
	listProposalsOfPaper,
	refreshProposalEntries,
	type EntrySort
} from '../../src/lib/server/queries/proposal-entries.ts';
import { listProposalsLinkedTo } from '../../src/lib/server/queries/cross-counts.ts';
import { listLinkPlaces } from '../../src/lib/server/queries/link-lists.ts';
import { listLawLinks } from '../../src/lib/server/queries/links.ts';
import { listProposals, listRelatedIds } from '../../src/lib/server/queries/proposals.ts';
import { listSearchHits, listSimilarTitles, listTitlesHolding } from '../../src/lib/server/queries/search.ts';
import { listTerms, listVocabularies } from '../../src/lib/server/queries/vocabularies.ts';
import { saveRecords } from '../../src/lib/server/records.ts';
import { setMostInPage, usualMostInPage } from '../../src/lib/server/views/matrix.ts';
import {
	atlasFrame,
	atlasSnapshot,
	listProposalRows,
	snapshotAround,
	type Snapshot
} from '../../src/lib/server/views/snapshot.ts';
import { saveMany } from '../fixtures/many.ts';
import { openLoadedDatabase, openTestDatabase, undone } from '../harness/database.ts';
import { readInVain, scannedTables, usedIndexes } from '../harness/plans.ts';

let connection: Connection;
let snapshot: Snapshot;
let context: Context;
const none = { vocabulary: [], instrument: [], paper: [], proposal: [], link: [], matrix: [] };

beforeAll(async () => {
	connection = await openLoadedDatabase();
	snapshot = await atlasSnapshot(connection.db);
	context = {
		db: connection.db,
		frame: snapshot,
		day: '2026-11-21',
		origin: 'https://atlas.test',
		include: new Set()
	};
});
afterAll(() => connection.close());

async function page(
	query: string,
	sort: string[],
	limit: number,
	after?: unknown,
	list: typeof proposals | typeof heldProposals = proposals
) {
	const found = await list.page(
		{
			filters: {},
			given: new URLSearchParams(query),
			sort,
			limit,
			...(after !== undefined && { after: after as string[] })
		},
		context
	);
	if ('errors' in found) throw new Error(JSON.stringify(found.errors));
	return found;
}
const idsOf = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id);

const filters = fc
	.record({
		layer: fc.constantFrom('', 'technology', 'technology:primary', 'subject:none,institution:supporting'),
		remedy: fc.constantFrom('', 'audit-assessment', 'audit-assessment,labour-standard'),
		actor: fc.constantFrom('', 'platform', 'union,platform'),
		beneficiary: fc.constantFrom('', 'riders'),
		paper: fc.constantFrom('', '001', '000,003'),
		modality: fc.constantFrom('', 'demand'),
		obstacle: fc.constantFrom('', 'trade-secrets'),
		level: fc.constantFrom('', 'all', 'specific'),
		q: fc.constantFrom(
			'',
			'',
			'数据',
			'权',
			'算法 平台',
			'Data',
			'platform%',
			'AUDIT 审计',
			'数据产权',
			'數據產權',
			'a_b'
		)
	})
	.map((given) => String(new URLSearchParams(Object.entries(given).filter(([, value]) => value))));
const sorts = fc
	.uniqueArray(fc.constantFrom(...catalogue.proposals.sorts.filter((name) => name !== 'law')), {
		maxLength: 3
	})
	.chain((fields) => fc.tuple(...fields.map((field) => fc.constantFrom(field, `-${field}`))));

test(
	'lists cut by the database are those that are cut in memory, page after page',
	{ timeout: 120_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(filters, sorts, fc.integer({ min: 3, max: 60 }), async (query, sort, limit) => {
				const whole = await page(query, sort, Infinity, undefined, heldProposals);
				const walked: string[] = [];
				let after: unknown;
				do {
					const cut = await page(query, sort, limit, after);
					expect(cut.total).toBe(whole.rows.length);
					walked.push(...idsOf(cut));
					after = cut.last;
				} while (after);
				expect(walked).toEqual(idsOf(whole));
			}),
			{ numRuns: inject('engine') === 'server' ? 60 : 40 }
		);
	}
);

test('a file of too many proposals to be held has the same records in the same order, and none by a day', async () => {
	const [query, sort] = ['layer=technology', ['-technology', 'modality', 'title']] as const;
	const held = await page(query, [...sort], Infinity, undefined, heldProposals);
	// A short one is read whole, or a publication would break it off.
	expect((await page(query, [...sort], Infinity)).rows).toEqual(held.rows);
	setMostInPage(20, 4);
	try {
		const { fetched, total } = await page(query, [...sort], Infinity);
		const rows = [];
		for await (const row of fetched!) rows.push(row);
		expect(rows).toEqual(held.rows);
		expect([fetched!.length, total]).toEqual([held.total, held.total]);
		await expect(page('', ['law'], 5)).rejects.toThrow('too many proposals to sort');
	} finally {
		setMostInPage(usualMostInPage);
	}
});

test.each([
	[['modality'], ['high', 'a']],
	[['modality'], [1e12, 'a']],
	[['title'], [3, 'a']],
	[['title'], ['a\0', 'a']],
	[['id'], ['a', null]]
])('a place that a list sorted by %s cannot have is refused and not asked for: %j', async (sort, after) => {
	const wanted = { filters: {}, given: new URLSearchParams(), sort, limit: 5, after };
	expect(await proposals.page(wanted, context)).toMatchObject({ errors: [{ path: 'cursor' }] });
});

test('what a word is found in is the same in JavaScript, by the index and without it', async () => {
	const texts = [
		'law (eu) 2024/2831',
		'neutral',
		'生成式ai服务',
		'附件a类',
		'附件 b2',
		'ai-driven “ai”',
		'claims, 2022',
		'art. 22, §§ 3, 5–8 and 12',
		'articles 3-5',
		'arts.13,15',
		'§9 或第二十二条',
		'article22, ss. 40 to 42'
	];
	const typed = [
		'EU',
		'ai',
		'A',
		'b2',
		'B',
		'22',
		'2',
		'附件 A',
		'Article 22',
		'art. 3',
		's. 8',
		'§ 12',
		'§9'
	];
	const queries = [...typed, 'Art. 15', '第42条', '第五条', 'é1', '式ai', 'x9'];
	await undone(connection.db, async (db) => {
		const ids = (await db.select({ id: proposal_entry.id }).from(proposal_entry)).map(({ id }) => id);
		for (const [place, id] of ids.entries())
			await db
				.update(proposal_entry)
				.set({ haystack: texts[place] ?? '' })
				.where(eq(proposal_entry.id, id));
		const text = sql`${proposal_entry.haystack}`;
		for (const words of queries.map(searchWords)) {
			const found = async (wanted: SQL[]) =>
				(
					await db
						.select({ text: proposal_entry.haystack })
						.from(proposal_entry)
						.where(and(...wanted))
				).map(({ text }) => text);
			const indexed = words.map((word) => holds({ text, han: proposal_entry.han }, word));
			const expected = texts.filter(textHolding(words)).sort();
			expect((await found(indexed)).sort()).toEqual(expected);
			expect((await found(words.map((word) => isLike(text, word)))).sort()).toEqual(expected);
		}
	});
});

test('control characters in a query are no error', async () => {
	expect((await page('q=%00', [], 5)).total).toBe((await page('', [], 5)).total);
});

test('a record read by itself is the one of the snapshot', async () => {
	const wanted = snapshot.proposals.filter((_, place) => place % 9 === 0);
	expect(
		await listProposalRows(
			connection.db,
			snapshot,
			wanted.map(({ id }) => id)
		)
	).toEqual(wanted);
});

test('what stands around a record is all that is related to it, as the snapshot has it', async () => {
	const related = snapshot.proposals.filter(({ relations }) => relations);
	expect(related.length).toBeGreaterThan(10);
	for (const { id } of related.slice(0, 12)) {
		const { proposals: near, links, assessments, terms } = await snapshotAround(connection.db, id);
		const ends = new Set([id, ...near.find((row) => row.id === id)!.relations!.map(({ to }) => to)]);
		expect(near).toEqual(
			snapshot.proposals.filter((row) => ends.has(row.id) || row.relations?.some(({ to }) => to === id))
		);
		expect(links).toEqual(snapshot.links.filter(({ proposal }) => near.some((row) => row.id === proposal)));
		expect(assessments).toEqual(
			snapshot.assessments.filter(({ proposal }) => near.some((row) => row.id === proposal))
		);
		expect(terms).toBe(snapshot.terms);
	}
});

describe('entries', () => {
	const entries = (db: Db) => db.select().from(proposal_entry).orderBy(proposal_entry.id);

	test('are right after any edit: the same as when all are made anew', { timeout: 60_000 }, async () => {
		const { db } = connection;
		const [terms, all] = await Promise.all([listTerms(db), listProposals(db)]);
		const codes = (vocabulary: string) =>
			fc.constantFrom(...terms.filter((term) => term.vocabulary === vocabulary).map(({ code }) => code));
		const edit = fc
			.record({
				of: fc.constantFrom(...all),
				title_en: fc.constantFrom('Zebra 10', 'zebra 9', 'Ärger'),
				level: fc.constantFrom('specific' as const, 'umbrella' as const),
				modality: codes('modality'),
				remedy_type: codes('remedy_types'),
				actors: fc
					.uniqueArray(codes('actors'), { maxLength: 3 })
					.map((list) => list.map((code) => ({ code, basis: 'named' as const }))),
				obstacles: fc.uniqueArray(codes('obstacles'), { maxLength: 2 }),
				retired: fc.boolean()
			})
			.map(({ of, retired, ...changes }): Proposal => ({
				...of,
				...changes,
				...(retired && { retired_on: '2026-01-01', retired_reason_en: 'Gone.', retired_reason_zh: '撤回。' })
			}));
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(edit, { maxLength: 4, selector: ({ id }) => id }), async (edited) => {
				await undone(db, async (tx) => {
					await saveRecords(tx, { ...none, proposal: edited }, []);
					const kept = await entries(tx);
					await tx.delete(proposal_entry);
					await fillProposalEntries(tx);
					expect(kept).toEqual(await entries(tx));
					for (const { id, retired_on } of edited)
						expect(kept.some((entry) => entry.id === id)).toBe(!retired_on);
				});
			}),
			{ numRuns: 6 }
		);
	});

	test('are counted by the database where a start fills them anew, or lists are planned for an empty table', async () => {
		await undone(connection.db, async (tx) => {
			await tx.execute(sql`truncate ${proposal_entry}`);
			await fillProposalEntries(tx);
			const [{ counted }] = await resultRows<{ counted: number }>(
				tx,
				sql`select reltuples::int as counted from pg_class where oid = 'derived.proposal_entry'::regclass`
			);
			expect(counted).toBe((await entries(tx)).length);
		});
	});

	test('follow a vocabulary whose codes change places', async () => {
		const { db } = connection;
		const before = await entries(db);
		const vocabulary = (await listVocabularies(db)).find(({ id }) => id === 'remedy_types')!;
		const turned = { ...vocabulary, terms: vocabulary.terms.toReversed() };
		await saveRecords(db, { ...none, vocabulary: [turned] }, []);
		const after = await entries(db);
		expect(after[0].remedy_type).toBe(vocabulary.terms.length + 1 - before[0].remedy_type);
		await saveRecords(db, { ...none, vocabulary: [vocabulary] }, []);
		expect(await entries(db)).toEqual(before);
	});
});

// The plans of a table of a few rows say nothing; the embedded engine has the same planner and would need a minute to fill.
describe.runIf(inject('engine') === 'server')('among thousands of proposals', () => {
	let many: Connection;
	beforeAll(async () => {
		many = await openTestDatabase();
		await saveMany(many.db, 3000, 300);
	});
	afterAll(() => many?.close());

	const scanned = (run: (db: Db) => Promise<unknown>) => scannedTables(many.db, run);
	const anything = { facets: [], words: [], level: 'specific' as const };
	const layersFirst = [
		{ field: 'institution' as const, descending: true },
		{ field: 'technology' as const, descending: true },
		{ field: 'subject' as const, descending: true },
		{ field: 'title' as const, descending: false }
	];
	const lists: [
		string,
		Parameters<typeof listProposalEntries>[1],
		Parameters<typeof listProposalEntries>[2]
	][] = [
		['the first page', anything, { sort: [], limit: 50 }],
		['a late page', anything, { sort: [], after: ['synth-002900'], limit: 50 }],
		['titles in order', anything, { sort: [{ field: 'title', descending: false }], limit: 50 }],
		[
			'a late page of titles',
			anything,
			{ sort: [{ field: 'title', descending: false }], after: ['review', 'synth-000010'], limit: 50 }
		],
		[
			'two filters and three keys',
			{ ...anything, facets: [['layer:technology:primary'], ['remedy:audit-assessment']] },
			{
				sort: [
					{ field: 'subject', descending: true },
					{ field: 'modality', descending: false },
					{ field: 'title', descending: false }
				],
				limit: 50
			}
		],
		['the order in which the layer matrix opens', anything, { sort: layersFirst, limit: 50 }],
		['the same, deep inside', anything, { sort: layersFirst, skip: 2500, limit: 50 }],
		[
			'the page before another one',
			anything,
			{ sort: layersFirst, before: [1, 1, 1, 'review', 'synth-000010'], limit: 50 }
		],
		[
			'the order in which the matrix of one layer opens',
			{ ...anything, facets: [['layer:subject:primary', 'layer:subject:supporting']] },
			{
				sort: [
					{ field: 'subject', descending: true },
					{ field: 'title', descending: false }
				],
				limit: 50
			}
		],
		[
			'three keys without a filter',
			anything,
			{
				sort: [
					{ field: 'actors_named', descending: true },
					{ field: 'modality', descending: false },
					{ field: 'title', descending: false }
				],
				limit: 50
			}
		],
		['English words', { ...anything, words: searchWords('verifiable audits') }, { sort: [], limit: 50 }],
		[
			'a Chinese word of two characters',
			{ ...anything, words: searchWords('审计') },
			{ sort: [], limit: 50 }
		],
		[
			'a Chinese word of four characters',
			{ ...anything, words: searchWords('外卖平台') },
			{ sort: [], limit: 50 }
		],
		[
			'words of two spellings',
			{ ...anything, words: searchWords('labor organization') },
			{ sort: [], limit: 50 }
		],
		['the number of an article', { ...anything, words: searchWords('Article 22') }, { sort: [], limit: 50 }],
		[
			'the number of an article in Chinese',
			{ ...anything, words: searchWords('第二十二条') },
			{ sort: [], limit: 50 }
		]
	];
	test.each(lists)('%s reads no large table from end to end', async (_, filter, page) => {
		expect(await scanned((db) => listProposalEntries(db, filter, page))).toEqual([]);
		if (filter.facets.length + filter.words.length > 0)
			expect(await scanned((db) => countProposalEntries(db, filter))).toEqual([]);
	});

	test('one record reads no large table from end to end', async () => {
		const frame = await atlasFrame(many.db);
		expect(await scanned((db) => listProposalRows(db, frame, ['synth-000123']))).toEqual([]);
	});

	test('making the entries of one record anew reads no large table from end to end', async () => {
		expect(await scanned((db) => refreshProposalEntries(db, ['synth-002345']))).toEqual([]);
	});

	test.each([
		'verifiable audits',
		'审计',
		'算法审计',
		'nothing of the sort',
		'Article 22',
		'verifiable audits, section 9',
		'第二十二条',
		'labor organization',
		'x y z',
		'7',
		'q',
		'qz',
		'AB5'
	])('a search for %s reads no large table from end to end', async (words) => {
		expect(await scanned((db) => listSearchHits(db, words, 1000))).toEqual([]);
	});

	// An index also finds every row, and has each of them looked at, where what is asked has nothing that it knows.
	test.each(['qz', 'g7', '87', 's. 87', '§ 87', '§ 8', 'Article 87', '第八十七条', '量z'])(
		'%s, which nothing holds, has no rows read in vain',
		async (typed) => {
			const words = searchWords(typed);
			const filter = { ...anything, words };
			expect(await countProposalEntries(many.db, filter)).toBe(0);
			expect(await readInVain(many.db, (db) => countProposalEntries(db, filter))).toBeLessThan(500);
			const title = (db: Db) => listTitlesHolding(db, 'proposal', typed, 5);
			expect(await readInVain(many.db, title)).toBeLessThan(500);
		}
	);

	const byLayer = (layer: EntrySort, title: EntrySort) => [
		{ field: layer, descending: true },
		{ field: title, descending: false }
	];
	test.each<[string, { field: EntrySort; descending: boolean }[]]>([
		['proposal_entry_title', [{ field: 'title', descending: false }]],
		['proposal_entry_title_zh', [{ field: 'title_zh', descending: false }]],
		['proposal_entry_layers', layersFirst],
		['proposal_entry_layers_zh', [...layersFirst.slice(0, 3), { field: 'title_zh', descending: false }]],
		['proposal_entry_institution', byLayer('institution', 'title')],
		['proposal_entry_institution_zh', byLayer('institution', 'title_zh')],
		['proposal_entry_technology', byLayer('technology', 'title')],
		['proposal_entry_technology_zh', byLayer('technology', 'title_zh')],
		['proposal_entry_subject', byLayer('subject', 'title')],
		['proposal_entry_subject_zh', byLayer('subject', 'title_zh')]
	])('the order of %s is read from it, and nothing is sorted', async (index, sort) => {
		const list = (db: Db) => listProposalEntries(db, anything, { sort, limit: 50 });
		expect(await usedIndexes(many.db, list)).toEqual([index]);
	});

	test.each<[string, (db: Db) => Promise<unknown>]>([
		[
			'proposal_entry_by_id',
			(db) => listProposalEntries(db, { ...anything, level: 'all' }, { sort: [], limit: 50 })
		],
		[
			'link_by_id',
			(db) => listLinkPlaces(db, { level: 'all' }, { sort: [{ field: 'id', descending: false }], limit: 50 })
		],
		['link_provision', (db) => listProposalsLinkedTo(db, ['synth-regulation-001'])],
		['link_proposal', (db) => listLawLinks(db, ['synth-000123'])],
		['proposal_evidence_paper', (db) => listProposalsOfPaper(db, 'synth-001', 5)],
		['proposal_relation_to', (db) => listRelatedIds(db, 'synth-000123')],
		['proposal_entry_list', (db) => listProposalEntries(db, anything, { sort: [], limit: 50 })]
	])('by %s is found what it is for', async (index, find) => {
		expect(await usedIndexes(many.db, find)).toContain(index);
	});

	test('titles like one that is typed are found by the index of titles', async () => {
		const find = (db: Db) =>
			listSimilarTitles(db, ['proposal'], ['Verifiable digital unions', '可核查的数字工会'], 4);
		expect(await find(many.db)).toHaveLength(4);
		expect(await usedIndexes(many.db, find)).toEqual([
			'search_entry_title',
			'search_entry_title',
			'search_entry_title_han'
		]);
	});

	test.each(['synthetic', 'platform'])(
		'a search for %s, which very many hold, keeps what holds it in its title',
		async (word) => {
			const hits = await listSearchHits(many.db, word, 1000);
			expect(hits).toHaveLength(1000);
			for (const kind of ['instrument', 'paper'] as const) {
				const named = (await listSearchHits(many.db, word, 1000, [kind])).filter(({ score }) => score >= 2);
				expect(hits.filter((hit) => hit.kind === kind && hit.score >= 2)).toHaveLength(named.length);
			}
			const keys = new Set(hits.map(({ kind, record, part }) => `${kind} ${record} ${part}`));
			expect(keys.size).toBe(1000);
		}
	);

	test('a search that ranks only the best says that there are more, and finds what is of another kind', async () => {
		const find = (kind?: string[]) =>
			search.page(
				{ filters: { q: 'work', kind }, given: new URLSearchParams(), sort: [], limit: 1 },
				{ ...context, db: many.db }
			);
		expect(await find()).toMatchObject({ total: 1000, capped: true });
		const laws = await find(['instrument']);
		expect(laws).toMatchObject({ total: 200, rows: [{ kind: 'instrument' }] });
		expect(laws).not.toHaveProperty('capped');
	});

	test('the check itself sees a table that is read from end to end', async () => {
		expect(await scanned((db) => db.select().from(proposal_entry))).toEqual(['proposal_entry']);
	});
});
