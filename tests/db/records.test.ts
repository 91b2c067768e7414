import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { search_entry } from '../../src/lib/server/db/schema.ts';
import { codebookPage } from '../../src/lib/server/views/codebook.ts';
import { homePage } from '../../src/lib/server/views/home.ts';
import { paperPage } from '../../src/lib/server/views/paper.ts';
import { findLeft } from '../../src/lib/server/views/left.ts';
import { proposalPage, type ProposalPage } from '../../src/lib/server/views/proposal.ts';
import { searchPage } from '../../src/lib/server/views/search.ts';
import { atlasSnapshot } from '../../src/lib/server/views/snapshot.ts';
import { openLoadedDatabase, undone } from '../harness/database.ts';

let connection: Connection;

beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

async function count(from: string): Promise<number> {
	const [row] = await connection.db.select({ count: sql<number>`count(*)::int` }).from(sql.raw(from));
	return row.count;
}

test('the counts of the start page are those of the tables', async () => {
	const { counts, matrix } = await homePage(connection.db, 'en');
	expect(counts).toEqual({
		papers: await count('paper'),
		specific: await count(`proposal where level = 'specific'`),
		umbrella: await count(`proposal where level = 'umbrella'`),
		instruments: await count('instrument'),
		jurisdictions: await count('(select distinct jurisdiction from instrument) as places'),
		provisions: await count('provision'),
		links: await count('link'),
		assessments: await count('assessment')
	});
	expect(matrix?.rows).toHaveLength(8);
	expect(matrix?.all).toBe(counts.specific);
});

test('every proposal has a page in both languages, and all its links, relations and passages are on it', async () => {
	const { proposals } = await atlasSnapshot(connection.db);
	let relations = 0;
	for (const { id, links, evidence } of proposals)
		for (const locale of ['en', 'zh'] as const) {
			const page = (await proposalPage(connection.db, id, locale)) as ProposalPage;
			expect(page.law.flatMap((group) => group.links)).toHaveLength(links.length);
			expect(page.evidence.flatMap(({ passages }) => passages)).toHaveLength(evidence.length);
			if (locale === 'en') relations += page.relations.flatMap(({ entries }) => entries).length;
		}
	// Each of the stored relations shows on both of its ends.
	expect(relations).toBe(2 * (await count('proposal_relation')));
});

test('a renamed proposal says where it went, an unknown one is undefined', async () => {
	const { db } = connection;
	await undone(db, async (tx) => {
		await tx.execute(
			sql`update proposal set moved_to = 'algorithm-filing-system' where id = 'combat-cybercrime'`
		);
		expect(await findLeft(tx, 'proposals', 'combat-cybercrime')).toEqual({
			moved_to: 'algorithm-filing-system'
		});
	});
	expect(await proposalPage(db, 'no-such-proposal', 'en')).toBeUndefined();
	expect(await paperPage(db, 'no-such-paper', 'en')).toBeUndefined();
});

test('a search says where and in which language it matched', async () => {
	const { groups, similar, counts } = await searchPage(connection.db, { query: 'union' }, 'en');
	expect(similar).toBe(false);
	const hit = groups[0].hits.find(({ href }) => href === '/proposals/digital-union-system');
	expect(hit?.in_title).toEqual(['en']);
	expect(
		hit?.snippet?.segments.some((segment) => segment.hit && segment.text.toLowerCase() === 'union')
	).toBe(true);
	expect(counts.proposal).toBeGreaterThan(3);
});

test('a group by itself comes in pages, which together have every hit once', async () => {
	const at = (page?: string) => searchPage(connection.db, { query: 'data', only: 'law', page }, 'en');
	const first = await at();
	expect(first.total).toBeGreaterThan(100);
	expect(first).toMatchObject({ page: 1, pages: Math.ceil(first.total / 100) });
	const found: string[] = [];
	for (let page = 1; page <= first.pages; page++) {
		const { groups } = await at(String(page));
		expect(groups[0]).toMatchObject({ group: 'law', total: first.total });
		found.push(...groups[0].hits.map(({ href }) => href));
	}
	expect(new Set(found).size).toBe(first.total);
	expect(found).toHaveLength(first.total);
	for (const odd of ['0', '-1', 'x', '1e3', ' 2', '99999']) expect(await at(odd)).toEqual(first);
	expect((await at('999')).page).toBe(first.pages);
	expect(await searchPage(connection.db, { query: 'data', page: '2' }, 'en')).toMatchObject({
		page: 1,
		pages: 1
	});
});

test('a provision of foreign law has its Chinese reference in Chinese, whatever was typed', async () => {
	for (const query of ['GDPR Article 22', '通用数据保护条例第二十二条']) {
		const { groups } = await searchPage(connection.db, { query }, 'zh');
		const [{ title, other_title }] = groups[0].hits;
		expect(title.map(({ text }) => text).join('')).toBe('《通用数据保护条例》 第22条');
		expect(title.find(({ text }) => text === '第22条')?.hit).toBe(true);
		expect(other_title.map(({ text }) => text).join('')).toBe('GDPR, Art. 22');
	}
});

describe('the number of an article is found as reader and law write it:', () => {
	test.each([
		['Article 22 GDPR', '/regulations/eu-gdpr#p5'],
		['GDPR Article 22', '/regulations/eu-gdpr#p5'],
		['Art. 22(3) GDPR', '/regulations/eu-gdpr#p5'],
		['通用数据保护条例第二十二条', '/regulations/eu-gdpr#p5'],
		['Article 37 DSA', '/regulations/eu-dsa#p9'],
		['Section 20-871(b)', '/regulations/us-nyc-ll144-2021#p2'],
		['个人信息保护法 第二十四条', '/regulations/cn-pipl-2021#p1'],
		['个人信息保护法第24条', '/regulations/cn-pipl-2021#p1']
	])('%s', async (query, href) => {
		const { groups, similar } = await searchPage(connection.db, { query }, 'en');
		expect(similar).toBe(false);
		const [first] = groups[0].hits;
		expect(first.href).toBe(href);
		expect([...first.title, ...first.other_title].some(({ hit, text }) => hit && /\d/.test(text))).toBe(true);
	});

	test.each(['第二十二条', '第十条'])('%s', async (query) => {
		const { total, similar } = await searchPage(connection.db, { query }, 'zh');
		expect(similar).toBe(false);
		expect(total).toBeGreaterThan(4);
	});
});

test('of a misspelt word the records that name it come, and those that mention it only where none does', async () => {
	const similarTo = async (query: string) => {
		const page = await searchPage(connection.db, { query }, 'en');
		expect(page.similar, query).toBe(true);
		return page.groups.flatMap(({ hits }) => hits);
	};
	const marked = (texts: { hit: boolean }[]) => texts.some(({ hit }) => hit);
	const named = await similarTo('algoritmic');
	expect(named.length).toBeGreaterThan(3);
	for (const hit of named) expect(marked([...hit.title, ...hit.other_title]), hit.href).toBe(true);
	const mentioned = await similarTo('detecton');
	expect(mentioned.length).toBeGreaterThan(0);
	for (const hit of mentioned) expect(marked([...hit.title, ...hit.other_title]), hit.href).toBe(false);
});

test('the Turkish capital is found by its own spelling, and marked', async () => {
	await undone(connection.db, async (tx) => {
		await tx
			.update(search_entry)
			.set({ title_en: 'İşçi data' })
			.where(and(eq(search_entry.kind, 'paper'), eq(search_entry.record, '001')));
		const { groups, similar } = await searchPage(tx, { query: 'İşçi' }, 'en');
		expect(similar).toBe(false);
		expect(groups[0].hits[0]).toMatchObject({
			href: '/papers/001',
			title: [
				{ text: 'İşçi', hit: true },
				{ text: ' data', hit: false }
			]
		});
	});
});

test('a word after many others is looked for as well', async () => {
	const words = 'data right of the and to a for in by or with';
	const found = async (query: string) => {
		const { groups, similar } = await searchPage(connection.db, { query }, 'en');
		return similar ? [] : groups.flatMap(({ hits }) => hits);
	};
	expect((await found(words)).length).toBeGreaterThan(0);
	expect(await found(`${words} zzzz`)).toEqual([]);
});

test('full-width letters are found as plain ones', async () => {
	const total = async (query: string) => (await searchPage(connection.db, { query }, 'zh')).total;
	expect(await total('ａｕｄｉｔ')).toBe(await total('audit'));
	expect(await total('ａｕｄｉｔ')).toBeGreaterThan(5);
});

test.each([
	['labor', 'labour'],
	['organization', 'organisation'],
	['program', 'programme'],
	['工會', '工会'],
	['勞動者 數據', '劳动者 数据']
])('%s finds what %s does', async (one, other) => {
	const [first, second] = await Promise.all(
		[one, other].map((query) => searchPage(connection.db, { query }, 'en'))
	);
	expect([first.similar, second.similar]).toEqual([false, false]);
	expect(first.counts).toEqual(second.counts);
	expect(first.total).toBeGreaterThan(0);
});

test.each([
	['Prop22', 'us-ca-prop22'],
	['AB5', 'us-ca-ab5'],
	['AB701', 'us-ca-ab701'],
	['LL144', 'us-nyc-ll144-2021']
])('a code is found without the space in it: %s', async (query, record) => {
	const { groups, similar } = await searchPage(connection.db, { query }, 'en');
	expect(similar).toBe(false);
	expect(groups.flatMap(({ hits }) => hits.map(({ href }) => href))).toContain(`/regulations/${record}`);
});

test('a Chinese snippet has no blank behind a full stop', async () => {
	const { groups } = await searchPage(connection.db, { query: '算法' }, 'zh');
	const snippets = groups
		.flatMap(({ hits }) => hits)
		.map(({ snippet }) => snippet?.segments.map(({ text }) => text).join('') ?? '');
	expect(snippets.filter((text) => text.includes('。')).length).toBeGreaterThan(3);
	expect(snippets.filter((text) => /。 /.test(text))).toEqual([]);
});

test.each([
	['"minimum wage"', '/proposals/minimum-hourly-wage-gig', 'proposals'],
	['“最低工资”', '/regulations/cn-minimum-wage-2004', 'law']
])('marks around words are not looked for: %s', async (query, href, name) => {
	const { groups, similar } = await searchPage(connection.db, { query }, 'en');
	expect(similar).toBe(false);
	expect(groups.find(({ group }) => group === name)?.hits.map((hit) => hit.href)).toContain(href);
});

test('a search that read only the best says that there are more', async () => {
	const read = (most?: number) => searchPage(connection.db, { query: 'union' }, 'en', most);
	expect(await read(3)).toMatchObject({ total: 3, more: true });
	expect(await read()).toMatchObject({ more: false });
	// One kind is looked for among all, not among the best of every kind.
	const law = await searchPage(connection.db, { query: 'union', only: 'law' }, 'en', 3);
	expect(law.groups).toMatchObject([{ group: 'law', total: 3 }]);
});

test('a vocabulary counts each record once per code', async () => {
	const { parts } = await codebookPage(connection.db, 'en');
	const vocabularies = parts.flatMap((part) => part.vocabularies);
	const uses = (vocabulary: string, code: string) =>
		vocabularies.find(({ id }) => id === vocabulary)?.terms.find((term) => term.code === code)?.uses;
	expect(uses('level', 'umbrella')).toEqual([{ kind: 'proposals', count: 26 }]);
	expect(uses('link_relations', 'enacts')).toEqual([
		{ kind: 'links', count: await count(`link where relation = 'enacts'`) }
	]);
	expect(uses('provision_verification', 'text')).toEqual([
		{ kind: 'provisions', count: await count(`provision where verification = 'text'`) }
	]);
});
