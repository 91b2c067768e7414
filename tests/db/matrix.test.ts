import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMatrix } from '../../src/lib/domain/matrix/build.ts';
import { matrixFile } from '../../src/lib/domain/matrix/definition.ts';
import { columnKinds, paperFields, proposalFields } from '../../src/lib/domain/matrix/fields.ts';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { cellEvidence } from '../../src/lib/server/views/evidence.ts';
import { matrixPage, type MatrixPage } from '../../src/lib/server/views/matrix.ts';
import { atlasSnapshot, currentPapers } from '../../src/lib/server/views/snapshot.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

async function open(id: string, query = '', locale: 'en' | 'zh' = 'en'): Promise<MatrixPage> {
	const page = await matrixPage(connection.db, id, new URLSearchParams(query), locale);
	if (!page) throw new Error(`no matrix ${id}`);
	return page;
}
const column = (page: MatrixPage, key: string) => page.table.rows.map(({ cells }) => cells[key].text);

test('whatever matrix the check lets through can be shown', async () => {
	const { terms, papers, instruments, proposals } = await atlasSnapshot(connection.db);
	const around = { locale: 'en' as const, terms, papers, instruments, day: '2026-11-21' };
	const named = {
		title_en: 'x',
		title_zh: 'x',
		question_en: 'x',
		question_zh: 'x',
		intro_en: 'x',
		intro_zh: 'x'
	};
	const shown = new Map<string, number>();
	for (const [rows, fields] of [
		['proposals', Object.keys(proposalFields)],
		['papers', Object.keys(paperFields)]
	] as const)
		for (const field of fields)
			for (const kind of columnKinds)
				for (const each of [undefined, 'layers', 'jurisdictions', 'actors']) {
					const columns = [{ field, kind, each, vocabulary: 'actors' }];
					const parsed = matrixFile.safeParse({ id: 'x', rows, ...named, columns, sort: 'title' });
					if (!parsed.success) continue;
					const view = { sort: [], cols: undefined };
					const source =
						rows === 'papers'
							? { papers: currentPapers({ papers }).map((paper) => ({ ...paper, proposed: [] })) }
							: { proposals };
					const table = buildMatrix(parsed.data, source, view, around);
					const cells = table.rows.flatMap((row) => Object.values(row.cells));
					expect(cells.every(({ text }) => typeof text === 'string')).toBe(true);
					shown.set(`${rows} ${field}`, table.columns.length);
				}
	// Each field in one way, and no other.
	expect(shown.size).toBe(Object.keys(proposalFields).length + Object.keys(paperFields).length);
	expect(shown.get('proposals involvement')).toBe(3);
	expect(shown.get('proposals law_by_jurisdiction')).toBe(terms.get('jurisdictions')!.size);
});

test('the layer matrix shows the 83 specific proposals of five papers, umbrellas only when asked for', async () => {
	expect((await open('layers')).counts).toEqual({
		shown: 83,
		shown_umbrellas: 0,
		all: 83,
		umbrellas: 26,
		papers: 5
	});
	const all = await open('layers', 'level=all');
	expect(all.counts.shown).toBe(109);
	expect(all.table.rows.filter(({ marked }) => marked)).toHaveLength(26);
});

test('a layer sorts by strength, not by letter, and ties by the next key', async () => {
	const page = await open('layers', 'sort=-technology,title');
	const marks = page.table.rows.map(({ cells }) => cells.technology.code);
	const runs = marks.filter((mark, place) => mark !== marks[place - 1]);
	expect(runs).toEqual(['primary', 'supporting', 'none']);
	const primary = page.table.rows
		.filter(({ cells }) => cells.technology.code === 'primary')
		.map(({ cells }) => cells.title.text);
	expect(primary).toEqual([...primary].sort(new Intl.Collator('en', { numeric: true }).compare));
});

test('three layers sort together', async () => {
	const page = await open('layers', 'sort=-subject,-technology,-institution');
	const rank = { primary: 2, supporting: 1, none: 0 } as const;
	const keys = page.table.rows.map(({ cells }) =>
		['subject', 'technology', 'institution']
			.map((layer) => rank[cells[layer].code as keyof typeof rank])
			.join('')
	);
	expect(keys).toEqual([...keys].sort().reverse());
});

test('remedy types sort by their place in the vocabulary', async () => {
	const page = await open('layers', 'sort=remedy_type');
	const ranks = page.table.rows.map(({ cells }) => cells.remedy_type.rank);
	expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
	expect(page.table.rows[0].cells.remedy_type.code).toBe('rights-definition');
});

test('a single-layer matrix holds only proposals that act on that layer', async () => {
	for (const layer of ['institution', 'technology', 'subject'] as const) {
		const page = await open(layer);
		expect(page.counts.shown).toBeGreaterThan(18);
		expect(column(page, layer)).not.toContain('None');
	}
});

test('values of one filter widen, different filters narrow', async () => {
	const count = async (query: string) => (await open('layers', query)).counts.shown;
	const [demand, option, both] = await Promise.all(
		['demand', 'option', 'demand,option'].map((value) => count(`modality=${value}`))
	);
	expect(both).toBe(demand + option);
	expect(await count('modality=demand&layer=technology:primary')).toBeLessThan(demand);
});

test('the numbers beside the filter values are the rows they would leave', async () => {
	const page = await open('layers', 'layer=technology:primary');
	const remedies = page.filters.find(({ name }) => name === 'remedy')!.values;
	expect(remedies.length).toBeGreaterThan(3);
	for (const { value, count } of remedies)
		expect((await open('layers', `layer=technology:primary&remedy=${value}`)).counts.shown, value).toBe(
			count
		);
});

test('quick text finds both languages and the words of the papers', async () => {
	const found = async (q: string) =>
		(await open('layers', `q=${encodeURIComponent(q)}`)).table.rows.map(({ id }) => id);
	expect(await found('external audit')).toContain('external-audit-of-platform-algorithms');
	expect(await found('外部审计')).toContain('external-audit-of-platform-algorithms');
	expect(await found('产权确认机制')).toEqual(['livestream-data-title-mechanism']);
});

test('an empty result names the filters to drop and what that would bring', async () => {
	const page = await open('layers', 'remedy=audit-assessment&actor=union&q=zebra');
	expect(page.counts.shown).toBe(0);
	const { relief } = await open('layers', 'remedy=audit-assessment&beneficiary=farmers');
	expect(relief.map(({ name }) => name)).toEqual(['remedy', 'beneficiary']);
	for (const { rows } of relief) expect(rows).toBeGreaterThan(0);
});

test('inferred actors are muted and starred, named ones are not', async () => {
	const page = await open('layers', 'q=external audit of platform');
	expect(page.table.rows[0].cells.actors.text).toBe(
		'External auditor; State regulator / competent departments*; Platform company*'
	);
});

test('every cell of the same column has a rank, so that grid and server sort alike', async () => {
	for (const id of ['layers', 'institution', 'technology', 'subject', 'papers'])
		for (const row of (await open(id, 'level=all')).table.rows)
			for (const [key, cell] of Object.entries(row.cells))
				expect(cell.rank, `${id} ${row.id} ${key}`).toEqual(expect.any(Number));
});

test('the matrix of papers counts what each paper proposes', async () => {
	const page = await open('papers', 'sort=title');
	const row = page.table.rows.find(({ id }) => id === '001')!;
	expect([row.cells.institution.text, row.cells.technology.text, row.cells.subject.text]).toEqual([
		'8',
		'10',
		'9'
	]);
	expect(page.table.rows.find(({ id }) => id === '000')!.cells.title.other).toMatch(/our label/);
});

test('in Chinese heads, marks and titles are Chinese and the English title stands below', async () => {
	const page = await open('layers', '', 'zh');
	expect(page.table.columns.map(({ label }) => label)).toEqual(
		expect.arrayContaining(['制度', '技术', '主体'])
	);
	expect(new Set(column(page, 'technology'))).toEqual(new Set(['主要', '辅助', '无']));
	expect(page.table.rows[0].cells.title.other).toMatch(/[a-z]/);
});

test('an unknown matrix is undefined', async () => {
	expect(await matrixPage(connection.db, 'beauty', new URLSearchParams(), 'en')).toBeUndefined();
});

describe('the evidence behind a cell', () => {
	test('has the reason, the passage with its key terms, the law and the history', async () => {
		const evidence = await cellEvidence(
			connection.db,
			{ row: 'external-audit-of-platform-algorithms', field: 'technology' },
			'en'
		);
		expect(evidence?.layer).toMatchObject({ involvement: 'primary', reason: 'Audits the algorithm.' });
		expect(evidence?.passages[0]).toMatchObject({
			paper: 'Wang 2026',
			place: '§4.2 ¶2',
			key_terms: ['外部审计', '可借鉴欧盟']
		});
		expect(evidence?.law.map(({ relation }) => relation)).toEqual(
			expect.arrayContaining(['enacts', 'models-on'])
		);
		expect(evidence?.history).toMatchObject([{ version: 1, author: 'seed' }]);
	});

	test('is undefined for a proposal that is not there', async () => {
		expect(await cellEvidence(connection.db, { row: 'beauty', field: 'technology' }, 'en')).toBeUndefined();
	});
});
