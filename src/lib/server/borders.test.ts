import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { catalogue, listParameters, singleParameters } from '../domain/api/catalogue.ts';
import { collections } from '../domain/api/collections.ts';
import { parseParameters } from '../domain/api/parameters.ts';
import { parseBasket } from '../domain/basket.ts';
import { formatCompare, parseCompare } from '../domain/compare-view.ts';
import { formatCoverageView, parseCoverageView } from '../domain/coverage-view.ts';
import { importKinds } from '../domain/import/columns.ts';
import { formatView, parseView } from '../domain/matrix/view.ts';
import { parseEmbeddable } from '../domain/oembed.ts';
import { splitAddresses } from '../domain/official-address.ts';
import { recordKinds, type RecordKind } from '../domain/record-kinds.ts';
import { parseContacts } from '../domain/security-txt.ts';
import { readSource } from '../domain/source.ts';
import { formatTimeline, parseTimeline } from '../domain/timeline.ts';
import { formatTraceView, parseTraceView } from '../domain/trace-view.ts';
import { indexTerms } from '../domain/vocabulary.ts';
import { formatWeigh, parseWeigh } from '../domain/weigh-view.ts';
import { formatCursor, pageOf, parseCursor, type SortValue } from './cursor.ts';
import { accepts, isBadRange, parseIfNoneMatch, preferred } from './api/headers.ts';
import { parseRecord } from './curation/publish.ts';
import { Refusal } from './curation/refusal.ts';
import { readTyped, recordForms } from './curation/typed.ts';
import { readFile } from './import/read-file.ts';
import { readPackage } from './package/read.ts';
import { checkSeed } from './seed/check.ts';
import { readSeed, type SeedFiles } from './seed/read.ts';

/** Everything that comes from outside is refused in words or taken, and never breaks what reads it. */

const odd = fc.constantFrom(
	...['', ' ', '\0', '%', '%00', '__proto__', 'constructor', 'toString', '-', ',', ',,', ':', '..', '*', '#'],
	...[
		'1e309',
		'-1',
		'NaN',
		'9007199254740993',
		'2024-02-30',
		'9999-12-31',
		'<b>',
		"' or 1=1",
		'\u202e',
		'\ud800'
	],
	...[
		'technology:primary',
		'-title',
		'title',
		'ids',
		'{"a":[1',
		'[[[[',
		'---',
		'&a *a',
		'!!js/function',
		'a: b: c'
	]
);
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme' }), odd);
const parameters = (names: string[]) =>
	fc
		.array(fc.tuple(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, text), text), {
			maxLength: 6
		})
		.map((pairs) => new URLSearchParams(pairs));

let seed: SeedFiles;
const real: Partial<Record<RecordKind, object[]>> = {};
beforeAll(async () => {
	seed = await readSeed('seed');
	const sources = {
		vocabulary: seed.vocabularies,
		paper: seed.papers,
		instrument: seed.instruments,
		proposal: seed.proposals,
		link: seed.links,
		matrix: seed.matrices
	};
	for (const kind of recordKinds) real[kind] = sources[kind].slice(0, 12).map(({ record }) => record);
});

/** All places in a record, each by its path. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
}
function withPlace(value: unknown, [key, ...rest]: (string | number)[], put: unknown): unknown {
	if (key === undefined) return put;
	const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
	copy[key] = withPlace(copy[key], rest, put);
	return copy;
}

describe('a record', () => {
	const expectJudged = (kind: RecordKind, value: unknown) => {
		const judged = parseRecord(kind, value);
		if ('record' in judged) {
			// What was taken is taken again as it is.
			expect(parseRecord(kind, judged.record.record)).toEqual(judged);
			return;
		}
		expect(judged.problems.length).toBeGreaterThan(0);
		for (const { path, message } of judged.problems) {
			expect(typeof path).toBe('string');
			expect(message).toMatch(/\S/);
			expect(message).not.toMatch(/\[object|undefined/);
		}
	};

	test.each(recordKinds)('of the kind %s that is anything at all', (kind) => {
		fc.assert(fc.property(fc.anything(), (value) => expectJudged(kind, value)));
	});

	test.each(recordKinds)('of the kind %s with anything in one place', (kind) => {
		const changed = fc
			.constantFrom(...real[kind]!)
			.chain((record) =>
				fc.tuple(fc.constant(record), fc.constantFrom(...placesIn(record)), fc.oneof(text, fc.anything()))
			);
		fc.assert(
			fc.property(changed, ([record, place, put]) => expectJudged(kind, withPlace(record, place, put)))
		);
	});

	test.each(recordKinds)('of the kind %s from a form', (kind) => {
		const names = placesIn(real[kind]![0]).map((path) => path.join('.'));
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names, ':saves', ':note', ':odd'), text), text)),
				(pairs) => {
					const form = new FormData();
					for (const [name, value] of pairs) form.append(name.toWellFormed(), value.toWellFormed());
					const typed = readTyped(kind, form);
					expect(JSON.stringify(typed)).not.toContain('\\u0000');
					expect(Number.isSafeInteger(typed.saves)).toBe(true);
					expectJudged(kind, typed.data);
				}
			)
		);
		expect(recordForms[kind].fields.length).toBeGreaterThan(0);
		for (const saves of ['1e309', '1.5', '-1', '99999999999', '٣']) {
			const form = new FormData();
			form.set(':saves', saves);
			expect([saves, readTyped(kind, form).saves]).toEqual([saves, 0]);
		}
	});
});

describe('parameters of the API', () => {
	test.each(collections)('of %s are all read or all refused by name', (name) => {
		for (const shape of [listParameters(name), singleParameters(name)])
			fc.assert(
				fc.property(parameters([...Object.keys(shape), ...Object.keys(catalogue[name].filters)]), (given) => {
					const { values, errors } = parseParameters(shape, given);
					expect(values === undefined).toBe(errors.length > 0);
					for (const { path, message } of errors) {
						expect(message).toMatch(/\S/);
						expect(path.length).toBeLessThanOrEqual(80);
					}
				})
			);
	});

	const value: fc.Arbitrary<SortValue> = fc.oneof(
		text.map((one) => one.toWellFormed()),
		fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => one + 0),
		fc.constant(null)
	);
	test('cursors come back as they went, and only to their own list', () => {
		fc.assert(
			fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), text, text, (values, about, other) => {
				const cursor = formatCursor(values, about);
				expect(parseCursor(cursor, about, values.length)).toEqual(values);
				expect(parseCursor(cursor, about, values.length + 1)).toBeUndefined();
				if (other !== about) expect(parseCursor(cursor, other, values.length)).toBeUndefined();
				expect(parseCursor(other, about, values.length)).toBeUndefined();
			})
		);
	});

	test('pages hold every row once, whatever it is sorted by', () => {
		const word = text.map((one) => one.toWellFormed());
		const rowsBy = (by: fc.Arbitrary<SortValue>) =>
			fc.uniqueArray(fc.record({ id: word, by: fc.oneof(by, fc.constant(null)) }), {
				selector: ({ id }) => id,
				maxLength: 25
			});
		// A column holds numbers or words, never both.
		const rows = fc.oneof(rowsBy(word), rowsBy(fc.double({ noNaN: true, noDefaultInfinity: true })));
		fc.assert(
			fc.property(rows, fc.boolean(), fc.integer({ min: 1, max: 7 }), (all, descending, limit) => {
				const seen: string[] = [];
				let after: SortValue[] | undefined;
				do {
					const page = pageOf(all, ({ by, id }) => [by, id], [descending], {
						limit,
						...(after && { after })
					});
					seen.push(...page.rows.map(({ id }) => id));
					after = page.last;
				} while (after && seen.length <= all.length);
				expect(seen.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
			})
		);
	});

	test('headers are judged, whatever they hold', () => {
		fc.assert(
			fc.property(text, text, (header, type) => {
				expect(typeof accepts(header, type)).toBe('boolean');
				expect([type, undefined]).toContain(preferred(header, [type], 'text/html'));
				expect(typeof isBadRange(header)).toBe('boolean');
				expect(Array.isArray(parseIfNoneMatch(header) ?? [])).toBe(true);
			})
		);
	});
});

describe('an address', () => {
	const ids = new Set(['a', 'b']);
	const terms = indexTerms([]);
	const codecs: Record<string, (given: URLSearchParams) => string> = {
		matrix: (given) =>
			formatView(parseView(given, { columns: ['title', 'law'], terms, papers: ['001'] }).view),
		trace: (given) =>
			formatTraceView(
				parseTraceView(given, {
					proposals: ids,
					regulations: ids,
					papers: ids,
					jurisdictions: ids,
					remedies: ids
				}).view
			),
		coverage: (given) => formatCoverageView(parseCoverageView(given, { terms, proposals: ids }).view),
		compare: (given) => formatCompare(parseCompare(given).view),
		weigh: (given) => formatWeigh(parseWeigh(given).view),
		timeline: (given) => formatTimeline(parseTimeline(given, terms).view)
	};
	const names = [
		...[
			'sort',
			'layer',
			'remedy',
			'paper',
			'level',
			'q',
			'cols',
			'view',
			'cell',
			'as_of',
			'ids',
			'regulations'
		],
		...[
			'from',
			'to',
			'jurisdiction',
			'relation',
			'basis',
			'colour',
			'expand',
			'proposal',
			'regulation',
			'lens'
		],
		...['differs', 'w', 'rows', 'lang', 'weights']
	];
	test.each(Object.keys(codecs))('of the view %s says after one reading the same for ever', (name) => {
		fc.assert(
			fc.property(parameters(names), (given) => {
				const once = codecs[name](given);
				expect(codecs[name](new URLSearchParams(once))).toBe(once);
			})
		);
	});

	test('or another text from outside is read without a word too much', () => {
		fc.assert(
			fc.property(text, (given) => {
				expect(parseBasket(given)).toMatchObject({ proposals: expect.any(Array) });
				expect(readSource(given)).toHaveProperty('kind');
				parseContacts(given);
				parseEmbeddable(given, 'atlas.example.org');
				expect(
					splitAddresses(given)
						.map((part) => part.text)
						.join('')
				).toBe(given);
			})
		);
	});
});

describe('a file', () => {
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 200 }),
		text.map((one) => strToU8(one.toWellFormed())),
		fc
			.array(fc.array(text, { maxLength: 5 }), { maxLength: 5 })
			.map((rows) => strToU8(['id,title_en', ...rows.map((row) => row.join(','))].join('\n').toWellFormed())),
		fc
			.array(fc.tuple(fc.constantFrom('id', 'title_en', 'layers', '- id', 'links'), text), { maxLength: 6 })
			.map((lines) =>
				strToU8(
					lines
						.map((line) => line.join(': '))
						.join('\n')
						.toWellFormed()
				)
			),
		fc
			.array(fc.tuple(fc.constantFrom('xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'x.csv'), text))
			.map((files) =>
				zipSync(Object.fromEntries(files.map(([name, body]) => [name, strToU8(body.toWellFormed())])))
			)
	);

	test.each(importKinds)('to import %s from is read or refused in words', async (kind) => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom('csv', 'xlsx', 'yaml'), bytes, async (ending, content) => {
				try {
					const { records } = await readFile(
						kind,
						{ name: `rows.${ending}`, bytes: content },
						async () => {}
					);
					expect(Array.isArray(records)).toBe(true);
				} catch (refusal) {
					expect(refusal).toBeInstanceOf(Refusal);
				}
			})
		);
	});

	test('that should be a data package is told what is wrong with it', () => {
		fc.assert(
			fc.property(bytes, (content) => {
				expect(readPackage(content).problems.length).toBeGreaterThan(0);
			})
		);
	});

	test('of the data set is told what is wrong with it', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'atlas-borders-'));
		try {
			const places = ['vocabularies', 'papers', 'instruments/EU', 'proposals', 'links', 'matrices'];
			for (const place of places) await mkdir(join(folder, place), { recursive: true });
			await fc.assert(
				fc.asyncProperty(fc.constantFrom(...places), bytes, async (place, content) => {
					const path = join(folder, place, 'odd.yaml');
					await writeFile(path, content);
					const problems = checkSeed(await readSeed(folder));
					await rm(path);
					expect(problems.length).toBeGreaterThan(0);
				})
			);
		} finally {
			await rm(folder, { recursive: true });
		}
	});
});
