import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { formatView } from '../../src/lib/domain/matrix/view.ts';
import type { FetchedRows, SheetRow } from '../../src/lib/domain/sheet.ts';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { listProposals } from '../../src/lib/server/queries/proposals.ts';
import { briefPage } from '../../src/lib/server/views/brief.ts';
import { comparePage } from '../../src/lib/server/views/compare.ts';
import { coveragePage } from '../../src/lib/server/views/coverage.ts';
import { matrixScope } from '../../src/lib/server/views/feed-scopes.ts';
import { weighPage } from '../../src/lib/server/views/weigh.ts';
import { openView, type Opened } from '../../src/lib/server/views/sheet.ts';
import { freezeView } from '../../src/lib/server/views/slice.ts';
import {
	matrixPage,
	setMostInPage,
	usualMostInPage,
	type MatrixPage
} from '../../src/lib/server/views/matrix.ts';
import { entrySortOf } from '../../src/lib/server/views/proposal-list.ts';
import { writeEdit } from '../fixtures/edits.ts';
import { openLoadedDatabase, undone } from '../harness/database.ts';

/** The set has more proposals than these, so that its matrices come in pages. */
const few = 20;

let connection: Connection;
beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());
afterEach(() => setMostInPage(usualMostInPage));

async function open(id: string, query: string, locale: 'en' | 'zh' = 'en'): Promise<MatrixPage> {
	return (await matrixPage(connection.db, id, new URLSearchParams(query), locale, '2026-11-21'))!;
}
const rowIds = ({ table }: MatrixPage) => table.rows.map(({ id }) => id);
const matrices = ['layers', 'institution', 'technology', 'subject'];

test('rows that stay for other pages are read anew after the first change', async () => {
	setMostInPage(few);
	await undone(connection.db, async (db) => {
		const day = '2026-11-21';
		const coverage = async () =>
			(await coveragePage(db, new URLSearchParams('rows=all'), 'en', day, { atMost: few })).rows;
		const id = (await coverage()).find(({ links }) => links > 0)!.id;
		const read = async () => {
			const { table } = (await matrixPage(db, 'layers', new URLSearchParams({ q: id }), 'en', day))!;
			const { cells } = table.rows.find((row) => row.id === id)!;
			const { title, links } = (await coverage()).find((row) => row.id === id)!;
			return { titles: [cells.title.text, title], law: cells.law.code, links };
		};
		const before = await read();
		expect(await read()).toEqual(before);
		expect([before.law, before.links]).not.toEqual(['not-looked-at', 0]);
		const [proposal] = await listProposals(db, [id]);
		const changed = { ...proposal, title_en: 'A title of today' };
		await writeEdit(db, { kind: 'proposal', data: changed });
		await writeEdit(db, { kind: 'link', data: { id } });
		expect(await read()).toEqual({
			titles: ['A title of today', 'A title of today'],
			law: 'not-looked-at',
			links: 0
		});
	});
});

test('titles stand in one order, whether the builder or the database sorts them', async () => {
	const titles = [
		'‘Able’ worker',
		'Ænigma',
		'apple 9',
		'apple 10',
		'apple 12345678901',
		'apple 22345678900',
		'Équité',
		'“Fair” work',
		'Ｆｉｘ',
		'Øre',
		'pay – fair',
		'pay—less',
		"worker's X",
		'workers Y',
		'Zulu'
	];
	await undone(connection.db, async (db) => {
		const proposals = (await listProposals(db)).filter(({ level }) => level === 'specific');
		const renamed = titles.toReversed().map((title_en, place) => ({ ...proposals[place], title_en }));
		for (const data of renamed) await writeEdit(db, { kind: 'proposal', data });
		const known = new Set(titles);
		const inOrder = async () => {
			const { table } = (await matrixPage(
				db,
				'layers',
				new URLSearchParams('sort=title'),
				'en',
				'2026-11-21'
			))!;
			return table.rows.map(({ cells }) => cells.title.text).filter((title) => known.has(title));
		};
		expect(await inOrder()).toEqual(titles);
		setMostInPage(few, 200);
		expect(await inOrder()).toEqual(titles);
	});
});

const filters = fc.record({
	layer: fc.constantFrom(
		'',
		'technology',
		'technology:primary',
		'subject:none,institution:supporting',
		'subject:none,subject:primary'
	),
	remedy: fc.constantFrom('', '', 'audit-assessment', 'audit-assessment,labour-standard'),
	actor: fc.constantFrom('', '', 'union,platform'),
	paper: fc.constantFrom('', '', '000,003'),
	obstacle: fc.constantFrom('', '', 'trade-secrets'),
	level: fc.constantFrom('', 'all'),
	q: fc.constantFrom('', '', '数据', 'Data', 'zebra')
});
const view = fc.tuple(fc.constantFrom(...matrices), filters).chain(([id, given]) =>
	fc.record({
		id: fc.constant(id),
		given: fc.constant(given),
		sort: fc
			.uniqueArray(
				fc.constantFrom(
					'title',
					'mechanisms',
					'remedy_type',
					'actors',
					'technology',
					'level',
					'obstacles',
					'modality',
					'actors_named',
					'actors_inferred',
					'secondary_remedy_types',
					'alienation_dimension'
				),
				{ maxLength: 3 }
			)
			.chain((fields) => fc.tuple(...fields.map((field) => fc.constantFrom(field, `-${field}`))))
	})
);

test(
	'pages cut by the database are what the builder makes of all rows: order, counts, way back',
	{ timeout: 120_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(view, fc.integer({ min: 5, max: 60 }), async ({ id, given, sort }, size) => {
				const columns = (await open(id, '')).table.columns.map(({ key }) => key);
				const keys = sort.filter((key) => columns.includes(key.replace(/^-/, '')));
				const query = String(
					new URLSearchParams(Object.entries({ ...given, sort: keys.join(',') }).filter(([, value]) => value))
				);
				setMostInPage(usualMostInPage);
				const whole = await open(id, query);
				setMostInPage(few, size);
				const pages = [await open(id, query)];
				while (pages.at(-1)!.pages!.next)
					pages.push(await open(id, `${query}&after=${pages.at(-1)!.pages!.next}`));
				expect(pages.flatMap(rowIds)).toEqual(rowIds(whole));
				expect(pages[0].pages!.previous).toBeUndefined();
				for (const page of pages) {
					expect(page.dropped).toEqual([]);
					expect(page.counts).toEqual(whole.counts);
					expect(page.relief).toEqual(whole.relief);
					expect(page.table.sort).toEqual(whole.table.sort);
				}
				if (pages.length > 1) {
					const back = await open(id, `${query}&before=${pages.at(-1)!.pages!.previous}`);
					expect(rowIds(back)).toEqual(rowIds(pages.at(-2)!));
				}
			}),
			{ numRuns: inject('engine') === 'server' ? 40 : 25 }
		);
	}
);

describe('a file of a matrix in pages', () => {
	const sheetOf = async (query: string, path = '/matrix/layers') =>
		(await openView(connection.db, path, new URLSearchParams(query), 'en', '2026-11-21'))!;
	const valuesOf = async ({ view: { sheet } }: Opened) => {
		const rows = [];
		for await (const { id, marked, values } of sheet.rows as AsyncIterable<SheetRow>)
			rows.push({ id, marked, values });
		return rows;
	};

	const sorted = 'sort=-technology,remedy_type,title&cols=title,law,papers,technology';
	const covering = 'rows=all&sort=-title&layer=technology,subject&covers=drivers&as_of=2024-06-30';
	test.each([
		['fetched while it is read', '/matrix/layers', sorted, few],
		['held where the filtered rows are few', '/matrix/layers', sorted, 84],
		['coverage, fetched while it is read', '/matrix/coverage', covering, few]
	])('has the rows, the words and the sources of the whole one: %s', async (_, path, query, most) => {
		const whole = await sheetOf(query, path);
		setMostInPage(most);
		const cut = await sheetOf(query, path);
		expect(Symbol.asyncIterator in cut.view.sheet.rows).toBe(most === few);
		const rows = await valuesOf(cut);
		expect(rows).toEqual(await valuesOf(whole));
		expect(rows).toHaveLength(cut.view.sheet.rows.length);
		const told = ({ view: { sheet: _, ...rest } }: Opened) => rest;
		expect(told(cut)).toEqual(told(whole));
	});

	test('breaks off where the data change while it is read', async () => {
		setMostInPage(few, 4);
		const { view } = await sheetOf('');
		const rows = (view.sheet.rows as FetchedRows<SheetRow>)[Symbol.asyncIterator]();
		expect(await rows.next()).toMatchObject({ done: false });
		await connection.db.execute(sql`update derived.data_state set number = number + 1`);
		const rest = async () => {
			while (!(await rows.next()).done);
		};
		await expect(rest()).rejects.toThrow('The data changed');
	});

	test('is refused where it would have to be held whole, with how many rows it has', async () => {
		setMostInPage(few);
		const frozen = await freezeView(connection.db, '/matrix/layers', '', '127.0.0.1', new Date());
		expect(frozen).toMatchObject({ refused: 'address', dropped: [{ name: 'rows', value: '83' }] });
		const parameters = new URLSearchParams();
		expect(await matrixScope(connection.db, 'layers', parameters, 'en', '2026-11-21')).toMatchObject({
			dropped: [{ name: 'rows', value: '83' }]
		});
	});

	test('says why it is not sorted by a column that the database cannot sort by', async () => {
		setMostInPage(few);
		const [law] = (await sheetOf('sort=-law')).dropped;
		expect(law).toEqual({
			name: 'sort',
			value: '-law',
			said: expect.stringContaining('Too many proposals to sort by this column') as string
		});
		expect((await sheetOf('sort=nothing')).dropped).toEqual([{ name: 'sort', value: 'nothing' }]);
	});

	test('is not asked for from a place', async () => {
		setMostInPage(few);
		const next = (await open('layers', '')).pages!.next!;
		expect((await sheetOf(`after=${next}`)).dropped).toEqual([{ name: 'after', value: next }]);
		const coverage = await sheetOf('rows=all&after=digital-union-system', '/matrix/coverage');
		expect(coverage.dropped).toEqual([{ name: 'after', value: 'digital-union-system' }]);
		expect((await valuesOf(coverage)).length).toBe(coverage.view.sheet.rows.length);
	});
});

describe('a matrix in pages', () => {
	test('shows the cells that the whole one shows, and no rank that would sort them otherwise', async () => {
		const whole = await open('layers', 'sort=-technology,title');
		setMostInPage(few, 10);
		const page = await open('layers', 'sort=-technology,title');
		const texts = ({ table }: MatrixPage) =>
			table.rows.slice(0, 10).map(({ cells }) => Object.values(cells).map(({ text }) => text));
		expect(texts(page)).toEqual(texts(whole));
	});

	test('counts the values of its filters where none is set, and counts none where one is', async () => {
		const whole = await open('institution', '');
		setMostInPage(few);
		const page = await open('institution', '');
		expect(page.filters).toEqual(whole.filters);
		const narrowed = await open('institution', 'remedy=audit-assessment');
		for (const { values } of narrowed.filters)
			for (const value of values) expect(value.count).toBeUndefined();
		expect(
			narrowed.filters.find(({ name }) => name === 'remedy')!.values.filter(({ chosen }) => chosen)
		).toHaveLength(1);
	});

	test('is sorted by marks and codes in Chinese as well', async () => {
		const query = 'sort=-subject,remedy_type,-modality';
		const whole = await open('layers', query, 'zh');
		setMostInPage(few, 200);
		expect(rowIds(await open('layers', query, 'zh'))).toEqual(rowIds(whole));
	});

	test('leaves out an order that depends on the day, and says so', async () => {
		setMostInPage(few);
		const page = await open('layers', 'sort=-law,title');
		expect(page.dropped).toEqual([{ name: 'sort', value: '-law' }]);
		expect(page.table.sort).toEqual([{ field: 'title', descending: false }]);
		for (const { key, unsortable } of page.table.columns)
			expect(unsortable ?? false, key).toBe(!entrySortOf(key, 'en'));
	});

	test.each(['after=x', 'before=W10.AAAAAAAAAAAAAAAA', 'after='])(
		'starts anew where the place is not one of its own: %s',
		async (place) => {
			setMostInPage(few);
			const page = await open('layers', place);
			expect(page.dropped).toHaveLength(place.endsWith('=') ? 0 : 1);
			expect(rowIds(page)).toEqual(rowIds(await open('layers', '')));
		}
	);

	test('takes no place of another order or filter', async () => {
		setMostInPage(few, 10);
		const { next } = (await open('layers', '')).pages!;
		for (const query of ['sort=title', 'remedy=audit-assessment', 'level=all'])
			expect((await open('layers', `${query}&after=${next}`)).dropped).toEqual([
				{ name: 'after', value: next!.slice(0, 80) }
			]);
	});

	test('keeps its place in the address, and brings the row of an open cell that is on another page', async () => {
		setMostInPage(few, 10);
		const first = await open('layers', '');
		const [away] = rowIds(first);
		const page = await open('layers', `after=${first.pages!.next}&cell=${away}:technology`);
		expect(formatView(page.view)).toBe(`?after=${first.pages!.next}&cell=${away}:technology`);
		expect(page.opened?.id).toBe(away);
		expect(rowIds(page)).not.toContain(away);
	});
});

test('of more proposals than a page holds compare, brief and weigh show what is chosen, and offer a search', async () => {
	const { db } = connection;
	const today = '2026-11-21';
	const compare = (query: string) => comparePage(db, new URLSearchParams(query), 'en', today);
	const [first, second] = ['digital-union-system', 'external-audit-of-platform-algorithms'];
	const asked = `ids=${first},${second}`;
	const whole = {
		compare: await compare(asked),
		brief: await briefPage(db, new URLSearchParams(`${asked}&jurisdiction=EU`), 'en', today)
	};
	expect(whole.compare.choices!.length).toBeGreaterThan(few);
	setMostInPage(few);
	const { choices, ...compared } = await compare(asked);
	expect(choices).toBeUndefined();
	expect({ ...compared, choices }).toEqual({ ...whole.compare, choices: undefined });
	const found = await compare(`ids=${first}&q=external audit`);
	expect(found).toMatchObject({ found_by_likeness: false });
	expect(found.found.map(({ id }) => id)).toContain(second);
	expect((await compare(`q=externel audits of platfrm`)).found_by_likeness).toBe(true);
	const brief = await briefPage(db, new URLSearchParams(`${asked}&jurisdiction=EU`), 'en', today);
	expect(brief.brief).toEqual(whole.brief.brief);
	expect(brief.choices.map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
	// Who looks for remedies for a brief keeps its place on the way.
	expect(await compare(`${asked}&brief=EU`)).toMatchObject({ view: { brief: 'EU' }, notes: [] });
	const weigh = await weighPage(db, new URLSearchParams('enacting=3'), 'en', today);
	expect(weigh).toMatchObject({ proposals: [], ranked: true, too_many: expect.any(Number) });
	const chosen = await weighPage(db, new URLSearchParams(`${asked}&enacting=3`), 'en', today);
	expect(chosen.proposals).toHaveLength(2);
	expect(chosen.too_many).toBeUndefined();
});
