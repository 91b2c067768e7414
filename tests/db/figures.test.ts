import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { saveLinkFiles } from '../../src/lib/server/queries/links.ts';
import { coveragePage } from '../../src/lib/server/views/coverage.ts';
import { crossPage } from '../../src/lib/server/views/cross-tab.ts';
import { gapsPage } from '../../src/lib/server/views/gaps.ts';
import { openView } from '../../src/lib/server/views/sheet.ts';
import type { SheetRow } from '../../src/lib/domain/sheet.ts';
import { openLoadedDatabase } from '../harness/database.ts';

const today = '2026-11-21';
let connection: Connection;

beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

const coverage = (query: string) => coveragePage(connection.db, new URLSearchParams(query), 'en', today);
const cross = (query: string) => crossPage(connection.db, new URLSearchParams(query), 'en');

/** The one number a query gives, on either engine. */
async function figure(query: SQL): Promise<number> {
	const result = (await connection.db.execute(query)) as unknown;
	const rows = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as {
		n: number | string;
	}[];
	return Number(rows[0].n);
}

/** Links of specific proposals with the light of their law on a day, by rules written a second time, in SQL. */
function datedLinks(day: string): SQL {
	const reached = (date: string) =>
		sql.raw(`case
			when ${date} < left('${day}', length(${date})) then true
			when ${date} > left('${day}', length(${date})) then false
			when length(${date}) = 10 then true
		end`);
	return sql`with lit as (
		select link.id, link.proposal, link.relation::text as relation, link.basis::text as basis, link.confidence::text as confidence,
			instrument.jurisdiction, provision.applicable_from as own_start, provision.verification,
			${reached('provision.applicable_from')} as own_reached,
			instrument.status, instrument.ended_on, ${reached('instrument.ended_on')} as is_over,
			${reached('least(adopted_on, issued_on, published_on)')} as is_made,
			coalesce(in_force_from, instrument.applicable_from, case when status in ('soft-law-current', 'final-judgment')
				then coalesce(published_on, issued_on, adopted_on) end) as start,
			${reached(`coalesce(in_force_from, instrument.applicable_from, case when status in ('soft-law-current', 'final-judgment')
				then coalesce(published_on, issued_on, adopted_on) end)`)} as started,
			${day} >= checked_on as checked,
			status in ('repealed', 'superseded', 'ended', 'withdrawn') as was_ended
		from link
		join proposal on proposal.id = link.proposal and proposal.level = 'specific'
		join instrument on instrument.id = link.instrument
		join provision on provision.instrument = link.instrument and provision.number = link.provision
	), of_instrument as (
		select *, case
			when status = 'proposed' then case when is_made = false then 'not-yet' else 'proposed' end
			when ended_on is not null and is_over is null then 'unknown'
			when ended_on is not null and is_over then 'ended'
			when ended_on is null and was_ended and checked then 'ended'
			when start is not null and started is null then 'unknown'
			when start is not null and not started then case when is_made then 'adopted' when is_made = false then 'not-yet' else 'unknown' end
			when start is not null and was_ended and ended_on is null then 'unknown'
			when start is not null and checked and status = 'unknown' then 'unknown'
			when start is not null then 'in-force'
			when is_made = false then 'not-yet'
			when status in ('enacted-not-in-force', 'adopted-not-in-force') then case when is_made or checked then 'adopted' else 'unknown' end
			when not checked then 'unknown'
			when status in ('in-force', 'in-force-phased', 'soft-law-current', 'final-judgment') then 'in-force'
			else 'unknown'
		end as law
		from lit
	), dated as (
		select *, case
			when light = 'unknown' then 'undated'
			when basis = 'paper' or relation = 'precedent' then case when light = 'not-yet' then 'not in force' else 'counted' end
			when light = 'in-force' then 'counted'
			else 'not in force'
		end as place
		from (
			select *, case
				when law <> 'in-force' or own_start is null or own_reached then law
				when own_reached is null then 'unknown'
				else 'adopted'
			end as light
			from of_instrument
		) as lights
	)`;
}
const ofDay = (day: string, select: SQL) => figure(sql`${datedLinks(day)} ${select}`);

describe('figures of the coverage matrix are what the tables say', () => {
	test.each([today, '2021-12-31', '2018-03-01', '2030-01-01'])(
		'links by how their law stood on %s',
		async (day) => {
			const page = await coverage(`rows=all&group=jurisdictions&as_of=${day}`);
			expect(page.links).toBe(await ofDay(day, sql`select count(*) as n from dated where place = 'counted'`));
			expect(page.not_in_force).toBe(
				await ofDay(day, sql`select count(*) as n from dated where place = 'not in force'`)
			);
			expect(page.undated.length).toBe(
				await ofDay(day, sql`select count(*) as n from dated where place = 'undated'`)
			);
			expect(page.law).toBe(
				await ofDay(
					day,
					sql`select count(distinct proposal) as n from dated where place = 'counted' and relation in ('enacts', 'partly-enacts')`
				)
			);
		}
	);

	test('the sums of single columns', async () => {
		const page = await coverage('rows=all&group=jurisdictions');
		for (const code of ['CN', 'EU', 'US-NY-NYC', 'INT-ILO']) {
			const column = page.columns.find((candidate) => candidate.code === code)!;
			expect({ code, links: column.links, law: column.law }).toEqual({
				code,
				links: await ofDay(
					today,
					sql`select count(*) as n from dated where place = 'counted' and jurisdiction = ${code}`
				),
				law: await ofDay(
					today,
					sql`select count(distinct proposal) as n from dated where place = 'counted' and jurisdiction = ${code} and relation in ('enacts', 'partly-enacts')`
				)
			});
		}
	});

	test('one folded cell', async () => {
		const page = await coverage('rows=all');
		const index = page.columns.findIndex(({ code }) => code === 'european-union');
		const cell = page.rows.find(({ id }) => id === 'mandatory-algorithm-rule-disclosure')!.cells[index];
		const of = (condition: SQL) =>
			ofDay(
				today,
				sql`select count(*) as n from dated join term on term.vocabulary = 'jurisdictions' and term.code = jurisdiction
					where proposal = 'mandatory-algorithm-rule-disclosure' and place = 'counted' and "group" = 'european-union' and ${condition}`
			);
		expect(cell.count).toBe(await of(sql`basis = 'coder' and relation <> 'conflicts'`));
		expect(cell.conflicts).toBe(await of(sql`relation = 'conflicts'`));
		expect(cell.count).toBeGreaterThan(0);
	});

	test('the worker lens, and the links that do not say whom they cover', async () => {
		const page = await coverage('rows=all&covers=riders-couriers');
		const covering = sql`exists (select 1 from link_cover where link_cover.link = dated.id and code in ('riders-couriers', 'platform-workers-all'))`;
		expect(page.links).toBe(
			await ofDay(today, sql`select count(*) as n from dated where place = 'counted' and ${covering}`)
		);
		expect(page.unsaid).toBe(
			await ofDay(
				today,
				sql`select count(*) as n from dated where not ${covering}
					and exists (select 1 from link_cover where link_cover.link = dated.id and code = 'not-worker-specific')`
			)
		);
		const consumers = await coverage('rows=all&covers=consumers-users');
		expect(consumers.links).toBe(
			await ofDay(
				today,
				sql`select count(*) as n from dated where place = 'counted'
					and exists (select 1 from link_cover where link_cover.link = dated.id and code = 'consumers-users')`
			)
		);
	});

	test('filters by relation, confidence and verification', async () => {
		const page = await coverage('rows=all&relation=partly-enacts&confidence=high,medium&verification=text');
		expect(page.links).toBe(
			await ofDay(
				today,
				sql`select count(*) as n from dated where place = 'counted' and relation = 'partly-enacts'
					and confidence in ('high', 'medium') and verification = 'text'`
			)
		);
	});

	test.each(['links', 'law'] as const)('rows in the order of %s, both ways', async (field) => {
		const valuesOf = async (sort: string) =>
			(await coverage(`rows=all&sort=${sort}`)).rows.map((row) => row[field]);
		const values = await valuesOf(field);
		expect(new Set(values).size).toBeGreaterThan(1);
		expect(values).toEqual(values.toSorted((a, b) => a - b));
		expect(await valuesOf(`-${field}`)).toEqual(values.toReversed());
	});

	test('cells where somebody looked and found nothing', async () => {
		const page = await coverage('rows=all&group=jurisdictions');
		const searched = page.rows.flatMap(({ cells }) => cells).filter(({ looked }) => looked);
		expect(searched).toHaveLength(
			await figure(sql`select count(distinct (proposal, jurisdiction)) as n from assessment
				join proposal on proposal.id = proposal where level = 'specific'`)
		);
		const set = page.columns.findIndex(({ kind }) => kind === 'set');
		expect(page.columns[set].code).toBe('REG-WEST');
		expect(page.rows.filter(({ cells }) => cells[set].code === 'nothing-found')).toHaveLength(
			await figure(sql`select count(*) as n from assessment where scope = 'register-set'`)
		);
	});
});

describe('figures of the cross-tab', () => {
	test('distinct proposals per remedy type and jurisdiction, with distinct totals', async () => {
		const page = await cross('rows=remedy_type&cols=jurisdiction');
		const from = sql`from link join proposal on proposal.id = link.proposal and level = 'specific'
			join instrument on instrument.id = link.instrument`;
		const row = page.rows.find(({ code }) => code === 'labour-standard')!;
		const china = page.columns.findIndex(({ code }) => code === 'CN');
		expect(row.counts[china]).toBe(
			await figure(
				sql`select count(distinct link.proposal) as n ${from} where remedy_type = 'labour-standard' and jurisdiction = 'CN'`
			)
		);
		expect(page.columns[china].total).toBe(
			await figure(sql`select count(distinct link.proposal) as n ${from} where jurisdiction = 'CN'`)
		);
		expect(page.total).toBe(await figure(sql`select count(distinct link.proposal) as n ${from}`));
		expect(page.without_link).toBe(
			await figure(
				sql`select count(*) as n from proposal where level = 'specific' and id not in (select proposal from link)`
			)
		);
	});

	test('links per relation and confidence', async () => {
		const page = await cross('rows=relation&cols=confidence&measure=links&level=all');
		const low = page.columns.findIndex(({ code }) => code === 'low');
		expect(page.rows.find(({ code }) => code === 'precedent')!.counts[low]).toBe(
			await figure(sql`select count(*) as n from link where relation = 'precedent' and confidence = 'low'`)
		);
		expect(page.total).toBe(await figure(sql`select count(*) as n from link`));
	});

	test('proposals per actor and layer', async () => {
		const page = await cross('rows=actor&cols=layer&cell=state-regulator:technology');
		const expected = await figure(sql`select count(*) as n from proposal
			join proposal_code on proposal_code.proposal = proposal.id and field = 'actors' and code = 'state-regulator'
			join proposal_layer on proposal_layer.proposal = proposal.id and layer = 'technology' and involvement = 'primary'
			where level = 'specific'`);
		const technology = page.columns.findIndex(({ code }) => code === 'technology');
		expect(page.rows.find(({ code }) => code === 'state-regulator')?.counts[technology]).toBe(expected);
		expect(page.drawer?.proposals).toHaveLength(expected);
	});
});

test('figures of the gaps', async () => {
	const gaps = await gapsPage(connection.db, 'en');
	const neverNamed = (field: string) =>
		figure(sql`select count(*) as n from term where vocabulary = ${field}
			and not exists (select 1 from proposal_code where field = ${field} and code = term.code and basis = 'named')`);
	expect({
		searched: gaps.searched.length,
		searched_count: gaps.searched_count,
		searches: gaps.searched.reduce((sum, { searches }) => sum + searches.length, 0),
		unseen: gaps.unseen.length,
		unseen_count: gaps.unseen_count,
		obstacles: gaps.obstacles.length,
		problems: gaps.problems.length,
		actors: gaps.actors.length,
		beneficiaries: gaps.beneficiaries.length
	}).toEqual({
		searched: await figure(sql`select count(distinct proposal) as n from assessment`),
		searched_count: await figure(sql`select count(distinct proposal) as n from assessment`),
		searches: await figure(sql`select count(*) as n from assessment`),
		unseen: await figure(sql`select count(*) as n from proposal where level = 'specific'
			and id not in (select proposal from link) and id not in (select proposal from assessment)`),
		unseen_count: await figure(sql`select count(*) as n from proposal where level = 'specific'
			and id not in (select proposal from link) and id not in (select proposal from assessment)`),
		obstacles: await figure(sql`select count(*) as n from term where vocabulary = 'obstacles' and not exists (
			select 1 from proposal_code join link on link.proposal = proposal_code.proposal
			where field = 'obstacles' and code = term.code and relation in ('enacts', 'partly-enacts'))`),
		problems: await figure(sql`select count(*) as n from term where vocabulary = 'target_problems'
			and not exists (select 1 from proposal_code where field = 'target_problems' and code = term.code)`),
		actors: await neverNamed('actors'),
		beneficiaries: await neverNamed('beneficiaries')
	});
});

describe('renderings', () => {
	test('the exported table tells apart what was searched and what nobody looked at', async () => {
		const query = new URLSearchParams('rows=all&group=jurisdictions');
		const opened = await openView(connection.db, '/matrix/coverage', query, 'en', today);
		const { columns, rows } = opened!.view.sheet;
		const income = [...(rows as Iterable<SheetRow>)].find(({ id }) => id === 'ubi-as-data-dividend')!;
		const value = (key: string) => income.values[columns.findIndex((column) => column.key === key)];
		expect([value('GB_code'), value('GB_count')]).toEqual(['nothing-found', 0]);
		expect([value('JP_code'), value('JP_count')]).toEqual(['not-looked-at', 0]);
		expect(value('GB_text')).toContain('looked for, not found (2026-11-21)');
		expect(value('JP_text')).toBe('Not looked at');
		expect(rows).toHaveLength(83);
	});

	test('a search of the western register stays in its own column', async () => {
		const page = await coverage('rows=all&group=jurisdictions');
		const row = page.rows.find(({ id }) => id === 'ubi-as-data-dividend')!;
		const searched = page.columns.filter((_, index) => row.cells[index].looked).map(({ code }) => code);
		expect(searched.sort()).toEqual(['EU', 'FR', 'GB', 'REG-WEST', 'US-AK']);
	});

	test('a cell nobody looked at opens and says so', async () => {
		const { drawer } = await coverage('cell=ubi-as-data-dividend:JP');
		expect(drawer).toMatchObject({ counted: [], assessments: [], cell: { code: 'not-looked-at' } });
	});

	test('the law of a day before the data was checked is not guessed from its status', async () => {
		const page = await coverage('rows=all&as_of=1900-01-01');
		expect(page.dropped).toEqual([]);
		expect(page.law).toBe(0);
	});

	test('a cell with forty links lists them all, grouped by relation', async () => {
		const rolledBack = new Error('rolled back');
		const relations = ['enables', 'precedent', 'conflicts'] as const;
		await expect(
			connection.db.transaction(async (tx) => {
				const links = Array.from({ length: 40 }, (_, index) => ({
					id: `algorithm-filing-system--cn-algo-recommendation-2022-${index + 1}`,
					provision: 'cn-algo-recommendation-2022#1',
					basis: 'coder' as const,
					relation: relations[index % 3],
					reason_en: `Reason ${index}`,
					reason_zh: `理由 ${index}`,
					covers: ['not-worker-specific'],
					confidence: 'low' as const
				}));
				await saveLinkFiles(tx, [{ id: 'algorithm-filing-system', links }]);
				const query = new URLSearchParams('rows=all&cell=algorithm-filing-system:CN');
				const { drawer, rows, columns } = await coveragePage(tx, query, 'en', today);
				expect(drawer!.counted.map(({ relation, links: own }) => [relation, own.length])).toEqual([
					['enables', 14],
					['precedent', 13],
					['conflicts', 13]
				]);
				const cell = rows.find(({ id }) => id === 'algorithm-filing-system')!.cells[
					columns.findIndex(({ code }) => code === 'china')
				];
				expect(cell).toMatchObject({ code: 'enables', count: 27, conflicts: 13 });
				throw rolledBack;
			})
		).rejects.toBe(rolledBack);
	});
});
