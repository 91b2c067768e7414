import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { saveUrlChecks } from '../../src/lib/server/queries/url-checks.ts';
import { loadSeed } from '../../src/lib/server/seed/load.ts';
import { readSeed } from '../../src/lib/server/seed/read.ts';
import { findLeft } from '../../src/lib/server/views/left.ts';
import { registerPage } from '../../src/lib/server/views/regulations.ts';
import { regulationPage, type RegulationPage } from '../../src/lib/server/views/regulation.ts';
import { heldRows, openView } from '../../src/lib/server/views/sheet.ts';
import { timelinePage } from '../../src/lib/server/views/timeline.ts';
import { openTestDatabase } from '../harness/database.ts';

const today = '2026-11-21';
let connection: Connection;

/** The real data set, with one record renamed, one law repealed and forty links to one provision. */
beforeAll(async () => {
	const seed = await readSeed('seed');
	const dsa = seed.instruments.find(({ record }) => record.id === 'eu-dsa')!;
	seed.instruments.push({ ...dsa, record: { ...dsa.record, id: 'eu-digital-services', moved_to: 'eu-dsa' } });
	const p2b = seed.instruments.find(({ record }) => record.id === 'eu-p2b')!;
	p2b.record = { ...p2b.record, status: 'repealed', ended_on: '2026-06-01' };
	const model = seed.links
		.flatMap(({ record }) => record.links ?? [])
		.find(({ basis }) => basis === 'coder')!;
	for (const [index, proposal] of seed.proposals.slice(0, 40).entries()) {
		let file = seed.links.find(({ record }) => record.id === proposal.record.id);
		if (!file) {
			file = { ...dsa, record: { id: proposal.record.id } };
			seed.links.push(file);
		}
		const { evidence: _, ...plain } = model;
		file.record = {
			...file.record,
			links: [
				...(file.record.links ?? []),
				{
					...plain,
					id: `${proposal.record.id}--eu-p2b-${900 + index}`,
					provision: 'eu-p2b#1',
					relation: 'enacts'
				}
			]
		};
	}
	connection = await openTestDatabase();
	await connection.db.transaction(async (tx) => void (await loadSeed(tx, seed, () => {})));
});
afterAll(() => connection.close());

const register = (query = '') => registerPage(connection.db, new URLSearchParams(query), 'en', today);
const timeline = (query = '') => timelinePage(connection.db, new URLSearchParams(query), 'en', today);
const regulation = async (id: string, query = '') =>
	(await regulationPage(connection.db, id, new URLSearchParams(query), 'en', today)) as RegulationPage;

describe('on Chinese pages', () => {
	const provisions = async (id: string) =>
		((await regulationPage(connection.db, id, new URLSearchParams(), 'zh', today)) as RegulationPage)
			.provisions;

	test('a plain reference to foreign law is Chinese, with its own words beside it', async () => {
		const gdpr = await provisions('eu-gdpr');
		expect(gdpr.find(({ number }) => number === 5)).toMatchObject({ ref: '第22条', ref_original: 'Art 22' });
		expect(gdpr.find(({ number }) => number === 1)).toMatchObject({ ref: 'Whole act (as cited)' });
		const korean = await provisions('kr-minimum-wage-5-3');
		expect(korean[0]).toMatchObject({ ref: '第5(3)条', ref_original: '제5조제3항' });
		const { provisions: english } = await regulation('eu-gdpr');
		expect(english.find(({ number }) => number === 5)).toMatchObject({ ref: 'Art. 22' });
	});

	test('Chinese law keeps its own words', async () => {
		const [own] = await provisions('cn-pipl-2021');
		expect(own.ref).toMatch(/^第二十四条|^第24条/);
		expect(own.ref_original).toBeUndefined();
	});

	test('what can be frozen names foreign law as it did', async () => {
		const opened = await openView(
			connection.db,
			'/compare',
			new URLSearchParams('regulations=eu-gdpr,eu-dsa'),
			'zh',
			today
		);
		const cells = JSON.stringify(heldRows(opened!.view));
		expect(cells).toContain('Art. 80(1)');
		expect(cells).not.toContain('第80(1)条');
	});
});

describe('the register', () => {
	test('lists every instrument once, under its present name', async () => {
		const { rows, all } = await register();
		expect(rows).toHaveLength(all);
		expect(rows.map(({ id }) => id)).toContain('eu-dsa');
		expect(rows.map(({ id }) => id)).not.toContain('eu-digital-services');
	});

	test('finds by title in three languages, number, CELEX and ELI', async () => {
		for (const q of ['Digital Services Act', '数字服务法', '2022/2065', '32022R2065', 'eli/reg/2022/2065'])
			expect(
				(await register(`q=${encodeURIComponent(q)}`)).rows.map(({ id }) => id),
				q
			).toContain('eu-dsa');
	});

	test('shows the light of the chosen day', async () => {
		const light = async (day: string) =>
			(await register(`q=eu-platform-work&as_of=${day}`)).rows.find(
				({ id }) => id === 'eu-platform-work-directive'
			)!.light;
		expect(await light('2024-10-01')).toBe('not-yet');
		expect(await light('2024-11-15')).toBe('adopted-not-in-force');
		expect(await light('2025-06-01')).toBe('in-force-phased');
	});

	test('sorts by number with the unknown last in both directions', async () => {
		for (const direction of ['', '-']) {
			const years = (await register(`sort=${direction}year`)).rows.map(({ year }) => year);
			const known = years.filter((year) => year !== undefined);
			expect(years.slice(0, known.length)).toEqual([...known].sort((a, b) => (direction ? b - a : a - b)));
		}
		const proposals = (await register('sort=-proposals')).rows.map((row) => row.proposals);
		expect(proposals[0]).toBeGreaterThanOrEqual(40);
	});

	test('offers to drop the filters that leave nothing', async () => {
		const { rows, relief } = await register('jurisdiction=SG&type=directive&q=zzzz');
		expect(rows).toEqual([]);
		expect(relief).toEqual([]);
		const narrow = await register('jurisdiction=SG&type=directive');
		expect(narrow.rows).toEqual([]);
		expect(narrow.relief.map(({ name }) => name)).toEqual(['jurisdiction', 'type']);
		for (const { rows: count } of narrow.relief) expect(count).toBeGreaterThan(0);
	});

	test('a group holds all its jurisdictions', async () => {
		const group = (await register('jurisdiction=china')).rows;
		const alone = (await register('jurisdiction=CN')).rows;
		expect(group.length).toBeGreaterThan(alone.length);
		expect(group.every(({ jurisdiction_code }) => jurisdiction_code.startsWith('CN'))).toBe(true);
	});

	test('counts beside a filter say what choosing it would show', async () => {
		const { choices } = await register('jurisdiction=european-union');
		for (const { value, count } of choices.find(({ name }) => name === 'type')!.values)
			expect((await register(`jurisdiction=european-union&type=${value}`)).rows, value).toHaveLength(count);
	});

	test('tells when the record and its address were last checked', async () => {
		const url = 'https://eur-lex.europa.eu/eli/reg/2022/2065/oj';
		await saveUrlChecks(connection.db, [
			{
				url,
				state: 'gone',
				http_status: 404,
				checked_at: new Date('2026-11-20T10:00:00Z')
			}
		]);
		const row = (await register('q=eu-dsa')).rows.find(({ id }) => id === 'eu-dsa')!;
		expect(row).toMatchObject({
			checked_on: '2026-11-21',
			address: { state: 'gone', checked_on: '2026-11-20' }
		});
		expect((await regulation('eu-dsa')).address?.result).toMatchObject({
			state: 'gone',
			gone_since: '2026-11-20'
		});
	});
});

describe('a regulation', () => {
	test('that was renamed or never was has no page', async () => {
		expect(await regulation('eu-digital-services')).toBeUndefined();
		expect(await findLeft(connection.db, 'regulations', 'eu-digital-services')).toEqual({
			moved_to: 'eu-dsa'
		});
		expect(await regulation('no-such-law')).toBeUndefined();
	});

	test('that ended shows its links as past, from that day on', async () => {
		const tenses = async (day: string) =>
			(await regulation('eu-p2b', `as_of=${day}`)).provisions
				.flatMap(({ met }) => met)
				.filter(({ relation }) => ['enacts', 'partly-enacts', 'enables', 'conflicts'].includes(relation))
				.flatMap(({ links }) => links.map(({ tense }) => tense));
		expect(new Set(await tenses('2026-05-31'))).toEqual(new Set(['stands']));
		expect(new Set(await tenses('2026-06-01'))).toEqual(new Set(['ended']));
	});

	test('with forty links at one provision groups them by relation, surest first', async () => {
		const { provisions } = await regulation('eu-p2b', 'as_of=2024-01-01');
		const group = provisions[0].met.find(({ relation }) => relation === 'enacts')!;
		expect(group.links.length).toBeGreaterThanOrEqual(40);
	});

	test('without any link says why', async () => {
		const { links, no_link_reason } = await regulation('cn-streamer-conduct-2022');
		expect(links).toBe(0);
		expect(no_link_reason?.text).toBeTruthy();
	});

	test('drops a day that is none or lies too far away', async () => {
		for (const day of ['soon', '2023-02-29', '1899-12-31', '2101-01-01'])
			expect(await regulation('eu-dsa', `as_of=${day}`)).toMatchObject({
				as_of: undefined,
				dropped: [{ name: 'as_of', value: day }]
			});
	});

	test('offers no link to an address from memory, and the article where the publisher has one', async () => {
		const remembered = await regulation('ilo-c98');
		expect(remembered.address).toMatchObject({ followable: false });
		expect(remembered.provisions.every(({ address }) => address === undefined)).toBe(true);
		const { provisions } = await regulation('eu-dsa');
		expect(provisions.find(({ number }) => number === 9)?.address).toEqual({
			href: 'https://eur-lex.europa.eu/eli/reg/2022/2065/oj#art_37',
			opens: 'provision',
			label: '37'
		});
		expect(provisions.find(({ number }) => number === 13)?.address?.opens).toBe('instrument');
	});

	test('has every link of the data set under one of its provisions', async () => {
		const { links, provisions } = await regulation('eu-platform-work-directive');
		expect(provisions.flatMap(({ met }) => met.flatMap((group) => group.links))).toHaveLength(links);
	});
});

describe('the timeline', () => {
	test('shows, leaves outside or sets apart every instrument', async () => {
		for (const query of ['', 'from=2024', 'jurisdiction=china&from=2020&to=2021']) {
			const { counts, undated } = await timeline(query);
			expect(counts.shown + counts.outside + undated.length, query).toBe(counts.all);
		}
		const { counts, overview } = await timeline(`from=1900&to=2100`);
		expect(counts.outside).toBe(0);
		expect(overview.first).toBeLessThan(1950);
	});

	test('lists dates after today whatever the range', async () => {
		const { upcoming } = await timeline('from=1990&to=1999');
		expect(upcoming.length).toBeGreaterThan(0);
		expect(upcoming.every(({ date }) => date > today)).toBe(true);
		expect(upcoming.map(({ date }) => date)).toEqual(upcoming.map(({ date }) => date).sort());
		expect(upcoming.find(({ id }) => id === 'eu-platform-work-directive')?.fields).toContain(
			'transposition_due'
		);
	});

	test('the list by year holds the marks of the axis, no more and no less', async () => {
		const { groups, papers, years } = await timeline();
		const marks = groups.flatMap(({ jurisdictions }) =>
			jurisdictions.flatMap(({ rows }) => rows.flatMap((row) => row.marks))
		);
		const paperMarks = papers.flatMap(({ dates }) => dates.filter(({ shown }) => shown));
		expect(years.flatMap(({ events }) => events)).toHaveLength(marks.length + paperMarks.length);
	});

	test('keeps every mark and bar within the axis', async () => {
		const { groups } = await timeline('from=2021-03&to=2023-05-17');
		for (const row of groups.flatMap(({ jurisdictions }) => jurisdictions.flatMap(({ rows }) => rows))) {
			for (const { at, width } of row.marks) {
				expect(at - width / 2).toBeGreaterThanOrEqual(-0.01);
				expect(at + width / 2).toBeLessThanOrEqual(100.01);
			}
			for (const { at, width } of row.bars) expect(at + width).toBeLessThanOrEqual(100.01);
		}
	});
});
