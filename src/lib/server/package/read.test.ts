import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import {
	bytesOf,
	difficultSeed,
	noon,
	packRecords,
	recordsOfSeed,
	type Descriptor,
	type PackageInMemory
} from '../../../../tests/fixtures/package.ts';
import { checkSeed } from '../seed/check.ts';
import { describeProblem } from '../seed/read.ts';
import { readPackage } from './read.ts';
import type { Records } from './kinds.ts';
import { tables } from './tables.ts';

let records: Records;
let made: PackageInMemory;
beforeAll(async () => {
	records = recordsOfSeed(await difficultSeed());
	made = await packRecords(records, noon);
}, 60_000);

/** The package with some files replaced, and their checksums in the descriptor corrected unless told not to. */
function repack(changes: Record<string, (text: string) => string>, correct = true): Uint8Array {
	const files = unzipSync(bytesOf(made, 'atlas.zip'));
	for (const [name, change] of Object.entries(changes)) {
		const before = strFromU8(files[name]);
		const after = change(before);
		expect(after, 'the change must change something').not.toBe(before);
		files[name] = strToU8(after);
	}
	const descriptor = JSON.parse(strFromU8(files['datapackage.json'])) as Descriptor;
	for (const resource of correct ? descriptor.resources : [])
		resource.hash = `sha256:${createHash('sha256').update(files[resource.path]).digest('hex')}`;
	if (correct) files['datapackage.json'] = strToU8(JSON.stringify(descriptor));
	return zipSync(files, { level: 0 });
}

const problemsOf = (archive: Uint8Array) => checkSeed(readPackage(archive)).map(describeProblem);

/** Changes one cell of the row that a column's value names, and says on which line that row starts. */
function changeCell(text: string, by: [column: string, value: string], column: string, value: string) {
	const [head, ...rows] = parse(text) as string[][];
	const found = rows.find((row) => row[head.indexOf(by[0])] === by[1])!;
	found[head.indexOf(column)] = value;
	return [head, ...rows]
		.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
		.join('\r\n');
}

/** The line on which the row starts that a column's value names. */
function lineOf(name: string, [column, value]: [string, string]): number {
	const [head, ...rows] = parse(strFromU8(bytesOf(made, name))) as string[][];
	const place = rows.findIndex((row) => row[head.indexOf(column)] === value);
	return 2 + rows.slice(0, place).flat().join('').split('\n').length - 1 + place;
}

describe('a bad package is told by file, line and column:', { timeout: 30_000 }, () => {
	test('no archive, and one that is cut off', () => {
		for (const bytes of [new Uint8Array(), strToU8('PK'), bytesOf(made, 'atlas.zip').subarray(0, 90_000)])
			expect(problemsOf(bytes)).toEqual(['the package:1 is not a ZIP archive, or is damaged']);
	});

	test('a descriptor that is missing, broken or of something else', () => {
		expect(problemsOf(zipSync({}))).toEqual(['datapackage.json:1 is not in the archive']);
		expect(problemsOf(zipSync({ 'datapackage.json': strToU8('{') }))).toEqual([
			'datapackage.json:1 is not JSON in UTF-8'
		]);
		expect(problemsOf(zipSync({ 'datapackage.json': strToU8('{"resources":[{"name":1}]}') }))).toEqual([
			expect.stringMatching(/^datapackage\.json:1 resources\.0\.name: .*expected string/)
		]);
		const none = problemsOf(zipSync({ 'datapackage.json': strToU8('{"resources":[]}') }));
		expect(none).toHaveLength(tables.length);
		expect(none).toContain('proposals.csv:1 is not in datapackage.json');
	});

	test('a table that is gone, changed without its checksum, or no text', () => {
		const files = unzipSync(bytesOf(made, 'atlas.zip'));
		const { 'links.csv': _, ...rest } = files;
		expect(problemsOf(zipSync(rest))).toEqual(['links.csv:1 is not in the archive']);
		expect(problemsOf(repack({ 'links.csv': (text) => text.replace('enacts', 'enables') }, false))).toEqual([
			expect.stringMatching(
				/^links\.csv:1 is not the file of datapackage\.json: its sha256:\w{64} is not sha256:/
			)
		]);
		const resource = (name: string) => ({ name, path: `${name}.csv` });
		const descriptor = { resources: [...tables.map(({ name }) => resource(name)), resource('rumours')] };
		const broken = {
			...files,
			'datapackage.json': strToU8(JSON.stringify(descriptor)),
			'links.csv': new Uint8Array([0x69, 0x64, 0xff]),
			'terms.csv': strToU8('a,"b\nc')
		};
		expect(problemsOf(zipSync(broken))).toEqual([
			expect.stringMatching(/^datapackage\.json:1 resources\.\d+\.name: there is no table "rumours"/),
			'links.csv:1 is not text in UTF-8',
			expect.stringMatching(/^terms\.csv:\d .*quote/i)
		]);
	});

	test('columns that are missing, unknown or there twice, and rows of another length', () => {
		expect(
			problemsOf(repack({ 'links.csv': (text) => text.replace('reason_en,reason_zh', 'id,reason_hz') }))
		).toEqual(
			expect.arrayContaining([
				'links.csv:1 reason_en: is missing',
				'links.csv:1 reason_zh: is missing',
				'links.csv:1 reason_hz: no such field; see the codebook',
				'links.csv:1 id: stands twice'
			])
		);
		expect(problemsOf(repack({ 'link_covers.csv': (text) => `${text}a,b\r\n` }))).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^link_covers\.csv:659 has 2 values where the head has 3/)
			])
		);
	});

	const id = 'algorithm-filing-system';
	test.each<
		[what: string, cells: [file: string, by: [string, string], column: string, value: string, told: string][]]
	>([
		[
			'a value of the wrong kind',
			[
				['proposals.csv', ['id', id], 'level', 'high', 'level: expected one of specific | umbrella'],
				[
					'proposals.csv',
					['id', id],
					'title_zh',
					'null',
					'title_zh: leave the key out instead of writing null'
				],
				['proposals.csv', ['id', id], 'summary_en', '', 'summary_en: is missing'],
				[
					'proposal_evidence.csv',
					['proposal', id],
					'paragraph',
					'1.5',
					'paragraph: expected a whole number from 1'
				],
				[
					'proposal_evidence.csv',
					['proposal', id],
					'ordinal',
					'x',
					'ordinal: expected a whole number from 1'
				],
				[
					'proposal_evidence.csv',
					['proposal', id],
					'key_terms',
					'算法',
					'key_terms: expected a list of texts as JSON'
				],
				[
					'proposal_layers.csv',
					['proposal', id],
					'layer',
					'soul',
					'layer: expected one of institution | technology | subject'
				],
				[
					'paper_bibliography.csv',
					['field', 'doi'],
					'field',
					'__proto__',
					'field: expected one of title_zh | title_en'
				],
				['assessments.csv', ['ordinal', '1'], 'proposal', '', 'proposal: is missing'],
				['paper_bibliography.csv', ['field', 'authors_zh'], 'value', 'A', 'value_list: stands beside value'],
				[
					'instruments.csv',
					['id', 'eu-dsa'],
					'adopted_on',
					'2022-13',
					'adopted_on: expected a date as YYYY, YYYY-MM or YYYY-MM-DD'
				],
				['provisions.csv', ['id', 'eu-dsa#1'], 'id', 'eu-dsa#99', 'id: expected eu-dsa#1'],
				[
					'releases.csv',
					['version', '1.0.0'],
					'totals_links',
					'all',
					'totals_links: expected a whole number from 1'
				]
			]
		],
		[
			'what points to nothing',
			[
				[
					'proposals.csv',
					['id', id],
					'modality',
					'wish',
					'modality: "wish" is not in the vocabulary modality'
				],
				[
					'proposal_actors.csv',
					['proposal', id],
					'code',
					'emperor',
					'code: "emperor" is not in the vocabulary actors'
				],
				['proposal_relations.csv', ['proposal', id], 'to', 'nobody', 'to: there is no proposal "nobody"'],
				['proposal_evidence.csv', ['proposal', id], 'paragraph', '99', 'has no section'],
				['link_covers.csv', ['ordinal', '1'], 'code', 'everyone', 'code: "everyone" is not in'],
				[
					'assessment_exceptions.csv',
					['ordinal', '1'],
					'instrument',
					'no-act',
					'instrument: there is no instrument "no-act"'
				],
				[
					'links.csv',
					['ordinal', '1'],
					'provision',
					'eu-dsa#999',
					'provision: instrument eu-dsa has no provision 999'
				]
			]
		]
	])('%s', (_, cells) => {
		const changes: Record<string, (text: string) => string> = {};
		for (const [file, by, column, value] of cells) {
			const before = changes[file] ?? ((text: string) => text);
			changes[file] = (text) => changeCell(before(text), by, column, value);
		}
		const problems = problemsOf(repack(changes));
		for (const [file, by, , , told] of cells) {
			const line = lineOf(file, by);
			expect(problems).toContainEqual(expect.stringContaining(`${file}:${line} `));
			const own = problems.filter((problem) => problem.startsWith(`${file}:${line} `));
			expect(own, told).toContainEqual(expect.stringContaining(told));
		}
	});

	test('the line is that of the row, also below a text of several lines', () => {
		const { id } = records.proposals[4];
		const problems = problemsOf(
			repack({ 'proposals.csv': (text) => text.replace(new RegExp(`^${id},[^,]*`, 'm'), `${id},`) })
		);
		expect(problems).toEqual([`proposals.csv:${lineOf('proposals.csv', ['id', id])} title_en: is missing`]);
	});

	test('rows that stand twice or belong to nothing, and no release', () => {
		const twice = (text: string) => `${text}${text.split('\r\n')[1]}\r\n`;
		expect(problemsOf(repack({ 'papers.csv': twice }))).toEqual(
			expect.arrayContaining([expect.stringMatching(/^papers\.csv:7 id: stands twice/)])
		);
		expect(problemsOf(repack({ 'proposal_mechanisms.csv': (text) => `${text}nobody,1,x,x\r\n` }))).toEqual([
			expect.stringMatching(/^proposal_mechanisms\.csv:\d+ proposal: there is no such row in proposals$/)
		]);
		expect(problemsOf(repack({ 'releases.csv': (text) => `${text.split('\r\n')[0]}\r\n` }))).toEqual([
			'releases.csv:1 expected one release, found 0'
		]);
	});
});
