import { layers, type Layer } from '../codes.ts';
import type { Assessment, Link } from '../link.ts';
import type { Paper } from '../paper.ts';
import type { Proposal } from '../proposal.ts';
import { searchWords, textHolding } from '../search-words.ts';
import type { View } from './view.ts';

/** A link with its two ends spelled out: `eu-dsa#7` is provision 7 of instrument eu-dsa, law of the EU. */
export type PlacedLink = Link & {
	proposal: string;
	instrument: string;
	number: number;
	jurisdiction: string;
};

/** A link as far as a matrix counts it. */
export type LawLink = Pick<PlacedLink, 'basis' | 'relation' | 'instrument' | 'number' | 'jurisdiction'>;

/** A link as far as the coverage matrix tells of it: what is written about it is read where it is shown. */
export type CoverageLaw = LawLink & Pick<PlacedLink, 'id' | 'proposal' | 'confidence' | 'covers'>;

/** What a matrix reads of a proposal. */
export type MatrixRow = Omit<ProposalRow, 'links'> & { links: LawLink[] };

/** A proposal with everything that pages show of it. */
export type ProposalRow = Proposal & {
	primary_layer: Layer;
	/** Papers with evidence; `proposing` when the paper proposes or restates it, else it only mentions it. */
	papers: { id: string; proposing: boolean }[];
	links: PlacedLink[];
	assessments: Assessment[];
};

/** A paper with what it proposes or restates, counted by level and primary layer. */
export type PaperRow = Paper & {
	proposed: { level: Proposal['level']; primary_layer: Layer; count: number }[];
};

export function primaryLayer({ layers: of }: Pick<Proposal, 'layers'>): Layer {
	return layers.find((layer) => of[layer].involvement === 'primary')!;
}

/** The papers behind a proposal: those that propose or restate it, then those that only mention it, each in id order. */
export function papersBehind({
	evidence
}: {
	evidence: readonly Pick<Proposal['evidence'][number], 'paper' | 'role'>[];
}): ProposalRow['papers'] {
	const proposing = new Set(
		evidence.filter(({ role }) => role === 'proposal' || role === 'restatement').map(({ paper }) => paper)
	);
	return [...new Set(evidence.map(({ paper }) => paper))]
		.map((id) => ({ id, proposing: proposing.has(id) }))
		.sort((a, b) => Number(b.proposing) - Number(a.proposing) || a.id.localeCompare(b.id));
}

/** The papers a link comes from: the one that names the instrument, else those that propose what is linked. */
export function papersOfLink(
	link: Pick<PlacedLink, 'basis' | 'evidence'>,
	{ papers }: Pick<ProposalRow, 'papers'>
): string[] {
	if (link.basis === 'paper' && link.evidence) return [link.evidence.paper];
	const proposing = papers.filter((paper) => paper.proposing);
	return (proposing.length > 0 ? proposing : papers).map(({ id }) => id);
}

/** Whether a row meets one filter: any of its values. */
const meets: Record<keyof View['filters'], (row: ProposalRow, value: string) => boolean> = {
	layer(row, value) {
		const [layer, involvement] = value.split(':') as [Layer, string | undefined];
		const actual = row.layers[layer].involvement;
		return involvement === undefined ? actual !== 'none' : actual === involvement;
	},
	remedy: (row, value) => row.remedy_type === value || !!row.secondary_remedy_types?.includes(value),
	actor: (row, value) => row.actors.some(({ code }) => code === value),
	beneficiary: (row, value) => row.beneficiaries.some(({ code }) => code === value),
	paper: (row, value) => row.papers.some(({ id }) => id === value),
	modality: (row, value) => row.modality === value,
	specificity: (row, value) => row.specificity === value,
	alienation: (row, value) =>
		row.alienation_dimension === value || !!row.secondary_alienation_dimensions?.includes(value),
	obstacle: (row, value) => !!row.obstacles?.includes(value)
};

/** The rows a view shows. Filters of one name widen, different names narrow; every word of `q` must occur. */
export function filterProposals(
	rows: readonly ProposalRow[],
	view: Pick<View, 'filters' | 'level' | 'q'>
): ProposalRow[] {
	const words = searchWords(view.q);
	const holding = textHolding(words);
	const filters = (Object.entries(view.filters) as [keyof View['filters'], string[] | undefined][]).filter(
		(entry): entry is [keyof View['filters'], string[]] => entry[1] !== undefined
	);
	return rows.filter(
		(row) =>
			(view.level === 'all' || row.level === 'specific') &&
			filters.every(([name, values]) => values.some((value) => meets[name](row, value))) &&
			(words.length === 0 || holding(textOf(row)))
	);
}

/** All text the quick search looks through, lower case. */
function textOf(row: ProposalRow): string {
	return [
		row.id,
		row.title_en,
		row.title_zh,
		row.summary_en,
		row.summary_zh,
		...row.mechanisms.flatMap(({ name_en, name_zh }) => [name_en, name_zh]),
		...row.evidence.flatMap(({ key_terms }) => key_terms)
	]
		.join(' ')
		.toLowerCase();
}
