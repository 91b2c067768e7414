import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { referenceIn } from '../../src/lib/domain/chinese-reference.ts';
import { readSeed } from '../../src/lib/server/seed/read.ts';
import { whileDataStand } from '../harness/data-stand.ts';
import { withDaysInWords } from '../harness/days.ts';
import { openSession } from '../harness/session.ts';

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
		columns: { key: string; label: string; meaning: string; vocabulary?: string }[];
		codes: Record<string, { title: string; codes: { code: string; label: string; meaning: string }[] }>;
	};
};

const get = (path: string, init?: RequestInit) => fetch(new URL(path, base), init);

/** One view as its three files. */
async function filesOf(path: string, query: string) {
	const file = (format: string) => get(`${path}.${format}${query}`);
	const [csv, xlsx, json] = await Promise.all([
		file('csv').then((response) => response.text()),
		file('xlsx').then(async (response) => Buffer.from(await response.arrayBuffer())),
		file('json').then((response) => response.json() as Promise<Json>)
	]);
	return { csv: parse(csv, { columns: true }) as Record<string, string>[], xlsx, json };
}
type Files = Awaited<ReturnType<typeof filesOf>>;

/** CSV, XLSX and JSON have the same rows in the same order and say the same in every cell. */
async function expectSame({ csv, xlsx, json }: Files) {
	const { columns, total } = json.meta;
	const ids = json.data.map(({ id }) => id);
	expect(total).toBe(ids.length);
	expect(csv.map(({ id }) => id)).toEqual(ids);
	// The day of the law, where it is not today, stands in the address that the other two name.
	const named = Object.keys(csv[0]).filter((key) => key !== 'as_of');
	expect(named).toEqual(columns.map(({ key }) => key));
	const [head, ...rows] = await readSheet(xlsx, 1);
	expect(head).toEqual(columns.map(({ label }) => label));
	expect(rows.map((row) => row[0])).toEqual(ids);
	json.data.forEach((record, place) => {
		columns.forEach(({ key }, index) => {
			const where = `${record.id} ${key}`;
			expect(unguarded(csv[place][key]), where).toBe(String(record[key]));
			expect(rows[place][index] ?? '', where).toBe(record[key]);
		});
	});
}

/** All four renderings of one matrix. */
async function renderings(prefix: string, matrix: string, query: string) {
	const path = `${prefix}/matrix/${matrix}`;
	const [files, page] = await Promise.all([
		filesOf(path, query),
		get(`${path}${query}${query ? '&' : '?'}view=table`).then((response) => response.text())
	]);
	return { ...files, page: readPage(page) };
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
const textOf = (html: string) =>
	html
		.replace(/<!--.*?-->/gs, '')
		.replace(/<title>.*?<\/title>/gs, '')
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

describe.each(languages)('in %s', (language, prefix) => {
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

		test('says the same in every cell of CSV, XLSX and JSON, and has the rows of the page', async () => {
			await expectSame(shown);
			const ids = shown.json.data.map(({ id }) => id);
			expect(ids.length).toBeGreaterThan(4);
			expect(shown.page.map(({ id }) => id)).toEqual(ids);
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
					expect(bare(textOf(cells[index + 1])), `${id} ${key}`).toBe(
						bare(withDaysInWords(String(record[key]), language))
					);
				});
			});
		});
	});
});

/** Rows of a table that is no matrix, each as its cells; a heading of a part is no row. */
const tableRows = (html: string) =>
	[...html.matchAll(/<tbody[^>]*>(.*?)<\/tbody>/gs)]
		.flatMap(([, body]) => [...body.matchAll(/<tr([^>]*)>(.*?)<\/tr>/gs)])
		.filter(([, attributes]) => !/class="(group|paper)/.test(attributes))
		.map(([, , row]) => [...row.matchAll(/<(td|th)\b[^>]*>(.*?)<\/\1>/gs)].map(([, , cell]) => cell));

const compared = [
	'?ids=external-audit-of-platform-algorithms,minimum-hourly-wage-gig,digital-union-system',
	'?ids=algorithm-filing-system,regular-algorithm-compliance-audit&differs=1&as_of=2024-01-01',
	'?regulations=eu-platform-work-directive,eu-dsa'
];

/** Foreign provisions as Chinese pages name them, where files keep the reference of the data. */
async function withChineseReferences(): Promise<(text: string) => string> {
	const { instruments } = await readSeed('seed');
	const references = instruments
		.flatMap(({ record }) => record.provisions.map(({ ref_en }) => ref_en))
		.filter((reference) => referenceIn('zh', reference) !== reference)
		.sort((a, b) => b.length - a.length);
	const any = references.map((reference) => reference.replace(/[.()]/g, '\\$&')).join('|');
	return (text) =>
		text.replace(new RegExp(`(?:${any})(?![\\w(.-])`, 'g'), (found) => referenceIn('zh', found));
}

describe.each(languages)('a comparison in %s', (language, prefix) => {
	test.each(compared)('%s says the same in CSV, XLSX, JSON and on the page', async (query) => {
		const files = await filesOf(`${prefix}/compare`, query);
		await expectSame(files);
		const { data, meta } = files.json;
		const records = meta.columns.flatMap(({ key }) =>
			key.endsWith('_label') && key !== 'state_label' ? [key] : []
		);
		expect(records.length).toBeGreaterThan(1);
		const rows = tableRows(await (await get(`${prefix}/compare${query}`)).text());
		expect(new Set(data.map(({ id }) => id)).size, 'each criterion once').toBe(data.length);
		expect(rows).toHaveLength(data.length);
		const named = language === 'zh' ? await withChineseReferences() : (text: string) => text;
		rows.forEach(([head, ...cells], place) => {
			const record = data[place];
			expect(bare(textOf(head))).toBe(bare(`${record.title}${String(record.state_label)}`));
			// The mark for "only here" is spoken on the page.
			cells.forEach((cell, index) => {
				const said = named(String(record[records[index]]));
				const onPage = textOf(cell.replace(/<span class="visually-hidden[^>]*>.*?<\/span>/gs, ''));
				expect(bare(onPage), `${record.id} ${records[index]}`).toBe(bare(withDaysInWords(said, language)));
			});
		});
	});

	test('tells what differs, what stands in one column only and what nobody knows', async () => {
		const { json } = await filesOf(`${prefix}/compare`, compared[0]);
		const states = new Set(json.data.map(({ state }) => state));
		expect(states).toContain('differs');
		expect(states).toContain('differs-unknown');
		const cells = json.data.flatMap((record) => Object.values(record).map(String));
		expect(cells.some((cell) => cell.startsWith('◆ '))).toBe(true);
		expect(cells.some((cell) => cell.startsWith('? '))).toBe(true);
		const law = json.data.find(({ id }) => id === 'law-EU')!;
		expect(law['external-audit-of-platform-algorithms']).toMatch(/^enacts; cited/);
	});
});

describe.each(languages)('a trace in %s', (_, prefix) => {
	test('says the same in CSV, XLSX, JSON and in the table of its page', async () => {
		const query = '?jurisdiction=CN&level=all';
		const files = await filesOf(`${prefix}/trace`, query);
		await expectSame(files);
		const rows = tableRows(await (await get(`${prefix}/trace${query}`)).text());
		expect(rows.length).toBeGreaterThan(100);
		expect(rows).toHaveLength(files.json.data.length);
		rows.forEach((cells, place) => {
			const [paper, proposal, relation, provision, jurisdiction, light] = cells.map((cell) => textOf(cell));
			const record = files.json.data[place];
			expect(bare(paper)).toBe(bare(record.paper_label));
			expect(proposal).toContain(record.title);
			for (const key of ['relation_label', 'confidence_label'])
				expect(relation.toLowerCase()).toContain(
					String(record[key])
						.replace(/^\P{L}+/u, '')
						.toLowerCase()
				);
			expect(bare(provision)).toBe(bare(`${record.regulation_label}${record.provision}`));
			expect(jurisdiction.trim()).toBe(record.jurisdiction_label);
			expect(light).toContain(record.light_label);
		});
	});
});

test('a trace has all its rows in the file, however many pages it has', async () => {
	const { json, csv } = await filesOf('/trace', '?page=2');
	const html = await (await get('/trace?page=2')).text();
	expect(csv).toHaveLength(json.data.length);
	expect(html).toContain(`data-total="${json.meta.total}"`);
	expect(json.meta.total).toBeGreaterThan(200);
});

test('law that binds nobody, and law of another day, is not told as law in force', async () => {
	const { json } = await filesOf('/trace', '?jurisdiction=CN&as_of=2023-06-01');
	const soft = json.data.find(({ light }) => light === 'current')!;
	expect(soft.light_label).toBe('Current, not binding');
	const later = json.data.filter(({ tense }) => tense !== 'stands');
	expect(later.length).toBeGreaterThan(0);
	for (const { relation_label } of later) expect(relation_label).not.toMatch(/^[●◐○]/);
	expect(json.meta.filters).toContain('Day: 2023-06-01');
});

test('a cross-tab can be taken away with its totals', async () => {
	const files = await filesOf('/matrix/cross-tab', '?rows=layer&cols=paper');
	await expectSame(files);
	const { data } = files.json;
	expect(data.map(({ id }) => id)).toEqual(['institution', 'technology', 'subject', 'all']);
	const html = await (await get('/matrix/cross-tab?rows=layer&cols=paper')).text();
	expect(html).toMatch(new RegExp(`data-total="${data.at(-1)!.total}"`));
});

describe('JSON and workbook name the day of the law', () => {
	test.each([
		'/matrix/coverage',
		'/api/v1/matrices/coverage',
		'/trace',
		'/compare?ids=minimum-hourly-wage-gig,digital-union-system'
	])('of %s', async (address) => {
		const [path, query = ''] = address.split('?');
		for (const [asked, day] of [
			['as_of=2024-06-01', '2024-06-01'],
			['', new Date().toISOString().slice(0, 10)]
		]) {
			const file = (ending: string) => get(`${path}${ending}?${[query, asked].filter(Boolean).join('&')}`);
			const { meta } = (await (await file(path.startsWith('/api') ? '' : '.json')).json()) as {
				meta: { as_of?: string };
			};
			expect(meta.as_of, path).toBe(day);
			const about = await readSheet(Buffer.from(await (await file('.xlsx')).arrayBuffer()), 2);
			expect(about).toContainEqual(['Law on', day]);
		}
	});

	test('and a frozen view only as it always did: in its address', async () => {
		const form = { path: '/matrix/coverage', query: '?as_of=2024-06-01' };
		const frozen = (await openSession().post('/slices', form)).headers.get('location')!;
		const csv = await (await get(`${frozen}.csv`)).text();
		expect(csv.split('\r\n', 1)[0]).not.toContain('as_of');
		const { meta } = (await (await get(`${frozen}.json`)).json()) as { meta: object };
		expect(meta).not.toHaveProperty('as_of');
		const about = await readSheet(Buffer.from(await (await get(`${frozen}.xlsx`)).arrayBuffer()), 2);
		expect(about.map(([word]) => word)).not.toContain('Law on');
	});

	test('and none where there is none', async () => {
		const { meta } = (await (await get('/matrix/layers.json')).json()) as { meta: object };
		expect(meta).not.toHaveProperty('as_of');
	});
});

describe('the second page of a workbook', () => {
	test.each([
		'/matrix/layers?cols=title,institution,law,actors,obstacles,level',
		'/matrix/papers',
		'/matrix/coverage?rows=all',
		'/matrix/cross-tab',
		'/compare?ids=external-audit-of-platform-algorithms,digital-union-system',
		'/compare?regulations=eu-dsa,eu-platform-work-directive',
		'/trace'
	])('explains every column and every code of %s', async (address) => {
		const [path, query = ''] = address.split('?');
		const { json, xlsx } = await filesOf(path, query && `?${query}`);
		const about = await readSheet(xlsx, 2);
		const meaningOf = new Map(about.map(([word, meaning]) => [String(word), String(meaning ?? '')]));
		for (const { key, label, meaning } of json.meta.columns) {
			expect(meaning, key).not.toBe('');
			expect(meaningOf.get(`${key} · ${label}`), key).toContain(meaning);
		}
		const used = json.data.flatMap((record) =>
			json.meta.columns.flatMap(({ key, vocabulary }) => {
				const isRecord = path === '/compare' && `${key}_label` in record && key !== 'state';
				const list = isRecord ? String(record.vocabulary) : vocabulary;
				if (!list || (isRecord && !(list in json.meta.codes))) return [];
				const codes = String(record[key]).split('; ').filter(Boolean);
				return codes.map((code) => ({ list, code: code.replace(/\*$/, '') }));
			})
		);
		if (path !== '/matrix/papers') expect(used.length).toBeGreaterThan(0);
		for (const { list, code } of used) {
			if (path === '/matrix/cross-tab' && code === 'all') continue;
			const entry = json.meta.codes[list]?.codes.find((one) => one.code === code);
			expect(entry?.meaning, `${list} ${code}`).toBeTruthy();
			expect(about, `${list} ${code}`).toContainEqual([code, `${entry!.label}. ${entry!.meaning}`]);
		}
	});

	test('says what stands in a cell beside the states of coverage', async () => {
		const { codes } = ((await (await get('/matrix/coverage.json')).json()) as Json).meta;
		expect(codes.coverage_states.codes.map(({ code, label }) => [code, label]).slice(-4)).toEqual([
			['cited', '❝ cited'],
			['not-in-force', '· not in force'],
			['undated', '? no usable date'],
			['left-out', 'filtered out']
		]);
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
	expect(said('technology · Technology (code)')).toMatch(/“Involvement of a layer”/);
	expect(about).toContainEqual(['primary', expect.stringMatching(/^Primary\. /)]);
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

test(
	'files have names, types and answers to HEAD, and are not sent twice',
	whileDataStand(async () => {
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
	})
);

test('the name of a file says which day its law is of, where that is not today', async () => {
	const nameOf = async (path: string) =>
		/filename="(.+)"/.exec((await get(path, { method: 'HEAD' })).headers.get('content-disposition')!)![1];
	for (const path of [
		'/matrix/coverage.csv?',
		'/trace.csv?',
		'/compare.csv?ids=minimum-hourly-wage-gig,digital-union-system&'
	]) {
		expect(await nameOf(`${path}as_of=2020-01-01`)).toMatch(/-\d{4}-\d{2}-\d{2}-as-of-2020-01-01\.csv$/);
		expect(await nameOf(path)).not.toMatch(/as-of/);
	}
});

test('a CSV says in each row which day its law is of, where that is not today', async () => {
	for (const path of [
		'/matrix/coverage.csv',
		'/api/v1/matrices/coverage.csv',
		'/trace.csv',
		'/compare.csv?ids=minimum-hourly-wage-gig,digital-union-system',
		'/api/v1/regulations.csv'
	]) {
		const rowsOf = async (query: string) =>
			parse(await (await get(`${path}${path.includes('?') ? '&' : '?'}${query}`)).text(), {
				columns: true
			}) as unknown as Record<string, string>[];
		const rows = await rowsOf('as_of=2024-06-01');
		expect(rows.length, path).toBeGreaterThan(0);
		expect(new Set(rows.map(({ as_of }) => as_of)), path).toEqual(new Set(['2024-06-01']));
	}
	const today = await (await get('/matrix/coverage.csv')).text();
	expect(today.split('\r\n', 1)[0]).not.toContain('as_of');
});

test('no rows are an answer', async () => {
	const csv = await (await get('/matrix/layers.csv?q=zebra')).text();
	expect(csv.trim().split('\r\n')).toHaveLength(1);
	expect(((await (await get('/matrix/layers.json?q=zebra')).json()) as Json).data).toEqual([]);
	const xlsx = await get('/matrix/layers.xlsx?q=zebra');
	expect(await readSheet(Buffer.from(await xlsx.arrayBuffer()), 1)).toHaveLength(1);
	const nowhere = (await (
		await get('/trace.json?jurisdiction=CN&relation=conflicts&paper=004')
	).json()) as Json;
	expect([nowhere.data, nowhere.meta.total]).toEqual([[], 0]);
	const full = (await (await get('/matrix/layers.json')).json()) as Json;
	const empty = (await (await get('/matrix/layers.json?q=zebra')).json()) as Json;
	expect(empty.meta.columns, 'the columns do not hang on the rows').toEqual(full.meta.columns);
});

test('a value the table does not know is an error with its name', async () => {
	const response = await get('/matrix/layers.csv?remedy=magic&colour=red&bom=maybe');
	expect(response.status).toBe(400);
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	const { errors } = (await response.json()) as { errors: { path: string }[] };
	expect(errors.map(({ path }) => path)).toEqual(['remedy', 'colour', 'bom']);
});

const two = 'external-audit-of-platform-algorithms,digital-union-system';
test.each([
	['/compare.csv', 'ids', /no record is named/],
	[
		'/compare.json?ids=external-audit-of-platform-algoritms',
		'ids',
		/no record “external-audit-of-platform-algoritms”/
	],
	[
		`/compare.xlsx?ids=${two},algorithm-filing-system,regular-algorithm-compliance-audit,minimum-hourly-wage-gig,mandatory-algorithm-rule-disclosure,platform-duty-labour-protection`,
		'ids',
		/first six are shown, 1 is left out/
	],
	['/compare.json?regulations=no-such-act,eu-dsa', 'regulations', /no record “no-such-act”/],
	[`/compare.json?ids=${two}&regulations=eu-dsa`, 'regulations', /eu-dsa/],
	[`/compare.json?ids=${two}&as_of=2023-02-30`, 'as_of', /2023-02-30/],
	[`/compare.json?ids=${two}&differs=perhaps`, 'differs', /perhaps/],
	['/trace.csv?jurisdiction=XX', 'jurisdiction', /XX/],
	['/trace.csv?proposal=no-such-proposal', 'proposal', /no-such-proposal/],
	['/trace.json?as_of=tomorrow', 'as_of', /tomorrow/],
	['/matrix/cross-tab.csv?rows=colour', 'rows', /colour/]
])('%s is refused by the name of the parameter', async (path, name, words) => {
	const response = await get(path);
	expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json']);
	const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
	expect(errors.map((error) => error.path)).toEqual([name]);
	expect(errors[0].message).toMatch(words);
});

test('the same id twice, and one alone, is a comparison of what is there', async () => {
	const [once, twice] = await Promise.all(
		[two, `${two},${two}`].map(async (ids) => (await get(`/compare.csv?ids=${ids}`)).text())
	);
	expect(twice).toBe(once);
	const alone = (await (await get('/compare.json?ids=digital-union-system')).json()) as Json;
	expect(alone.meta.columns.map(({ key }) => key)).toContain('digital-union-system_label');
});

test.each(['csv', 'xlsx', 'json', 'bib'])('a slice that is not there has no %s', async (format) => {
	const response = await get(`/slices/0000000000000000.${format}`);
	expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
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
