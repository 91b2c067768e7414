import { layers, type Layer } from './codes.ts';
import { coverageOn } from './coverage.ts';
import type { Instrument } from './instrument.ts';
import { startOf } from './law.ts';
import { filterProposals, type PlacedLink, type ProposalRow } from './matrix/rows.ts';
import type { FilterName } from './matrix/view.ts';
import type { Terms } from './vocabulary.ts';

/** Names in addresses, so they never change: `/data/pictures/coverage-years.svg`. */
export const pictureNames = ['coverage-years', 'papers', 'remedies', 'obstacles'] as const;
export type PictureName = (typeof pictureNames)[number];
export const isPictureName = (name: string): name is PictureName =>
	(pictureNames as readonly string[]).includes(name);

/** Proposals counted by a filter of the matrix on one side and their primary layer on the other. */
export type LayerGrid = {
	filter: FilterName;
	rows: { code: string; cells: Record<Layer, string[]>; total: number }[];
	/** Proposals per layer, whether or not they stand in a row: a proposal may stand in several rows or in none. */
	layers: Record<Layer, number>;
	proposals: number;
	/** Proposals that stand in no row. */
	outside: number;
};

/**
 * Counts specific proposals with the matrix's own filters, so that every cell says what the matrix behind it shows.
 * Rows nobody stands in are left out.
 */
export function layerGrid(
	proposals: readonly ProposalRow[],
	filter: FilterName,
	codes: readonly string[]
): LayerGrid {
	const specific = proposals.filter(({ level }) => level === 'specific');
	const within = (rows: readonly ProposalRow[], name: FilterName, value: string) =>
		filterProposals(rows, { filters: { [name]: [value] }, level: 'specific', q: '' });
	const rows = codes
		.map((code) => {
			const own = within(specific, filter, code);
			const cells = perLayer((layer) => within(own, 'layer', `${layer}:primary`).map(({ id }) => id));
			return { code, cells, total: own.length };
		})
		.filter(({ total }) => total > 0);
	const standing = new Set(rows.flatMap(({ cells }) => layers.flatMap((layer) => cells[layer])));
	return {
		filter,
		rows,
		layers: perLayer((layer) => within(specific, 'layer', `${layer}:primary`).length),
		proposals: specific.length,
		outside: specific.length - standing.size
	};
}

export const perLayer = <T>(value: (layer: Layer) => T): Record<Layer, T> => ({
	institution: value('institution'),
	technology: value('technology'),
	subject: value('subject')
});

/** Rows with most proposals first; rows of equal number keep the order of their vocabulary. */
export const byTotal = (grid: LayerGrid): LayerGrid => ({
	...grid,
	rows: [...grid.rows].sort((a, b) => b.total - a.total)
});

/** How many proposals were law at the end of a year, by the strongest relation to law whose start is known. */
export type LawCount = { enacts: number; partly: number };

export type YearGrid = {
	/** The day each column stands for: the last of the year, and in the present year the day shown. */
	years: { year: number; day: string }[];
	/** The first row is `anywhere`; the others are jurisdiction groups, most law first. */
	rows: {
		code: string;
		jurisdictions: string[];
		counts: LawCount[];
		/** Law today by an instrument whose start we do not know: in no year's number. */
		undated: number;
	}[];
	proposals: number;
};

export const anywhere = 'anywhere';

/**
 * Specific proposals that were law, wholly or in part, at the end of each year up to `day` (YYYY-MM-DD).
 * Law without a known start would seem to begin on the day its record was checked; it is counted apart.
 */
export function yearGrid(
	proposals: readonly ProposalRow[],
	{ terms, instruments }: { terms: Terms; instruments: ReadonlyMap<string, Instrument> },
	day: string,
	length = 11
): YearGrid {
	const last = Number(day.slice(0, 4));
	const years = Array.from({ length }, (_, index) => {
		const year = last - length + 1 + index;
		return { year, day: year === last ? day : `${year}-12-31` };
	});
	const candidates = proposals
		.filter(({ level }) => level === 'specific')
		.map(({ links }) => links.filter(({ relation }) => relation === 'enacts' || relation === 'partly-enacts'))
		.filter((links) => links.length > 0);
	const isDated = ({ instrument }: PlacedLink) => startOf(instruments.get(instrument)!) !== undefined;
	const state = (links: readonly PlacedLink[], on: string) => coverageOn(links, [], instruments, on).state;
	const isLaw = (links: readonly PlacedLink[]) => ['enacts', 'partly-enacts'].includes(state(links, day));

	const row = (code: string, members: string[]) => {
		const here = candidates.map((links) =>
			links.filter(({ jurisdiction }) => members.includes(jurisdiction))
		);
		const dated = here.map((links) => links.filter(isDated));
		return {
			code,
			jurisdictions: members,
			counts: years.map((year) => {
				const states = dated.map((links) => state(links, year.day));
				return {
					enacts: states.filter((found) => found === 'enacts').length,
					partly: states.filter((found) => found === 'partly-enacts').length
				};
			}),
			undated: here.filter((links, index) => isLaw(links) && !isLaw(dated[index])).length
		};
	};
	const places = [...(terms.get('jurisdictions')?.values() ?? [])];
	const groups = [...(terms.get('jurisdiction_groups')?.keys() ?? [])]
		.map((code) =>
			row(
				code,
				places.filter(({ group }) => group === code).map((place) => place.code)
			)
		)
		.filter(({ counts, undated }) => undated > 0 || counts.some((count) => lawTotal(count) > 0))
		.sort((a, b) => lawToday(b) - lawToday(a));
	return {
		years,
		rows: [
			row(
				anywhere,
				places.map(({ code }) => code)
			),
			...groups
		],
		proposals: proposals.filter(({ level }) => level === 'specific').length
	};
}

export const lawTotal = ({ enacts, partly }: LawCount): number => enacts + partly;
export const lawToday = ({ counts, undated }: Pick<YearGrid['rows'][number], 'counts' | 'undated'>): number =>
	lawTotal(counts.at(-1)!) + undated;

/** What a picture shows, as its title says it; the words are the view's affair. */
export type Finding =
	| { kind: 'empty' }
	| {
			kind: 'law';
			law: number;
			proposals: number;
			year: number;
			was: number;
			/** Groups with most proposals in law, and how many these are. */
			most: string[];
			count: number;
	  }
	| {
			kind: 'papers';
			layer: Layer;
			count: number;
			proposals: number;
			leads: number;
			papers: number;
			/** Whether it leads, alone, in more than half of the papers. */
			most: boolean;
	  }
	| { kind: 'papers-tie'; layers: Layer[]; count: number; proposals: number }
	| { kind: 'remedies'; single: number; types: number; top: string[]; count: number }
	| { kind: 'obstacles'; top: string[]; count: number; outside: number; proposals: number };

export function findLaw({ rows, years, proposals }: YearGrid): Finding {
	const [all, ...groups] = rows;
	if (lawToday(all) === 0) return { kind: 'empty' };
	const count = Math.max(...groups.map(lawToday));
	return {
		kind: 'law',
		law: lawToday(all),
		proposals,
		year: years[0].year,
		was: lawTotal(all.counts[0]),
		most: groups.filter((group) => lawToday(group) === count).map(({ code }) => code),
		count
	};
}

export function findPapers({ rows, layers: of, proposals }: LayerGrid): Finding {
	if (rows.length === 0) return { kind: 'empty' };
	const count = Math.max(...layers.map((layer) => of[layer]));
	const first = layers.filter((layer) => of[layer] === count);
	if (first.length > 1) return { kind: 'papers-tie', layers: first, count, proposals };
	const [layer] = first;
	const leads = rows.filter(({ cells }) =>
		layers.every((other) => other === layer || cells[other].length < cells[layer].length)
	).length;
	const papers = rows.length;
	return { kind: 'papers', layer, count, proposals, leads, papers, most: leads * 2 > papers };
}

export function findRemedies({ rows }: LayerGrid): Finding {
	if (rows.length === 0) return { kind: 'empty' };
	const single = rows.filter(
		({ cells }) => layers.filter((layer) => cells[layer].length > 0).length === 1
	).length;
	return { kind: 'remedies', single, types: rows.length, ...leading(rows) };
}

export function findObstacles({ rows, outside, proposals }: LayerGrid): Finding {
	if (rows.length === 0) return { kind: 'empty' };
	return { kind: 'obstacles', ...leading(rows), outside, proposals };
}

function leading(rows: LayerGrid['rows']): { top: string[]; count: number } {
	const count = Math.max(...rows.map(({ total }) => total));
	return { top: rows.filter(({ total }) => total === count).map(({ code }) => code), count };
}

/** A picture as page and file show it, in the reader's language. */
export type Picture = {
	name: PictureName;
	/** The finding, as a sentence. */
	title: string;
	/** What is drawn and how to read it. */
	reading: string;
	wide: Drawing;
	narrow: Drawing;
	table: PictureTable;
	/** The matrix with the same rows. */
	matrix: string;
	source: string;
};

export type PictureTable = {
	caption: string;
	/** The first one stands over the row names. */
	head: { label: string; href?: string }[];
	rows: { label: string; part?: string; cells: { value: number; href?: string }[] }[];
	note: string;
};

/** Colours by the names of the style sheet, so that a drawing follows the reader's theme and a file can fix them. */
export type Tone = 'ink' | 'ink-2' | 'ink-3' | 'rule' | 'rule-strong' | 'good' | Layer;

export type Shape =
	| {
			kind: 'text';
			x: number;
			y: number;
			text: string;
			size: number;
			tone: Tone;
			anchor?: 'middle' | 'end';
			strong?: boolean;
	  }
	| {
			kind: 'bar';
			x: number;
			y: number;
			width: number;
			height: number;
			tone: Tone;
			fill: 'solid' | 'open' | 'dashed';
	  }
	| { kind: 'line'; x1: number; y1: number; x2: number; y2: number; tone: Tone }
	| { kind: 'mark'; x: number; y: number; size: number; tone: Layer; said?: string };

/** Shapes that belong together and, with an address, open what stands behind them. */
export type Group = { href?: string; said?: string; shapes: Shape[] };

/** Measures are pixels of a drawing shown at its own size. */
export type Drawing = { width: number; height: number; groups: Group[] };
