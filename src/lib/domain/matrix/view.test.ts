import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexTerms } from '../vocabulary.ts';
import {
	filterVocabularies,
	formatView,
	parseView,
	sortAfterClick,
	type Choices,
	type View
} from './view.ts';

const codes: Record<string, string[]> = {
	remedy_types: ['audit-assessment', 'labour-standard'],
	actors: ['platform', 'union'],
	beneficiaries: ['riders'],
	modality: ['demand', 'option'],
	specificity: ['operational'],
	alienation_dimensions: ['process-algorithm'],
	obstacles: ['trade-secrets']
};
const choices: Choices = {
	columns: ['title', 'institution', 'technology', 'law'],
	papers: ['000', '001'],
	terms: indexTerms(
		Object.entries(codes).flatMap(([vocabulary, list]) =>
			list.map((code, rank) => ({
				vocabulary,
				code,
				rank,
				label_en: code,
				label_zh: code,
				definition_en: code,
				definition_zh: code
			}))
		)
	)
};
const parse = (query: string) => parseView(new URLSearchParams(query), choices);

/** Any view a reader can reach. */
const anyView: fc.Arbitrary<View> = fc.record({
	sort: fc.uniqueArray(fc.record({ field: fc.constantFrom(...choices.columns), descending: fc.boolean() }), {
		selector: ({ field }) => field
	}),
	filters: fc.record(
		{
			layer: fc.uniqueArray(fc.constantFrom('technology', 'technology:primary', 'subject:none'), {
				minLength: 1
			}),
			paper: fc.uniqueArray(fc.constantFrom('000', '001'), { minLength: 1 }),
			...Object.fromEntries(
				Object.entries(filterVocabularies)
					.filter(([, vocabulary]) => vocabulary)
					.map(([name, vocabulary]) => [
						name,
						fc.uniqueArray(fc.constantFrom(...codes[vocabulary!]), { minLength: 1 })
					])
			)
		},
		{ requiredKeys: [] }
	),
	level: fc.constantFrom('specific', 'all'),
	q: fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => text.trim()),
	cols: fc.option(fc.uniqueArray(fc.constantFrom(...choices.columns), { minLength: 1 }), { nil: undefined }),
	view: fc.constantFrom('grid', 'table'),
	cell: fc.option(
		fc.record({ row: fc.constantFrom('external-audit'), field: fc.constantFrom('technology', 'law') }),
		{
			nil: undefined
		}
	)
});

describe('the address of a view', () => {
	test('reads back as the view it was written from', () => {
		fc.assert(
			fc.property(anyView, (view) => {
				expect(parse(formatView(view))).toEqual({ view, dropped: [] });
			})
		);
	});

	test('is empty for the view a matrix opens with', () => {
		expect(formatView(parse('').view)).toBe('');
	});

	test('never fails, whatever stands in it', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
				const { view } = parseView(new URLSearchParams(pairs), choices);
				expect(parse(formatView(view)).view).toEqual(view);
			})
		);
	});

	test('names each value it could not use and keeps the rest', () => {
		const { view, dropped } = parse(
			'sort=-technology,beauty&remedy=audit-assessment,magic&colour=red&level=some'
		);
		expect(view.sort).toEqual([{ field: 'technology', descending: true }]);
		expect(view.filters.remedy).toEqual(['audit-assessment']);
		expect(view.level).toBe('specific');
		expect(dropped).toEqual([
			{ name: 'sort', value: 'beauty' },
			{ name: 'remedy', value: 'magic' },
			{ name: 'colour', value: 'red' },
			{ name: 'level', value: 'some' }
		]);
	});

	test('takes the values of a form that repeats a name', () => {
		expect(parse('actor=platform&actor=union').view.filters.actor).toEqual(['platform', 'union']);
	});

	test('cuts a query of ten thousand characters and says so', () => {
		const { view, dropped } = parse(`q=${'a'.repeat(10_000)}`);
		expect(view.q).toHaveLength(200);
		expect(dropped).toHaveLength(1);
	});
});

describe('a click on a head', () => {
	test('sorts best first, then turns round, then gives the matrix its own order back', () => {
		const first = sortAfterClick([], 'technology', true, false);
		expect(first).toEqual([{ field: 'technology', descending: true }]);
		const second = sortAfterClick(first, 'technology', true, false);
		expect(second).toEqual([{ field: 'technology', descending: false }]);
		expect(sortAfterClick(second, 'technology', true, false)).toEqual([]);
	});

	test('with shift adds a key behind the others', () => {
		const first = sortAfterClick([], 'technology', true, true);
		expect(sortAfterClick(first, 'title', false, true)).toEqual([
			{ field: 'technology', descending: true },
			{ field: 'title', descending: false }
		]);
	});

	test('without shift forgets the others', () => {
		const two = [
			{ field: 'technology', descending: true },
			{ field: 'title', descending: false }
		];
		expect(sortAfterClick(two, 'law', true, false)).toEqual([{ field: 'law', descending: true }]);
	});
});
