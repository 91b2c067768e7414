import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, inject, test } from 'vitest';

const base = inject('app_url');
const matrices = ['layers', 'institution', 'technology', 'subject', 'papers', 'coverage'];
const languages = [
	['en', ''],
	['zh', '/zh']
] as const;

type Values = Record<string, string | number>;
type Json = {
	data: Values[];
	meta: {
		total: number;
		generated_at: string;
		licence: string;
		filters: string[];
		columns: { key: string; label: string }[];
	};
};

const get = (path: string, init?: RequestInit) => fetch(new URL(path, base), init);

/** All four renderings of one view. */
async function renderings(prefix: string, matrix: string, query: string) {
	const file = (format: string) => get(`${prefix}/matrix/${matrix}.${format}${query}`);
	const [csv, xlsx, json, page] = await Promise.all([
		file('csv').then((response) => response.text()),
		file('xlsx').then(async (response) => Buffer.from(await response.arrayBuffer())),
		file('json').then((response) => response.json() as Promise<Json>),
		get(`${prefix}/matrix/${matrix}${query}${query ? '&' : '?'}view=table`).then((response) =>
			response.text()
		)
	]);
	return { csv: parse(csv, { columns: true }) as Record<string, string>[], xlsx, json, page: readPage(page) };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const textOf = (html: string) =>
	html
		.replace(/<!--.*?-->/gs, '')
		.replace(/<span aria-hidden="true"[^>]*>.*?<\/span>/gs, '')
		.replace(/<[^>]*>/g, '')
		.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]);

/** Cells of the plain table as the server sends them: the HTML of each, head first. */
function readPage(html: string): { id: string; cells: string[] }[] {
	const body = /<tbody[^>]*>(.*)<\/tbody>/s.exec(html)![1];
	return [...body.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) => ({
		id: /href="(?:\/zh)?\/(?:proposals|papers)\/([^"#?]+)"/.exec(row)![1],
		cells: [...row.matchAll(/<(td|th)\b([^>]*)>(.*?)<\/\1>/gs)].map(([whole]) => whole)
	}));
}

/** A mark, a separator, a dash for nothing, and whether a number stands before or behind its word make no difference. */
const bare = (value: string | number) => [...String(value).replace(/[^\p{L}\p{N}]/gu, '')].sort().join('');
const unguarded = (value: string) => value.replace(/^'(?=[=+\-@\t\r])/, '');

describe.each(languages)('in %s', (_, prefix) => {
	describe.each(matrices)('the matrix %s', (matrix) => {
		const query =
			matrix === 'coverage'
				? '?rows=all&group=jurisdictions&sort=-links'
				: matrix === 'papers'
					? ''
					: '?level=all&sort=-remedy_type,title';
		let shown: Awaited<ReturnType<typeof renderings>>;
		beforeAll(async () => {
			shown = await renderings(prefix, matrix, query);
		});

		test('has the same rows in the same order on the page, in CSV, XLSX and JSON', async () => {
			const ids = shown.json.data.map(({ id }) => id);
			expect(ids.length).toBeGreaterThan(4);
			expect(shown.json.meta.total).toBe(ids.length);
			expect(shown.csv.map(({ id }) => id)).toEqual(ids);
			expect((await readSheet(shown.xlsx, 1)).slice(1).map((row) => row[0])).toEqual(ids);
			expect(shown.page.map(({ id }) => id)).toEqual(ids);
		});

		test('says the same in every cell of CSV, XLSX and JSON', async () => {
			const { columns } = shown.json.meta;
			expect(Object.keys(shown.csv[0])).toEqual(columns.map(({ key }) => key));
			const [head, ...rows] = await readSheet(shown.xlsx, 1);
			expect(head).toEqual(columns.map(({ label }) => label));
			shown.json.data.forEach((record, place) => {
				columns.forEach(({ key }, index) => {
					const where = `${record.id} ${key}`;
					expect(unguarded(shown.csv[place][key]), where).toBe(String(record[key]));
					expect(rows[place][index] ?? '', where).toBe(record[key]);
				});
			});
		});

		test('says the same as the page', () => {
			const { columns } = shown.json.meta;
			if (matrix === 'coverage') {
				const codes = columns.filter(({ key }) => key.endsWith('_code')).map(({ key }) => key.slice(0, -5));
				shown.page.forEach(({ id, cells }, place) => {
					const record = shown.json.data[place];
					const states = cells.filter((cell) => cell.includes('data-state='));
					expect(
						states.map((cell) => /data-state="([^"]*)"/.exec(cell)![1]),
						id
					).toEqual(codes.map((code) => record[`${code}_code`]));
					states.forEach((cell, index) => {
						const label = /aria-label="([^"]*)"/.exec(cell)?.[1];
						if (label)
							expect(textOf(label), `${id} ${codes[index]}`).toContain(
								String(record[`${codes[index]}_text`])
							);
					});
				});
				return;
			}
			// The columns a reader sees: words where there are codes, and neither the id nor the other language.
			const keys = columns.map(({ key }) => key);
			const visible = keys.filter(
				(key) => key !== 'id' && key !== 'level' && !key.endsWith('_other') && !keys.includes(`${key}_label`)
			);
			shown.page.forEach(({ id, cells }, place) => {
				const record = shown.json.data[place];
				expect(cells.length, id).toBe(visible.length);
				const title = /class="t[ "][^>]*>(.*?)<\/a>/s.exec(cells[0])![1];
				expect(textOf(title)).toBe(record.title);
				if (record.title_other) expect(textOf(cells[0])).toContain(record.title_other);
				visible.slice(1).forEach((key, index) => {
					expect(bare(textOf(cells[index + 1])), `${id} ${key}`).toBe(bare(record[key]));
				});
			});
		});
	});
});

test('an XLSX has filter buttons, a frozen head and a second page that says what it is', async () => {
	const file = Buffer.from(
		await (await get('/matrix/layers.xlsx?remedy=audit-assessment&q=algorithm')).arrayBuffer()
	);
	const about = await readSheet(file, 2);
	const said = (word: string) => about.find(([name]) => name === word)?.[1];
	expect(said('Filters')).toBe('Remedy type: Audit / assessment');
	expect(about.map((row) => row[1])).toContain('Text: algorithm');
	expect(said('Licence')).toBe('CC-BY-4.0');
	expect(said('Data version')).toMatch(/^\d+\.\d+\.\d+, revision \d+$/);
	expect(said('Address')).toBe(`${new URL(base).origin}/matrix/layers?remedy=audit-assessment&q=algorithm`);
	expect(said('technology · Technology (code)')).toMatch(/primary = Primary/);
	expect(about.some(([, value]) => String(value).startsWith('Wang 2026'))).toBe(true);
	const entries = await unzip(file);
	expect(entries['xl/worksheets/sheet1.xml']).toMatch(/<autoFilter ref="A1:[A-Z]+\d+"\/>/);
	expect(entries['xl/worksheets/sheet1.xml']).toMatch(/state="frozen"/);
});

async function unzip(file: Buffer): Promise<Record<string, string>> {
	const { unzipSync, strFromU8 } = await import('fflate');
	return Object.fromEntries(
		Object.entries(unzipSync(new Uint8Array(file))).map(([name, bytes]) => [name, strFromU8(bytes)])
	);
}

test('only the chosen columns are in the file', async () => {
	const { data } = (await (await get('/matrix/layers.json?cols=title,modality')).json()) as Json;
	expect(Object.keys(data[0])).toEqual(['id', 'level', 'title', 'title_other', 'modality', 'modality_label']);
});

test('a CSV starts with a byte order mark when asked, and not otherwise', async () => {
	const start = async (path: string) => [
		...new Uint8Array(await (await get(path)).arrayBuffer()).slice(0, 3)
	];
	expect(await start('/matrix/layers.csv?bom=1')).toEqual([0xef, 0xbb, 0xbf]);
	expect(await start('/matrix/layers.csv')).not.toEqual([0xef, 0xbb, 0xbf]);
});

test('files have names, types and answers to HEAD, and are not sent twice', async () => {
	const response = await get('/zh/matrix/layers.csv', { method: 'HEAD' });
	expect(response.status).toBe(200);
	expect(response.headers.get('content-disposition')).toMatch(
		/^attachment; filename="remedy-atlas-layers-\d+\.\d+\.\d+-\d{4}-\d{2}-\d{2}-zh\.csv"$/
	);
	expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
	expect(response.headers.get('cache-control')).toContain('must-revalidate');
	const again = await get('/zh/matrix/layers.csv', {
		headers: { 'if-none-match': response.headers.get('etag')! }
	});
	expect(again.status).toBe(304);
});

test('no rows are an answer', async () => {
	const csv = await (await get('/matrix/layers.csv?q=zebra')).text();
	expect(csv.trim().split('\r\n')).toHaveLength(1);
	expect(((await (await get('/matrix/layers.json?q=zebra')).json()) as Json).data).toEqual([]);
	expect((await get('/matrix/layers.xlsx?q=zebra')).status).toBe(200);
});

test('a value the table does not know is an error with its name', async () => {
	const response = await get('/matrix/layers.csv?remedy=magic&colour=red&bom=maybe');
	expect(response.status).toBe(400);
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	const { errors } = (await response.json()) as { errors: { path: string }[] };
	expect(errors.map(({ path }) => path)).toEqual(['remedy', 'colour', 'bom']);
});

test('a matrix that is not there is a problem, not a page', async () => {
	const response = await get('/matrix/beauty.xlsx');
	expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
});

describe('citations as files', () => {
	test.each([
		[
			'/proposals/external-audit-of-platform-algorithms.bib',
			'application/x-bibtex; charset=utf-8',
			'@article{paper-001'
		],
		['/papers/000.ris', 'application/x-research-info-systems; charset=utf-8', 'TI  - [Digital labour'],
		['/regulations/eu-dsa.csl.json', 'application/vnd.citationstyles.csl+json', '"type": "legislation"'],
		['/zh/papers/001.bib', 'application/x-bibtex; charset=utf-8', '数字劳动异化问题及对策研究']
	])('%s', async (path, type, words) => {
		const response = await get(path);
		expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
		expect(await response.text()).toContain(words);
	});

	test('of a record that is not there', async () => {
		expect((await get('/papers/beauty.bib')).status).toBe(404);
	});
});

test('the record pages carry tags for Zotero', async () => {
	const html = await (await get('/papers/001')).text();
	expect(html).toContain('<meta name="citation_doi" content="10.12677/acpp.2026.155221"');
	const record = await (await get('/proposals/external-audit-of-platform-algorithms')).text();
	expect(record).toContain('<meta name="citation_author" content="Remedy Atlas"');
	expect(record).not.toContain('citation_journal_title');
});
