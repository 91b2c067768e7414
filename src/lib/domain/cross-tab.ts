import { layers } from './codes.ts';
import type { Instrument, Provision } from './instrument.ts';
import type { DatedInstrument } from './law.ts';
import type { PlacedLink, ProposalRow } from './matrix/rows.ts';
import type { Dropped } from './matrix/view.ts';
import type { Terms } from './vocabulary.ts';

/** What the dimensions read of a link, its instrument and a proposal. */
export type CountedLink = Pick<
	PlacedLink,
	'instrument' | 'number' | 'jurisdiction' | 'relation' | 'basis' | 'confidence' | 'covers'
>;
export type CountedInstrument = DatedInstrument &
	Pick<Instrument, 'jurisdiction' | 'type' | 'force' | 'verification'> & {
		provisions: readonly Pick<Provision, 'number' | 'verification' | 'applicable_from'>[];
	};
export type CountedProposal = Pick<
	ProposalRow,
	| 'level'
	| 'primary_layer'
	| 'remedy_type'
	| 'modality'
	| 'specificity'
	| 'alienation_dimension'
	| 'obstacles'
	| 'target_problems'
> & {
	actors: readonly { code: string }[];
	beneficiaries: readonly { code: string }[];
	papers: readonly { id: string }[];
	links: readonly CountedLink[];
	assessments: readonly { jurisdiction: string; scope: string }[];
};
export type LinkSurroundings = { instruments: ReadonlyMap<string, CountedInstrument>; terms: Terms };
type Dimension = { vocabulary: string | undefined } & (
	| { of: 'proposal'; values(row: CountedProposal): readonly (string | undefined)[] }
	| { of: 'link'; values(link: CountedLink, around: LinkSurroundings): readonly (string | undefined)[] }
);

const instrumentOf = (link: CountedLink, { instruments }: LinkSurroundings) =>
	instruments.get(link.instrument)!;

/** What can be counted against what: the codes of a proposal, or of a link between a proposal and the law. */
export const dimensions = {
	layer: { of: 'proposal', vocabulary: 'layers', values: (row) => [row.primary_layer] },
	remedy_type: { of: 'proposal', vocabulary: 'remedy_types', values: (row) => [row.remedy_type] },
	actor: { of: 'proposal', vocabulary: 'actors', values: (row) => row.actors.map(({ code }) => code) },
	beneficiary: {
		of: 'proposal',
		vocabulary: 'beneficiaries',
		values: (row) => row.beneficiaries.map(({ code }) => code)
	},
	paper: { of: 'proposal', vocabulary: undefined, values: (row) => row.papers.map(({ id }) => id) },
	modality: { of: 'proposal', vocabulary: 'modality', values: (row) => [row.modality] },
	specificity: { of: 'proposal', vocabulary: 'specificity', values: (row) => [row.specificity] },
	alienation_dimension: {
		of: 'proposal',
		vocabulary: 'alienation_dimensions',
		values: (row) => [row.alienation_dimension]
	},
	obstacle: { of: 'proposal', vocabulary: 'obstacles', values: (row) => row.obstacles ?? [] },
	target_problem: {
		of: 'proposal',
		vocabulary: 'target_problems',
		values: (row) => row.target_problems ?? []
	},
	jurisdiction: { of: 'link', vocabulary: 'jurisdictions', values: (link) => [link.jurisdiction] },
	jurisdiction_group: {
		of: 'link',
		vocabulary: 'jurisdiction_groups',
		values: (link, { terms }) => [terms.get('jurisdictions')?.get(link.jurisdiction)?.group]
	},
	relation: { of: 'link', vocabulary: 'link_relations', values: (link) => [link.relation] },
	basis: { of: 'link', vocabulary: 'link_basis', values: (link) => [link.basis] },
	confidence: { of: 'link', vocabulary: 'confidence', values: (link) => [link.confidence] },
	worker_group: { of: 'link', vocabulary: 'worker_groups', values: (link) => link.covers },
	instrument_type: {
		of: 'link',
		vocabulary: 'instrument_types',
		values: (link, around) => [instrumentOf(link, around).type]
	},
	force: {
		of: 'link',
		vocabulary: 'instrument_force',
		values: (link, around) => [instrumentOf(link, around).force]
	},
	status: {
		of: 'link',
		vocabulary: 'instrument_status',
		values: (link, around) => [instrumentOf(link, around).status]
	},
	verification: {
		of: 'link',
		vocabulary: 'provision_verification',
		values: (link, around) => [
			instrumentOf(link, around).provisions.find(({ number }) => number === link.number)?.verification
		]
	},
	instrument_verification: {
		of: 'link',
		vocabulary: 'instrument_verification',
		values: (link, around) => [instrumentOf(link, around).verification]
	}
} as const satisfies Record<string, Dimension>;
export type DimensionName = keyof typeof dimensions;
export const dimensionNames = Object.keys(dimensions) as DimensionName[];

/** Code of records that have none in a dimension, and of the totals. */
export const unstated = 'not-stated';
export const everything = 'all';

export type CrossView = {
	rows: DimensionName;
	cols: DimensionName;
	measure: 'proposals' | 'links';
	level: 'specific' | 'all';
	/** Whether codes that do not occur get a row or column too. */
	empty: boolean;
	cell: { row: string; col: string } | undefined;
};

const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);
const code = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/** Reads the view from an address; what does not fit is left out and listed. */
export function parseCrossView(parameters: URLSearchParams): { view: CrossView; dropped: Dropped[] } {
	const view: CrossView = {
		rows: 'remedy_type',
		cols: 'jurisdiction_group',
		measure: 'proposals',
		level: 'specific',
		empty: false,
		cell: undefined
	};
	const dropped: Dropped[] = [];
	for (const name of new Set(parameters.keys())) {
		if (ignored.has(name)) continue;
		const values = parameters
			.getAll(name)
			.map((value) => value.trim())
			.filter(Boolean);
		const value = values.at(-1);
		if (value === undefined) continue;
		const drop = () => void dropped.push({ name, value: value.slice(0, 80) });
		if (name === 'rows' || name === 'cols') {
			if (Object.hasOwn(dimensions, value)) view[name] = value as DimensionName;
			else drop();
		} else if (name === 'measure') {
			if (value === 'links' || value === 'proposals') view.measure = value;
			else drop();
		} else if (name === 'level') {
			if (value === 'all' || value === 'specific') view.level = value;
			else drop();
		} else if (name === 'empty') {
			if (value === 'show' || value === 'hide') view.empty = value === 'show';
			else drop();
		} else if (name === 'cell') {
			const [row, col, ...rest] = value.split(':');
			if (code.test(row) && col !== undefined && code.test(col) && rest.length === 0)
				view.cell = { row, col };
			else drop();
		} else drop();
	}
	return { view, dropped };
}

/** The query string of a view; rows and columns always stand in it, so that a shared address keeps its meaning. */
export function formatCrossView(view: CrossView): string {
	const parts = [`rows=${view.rows}`, `cols=${view.cols}`];
	if (view.measure === 'links') parts.push('measure=links');
	if (view.level === 'all') parts.push('level=all');
	if (view.empty) parts.push('empty=show');
	if (view.cell) parts.push(`cell=${view.cell.row}:${view.cell.col}`);
	return `?${parts.join('&')}`;
}

/** One thing that is counted: a proposal, or one of its links, with its codes in both dimensions. */
export type Counted = { proposal: string; link?: PlacedLink; rows: string[]; cols: string[] };

/**
 * What stands in a cross-tab. As soon as one dimension or the measure is about links, links are counted, and proposals
 * without any are not in the table.
 */
export function countedRecords(
	proposals: readonly ProposalRow[],
	view: Pick<CrossView, 'rows' | 'cols' | 'measure' | 'level'>,
	around: LinkSurroundings
): Counted[] {
	const byLink = countsLinks(view);
	const read = (name: DimensionName, row: ProposalRow, link?: PlacedLink): string[] => {
		const dimension: Dimension = dimensions[name];
		const values = dimension.of === 'proposal' ? dimension.values(row) : dimension.values(link!, around);
		const codes = [...new Set(values.filter((value) => value !== undefined))];
		return codes.length > 0 ? codes : [unstated];
	};
	return proposals
		.filter(({ level }) => view.level === 'all' || level === 'specific')
		.flatMap((row): Counted[] => {
			if (!byLink) return [{ proposal: row.id, rows: read(view.rows, row), cols: read(view.cols, row) }];
			return row.links.map((link) => ({
				proposal: row.id,
				link,
				rows: read(view.rows, row, link),
				cols: read(view.cols, row, link)
			}));
		});
}

export const countsLinks = (view: Pick<CrossView, 'rows' | 'cols' | 'measure'>): boolean =>
	view.measure === 'links' || dimensions[view.rows].of === 'link' || dimensions[view.cols].of === 'link';

/** Records of one cell; `all` stands for a whole row, column or table. */
export const recordsIn = (records: readonly Counted[], row: string, col: string): Counted[] =>
	records.filter(
		({ rows, cols }) =>
			(row === everything || rows.includes(row)) && (col === everything || cols.includes(col))
	);

/** Codes of a dimension in the order of its vocabulary, those that occur or all; `not-stated` comes last. */
export function codesOf(
	name: DimensionName,
	occurring: ReadonlySet<string>,
	empty: boolean,
	around: { terms: Terms; papers: readonly string[] }
): string[] {
	const vocabulary = dimensions[name].vocabulary;
	const known =
		name === 'layer'
			? [...layers]
			: vocabulary === undefined
				? [...around.papers]
				: [...(around.terms.get(vocabulary)?.keys() ?? [])];
	const codes = known.filter((value) => empty || occurring.has(value));
	return occurring.has(unstated) ? [...codes, unstated] : codes;
}
