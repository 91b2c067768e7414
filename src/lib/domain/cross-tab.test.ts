import { describe, expect, test } from 'vitest';
import {
	codesOf,
	countedRecords,
	dimensionNames,
	everything,
	formatCrossView,
	parseCrossView,
	recordsIn,
	type Counted
} from './cross-tab.ts';
import type { PlacedLink, ProposalRow } from './matrix/rows.ts';
import { indexTerms } from './vocabulary.ts';

const countDistinct = (records: Counted[], measure: 'proposals' | 'links') =>
	measure === 'links' ? records.length : new Set(records.map(({ proposal }) => proposal)).size;
const parse = (query: string) => parseCrossView(new URLSearchParams(query));
const around = { instruments: new Map(), terms: indexTerms([]) };
const link = (jurisdiction: string, ...covers: string[]) => ({ jurisdiction, covers }) as PlacedLink;
const row = (id: string, actors: string[], links: PlacedLink[], level = 'specific') =>
	({
		id,
		level,
		actors: actors.map((code) => ({ code })),
		links,
		primary_layer: 'subject'
	}) as unknown as ProposalRow;

const rows = [
	row(
		'a',
		['union', 'court'],
		[link('CN', 'drivers'), link('CN', 'drivers', 'employees'), link('EU', 'drivers')]
	),
	row('b', ['union'], [link('CN', 'employees')]),
	row('c', [], []),
	row('group', ['union'], [link('CN', 'drivers')], 'umbrella')
];

describe('the address of the cross-tab', () => {
	test('gives every pair of dimensions back', () => {
		for (const name of dimensionNames)
			for (const other of dimensionNames) {
				const query = `?rows=${name}&cols=${other}&measure=links&level=all&empty=show&cell=a-b:all`;
				const { view, dropped } = parse(query);
				expect(dropped).toEqual([]);
				expect(formatCrossView(view)).toBe(query);
			}
	});

	test('drops what does not fit', () => {
		const { view, dropped } = parse('?rows=constructor&cols=moon&measure=kilos&cell=a:b:c&shoe=1');
		expect(view).toEqual(parse('').view);
		expect(dropped.map(({ name }) => name)).toEqual(['rows', 'cols', 'measure', 'cell', 'shoe']);
	});
});

describe('counting', () => {
	test('counts each proposal once per cell and once per total, without umbrellas', () => {
		const { view } = parse('?rows=actor&cols=jurisdiction');
		const records = countedRecords(rows, view, around);
		const count = (one: string, other: string) => countDistinct(recordsIn(records, one, other), 'proposals');
		expect(count('union', 'CN')).toBe(2);
		expect(count('court', 'CN')).toBe(1);
		expect(count('union', everything)).toBe(2);
		expect(count(everything, everything)).toBe(2);
	});

	test('counts links when asked', () => {
		const { view } = parse('?rows=jurisdiction&cols=worker_group&measure=links');
		const records = countedRecords(rows, view, around);
		const count = (one: string, other: string) => countDistinct(recordsIn(records, one, other), 'links');
		expect(count('CN', 'drivers')).toBe(2);
		expect(count('CN', 'employees')).toBe(2);
		expect(count('CN', everything)).toBe(3);
	});

	test('keeps proposals without a code in a row of their own, last', () => {
		const { view } = parse('?rows=actor&cols=layer');
		const records = countedRecords(rows, view, around);
		const occurring = new Set(records.flatMap((record) => record.rows));
		expect(codesOf('actor', occurring, false, { terms: indexTerms([]), papers: [] })).toEqual(['not-stated']);
		expect(countDistinct(recordsIn(records, 'not-stated', everything), 'proposals')).toBe(1);
		expect(countDistinct(recordsIn(records, everything, 'subject'), 'proposals')).toBe(3);
	});
});
