import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	chooseRows,
	coverageColumns,
	formatCoverageView,
	lenses,
	parseCoverageView,
	reaches,
	type CoverageView
} from './coverage-view.ts';
import type { ProposalRow } from './matrix/rows.ts';
import { indexTerms, type Term } from './vocabulary.ts';

const term = (vocabulary: string, code: string, rest: Partial<Term> = {}) =>
	({ vocabulary, code, label_en: code, label_zh: code, rank: 1, ...rest }) as Term & { vocabulary: string };

const terms = indexTerms([
	term('jurisdiction_groups', 'china'),
	term('jurisdiction_groups', 'european-union'),
	term('jurisdictions', 'CN', { group: 'china' }),
	term('jurisdictions', 'CN-AH', { group: 'china', parent: 'CN' }),
	term('jurisdictions', 'EU', { group: 'european-union' }),
	term('jurisdictions', 'XX'),
	term('jurisdictions', 'REG-WEST'),
	...['enacts', 'partly-enacts', 'mentions', 'invented'].map((code) => term('link_relations', code)),
	...['high', 'low'].map((code) => term('confidence', code)),
	...['text', 'memory'].map((code) => term('provision_verification', code)),
	...['full-text'].map((code) => term('instrument_verification', code))
]);
const choices = { terms, proposals: new Set(['algorithm-audit', 'data-trust']) };
const parse = (query: string) => parseCoverageView(new URLSearchParams(query), choices);

describe('the address of the coverage matrix', () => {
	test('gives every view back', () => {
		const some = <T>(...values: T[]) => fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });
		const views: fc.Arbitrary<CoverageView> = fc.record({
			as_of: fc.option(fc.constantFrom('1900-01-01', '2024-02-29', '2100-12-31'), { nil: undefined }),
			rows: fc.constantFrom('featured' as const, 'all' as const),
			level: fc.constantFrom('specific' as const, 'all' as const),
			group: fc.constant('groups' as const),
			open: fc.subarray(['china', 'european-union']),
			covers: fc.option(fc.constantFrom(...lenses), { nil: undefined }),
			filters: fc
				.record({
					relation: some('enacts', 'mentions'),
					confidence: some('high', 'low'),
					verification: some('text', 'memory'),
					instrument_verification: some('full-text'),
					jurisdiction: some('CN', 'EU'),
					layer: some('institution', 'subject')
				})
				.map((all) => Object.fromEntries(Object.entries(all).filter(([, values]) => values))),
			sort: fc.constantFrom(
				[],
				[{ field: 'china', descending: true }],
				[{ field: 'title', descending: false }]
			),
			page: fc.constant(undefined),
			cell: fc.constantFrom(
				undefined,
				{ proposal: 'data-trust', column: 'CN' },
				{ proposal: 'data-trust', column: 'all' }
			)
		});
		fc.assert(
			fc.property(views, (view) => {
				expect(parse(formatCoverageView(view))).toEqual({ view, dropped: [] });
			})
		);
	});

	test('may name what it says nothing of, as a form without choices does', () => {
		const { view } = parse('');
		expect(parse('?as_of=&cell=&rows=,&sort=&open= &covers=&layer=&relation=&unheard_of=')).toEqual({
			view,
			dropped: []
		});
	});

	test('is empty for the view the matrix opens with', () => {
		expect(formatCoverageView(parse('').view)).toBe('');
		expect(formatCoverageView(parse('?level=specific&rows=featured&group=groups').view)).toBe('');
	});

	test('drops a bad day and says what is wrong with it', () => {
		const reasonFor = (day: string) => {
			const { view, dropped } = parse(`?as_of=${day}`);
			expect(view.as_of).toBeUndefined();
			return dropped.map(({ reason }) => reason);
		};
		expect(reasonFor('2023-02-30')).toEqual(['no-day']);
		expect(reasonFor('yesterday')).toEqual(['no-day']);
		expect(reasonFor('2023')).toEqual(['no-day']);
		expect(reasonFor('1899-12-31')).toEqual(['out-of-range']);
		expect(reasonFor('2101-01-01')).toEqual(['out-of-range']);
	});

	test('drops what is not known and keeps the rest', () => {
		const { view, dropped } = parse(
			'?jurisdiction=CN,ATLANTIS&relation=invented&covers=pilots&cell=nobody:CN&sort=-EU,shoe&colour=red&layer=moon'
		);
		expect(view.filters).toEqual({ jurisdiction: ['CN'] });
		expect(view.sort).toEqual([{ field: 'EU', descending: true }]);
		expect(dropped.map(({ name, value }) => `${name}=${value}`)).toEqual([
			'jurisdiction=ATLANTIS',
			'relation=invented',
			'covers=pilots',
			'cell=nobody:CN',
			'sort=shoe',
			'colour=red',
			'layer=moon'
		]);
	});

	test('takes repeated fields of a form like a list', () => {
		expect(parse('?confidence=high&confidence=low').view.filters.confidence).toEqual(['high', 'low']);
	});
});

describe('the worker lens', () => {
	test('lets a provision for all platform workers reach every group of workers, not consumers', () => {
		const reached = lenses.filter((lens) => reaches(['platform-workers-all'], lens) === 'yes');
		expect(reached).toEqual(lenses.filter((lens) => lens !== 'consumers-users'));
	});

	test('keeps silence about whom a provision covers apart from covering others', () => {
		expect(reaches(['not-worker-specific'], 'drivers')).toBe('unsaid');
		expect(reaches(['not-worker-specific', 'drivers'], 'drivers')).toBe('yes');
		expect(reaches(['employees'], 'drivers')).toBe('no');
	});
});

describe('columns', () => {
	const used = { jurisdictions: new Set(['CN', 'CN-AH', 'EU', 'XX']), sets: new Set(['REG-WEST']) };
	const columns = (query: string) =>
		coverageColumns(used, parse(query).view, terms).map(({ code, kind }) => `${kind} ${code}`);

	test('fold groups of several jurisdictions, and a searched set stays on its own', () => {
		expect(columns('')).toEqual(['group china', 'jurisdiction EU', 'jurisdiction XX', 'set REG-WEST']);
		expect(columns('?open=china')).toContain('jurisdiction CN-AH');
		expect(columns('?group=jurisdictions')).toEqual([
			'jurisdiction CN',
			'jurisdiction CN-AH',
			'jurisdiction EU',
			'jurisdiction XX',
			'set REG-WEST'
		]);
	});

	test('leave out what the reader did not choose', () => {
		expect(columns('?jurisdiction=EU')).toEqual(['jurisdiction EU']);
	});
});

test('rows put the featured remedies first and leave umbrellas out unless asked', () => {
	const row = (id: string, level: string) => ({ id, level, primary_layer: 'subject' }) as ProposalRow;
	const rows = [row('a', 'specific'), row('b', 'specific'), row('c', 'umbrella')];
	const ids = (query: string) => chooseRows(rows, [{ proposal: 'b' }], parse(query).view).map(({ id }) => id);
	expect(ids('')).toEqual(['b']);
	expect(ids('?rows=all')).toEqual(['b', 'a']);
	expect(ids('?rows=all&level=all')).toEqual(['b', 'a', 'c']);
	expect(ids('?rows=all&layer=technology')).toEqual([]);
});
