import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { papersOfLink, type PlacedLink, type ProposalRow } from '../../src/lib/domain/matrix/rows.ts';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import type { SheetRow } from '../../src/lib/domain/sheet.ts';
import { traceFilterNames, type TraceFilterName } from '../../src/lib/domain/trace-view.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { listProposals } from '../../src/lib/server/queries/proposals.ts';
import { setMostInPage, usualMostInPage } from '../../src/lib/server/views/matrix.ts';
import { openView } from '../../src/lib/server/views/sheet.ts';
import { atlasSnapshot } from '../../src/lib/server/views/snapshot.ts';
import { traceOf, tracePage, type TracePage } from '../../src/lib/server/views/trace.ts';
import { traceIndex } from '../../src/lib/server/views/trace-index.ts';
import { uptakeOf } from '../../src/lib/server/views/uptake.ts';
import { editsOf, writeEdit } from '../fixtures/edits.ts';
import { openLoadedDatabase, undone } from '../harness/database.ts';
import { statementsOf } from '../harness/plans.ts';

const today = '2026-11-21';
let connection: Connection;
beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

const open = (query = '', locale: 'en' | 'zh' = 'en'): Promise<TracePage> =>
	tracePage(connection.db, new URLSearchParams(query), locale, today);

async function count(query: ReturnType<typeof sql>): Promise<number> {
	const result = (await connection.db.execute(query)) as unknown as { rows?: { n: number }[] } & {
		n: number;
	}[];
	return Number((result.rows ?? result)[0].n);
}

/** Every column of a picture carries every link, and table and picture tell the same number. */
function expectWhole(page: TracePage) {
	const flow = page.flow ?? page.focus?.flow;
	if (!flow) throw new Error('no picture');
	expect(flow.links).toBe(page.counts.links);
	expect(page.table.total).toBe(page.counts.links);
	for (const column of [1, 2, 3])
		expect(
			flow.nodes.filter((node) => node.column === column).reduce((sum, { links }) => sum + links, 0),
			`column ${column}`
		).toBe(page.counts.links);
	expect(flow.tones.reduce((sum, { links }) => sum + links, 0)).toBe(page.counts.links);
}

describe('the whole trace', () => {
	test('counts what the database holds', async () => {
		const page = await open();
		const specific = sql`from link join proposal on proposal.id = link.proposal where proposal.level = 'specific'`;
		expect(page.counts.links).toBe(await count(sql`select count(*) as n ${specific}`));
		expect(page.counts.proposals).toBe(
			await count(sql`select count(distinct link.proposal) as n ${specific}`)
		);
		expect(page.counts.regulations).toBe(
			await count(sql`select count(distinct link.instrument) as n ${specific}`)
		);
		expect(page.counts.umbrella_links_hidden).toBe(
			await count(
				sql`select count(*) as n from link join proposal on proposal.id = link.proposal where level = 'umbrella'`
			)
		);
		const { looked_for, not_looked_for } = page.unlinked;
		expect(looked_for.length + not_looked_for.length).toBe(
			await count(
				sql`select count(*) as n from proposal where level = 'specific' and not exists (select from link where link.proposal = proposal.id)`
			)
		);
		expectWhole(page);
	});

	test.each([
		'colour=relation',
		'level=all',
		'expand=proposals,regulations,jurisdictions',
		'jurisdiction=CN',
		'layer=subject',
		'paper=000,001',
		'relation=enacts,conflicts',
		'basis=paper',
		'remedy=disclosure',
		'paper=001'
	])('loses no link with %s', async (query) => expectWhole(await open(query)));

	test('stays small until it is unfolded', async () => {
		const whole = (await open()).flow!;
		expect(whole.nodes.length).toBeLessThan(60);
		const unfolded = (await open('expand=proposals,regulations,jurisdictions')).flow!;
		expect(unfolded.nodes.filter(({ rest }) => rest)).toEqual([]);
		for (const { records, name } of unfolded.columns) {
			const column = unfolded.columns.findIndex((candidate) => candidate.name === name);
			expect(unfolded.nodes.filter((node) => node.column === column)).toHaveLength(records);
		}
	});

	test('never colours law that does not stand as enacting', async () => {
		const { table, flow } = await open('colour=relation&relation=enacts,partly-enacts');
		const all = [...table.rows];
		for (let page = 2; page <= table.pages; page++)
			all.push(...(await open(`relation=enacts,partly-enacts&page=${page}`)).table.rows);
		const standing = all.filter(({ tense }) => tense === 'stands').length;
		const shown = (code: string) => flow!.tones.find((tone) => tone.code === code)?.links ?? 0;
		expect(all).toHaveLength(table.total);
		expect(shown('enacts') + shown('partly-enacts')).toBe(standing);
		expect(shown('not-standing')).toBe(all.length - standing);
		expect(standing).toBeLessThan(all.length);
	});

	test('pages its table when it is long, without losing or repeating a link', async () => {
		const first = await open();
		expect(first.table.pages).toBeGreaterThan(1);
		const ids = new Set<string>();
		for (let page = 1; page <= first.table.pages; page++)
			for (const { id } of (await open(`page=${page}`)).table.rows) ids.add(id);
		expect(ids.size).toBe(first.table.total);
		const beyond = await open('page=99');
		expect(beyond.dropped).toEqual([{ name: 'page', value: '99' }]);
		expect(beyond.table.first).toBe(0);
	});

	test('says which filter to drop where nothing is left', async () => {
		const page = await open('jurisdiction=BE&relation=enacts');
		expect(page.counts.links).toBe(0);
		expect(page.flow).toBeUndefined();
		expect(page.relief.map(({ name }) => name)).toEqual(expect.arrayContaining(['jurisdiction', 'relation']));
		for (const { href, links } of page.relief)
			expect((await open(href.split('?')[1])).counts.links).toBe(links);
	});

	test('answers an unknown record with the whole picture and what may have been meant', async () => {
		const page = await open('regulation=eu-dsaa');
		expect(page.dropped).toEqual([{ name: 'regulation', value: 'eu-dsaa' }]);
		expect(page.near.map(({ href }) => href)).toContain('/regulations/eu-dsa');
		expect(page.flow?.links).toBe(page.counts.links);
	});
});

describe('any view of the trace', () => {
	afterEach(() => setMostInPage(usualMostInPage));
	const view = fc.record({
		paper: fc.constantFrom('', '', '000,003', '001'),
		layer: fc.constantFrom('', '', 'subject', 'technology,institution'),
		remedy: fc.constantFrom('', '', 'audit-assessment', 'labour-standard,disclosure'),
		relation: fc.constantFrom('', '', 'enacts', 'conflicts,mentions,builds-on'),
		basis: fc.constantFrom('', '', 'paper', 'coder'),
		jurisdiction: fc.constantFrom('', '', 'CN', 'EU,DE'),
		level: fc.constantFrom('', 'all'),
		regulation: fc.constantFrom('', '', '', 'eu-dsa')
	});
	const queryOf = (given: Record<string, string>) =>
		String(new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')));
	const valuesOf: Record<TraceFilterName, (row: ProposalRow, link: PlacedLink) => string[]> = {
		paper: (row, link) => papersOfLink(link, row),
		layer: (row) => [row.primary_layer],
		remedy: (row) => [row.remedy_type, ...(row.secondary_remedy_types ?? [])],
		relation: (_, link) => [link.relation],
		basis: (_, link) => [link.basis],
		jurisdiction: (_, link) => [link.jurisdiction]
	};

	test('counts what its filters leave of the records themselves', { timeout: 60_000 }, async () => {
		const { proposals } = await atlasSnapshot(connection.db);
		const all = proposals.flatMap((row) => row.links.map((link) => ({ row, link })));
		await fc.assert(
			fc.asyncProperty(view, async (given) => {
				const left = (without?: string) =>
					all.filter(
						({ row, link }) =>
							(!given.regulation || link.instrument === given.regulation) &&
							(given.level === 'all' ||
								without === 'level' ||
								!!given.regulation ||
								row.level === 'specific') &&
							traceFilterNames.every(
								(name) =>
									!given[name] ||
									name === without ||
									valuesOf[name](row, link).some((value) => given[name].split(',').includes(value))
							)
					);
				const expected = left();
				const distinct = (of: (entry: (typeof all)[number]) => string[]) =>
					new Set(expected.flatMap(of)).size;
				const page = await open(queryOf(given));
				expect(page.dropped).toEqual([]);
				expect(page.counts).toEqual({
					links: expected.length,
					umbrella_links: expected.filter(({ row }) => row.level === 'umbrella').length,
					umbrella_links_hidden: left('level').length - expected.length,
					papers: distinct(({ row, link }) => papersOfLink(link, row)),
					proposals: distinct(({ row }) => [row.id]),
					regulations: distinct(({ link }) => [link.instrument]),
					jurisdictions: distinct(({ link }) => [link.jurisdiction])
				});
				for (const { name, values } of page.filters) {
					const own = left(name);
					for (const { value, count } of values)
						expect(count, `${name}=${value}`).toBe(
							own.filter(({ row, link }) => valuesOf[name](row, link).includes(value)).length
						);
				}
				for (const { name, links } of page.relief) expect(links).toBe(left(name).length);
				// The file has all pages of the table, in its order.
				const openFile = async () =>
					(await openView(connection.db, '/trace', new URLSearchParams(queryOf(given)), 'en', today))!.view;
				const file = await openFile();
				const ids = [...(file.sheet.rows as Iterable<SheetRow>)].map(({ id }) => id);
				expect(ids.toSorted()).toEqual(expected.map(({ link }) => link.id).toSorted());
				expect(page.table.rows.map(({ id }) => id)).toEqual(ids.slice(0, page.table.rows.length));
				// Fetched while it is sent, it is the same.
				setMostInPage(5);
				const sent = await openFile();
				const fetched: string[] = [];
				for await (const { id } of sent.sheet.rows) fetched.push(id);
				setMostInPage(usualMostInPage);
				expect(fetched).toEqual(ids);
			}),
			{ numRuns: 20 }
		);
	});
});

describe('the trace of one record', () => {
	test('leads from the passage to the provisions and says how many it put together', async () => {
		const id = 'mandatory-algorithm-rule-disclosure';
		const trace = (await traceOf(connection.db, { proposal: id }, 'en', today))!;
		expect(trace.links).toBe(await count(sql`select count(*) as n from link where proposal = ${id}`));
		const [said, proposals, law] = trace.cards!.columns;
		expect(said.every(({ href, terms }) => href.startsWith('/papers/') && terms!.length > 0)).toBe(true);
		expect(proposals.map(({ href }) => href)).toEqual([`/proposals/${id}`]);
		expect(law.length).toBeLessThanOrEqual(8);
		expect(law.reduce((sum, { links }) => sum + links, 0)).toBe(trace.links);
		expect(law.at(-1)!.rest).toBeGreaterThan(0);
		expect(
			law.filter(({ rest }) => !rest).every(({ law: standing, href }) => standing && /#p\d+$/.test(href))
		).toBe(true);
	});

	test('of a regulation holds all its links, umbrellas included', async () => {
		const trace = (await traceOf(connection.db, { regulation: 'eu-dsa' }, 'zh', today))!;
		expect(trace.links).toBe(await count(sql`select count(*) as n from link where instrument = 'eu-dsa'`));
		const column = (index: number) => trace.cards!.columns[index].reduce((sum, { links }) => sum + links, 0);
		expect([column(1), column(2)]).toEqual([trace.links, trace.links]);
	});

	test('of a paper starts at its sections', async () => {
		const { flow } = (await traceOf(connection.db, { paper: '001' }, 'en', today))!;
		expect(flow!.columns[0].name).toBe('sections');
	});

	test('without any link is told in words', async () => {
		const page = await open();
		const [unlinked] = page.unlinked.not_looked_for;
		const proposal = await traceOf(connection.db, { proposal: unlinked.href.split('/')[2] }, 'en', today);
		expect(proposal).toMatchObject({ links: 0, looked_for: [] });
		expect(proposal!.cards!.columns.map(({ length }) => length > 0)).toEqual([true, true, false]);
		expect(await traceOf(connection.db, { paper: '003' }, 'en', today)).toMatchObject({ links: 0 });
	});

	test('of nothing known is nothing', async () => {
		expect(await traceOf(connection.db, { proposal: 'no-such' }, 'en', today)).toBeUndefined();
		expect(await traceOf(connection.db, { regulation: 'no-such' }, 'en', today)).toBeUndefined();
		expect(await traceOf(connection.db, { paper: '999' }, 'en', today)).toBeUndefined();
		expect(await uptakeOf(connection.db, 'no-such', 'en', today)).toBeUndefined();
	});
});

describe('the uptake ladder', () => {
	test('names a source for every rung and only dates the records hold', async () => {
		const uptake = (await uptakeOf(connection.db, 'minimum-hourly-wage-gig', 'en', today))!;
		expect(uptake.proposed.length).toBeGreaterThan(0);
		expect(uptake.ladders.length).toBeGreaterThan(5);
		for (const { rungs } of uptake.ladders)
			for (const { sources } of rungs)
				for (const { href, date, refs } of sources) {
					expect(refs.length).toBeGreaterThan(0);
					const [, instrument, number] = /^\/regulations\/([^#]+)#p(\d+)$/.exec(href)!;
					if (!date) continue;
					const own = await count(
						date.kind === 'applicable_from'
							? sql`select count(*) as n from provision p join instrument i on i.id = p.instrument
								where i.id = ${instrument} and p.number = ${number}::int and (p.applicable_from = ${date.on} or i.applicable_from = ${date.on})`
							: sql`select count(*) as n from instrument where id = ${instrument} and ${sql.identifier(date.kind)} = ${date.on}`
					);
					expect(own, `${href} ${date.kind}`).toBe(1);
				}
	});

	test('leaves out what papers say and what conflicts, and says so', async () => {
		const id = 'algorithmic-control-subordination-test';
		const uptake = (await uptakeOf(connection.db, id, 'en', today))!;
		expect(uptake.not_counted).toBe(
			await count(
				sql`select count(*) as n from link where proposal = ${id} and relation::text not in ('enacts', 'partly-enacts', 'enables', 'precedent')`
			)
		);
		expect(uptake.not_counted).toBeGreaterThan(0);
	});
});

describe('the index of all links', () => {
	const indexOf = async (db: Db) => {
		const { ids, kinds, provisions, places, ...numbers } = await traceIndex(db);
		const lists = Object.entries(numbers).map(([name, list]) => [name, [...list]]);
		return { ids, kinds, provisions, places, ...Object.fromEntries(lists) };
	};
	/** For what is kept by database, another one. */
	const another = (db: Db): Db => Object.create(db) as Db;

	test('that follows publications is the same as one made anew', { timeout: 60_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(await editsOf(connection.db), { minLength: 1, maxLength: 4 }), {
					minLength: 1,
					maxLength: 4
				}),
				async (publications) =>
					undone(connection.db, async (tx) => {
						await traceIndex(tx);
						for (const edits of publications) {
							for (const edit of edits) await writeEdit(tx, edit);
							expect(await indexOf(tx)).toEqual(await indexOf(another(tx)));
						}
					})
			),
			{ numRuns: inject('engine') === 'server' ? 8 : 4 }
		);
	});

	test('reads what was published, and nothing where something else changed', () =>
		undone(connection.db, async (tx) => {
			const before = await traceIndex(tx);
			const [proposal, other] = await listProposals(tx, before.ids.slice(0, 2));
			const data: Proposal = { ...proposal, remedy_type: other.remedy_type };
			await writeEdit(tx, { kind: 'proposal', data });
			const read = (await statementsOf(tx, traceIndex)).filter(({ sql }) => sql.includes('json_agg'));
			expect(read.map(({ params }) => params)).toEqual([expect.arrayContaining([`{"${proposal.id}"}`])]);
			const renewed = await traceIndex(tx);
			expect(renewed).not.toBe(before);
			// As when somebody suggests something: no revision, another state.
			await tx.execute(sql`update derived.data_state set number = number + 1`);
			expect((await traceIndex(tx)) === renewed).toBe(true);
		}));
});
