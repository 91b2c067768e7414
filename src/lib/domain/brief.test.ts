import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
	composeBrief,
	formatBrief,
	parseBrief,
	splitSentences,
	strongestObstacle,
	type BriefInput,
	type BriefLaw,
	type BriefRemedy,
	type BriefSource
} from './brief.ts';

const source = (key: string, kind: BriefSource['kind'] = 'record'): BriefSource => ({
	key,
	kind,
	text: key,
	href: `/${key}`
});
const law = (changes: Partial<BriefLaw> & { key: string }): BriefLaw => ({
	source: source(changes.key, 'provision'),
	jurisdiction: 'EU',
	jurisdiction_label: 'European Union',
	relation: 'partly-enacts',
	relation_label: 'Partly enacts',
	tense: 'stands',
	instrument: 'DSA',
	reference: 'Art. 37',
	reason: 'It does part of it. More is left out.',
	missing: 'Only large platforms.',
	...changes
});
const remedy = (changes: Partial<BriefRemedy> = {}): BriefRemedy => ({
	id: 'audit',
	title: 'Audit',
	umbrella: false,
	record: source('record audit'),
	coverage: source('coverage audit', 'coverage'),
	summary: 'Audit the algorithms. Do it yearly.',
	modality: 'Direct demand',
	passages: [{ paper: 'Wang 2026', proposing: true, source: source('wang', 'passage') }],
	actors: [{ label: 'State', inferred: false }],
	obstacles: [],
	law: [],
	not_operative: [],
	searches: [],
	not_looked: 3,
	...changes
});
const input = (remedies: BriefRemedy[], above: string[] = []): BriefInput => ({
	day: '2026-11-21',
	jurisdiction: { code: 'EU', label: 'European Union', above },
	jurisdictions: 46,
	remedies,
	comma: ', '
});
const sectionOf = (of: BriefInput, section: string) =>
	composeBrief(of).remedies[0].sections.find((candidate) => candidate.section === section)?.sentences ?? [];

const anySource = fc.constantFrom('s1', 's2', 's3', 's4', 's5').map((key) => source(key));
const anyLaw = fc
	.record({
		source: anySource,
		jurisdiction: fc.constantFrom('EU', 'CN', 'US'),
		relation: fc.constantFrom(
			'enacts' as const,
			'partly-enacts' as const,
			'enables' as const,
			'precedent' as const,
			'conflicts' as const
		),
		missing: fc.option(fc.constant('Something. And more.'), { nil: undefined })
	})
	.map((changes) => law({ key: 'x', ...changes }));
const anyRemedy = fc
	.record({
		summary: fc.constantFrom('One.', 'One. Two. Three.', '一句。两句。', 'No stop'),
		passages: fc.array(
			fc.record({ paper: fc.constantFrom('A', 'B'), proposing: fc.boolean(), source: anySource }),
			{ maxLength: 4 }
		),
		actors: fc.array(fc.record({ label: fc.constantFrom('State', 'Union'), inferred: fc.boolean() }), {
			maxLength: 3
		}),
		obstacles: fc.array(
			fc.record({
				label: fc.constant('Secrets'),
				definition: fc.constantFrom('', 'They resist. Hard.'),
				sources: fc.array(anySource, { maxLength: 3 })
			}),
			{ maxLength: 3 }
		),
		law: fc.array(anyLaw, { maxLength: 8 }),
		not_operative: fc.array(anyLaw, { maxLength: 3 }),
		searches: fc.array(
			fc.record({
				jurisdiction: fc.constantFrom('EU', 'CN'),
				label: fc.constant('there'),
				on: fc.constant('2026-01-01'),
				reason: fc.constant('Nothing.'),
				source: anySource
			}),
			{ maxLength: 2 }
		),
		not_looked: fc.nat({ max: 40 })
	})
	.map(remedy);

test('every sentence has a footnote, every footnote is used, numbers run from 1 in the order of first use', () => {
	fc.assert(
		fc.property(fc.array(anyRemedy, { minLength: 1, maxLength: 6 }), (remedies) => {
			const { remedies: told, notes } = composeBrief(input(remedies));
			const sentences = told.flatMap(({ sections }) => sections.flatMap((section) => section.sentences));
			const numbers = new Set(notes.map(({ number }) => number));
			const used: number[] = [];
			for (const sentence of sentences) {
				expect(sentence.notes.length).toBeGreaterThan(0);
				for (const number of sentence.notes) {
					expect(numbers).toContain(number);
					if (!used.includes(number)) used.push(number);
				}
			}
			expect(used).toEqual(notes.map((_, index) => index + 1));
			expect(new Set(notes.map(({ key }) => key)).size).toBe(notes.length);
		})
	);
});

test('each sentence of a record carries the footnote of its source', () => {
	const [first, second, by] = sectionOf(input([remedy()]), 'asked');
	expect([first.values.text, second.values.text]).toEqual(['Audit the algorithms.', 'Do it yearly.']);
	expect([first.notes, second.notes, by.notes]).toEqual([[1], [1], [1]]);
});

test('where nothing is linked and nobody searched, the brief says so and claims nothing', () => {
	expect(sectionOf(input([remedy()]), 'here').map(({ key }) => key)).toEqual(['silent']);
	expect(sectionOf(input([remedy()]), 'missing').map(({ key }) => key)).toEqual(['missing_all']);
	expect(sectionOf(input([remedy()]), 'objection').map(({ key }) => key)).toEqual(['objection_none']);
});

test('the law of a larger place counts for the places in it', () => {
	const of = input([remedy({ law: [law({ key: 'dsa', jurisdiction: 'EU' })] })], ['EU']);
	of.jurisdiction = { code: 'ES', label: 'Spain', above: ['EU'] };
	expect(sectionOf(of, 'here')[0]).toMatchObject({ key: 'law' });
	expect(sectionOf(of, 'elsewhere')[0]).toMatchObject({ key: 'elsewhere_none' });
});

test('law that is not in force that day is told as such and never as enacting', () => {
	const pending = law({ key: 'later', relation: 'enacts', tense: 'pending' });
	expect(sectionOf(input([remedy({ not_operative: [pending] })]), 'here').map(({ key }) => key)).toEqual([
		'pending',
		'text'
	]);
	expect(sectionOf(input([remedy({ not_operative: [pending] })]), 'missing')[0].key).toBe('missing_all');
});

test('of two laws of one place that do the same, the first is told', () => {
	const italian = { jurisdiction: 'IT', jurisdiction_label: 'Italy', relation: 'enacts' } as const;
	const two = [law({ key: '1', ...italian }), law({ key: '2', ...italian })];
	const cited = composeBrief(input([remedy({ law: two })])).notes.map(({ key }) => key);
	expect([cited.includes('1'), cited.includes('2')]).toEqual([true, false]);
});

test('a place that enacts it elsewhere is not told again as doing so in part', () => {
	const elsewhere = sectionOf(
		input([
			remedy({
				law: [
					law({ key: '1', jurisdiction: 'IT', jurisdiction_label: 'Italy', relation: 'partly-enacts' }),
					law({ key: '2', jurisdiction: 'IT', jurisdiction_label: 'Italy', relation: 'enacts' })
				]
			})
		]),
		'elsewhere'
	);
	expect(elsewhere.map(({ key }) => key)).toEqual(['elsewhere_enacts']);
});

test('the strongest objection is the one named in most passages, then the first listed', () => {
	const obstacles = [
		{ label: 'a', sources: [1] },
		{ label: 'b', sources: [1, 2] },
		{ label: 'c', sources: [3, 4] }
	];
	expect(strongestObstacle(obstacles)?.label).toBe('b');
	expect(strongestObstacle([])).toBeUndefined();
});

test('sentences end at stops, not after abbreviations or inside numbers', () => {
	expect(splitSentences('See Art. 37 of it. It costs 3.5 units. Done')).toEqual([
		'See Art. 37 of it.',
		'It costs 3.5 units.',
		'Done'
	]);
	expect(splitSentences('平台须审计。每年一次。')).toEqual(['平台须审计。', '每年一次。']);
});

test('a brief survives its own address, and an unknown jurisdiction is dropped', () => {
	const view = { ids: ['a', 'b'], jurisdiction: 'US-NY-NYC' };
	expect(parseBrief(new URLSearchParams(formatBrief(view)), () => true)).toEqual({ view, dropped: [] });
	expect(parseBrief(new URLSearchParams('ids=a&ids=&ids=b&jurisdiction=XX'), () => false)).toEqual({
		view: { ids: ['a', 'b'], jurisdiction: undefined },
		dropped: [{ name: 'jurisdiction', value: 'XX' }]
	});
});
