import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { csvFile, xlsxFile } from '../../../../tests/fixtures/import.ts';
import { refusalOf } from '../../../../tests/fixtures/refusal.ts';
import type { ImportKind } from '../../domain/import/columns.ts';
import { limits } from './limits.ts';
import { readFile } from './read-file.ts';

const read = (name: string, content: string | Uint8Array, kind: ImportKind = 'proposal') =>
	readFile(
		kind,
		{ name, bytes: typeof content === 'string' ? Buffer.from(content) : content },
		async () => {}
	);
const refused = async (name: string, content: string | Uint8Array) =>
	(await refusalOf(read(name, content))).message;
const data = async (name: string, content: string | Uint8Array) =>
	(await read(name, content)).records.map((record) => record.data);

describe('CSV', () => {
	test.each([
		['commas', 'id,title_en\nx,"A, b"'],
		['semicolons', 'id;title_en\nx;A, b'],
		['tabs', 'id\ttitle_en\r\nx\tA, b\r\n'],
		['a byte order mark', '\ufeffid,title_en\nx,"A, b"']
	])('with %s is read', async (_, text) => {
		expect(await data('rows.csv', text)).toEqual([{ id: 'x', title_en: 'A, b' }]);
	});

	test('counts rows as a spreadsheet does, line breaks and remarks included', async () => {
		const { records } = await read('rows.csv', 'id,title_en\n# note,x\n\nx,"two\nlines"\ny,z\n');
		expect(records.map(({ row, id }) => [row, id])).toEqual([
			[4, 'x'],
			[5, 'y']
		]);
	});

	test('with an apostrophe before what looks like a formula is read without it, as it was exported', async () => {
		expect(await data('rows.csv', "id,title_en\nx,'=1+1\ny,'s Gravenhage")).toEqual([
			{ id: 'x', title_en: '=1+1' },
			{ id: 'y', title_en: "'s Gravenhage" }
		]);
	});

	test('with broken quotation marks is refused with the line', async () => {
		expect(await refused('rows.csv', 'id,title_en\nx,ok\ny,"never closed\nz,1\n')).toMatch(
			/starts on line 3/
		);
		expect(await refused('rows.csv', 'id,title_en\nx,ok\ny,so"me\n')).toMatch(/wrong place on line 3/);
	});

	test('that is not UTF-8 is refused with the line, and UTF-16 by its name', async () => {
		const gbk = Buffer.concat([Buffer.from('id,title_zh\nx,'), Buffer.from([0xca, 0xfd, 0xbe, 0xdd])]);
		expect(await refused('rows.csv', gbk)).toMatch(/line 2 cannot be read/);
		expect(await refused('rows.csv', Buffer.from('\ufeffid,title_en\nx,y', 'utf16le'))).toMatch(/UTF-16/);
	});

	test('with a column that does not exist names the nearest one', async () => {
		const { problems } = await read('rows.csv', 'id,sumary_en,evidence.1.papr\nx,y,z');
		expect(problems.map(({ column, message }) => `${column}: ${message}`)).toEqual([
			'sumary_en: there is no such column; did you mean "summary_en"?',
			'evidence.1.papr: there is no such column; did you mean "evidence.1.paper"?'
		]);
	});
});

describe('a file is refused that', () => {
	test.each<[string, string, string | Uint8Array, RegExp]>([
		['was not chosen', '', '', /Choose a file/],
		['is of another kind', 'rows.pdf', '%PDF', /no CSV, XLSX or YAML/],
		['has no ending', 'rows', 'id', /no CSV, XLSX or YAML/],
		['is an old workbook', 'rows.xls', 'x', /old or protected/],
		['is a workbook by another name', 'rows.csv', new Uint8Array([0x50, 0x4b, 3, 4]), /no CSV, XLSX/],
		[
			'is a picture by another name',
			'rows.csv',
			new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
			/not in UTF-8: line 1/
		],
		['is not text', 'rows.csv', 'id\n\0', /not text/],
		['is empty', 'rows.csv', '', /no records/],
		['has a head only', 'rows.csv', 'id,title_en\n# a remark\n', /no records/],
		['has no record in YAML', 'rows.yaml', '# nothing\n---\n# nothing\n', /no records/],
		['is too large', 'rows.csv', new Uint8Array(limits.file + 1), /larger than 20 MB/],
		['has too many rows', 'rows.csv', `id\n${'x\n'.repeat(limits.rows + 1)}`, /more than 10,000 rows/],
		[
			'has too many records in YAML',
			'rows.yml',
			'---\nid: x\n'.repeat(limits.rows + 1),
			/more than 10,000 rows/
		],
		['has too many columns', 'rows.csv', `${'a,'.repeat(limits.columns)}a\nx`, /more than 1,000 columns/],
		[
			'has too many cells',
			'rows.csv',
			`id\n${`x${','.repeat(999)}\n`.repeat(2001)}`,
			/more than 2,000,000 cells/
		],
		['is no workbook', 'rows.xlsx', 'id,title_en', /cannot be read/],
		['is an archive of something else', 'rows.xlsx', zipSync({ 'a.txt': strToU8('x') }), /cannot be read/]
	])('%s', async (_, name, content, message) => {
		expect(await refused(name, content)).toMatch(message);
	});
});

describe('a workbook', () => {
	const sheet = (cells: string) =>
		`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`;
	const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	/** A workbook by hand, to hold what no library would write. */
	const workbook = (sheets: string[], more: Record<string, Uint8Array> = {}) =>
		zipSync({
			'xl/workbook.xml': strToU8(
				`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${relations}"><sheets>${sheets
					.map((_, at) => `<sheet name="S${at + 1}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
					.join('')}</sheets></workbook>`
			),
			'xl/_rels/workbook.xml.rels': strToU8(
				`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
					.map(
						(_, at) =>
							`<Relationship Id="rId${at + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`
					)
					.join('')}</Relationships>`
			),
			...Object.fromEntries(sheets.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, strToU8(xml)])),
			...more
		});
	/** The same archive, which says of an entry that it unpacks to another size. */
	function declaring(archive: Uint8Array, size: number, declared: number): Uint8Array {
		const bytes = Buffer.from(archive);
		const [from, to] = [Buffer.alloc(4), Buffer.alloc(4)];
		from.writeUInt32LE(size);
		to.writeUInt32LE(declared);
		for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 4)) to.copy(bytes, at);
		expect(bytes.equals(archive)).toBe(false);
		return bytes;
	}
	const text = (cell: string, value: string) => `<c r="${cell}" t="inlineStr"><is><t>${value}</t></is></c>`;
	const head = `<row r="1">${text('A1', 'id')}${text('B1', 'title_en')}</row>`;

	test('is read from its first sheet, of a formula the value it had', async () => {
		const first = sheet(
			`${head}<row r="2">${text('A2', 'x')}<c r="B2" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c></row>`
		);
		expect(await data('rows.xlsx', workbook([first, sheet(text('A1', 'other'))]))).toEqual([
			{ id: 'x', title_en: 'ab' }
		]);
	});

	test('with dates and numbers is read as what they say, or not at all', async () => {
		const rows = [
			['id', 'title_en', 'checked_on', 'adopted_on', 'number', 'publication_ref'].map((value) => ({ value })),
			[
				{ value: 'x' },
				{ value: 'T' },
				{ value: new Date('2026-11-21T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
				{ value: new Date('2021-08-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
				{ value: 12, type: Number },
				{ value: 4.1, type: Number }
			]
		];
		const bytes = await writeXlsx([{ data: rows, sheet: 'Rows' }]).toBuffer();
		const [record] = (await read('rows.xlsx', bytes, 'instrument')).records;
		expect(record.data).toEqual({ id: 'x', title_en: 'T', checked_on: '2026-11-21', number: '12' });
		expect(record.problems).toEqual([
			{ row: 2, column: 'adopted_on', message: expect.stringContaining('expected 2021-08 or 2021-08-01') },
			{ row: 2, column: 'publication_ref', message: expect.stringContaining('the number 4.1') }
		]);
	});

	test('is the same as the same rows in CSV', async () => {
		const rows: Record<string, string>[] = [
			{ id: 'x', title_en: '=SUM(A1)', obstacles: 'a; b', 'evidence.1.section': '4.10' },
			{ id: 'y', title_zh: '两行\n文字' }
		];
		const given = [await xlsxFile(rows), csvFile(rows)];
		expect(await data('rows.xlsx', given[0].bytes)).toEqual(await data('rows.csv', given[1].bytes));
	});

	test('that unpacks to far more than it is is not unpacked', async () => {
		const bomb = declaring(
			workbook([sheet(head)], { 'xl/media/big.bin': new Uint8Array(4321) }),
			4321,
			limits.unpacked
		);
		expect(await refused('rows.xlsx', bomb)).toMatch(/unpacks to more than 150 MB/);
	});

	test('whose archive lies about its size is read no further than it says', async () => {
		const xml = sheet(head + '<row r="2"/>'.repeat(20_000));
		const lying = declaring(workbook([xml]), xml.length, 100);
		expect(await refused('rows.xlsx', lying)).toMatch(/cannot be read|no records/);
	});

	test.each([
		['row', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>', /more than 10,000 rows/],
		['column', '<row r="2"><c r="XFD2"><v>1</v></c></row>', /more than 1,000 columns/]
	])(
		'with a cell in the last %s is refused before the ones before it are made',
		async (_, cells, message) => {
			expect(await refused('rows.xlsx', workbook([sheet(head + cells)]))).toMatch(message);
		}
	);

	test('with more sheets than anybody fills in is refused', async () => {
		const sheets = Array.from({ length: limits.sheets + 1 }, () => sheet(head));
		expect(await refused('rows.xlsx', workbook(sheets))).toMatch(/more than 10 sheets/);
	});

	test('of more files than any workbook is made of is refused before it is read', async () => {
		const many = Object.fromEntries(
			Array.from({ length: limits.files }, (_, at) => [`xl/${at}.xml`, new Uint8Array()])
		);
		const started = performance.now();
		expect(await refused('rows.xlsx', workbook([sheet(head)], many))).toMatch(/more than 1,000 files/);
		expect(performance.now() - started).toBeLessThan(1_000);
	});

	test.each([
		['cut off', (bytes: Uint8Array) => bytes.slice(0, bytes.length / 2)],
		['with a sheet that is no XML', () => workbook(['<worksheet><sheetData><row'])],
		['without its sheet', () => zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') })]
	])('that is %s is refused', async (_, broken) => {
		expect(await refused('rows.xlsx', broken(workbook([sheet(head)])))).toMatch(/cannot be read|no records/);
	});
});

describe('YAML', () => {
	test('is read record by record, every value as text, empty ones left out', async () => {
		const { records } = await read(
			'rows.yaml',
			'# a remark\nid: x\nevidence:\n  - paper: 000\n    section: 4.10\n    page:\n  -\ntitle_en: ""\n---\n\nid: y\n'
		);
		expect(records.map(({ row, data: fields }) => [row, fields])).toEqual([
			[2, { id: 'x', evidence: [{ paper: '000', section: '4.10' }] }],
			[11, { id: 'y' }]
		]);
		expect(records[0].locate(['evidence', 0, 'section'])).toEqual({ row: 5, column: 'evidence.0.section' });
	});

	test.each([
		['a list of records', '- id: x\n- id: y', /put --- between records/],
		['a single word', 'x', /expected the fields of one proposal/],
		['a key twice', 'id: x\nid: y', /unique/],
		['text that needs quotes', 'id: x\ntitle_en: Audit: external', /put the text in quotes/],
		['references', 'a: &a [x, x]\nb: [*a, *a]', /references/],
		['many references', `a: &a [x]\n${'b'.repeat(3)}: [*a]`, /references/],
		['nesting without end', '['.repeat(20_000), /nested too deeply/],
		['a record that is no record', `title_en: ${'x'.repeat(limits.record)}`, /at most 200000 characters/]
	])('with %s says what is wrong with that record and reads the others', async (_, record, message) => {
		const { records } = await read('rows.yaml', `${record}\n---\nid: z\n`);
		expect(records[0].problems[0].message).toMatch(message);
		expect(records[1].data).toEqual({ id: 'z' });
	});

	test('with control characters is told where', async () => {
		const [record] = (await read('rows.yaml', 'id: x\ntitle_en: "a\\0b\\ud800"\n')).records;
		expect(record.data).toEqual({ id: 'x', title_en: 'ab' });
		expect(record.problems).toEqual([
			{ row: 2, column: 'title_en', message: 'expected text without control characters' }
		]);
	});
});
