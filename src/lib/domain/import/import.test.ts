import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { instrumentFile } from '../instrument.ts';
import { linkFile } from '../link.ts';
import { proposalFile } from '../proposal.ts';
import { day, partialDate, positiveInteger, slug, text } from '../fields.ts';
import type { Fields } from '../typed-fields.ts';
import {
	columnsOf,
	findColumn,
	importKinds,
	joinValues,
	splitValues,
	toRows,
	type ImportKind
} from './columns.ts';
import { givenPath, mergeGiven, numberLinks, repeatedPaths } from './merge.ts';
import { isPassedOver, readRows, readText, type Cell, type Given } from './rows.ts';

const schemas: Record<ImportKind, z.ZodObject> = {
	proposal: proposalFile,
	instrument: instrumentFile,
	link: linkFile
};
const folders: Record<ImportKind, string> = {
	proposal: 'proposals',
	instrument: 'instruments',
	link: 'links'
};

const seedRecords = (kind: ImportKind): Fields[] =>
	readdirSync(join('seed', folders[kind]), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.yaml'))
		.map((path) => {
			const source = readFileSync(join('seed', folders[kind], path), 'utf8');
			return schemas[kind].parse(parse(source, { schema: 'failsafe' })) as Fields;
		});

/** What a table with these rows is read as; the rows stand from row 2 on. */
function read(kind: ImportKind, rows: Record<string, Cell>[]) {
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const table = rows.map((row, place) => ({
		row: place + 2,
		cells: names.map((name) => row[name] ?? null)
	}));
	return readRows(kind, { row: 1, cells: names }, table, () => '');
}
const only = (given: Given[]): Given => {
	expect(given).toHaveLength(1);
	return given[0];
};

describe.each(importKinds)('of a %s', (kind) => {
	test('every record of the data set is the same after it was a row', { timeout: 20_000 }, () => {
		const records = seedRecords(kind);
		expect(records.length).toBeGreaterThan(50);
		for (const record of records) {
			const { records: given, problems } = read(kind, toRows(kind, record));
			expect(problems).toEqual([]);
			expect(schemas[kind].parse(mergeGiven(kind, undefined, only(given).data))).toEqual(record);
		}
	});

	test('any record is the same after it was a row', { timeout: 20_000 }, () => {
		fc.assert(
			fc.property(anyOf(schemas[kind]) as fc.Arbitrary<Fields>, (record) => {
				const rows = toRows(kind, record);
				fc.pre(rows.length > 0 && repeatedPaths(record).length === 0);
				const given = only(read(kind, rows).records);
				expect(given.problems).toEqual([]);
				expect(mergeGiven(kind, undefined, given.data)).toEqual(asTyped(record));
			}),
			{ numRuns: 200 }
		);
	});

	test('every column is found by its name with numbers', () => {
		for (const column of columnsOf[kind])
			expect(findColumn(kind, column.name.replaceAll('*', '7'))?.column).toBe(column);
		for (const name of ['', 'nothing', '__proto__', 'evidence.0.paper', 'evidence.201.paper'])
			expect(findColumn(kind, name)).toBeUndefined();
	});
});

/** A value of a schema, whatever rules stand between its fields. */
function anyOf(schema: z.ZodType): fc.Arbitrary<unknown> {
	if (schema instanceof z.ZodOptional) return anyOf(schema.unwrap() as z.ZodType);
	if (schema instanceof z.ZodObject) {
		const shape = schema.shape as Record<string, z.ZodType>;
		return fc.record(Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, anyOf(inner)])), {
			requiredKeys: Object.keys(shape).filter((key) => !(shape[key] instanceof z.ZodOptional))
		});
	}
	if (schema instanceof z.ZodArray)
		return fc.array(anyOf(schema.element as z.ZodType), {
			// A list that may be left out and is empty is as good as left out.
			minLength: schema.safeParse([]).success && schema.element instanceof z.ZodObject ? 0 : 1,
			maxLength: 3
		});
	if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
	if (schema === positiveInteger) return fc.integer({ min: 1, max: 999_999 });
	if (schema === day || schema === partialDate) return fc.constantFrom('2021-08-17', '2024-02-29');
	if (schema === slug) return fc.stringMatching(/^[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}$/);
	return fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
		.filter((typed) => text.safeParse(typed).data === typed && readText(typed).text === typed);
}

/** The record as a file gives it: numbers as texts, and without empty lists that need not be there. */
function asTyped(record: Fields, depth = 0): Fields {
	return Object.fromEntries(
		Object.entries(record).flatMap(([key, value]): [string, unknown][] => {
			if (typeof value === 'number') return [[key, String(value)]];
			if (!Array.isArray(value))
				return [[key, typeof value === 'object' ? asTyped(value as Fields, depth + 1) : value]];
			if (value.length === 0 && !(depth === 0 && ['actors', 'beneficiaries', 'mechanisms'].includes(key)))
				return [];
			return [
				[
					key,
					value.map((one: unknown) => (typeof one === 'object' ? asTyped(one as Fields, depth + 1) : one))
				]
			];
		})
	);
}

test('several values in one cell keep their semicolons and backslashes', () => {
	fc.assert(
		fc.property(fc.array(fc.stringMatching(/^[;\\ab]{0,6}[ab\\;]$/), { maxLength: 4 }), (values) => {
			expect(splitValues(joinValues(values))).toEqual(values);
		})
	);
	expect(splitValues(' a;b ;; c\\;d ')).toEqual(['a', 'b', 'c;d']);
});

describe('a row says where', () => {
	test('a list was numbered with gaps', () => {
		const given = only(
			read('proposal', [{ id: 'x', 'evidence.5.section': '4.2', 'evidence.2.paper': '000' }]).records
		);
		expect(given.data).toEqual({ id: 'x', evidence: [{ paper: '000' }, { section: '4.2' }] });
		expect(given.locate(['evidence', 1, 'section'])).toEqual({ row: 2, column: 'evidence.5.section' });
		expect(given.locate(['evidence', 0, 'key_terms', 3])).toEqual({ row: 2, column: 'evidence.2.key_terms' });
	});

	test('a link stands in a table of links', () => {
		const { records } = read('link', [
			{ entry: 'link', proposal: 'a', provision: 'eu-dsa#1' },
			{ entry: 'link', proposal: 'b', provision: 'eu-dsa#2' },
			{ entry: 'assessment', proposal: 'a', jurisdiction: 'EU' },
			{ entry: 'link', proposal: 'a', provision: 'eu-dsa#3' }
		]);
		expect(records.map(({ id }) => id)).toEqual(['a', 'b']);
		expect(records[0].locate(['links', 1, 'relation'])).toEqual({ row: 5, column: 'relation' });
		expect(records[0].locate(['assessments', 0, 'as_of'])).toEqual({ row: 4, column: 'as_of' });
		expect(records[1].locate(['id'])).toEqual({ row: 3, column: 'proposal' });
	});
});

describe('a table complains of', () => {
	test('columns that do not exist, stand twice or are missing', () => {
		const head = { row: 1, cells: ['title_en', 'titel_zh', 'title_en', ''] };
		const { problems } = readRows('proposal', head, [], (name) => ` (${name}?)`);
		expect(problems).toEqual([
			{ row: 1, column: 'titel_zh', message: 'there is no such column (titel_zh?)' },
			{ row: 1, column: 'title_en', message: 'this column stands twice' },
			{ row: 1, column: 'id', message: 'this column is missing' }
		]);
	});

	test.each<[what: string, Cell, string, RegExp]>([
		['a number with a point', 4.1, 'evidence.1.section', /expected text, found the number 4\.1/],
		['a truth value', true, 'title_en', /expected text, found TRUE/],
		['a first of a month', new Date('2021-08-01T00:00:00Z'), 'adopted_on', /expected 2021-08 or 2021-08-01/],
		[
			'a date where text belongs',
			new Date('2021-08-17T00:00:00Z'),
			'title_en',
			/expected text, found a date/
		],
		['a date that is none', new Date(NaN), 'title_en', /expected text/],
		['a control character', 'a\0b', 'title_en', /control characters/],
		['half a character', '\ud800', 'title_en', /control characters/],
		['a text too long', 'x'.repeat(32_768), 'title_en', /at most 32767 characters, found 32768/]
	])('%s', (_, cell, column, message) => {
		const kind = column === 'adopted_on' ? 'instrument' : 'proposal';
		const { problems } = only(read(kind, [{ id: 'x', [column]: cell }]).records);
		expect(problems).toEqual([{ row: 2, column, message: expect.stringMatching(message) }]);
	});

	test('cells beyond the head, and fields that a row of links cannot have', () => {
		const wide = readRows(
			'proposal',
			{ row: 1, cells: ['id'] },
			[{ row: 2, cells: ['x', '', 'y'] }],
			() => ''
		);
		expect(wide.records[0].problems).toEqual([
			{ row: 2, column: '#3', message: 'expected at most 1 cells, as the head has' }
		]);
		const { records } = read('link', [
			{ entry: 'assessment', proposal: 'a', relation: 'enacts' },
			{ entry: 'lnk', proposal: 'a' },
			{ entry: 'link' }
		]);
		expect(records.flatMap(({ problems }) => problems)).toEqual([
			{ row: 2, column: 'relation', message: expect.stringContaining('expected nothing') },
			{ row: 3, column: 'entry', message: 'expected one of link | assessment' },
			{ row: 4, column: 'proposal', message: 'is missing' }
		]);
	});
});

test('whole numbers and whole days of a spreadsheet are read as what they say', () => {
	const given = only(
		read('instrument', [
			{
				id: 'x',
				number: 12,
				adopted_on: 2021,
				issued_on: new Date('2021-08-17T00:00:00Z'),
				checked_on: new Date('2021-08-01T00:00:00Z'),
				'provisions.1.number': 3
			}
		]).records
	);
	expect(given.problems).toEqual([]);
	expect(given.data).toEqual({
		id: 'x',
		number: '12',
		adopted_on: '2021',
		issued_on: '2021-08-17',
		checked_on: '2021-08-01',
		provisions: [{ number: '3' }]
	});
});

test('remarks and empty rows are passed over', () => {
	expect(isPassedOver(['# a remark', 'x'])).toBe(true);
	expect(isPassedOver(['', ' ', null])).toBe(true);
	expect(isPassedOver(['', 'x'])).toBe(false);
});

describe('of a record that is there', () => {
	const present = {
		id: 'x',
		title_en: 'Old',
		coding_note_en: 'Doubtful.',
		layers: { technology: { involvement: 'primary', reason_en: 'Why.' } },
		obstacles: ['a', 'b'],
		evidence: [{ paper: '000', section: '1', page: '7' }],
		provisions: [
			{ number: 1, ref: 'Art 1', applicable_from: '2024' },
			{ number: 2, ref: 'Art 2' }
		]
	};
	const merge = (kind: ImportKind, row: Record<string, string>) =>
		mergeGiven(kind, present, only(read(kind, [{ id: 'x', ...row }]).records).data);

	test('what the row does not name, and empty cells, stay', () => {
		expect(merge('proposal', { title_en: 'New', coding_note_en: '', obstacles: '' })).toMatchObject({
			...present,
			title_en: 'New'
		});
		expect(merge('proposal', { 'layers.technology.reason_en': 'Because.' }).layers).toEqual({
			technology: { involvement: 'primary', reason_en: 'Because.' }
		});
	});

	test('what says (remove) goes', () => {
		const merged = merge('proposal', {
			coding_note_en: '(remove)',
			obstacles: '(remove)',
			'evidence.1.paper': '(remove)'
		});
		expect(Object.keys(merged)).not.toEqual(expect.arrayContaining(['coding_note_en']));
		expect([merged.obstacles, merged.evidence]).toEqual([undefined, undefined]);
	});

	test('a list is written as a whole, but provisions stay by their numbers', () => {
		expect(merge('proposal', { 'evidence.1.paper': '001' }).evidence).toEqual([{ paper: '001' }]);
		expect(
			merge('instrument', {
				'provisions.1.number': '3',
				'provisions.1.ref': 'Art 3',
				'provisions.2.number': '1',
				'provisions.2.applicable_from': '(remove)'
			}).provisions
		).toEqual([
			{ number: '1', ref: 'Art 1' },
			{ number: 2, ref: 'Art 2' },
			{ number: '3', ref: 'Art 3' }
		]);
	});

	test('a field of the merged record is found in the file', () => {
		const given = { id: 'x', provisions: [{ number: '3' }, { number: '1' }] };
		const merged = mergeGiven('instrument', present, given);
		expect(givenPath(merged, given, ['provisions', 2, 'ref'])).toEqual(['provisions', 0, 'ref']);
		expect(givenPath(merged, given, ['provisions', 1, 'ref'])).toBeUndefined();
		expect(givenPath(merged, given, ['title_en'])).toBeUndefined();
	});
});

test('links without an id get the next number of their pair', () => {
	const given: Fields = {
		id: 'p',
		links: [
			{ provision: 'law#1' },
			{ id: 'p--law-7', provision: 'law#2' },
			{ provision: 'law#3' },
			{ provision: 'other#1' }
		]
	};
	numberLinks({ links: [{ id: 'p--law-2' }] }, given);
	expect((given.links as Fields[]).map(({ id }) => id)).toEqual([
		'p--law-8',
		'p--law-7',
		'p--law-9',
		'p--other-1'
	]);
});

test('no key of a file reaches a prototype', () => {
	const given = JSON.parse(
		'{"id":"x","__proto__":{"polluted":"yes"},"layers":{"__proto__":{"polluted":"yes"}}}'
	) as Fields;
	const merged = mergeGiven('proposal', { layers: {} }, given);
	expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
	expect(({} as Fields).polluted).toBeUndefined();
});
