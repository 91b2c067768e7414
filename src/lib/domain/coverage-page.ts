import type { Layer, LinkRelation } from './codes.ts';
import type {
	CoverageCell,
	CoverageColumn,
	CoverageFilter,
	CoverageView,
	DroppedValue,
	Lens
} from './coverage-view.ts';
import type { LegalLight } from './law.ts';

type CoverageHead = CoverageColumn & {
	label: string;
	/** Sum of the column: links that count, and proposals enacted or partly enacted. Undefined where nobody counts: see `page`. */
	links: number | undefined;
	law: number | undefined;
};

export type CoverageRow = {
	id: string;
	title: string;
	other: string;
	umbrella: boolean;
	layer: Layer;
	layer_label: string;
	/** Why the editors feature it. */
	featured?: string;
	cells: CoverageCell[];
	/** Links that count, and jurisdictions that enact the proposal at least partly. */
	links: number;
	law: number;
};

export type CoverageLink = {
	id: string;
	proposal: { id: string; title: string };
	instrument: string;
	/** Code of the jurisdiction, and its label. */
	column: string;
	jurisdiction: string;
	ref: string;
	href: string;
	paraphrase: string;
	relation: LinkRelation;
	relation_label: string;
	basis: 'paper' | 'coder';
	basis_label: string;
	confidence_label: string;
	light: LegalLight;
	binding: boolean;
	since?: string;
	reason: string;
	missing?: string;
	covers: string[];
	verification_label: string;
	passage?: { href: string; text: string };
	coding_note?: string;
};

export type CoverageDrawer = {
	proposal: { id: string; title: string };
	/** Why the editors feature the proposal. */
	featured?: string;
	column: string;
	column_label: string;
	cell: CoverageCell;
	counted: { relation: LinkRelation; label: string; links: CoverageLink[] }[];
	not_in_force: CoverageLink[];
	undated: CoverageLink[];
	left_out: number;
	assessments: {
		jurisdiction: string;
		as_of: string;
		later: boolean;
		scope: string;
		strength: string;
		reason: string;
		exceptions: { href: string; label: string }[];
	}[];
};

export type CoveragePage = {
	view: CoverageView;
	dropped: DroppedValue[];
	question: string;
	intro: string;
	/** The day the matrix shows, and the one it shows when the address names none. */
	day: string;
	default_day: string;
	/** Links that count at the end of each year (on the default day in its own year), within the same filters. */
	years: { year: number; day: string; links: number | undefined }[];
	groups: { code: string; label: string; columns: number; open: boolean; foldable: boolean }[];
	columns: CoverageHead[];
	rows: CoverageRow[];
	/** Specific proposals there are, and how many remedies the editors feature. */
	all_rows: number;
	featured_rows: number;
	links: number | undefined;
	law: number | undefined;
	/** Those of the rows that are shown; `undated_links` counts all. */
	undated: CoverageLink[];
	undated_links: number | undefined;
	not_in_force: number | undefined;
	left_out: number | undefined;
	/** Links that meet all other filters but name no group of workers, while a lens is on. */
	unsaid: number | undefined;
	/**
	 * Where there are too many rows to show at once: how many there are, and the queries of the pages beside this one. All sums are
	 * then those of all rows; with filters of links they are left out, because nobody keeps them.
	 */
	page?: { rows: number; previous?: string; next?: string };
	lenses: { code: Lens; label: string }[];
	filters: {
		name: CoverageFilter;
		values: { value: string; label: string; count: number; chosen: boolean }[];
	}[];
	drawer?: CoverageDrawer;
	data_version: number;
};
