import type { Involvement, Layer, LinkRelation } from './codes.ts';
import { coverageShapes } from './coverage.ts';
import type { CellCode } from './coverage-view.ts';
import type { LegalLight, RelationTense } from './law.ts';
import type { CompareNote, CompareView, NearRecord } from './compare-view.ts';

/** A line below an item: a reason, a passage, a provision. */
export type CompareDetail = {
	text: string;
	/** What a page shows instead of a text that slices keep: a provision by its Chinese name. */
	shown?: string;
	href?: string;
	lang?: string;
	/** The coverage shape of a provision, the quotation mark of what a paper says itself. */
	shape?: string;
	relation?: { code: LinkRelation; label: string; tense: RelationTense };
};

/** One thing a cell says. Items are the same when their keys are; details are shown and never compared. */
export type CompareItem = {
	key: string;
	text: string;
	/** As in `CompareDetail`. */
	shown?: string;
	lang?: string;
	href?: string;
	/** The coder's inference, not named by the paper. */
	inferred?: boolean;
	mark?: { layer: Layer; involvement: Involvement };
	/** `isBinding` is false for a text that binds nobody. */
	light?: { code: LegalLight; isBinding: boolean };
	/** The text is a date as exact as its source. */
	date?: boolean;
	coverage?: { code: CellCode; count: number; shape: string; on?: string };
	relation?: { code: LinkRelation; label: string; tense: RelationTense };
	details?: CompareDetail[];
	/** No other column has it. */
	only?: boolean;
};

export type CompareCell = {
	items: CompareItem[];
	/** Nobody has looked, or nothing is recorded: silence, not a finding. */
	unknown?: boolean;
	/** Items that are left out here, and where they are. */
	more?: { count: number; href: string };
};

export const listCell = (items: CompareItem[]): CompareCell => ({ items });
export const unknownCell: CompareCell = { items: [], unknown: true };

export type CompareRow = {
	key: string;
	/** Only where the name of the row comes from the data; else the page has a word for the key. */
	label?: string;
	/** What the keys of the items are: codes of a vocabulary or ids of a kind of record; undefined where they only tell apart. */
	vocabulary?: string;
	cells: CompareCell[];
	state: RowState;
	/** Some cell is unknown, whatever the others say. */
	unknown: boolean;
};

/** `same` and `differs` speak of what is known; `unknown` where what is known does not differ but something is not known. */
type RowState = 'same' | 'differs' | 'unknown';

export type CompareGroup = { key: string; rows: CompareRow[] };

export type CompareColumn = {
	id: string;
	href: string;
	title: string;
	other: string;
	umbrella: boolean;
	layer?: Layer;
};

export type ComparePage = {
	/** With the ids of the columns that are shown: what every link on the page starts from. */
	view: CompareView;
	notes: CompareNote[];
	columns: CompareColumn[];
	groups: CompareGroup[];
	/** Rows left out because all that is known in them is the same. */
	hidden: number;
	/** Whether specific proposals stand beside umbrellas. */
	mixed: boolean;
	/** Jurisdictions without a row of their own, because nobody looked there for any of the chosen. */
	silent: string[];
	/** The day the law is shown for. */
	day: string;
	/** What can be added; undefined where there are too many for a list, and only a search finds them. */
	choices: CompareChoice[] | undefined;
	found: NearRecord[];
	/** Where nothing held the words, the nearest names. */
	found_by_likeness: boolean;
	/** For the first column: records the data set relates to it. */
	related: (NearRecord & { how: 'tension' | 'supports' | 'same-proposal' })[];
	/** Comparisons worth opening when nothing is chosen. */
	starts: { ids: string[]; titles: string[]; reason: string }[];
};

export type Compared = Pick<ComparePage, 'columns' | 'groups' | 'silent'>;

export type CompareChoice = { id: string; title: string; other: string };

/** Compares the cells of a row by the keys of their items, in any order. Cells that are unknown are not compared. */
function judgeRow(cells: readonly CompareCell[]): Pick<CompareRow, 'state' | 'unknown'> {
	const keysOf = ({ items }: CompareCell) => [...new Set(items.map(({ key }) => key))].sort().join('\n');
	const known = new Set(cells.filter(({ unknown }) => !unknown).map(keysOf));
	const unknown = cells.some((cell) => cell.unknown);
	return { state: known.size > 1 ? 'differs' : unknown ? 'unknown' : 'same', unknown };
}

/** A row with its judgement; items that stand in one column only are marked, unless nothing is shared at all. */
export function compareRow(
	key: string,
	cells: CompareCell[],
	about: Pick<CompareRow, 'label' | 'vocabulary'> = {}
): CompareRow {
	const count = new Map<string, number>();
	for (const { items } of cells)
		for (const item of new Set(items.map((entry) => entry.key))) count.set(item, (count.get(item) ?? 0) + 1);
	const judged = judgeRow(cells);
	const isShared = [...count.values()].some((columns) => columns > 1);
	const marked =
		judged.state === 'differs' && isShared
			? cells.map((cell) => ({
					...cell,
					items: cell.items.map((item) => (count.get(item.key) === 1 ? { ...item, only: true } : item))
				}))
			: cells;
	return { key, ...about, cells: marked, ...judged };
}

/** The same with no more than so many items in a cell; what was judged of all of them stays. */
export const cutCells = (row: CompareRow, most: number, hrefOf: (column: number) => string): CompareRow => ({
	...row,
	cells: row.cells.map((cell, column) =>
		cell.items.length <= most
			? cell
			: {
					...cell,
					items: cell.items.slice(0, most),
					more: { count: cell.items.length - most, href: hrefOf(column) }
				}
	)
});

/** The groups that "only what differs" leaves: rows in which all is known and the same go, unknowns always stay. */
export function onlyDiffering(groups: readonly CompareGroup[]): { groups: CompareGroup[]; hidden: number } {
	const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
	const left = groups
		.map((group) => ({ ...group, rows: group.rows.filter(({ state }) => state !== 'same') }))
		.filter(({ rows }) => rows.length > 0);
	return { groups: left, hidden: all - left.reduce((sum, { rows }) => sum + rows.length, 0) };
}

/** Jurisdictions by what the law of each says first, for paper, where a line for every jurisdiction would not fit. */
export function coverageInBrief(
	rows: readonly CompareRow[],
	column: number
): { code: CellCode | 'unknown'; shape: string; places: string[] }[] {
	const found = new Map<string, { code: CellCode | 'unknown'; shape: string; places: string[] }>();
	for (const { cells, label = '' } of rows) {
		const first = cells[column].items[0]?.coverage;
		const code = first?.code ?? 'unknown';
		const entry = found.get(code) ?? { code, shape: first?.shape ?? '?', places: [] };
		entry.places.push(label);
		found.set(code, entry);
	}
	const order = [...Object.keys(coverageShapes), 'cited', 'not-in-force', 'undated', 'unknown'];
	return [...found.values()].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
}

/** A printed page in points: A4 landscape within its margins, less what stands above and below the table. */
const sheet = { width: 800, height: 470, first: 0.1, padding: 5 };
const sizes = { largest: 7.4, smallest: 4, step: 0.2 };

/**
 * The type size in points at which a comparison fits on one landscape page, by an estimate of its lines; the reasons are
 * left out where they would press it below 5.5 points.
 */
export function printSize(
	groups: readonly CompareGroup[],
	columns: number
): { size: number; reasons: boolean } {
	for (const reasons of [true, false]) {
		const end = reasons ? 5.5 : sizes.smallest;
		for (let size = sizes.largest; size >= end - 1e-9; size -= sizes.step)
			if (heightAt(groups, columns, size, reasons) <= sheet.height)
				return { size: Math.round(size * 10) / 10, reasons };
	}
	return { size: sizes.smallest, reasons: false };
}

function heightAt(groups: readonly CompareGroup[], columns: number, size: number, reasons: boolean): number {
	const width = (sheet.width * (1 - sheet.first)) / Math.max(columns, 1) - 2 * sheet.padding;
	const lines = (texts: string[], room: number) =>
		Math.max(1, Math.ceil(textWidth(texts.join(' · '), size) / room));
	const rowHeight = ({ label, key, cells }: CompareRow) => {
		const tallest = cells.map(({ items }) => {
			const text = lines(
				items.map(({ text }) => text),
				width
			);
			const shown = reasons ? items.flatMap(({ details, mark }) => (mark ? (details ?? []) : [])) : [];
			return text + shown.reduce((sum, detail) => sum + lines([detail.text], width), 0);
		});
		const head = lines([`${label ?? key} ≠`], sheet.width * sheet.first - 2 * sheet.padding);
		return Math.max(head, ...tallest) * size * 1.2 + 2.6;
	};
	const heading = size * 1.2 + 2.6;
	return groups.reduce((sum, { key, rows }) => {
		if (key !== 'coverage') return sum + heading + rows.reduce((total, row) => total + rowHeight(row), 0);
		const inBrief = Array.from({ length: columns }, (_, column) =>
			coverageInBrief(rows, column).reduce(
				(total, { places }) => total + lines([`x not looked at: ${places.join(', ')}`], width) * size * 1.2,
				2.6
			)
		);
		return sum + heading + Math.max(0, ...inBrief);
	}, size * 3.6);
}

/** In points, roughly: a Chinese character is as wide as the type, a Latin letter about half of it. */
function textWidth(text: string, size: number): number {
	const wide = text.match(/[\u2e80-\u9fff\uff00-\uffef]/g)?.length ?? 0;
	return size * (wide + (text.length - wide) * 0.53);
}
