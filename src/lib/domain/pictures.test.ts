import { describe, expect, test } from 'vitest';
import type { Instrument } from './instrument.ts';
import type { ProposalRow } from './matrix/rows.ts';
import { fitText, layoutLayers, layoutYears, wrapText } from './pictures-layout.ts';
import { pictureSvg } from './pictures-svg.ts';
import {
	anywhere,
	byTotal,
	findLaw,
	findObstacles,
	findPapers,
	findRemedies,
	layerGrid,
	lawToday,
	perLayer,
	yearGrid
} from './pictures.ts';
import { indexTerms } from './vocabulary.ts';

type Given = Partial<Pick<ProposalRow, 'level' | 'remedy_type' | 'secondary_remedy_types' | 'obstacles'>> & {
	papers?: string[];
	links?: { relation: string; instrument: string }[];
};

function proposal(
	id: string,
	primary: 'institution' | 'technology' | 'subject',
	given: Given = {}
): ProposalRow {
	return {
		id,
		level: 'specific',
		remedy_type: 'disclosure',
		...given,
		primary_layer: primary,
		layers: perLayer((layer) => ({ involvement: layer === primary ? 'primary' : 'none' })),
		papers: (given.papers ?? ['001']).map((paper) => ({ id: paper, proposing: true })),
		links: (given.links ?? []).map((link) => ({
			...link,
			basis: 'coder',
			number: 1,
			jurisdiction: link.instrument.split('-')[0].toUpperCase()
		})),
		assessments: []
	} as unknown as ProposalRow;
}

const terms = indexTerms([
	...[
		['CN', 'china'],
		['EU', 'european-union'],
		['FR', 'european-union']
	].map(([code, group], rank) => ({ vocabulary: 'jurisdictions', code, group, ...words(code), rank })),
	...['china', 'european-union'].map((code, rank) => ({
		vocabulary: 'jurisdiction_groups',
		code,
		...words(code),
		rank
	}))
]);
function words(code: string) {
	return { label_en: code, label_zh: code, definition_en: code, definition_zh: code };
}

function instrument(id: string, dates: Partial<Instrument>): [string, Instrument] {
	return [
		id,
		{
			id,
			status: 'in-force',
			checked_on: '2026-01-01',
			provisions: [{ number: 1 }],
			...dates
		} as unknown as Instrument
	];
}
const instruments = new Map([
	instrument('cn-old', { in_force_from: '2019-06-01' }),
	instrument('eu-new', { in_force_from: '2025-01-01' }),
	instrument('fr-past', { in_force_from: '2017-01-01', ended_on: '2020-12-01', status: 'repealed' }),
	instrument('fr-undated', {}),
	instrument('cn-to-come', { in_force_from: '2027-01-01', status: 'enacted-not-in-force' })
]);
const years = (proposals: ProposalRow[]) => yearGrid(proposals, { terms, instruments }, '2026-11-21');

describe('law by year', () => {
	const grid = years([
		proposal('a', 'institution', {
			links: [
				{ relation: 'partly-enacts', instrument: 'cn-old' },
				{ relation: 'enacts', instrument: 'eu-new' }
			]
		}),
		proposal('b', 'institution', { links: [{ relation: 'enacts', instrument: 'fr-past' }] }),
		proposal('c', 'technology', { links: [{ relation: 'enacts', instrument: 'fr-undated' }] }),
		proposal('d', 'technology', {
			links: [
				{ relation: 'enables', instrument: 'cn-old' },
				{ relation: 'enacts', instrument: 'cn-to-come' }
			]
		}),
		proposal('e', 'technology', { level: 'umbrella', links: [{ relation: 'enacts', instrument: 'cn-old' }] })
	]);
	const row = (code: string) => grid.rows.find((found) => found.code === code)!;
	const in2 = (code: string, year: number) =>
		row(code).counts[grid.years.findIndex((column) => column.year === year)];

	test('each year stands for its last day, the present one for the day shown', () => {
		expect(grid.years).toHaveLength(11);
		expect([grid.years[0], grid.years[10]]).toEqual([
			{ year: 2016, day: '2016-12-31' },
			{ year: 2026, day: '2026-11-21' }
		]);
	});

	test('a proposal counts once per row, by the strongest law in force that day', () => {
		expect([in2(anywhere, 2018), in2(anywhere, 2019), in2(anywhere, 2025)]).toEqual([
			{ enacts: 1, partly: 0 },
			{ enacts: 1, partly: 1 },
			{ enacts: 1, partly: 0 }
		]);
		expect(in2('china', 2025)).toEqual({ enacts: 0, partly: 1 });
	});

	test('law that has ended, is still to come, only enables or belongs to an umbrella is not counted', () => {
		expect([in2('european-union', 2019).enacts, in2('european-union', 2020).enacts]).toEqual([1, 0]);
		expect(lawToday(row('china'))).toBe(1);
	});

	test('law without a known start is told apart, and in no year', () => {
		expect(row('european-union').undated).toBe(1);
		expect(row(anywhere).counts.at(-1)).toEqual({ enacts: 1, partly: 0 });
		expect(lawToday(row(anywhere))).toBe(2);
	});

	test('the finding compares the day shown with the first year and names every place that has most', () => {
		expect(findLaw(grid)).toEqual({
			kind: 'law',
			law: 2,
			proposals: 4,
			year: 2016,
			was: 0,
			most: ['european-union'],
			count: 2
		});
		expect(findLaw(years([]))).toEqual({ kind: 'empty' });
	});
});

describe('proposals by layer', () => {
	const proposals = [
		proposal('a', 'institution', { papers: ['001', '002'], obstacles: ['secrets'] }),
		proposal('b', 'institution', { remedy_type: 'audit', secondary_remedy_types: ['disclosure'] }),
		proposal('c', 'technology', { papers: ['002'], obstacles: ['secrets', 'cost'] }),
		proposal('d', 'technology', { level: 'umbrella', obstacles: ['cost'] })
	];

	test('a proposal stands in every row it belongs to, umbrellas in none', () => {
		const grid = layerGrid(proposals, 'paper', ['001', '002', '003']);
		expect(grid.rows.map(({ code, total }) => [code, total])).toEqual([
			['001', 2],
			['002', 2]
		]);
		expect(grid.rows[1].cells).toEqual({ institution: ['a'], technology: ['c'], subject: [] });
		expect(grid).toMatchObject({
			proposals: 3,
			outside: 0,
			layers: { institution: 2, technology: 1, subject: 0 }
		});
	});

	test('rows with most proposals come first, equal ones in the order of the vocabulary', () => {
		const grid = byTotal(layerGrid(proposals, 'remedy', ['audit', 'none', 'disclosure']));
		expect(grid.rows.map(({ code, total }) => [code, total])).toEqual([
			['disclosure', 3],
			['audit', 1]
		]);
		expect(findRemedies(grid)).toEqual({
			kind: 'remedies',
			single: 1,
			types: 2,
			top: ['disclosure'],
			count: 3
		});
	});

	test('a tie in a paper leads nowhere, and a tie of layers is said as one', () => {
		expect(findPapers(layerGrid(proposals, 'paper', ['001', '002']))).toEqual({
			kind: 'papers',
			layer: 'institution',
			count: 2,
			proposals: 3,
			leads: 1,
			papers: 2,
			most: false
		});
		expect(findPapers(layerGrid(proposals.slice(1, 3), 'paper', ['001', '002']))).toMatchObject({
			kind: 'papers-tie',
			layers: ['institution', 'technology']
		});
		expect(findPapers(layerGrid([], 'paper', ['001']))).toEqual({ kind: 'empty' });
	});

	test('the obstacle finding says how many proposals name none', () => {
		expect(findObstacles(layerGrid(proposals, 'obstacle', ['cost', 'secrets']))).toEqual({
			kind: 'obstacles',
			top: ['secrets'],
			count: 2,
			outside: 1,
			proposals: 3
		});
	});
});

describe('drawing', () => {
	const label = 'Data rights without collective enforcement, and a very long name that no column holds';
	const head = perLayer((layer) => ({ label: layer, href: `/matrix/layers?layer=${layer}:primary` }));
	const cell = (count: number) => ({
		marks: Array.from({ length: count }, (_, n) => `no ${n}`),
		href: '/x',
		said: 'x'
	});
	const rows = [
		{ label, href: '/x', cells: { institution: cell(40), technology: cell(1), subject: cell(0) } }
	];

	test.each([720, 358])(
		'at %i pixels every mark is drawn inside the picture, and there are as many as proposals',
		(width) => {
			const { groups, height } = layoutLayers({ head, rows }, width);
			const shapes = groups.flatMap((group) => group.shapes);
			const marks = shapes.filter((shape) => shape.kind === 'mark' && shape.said);
			expect(marks).toHaveLength(41);
			for (const shape of shapes) {
				if (shape.kind !== 'mark') continue;
				expect(shape.x).toBeGreaterThanOrEqual(0);
				expect(shape.x + shape.size).toBeLessThanOrEqual(width);
				expect(shape.y + shape.size).toBeLessThanOrEqual(height);
			}
			expect(shapes.some((shape) => shape.kind === 'text' && shape.text.endsWith('…'))).toBe(true);
		}
	);

	test.each([720, 358])('at %i pixels heights follow the numbers on one scale', (width) => {
		const count = (enacts: number, partly: number) => ({ enacts, partly, href: '/x', said: 'x' });
		const { groups } = layoutYears(
			{
				years: [2025, 2026].map((year) => ({ year, href: '/x' })),
				rows: [
					{
						label: 'A',
						href: '/x',
						counts: [count(0, 0), count(10, 20)],
						undated: { count: 5, said: '', href: '/x' }
					},
					{
						label: 'B',
						href: '/x',
						counts: [count(0, 5), count(0, 10)],
						undated: { count: 0, said: '', href: '/x' }
					}
				],
				legend: { enacts: 'enacted', partly: 'in part', undated: 'start not known' }
			},
			width
		);
		const bars = groups.slice(1).flatMap(({ shapes }) => shapes.filter((shape) => shape.kind === 'bar'));
		expect(bars.map(({ fill }) => fill)).toEqual(['solid', 'open', 'dashed', 'open', 'open']);
		const unit = bars[0].height / 10;
		expect(bars.map(({ height }) => Math.round(height / unit))).toEqual([10, 20, 5, 5, 10]);
	});

	test('Chinese wraps between characters and never before a comma, English between words', () => {
		expect(wrapText('制度层面，技术层面', 60, 12)).toEqual(['制度层面，', '技术层面']);
		expect(wrapText('one two three', 45, 12)).toEqual(['one two', 'three']);
		expect(wrapText('', 45)).toEqual([]);
		expect(fitText('short', 100)).toBe('short');
	});

	test('the file is complete, escaped and needs no style sheet', () => {
		const wide = layoutLayers({ head, rows: [{ ...rows[0], label: 'Tax & <levy>' }] }, 720);
		const svg = pictureSvg({ title: 'A & B', reading: 'How', wide, source: 'Source' }, 'en');
		expect(svg).toContain('A &amp; B');
		expect(svg).toContain('Tax &amp; &lt;levy&gt;');
		expect(svg).not.toMatch(/var\(|class=|href|<style|NaN|undefined/);
	});
});
