import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layers, linkBases, linkRelations } from './codes.ts';
import {
	emptyTraceView,
	focusOf,
	foldedColumns,
	formatTraceView,
	parseTraceView,
	traceColours,
	withFilter,
	type TraceView
} from './trace-view.ts';

const choices = {
	proposals: new Set(['algorithm-audit', 'hourly-minimum']),
	regulations: new Set(['eu-dsa']),
	papers: new Set(['000', '001']),
	jurisdictions: new Set(['CN', 'EU', 'US-NY-NYC']),
	remedies: new Set(['audit-assessment', 'disclosure'])
};
const parse = (query: string) => parseTraceView(new URLSearchParams(query), choices);

describe('the address of a trace', () => {
	test('says nothing for the whole picture', () => {
		expect(parse('')).toEqual({ view: emptyTraceView, dropped: [] });
		expect(formatTraceView(emptyTraceView)).toBe('');
	});

	test('names focus, filters, colour, folding and page', () => {
		const { view, dropped } = parse(
			'proposal=algorithm-audit&paper=000,001&jurisdiction=US-NY-NYC&relation=enacts&colour=relation&expand=regulations&page=2&level=all'
		);
		expect(dropped).toEqual([]);
		expect(view).toEqual({
			proposal: 'algorithm-audit',
			regulation: undefined,
			colour: 'relation',
			filters: { paper: ['000', '001'], jurisdiction: ['US-NY-NYC'], relation: ['enacts'] },
			level: 'all',
			as_of: undefined,
			expand: ['regulations'],
			page: 2
		});
	});

	test('takes repeated names, as a form sends them, and commas alike', () => {
		expect(parse('paper=000&paper=001').view).toEqual(parse('paper=000,001').view);
	});

	test.each([
		['proposal=no-such', 'proposal', 'no-such'],
		['regulation=eu-dsa%239', 'regulation', 'eu-dsa#9'],
		['paper=777', 'paper', '777'],
		['layer=technological', 'layer', 'technological'],
		['relation=enact', 'relation', 'enact'],
		['basis=coders', 'basis', 'coders'],
		['jurisdiction=XX', 'jurisdiction', 'XX'],
		['remedy=magic', 'remedy', 'magic'],
		['colour=pink', 'colour', 'pink'],
		['level=umbrella', 'level', 'umbrella'],
		['expand=everything', 'expand', 'everything'],
		['as_of=2023-02-29', 'as_of', '2023-02-29'],
		['as_of=1066-10-14', 'as_of', '1066-10-14'],
		['page=0', 'page', '0'],
		['page=1e9', 'page', '1e9'],
		['papers=000', 'papers', '000']
	])('drops %s and says so', (query, name, value) => {
		expect(parse(query)).toEqual({ view: emptyTraceView, dropped: [{ name, value }] });
	});

	test('keeps the good values beside a bad one', () => {
		const { view, dropped } = parse('paper=000,777');
		expect(view.filters.paper).toEqual(['000']);
		expect(dropped).toEqual([{ name: 'paper', value: '777' }]);
	});

	test('holds one story: of a proposal and a regulation the proposal stays', () => {
		const { view, dropped } = parse('regulation=eu-dsa&proposal=algorithm-audit');
		expect(focusOf(view)).toEqual({ kind: 'proposal', id: 'algorithm-audit' });
		expect(dropped).toEqual([{ name: 'regulation', value: 'eu-dsa' }]);
	});

	test('cuts a very long bad value short', () => {
		expect(parse(`paper=${'x'.repeat(5000)}`).dropped[0].value.length).toBe(80);
	});

	test('comes back as it went, whatever the view', () => {
		const some = <T>(list: readonly T[]) => fc.subarray([...list], { minLength: 1 });
		const view: fc.Arbitrary<TraceView> = fc
			.record({
				focus: fc.constantFrom('proposal', 'regulation', undefined),
				colour: fc.constantFrom(...traceColours),
				filters: fc.record(
					{
						paper: some([...choices.papers]),
						layer: some(layers),
						remedy: some([...choices.remedies]),
						relation: some(linkRelations),
						basis: some(linkBases),
						jurisdiction: some([...choices.jurisdictions])
					},
					{ requiredKeys: [] }
				),
				level: fc.constantFrom('specific' as const, 'all' as const),
				as_of: fc.constantFrom(undefined, '2024-02-29'),
				expand: fc.subarray([...foldedColumns]),
				page: fc.integer({ min: 1, max: 99_999 })
			})
			.map(({ focus, ...rest }) => ({
				...rest,
				proposal: focus === 'proposal' ? 'algorithm-audit' : undefined,
				regulation: focus === 'regulation' ? 'eu-dsa' : undefined
			}));
		fc.assert(
			fc.property(view, (given) => {
				expect(parse(formatTraceView(given))).toEqual({ view: given, dropped: [] });
			})
		);
	});
});

test('one paper is a focus, two are a filter', () => {
	expect(focusOf(parse('paper=001').view)).toEqual({ kind: 'paper', id: '001' });
	expect(focusOf(parse('paper=000,001').view)).toBeUndefined();
});

test('a changed filter starts again on the first page', () => {
	const view = withFilter(parse('paper=000&page=3').view, 'basis', ['coder']);
	expect(formatTraceView(view)).toBe('?paper=000&basis=coder');
	expect(formatTraceView(withFilter(view, 'paper', []))).toBe('?basis=coder');
});
