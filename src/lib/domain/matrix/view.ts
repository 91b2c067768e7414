import { involvements, layers } from '../codes.ts';
import type { Terms } from '../vocabulary.ts';

/** Filters of proposals: the name in the address and the vocabulary of its values; `layer` and `paper` have their own values. */
export const filterVocabularies = {
	layer: undefined,
	remedy: 'remedy_types',
	actor: 'actors',
	beneficiary: 'beneficiaries',
	paper: undefined,
	modality: 'modality',
	specificity: 'specificity',
	alienation: 'alienation_dimensions',
	obstacle: 'obstacles'
} as const;
export type FilterName = keyof typeof filterVocabularies;
export const filterNames = Object.keys(filterVocabularies) as FilterName[];

export type SortKey = { field: string; descending: boolean };

/** All a reader can set about a matrix. It lives in the address, so a view can be linked, printed and gone back to. */
export type View = {
	/** Empty means the order of the matrix file. */
	sort: SortKey[];
	/** Values of one filter widen the choice, different filters narrow it. */
	filters: Partial<Record<FilterName, string[]>>;
	level: 'specific' | 'all';
	q: string;
	/** Columns shown; undefined means those of the matrix file. */
	cols: string[] | undefined;
	view: 'grid' | 'table';
	/** The open cell: the evidence drawer shows what stands behind it. */
	cell: { row: string; field: string } | undefined;
	/** Where the page of a matrix of many rows starts, as the page before it or behind it named that place. */
	place?: { after: string } | { before: string };
};

export type Dropped = { name: string; value: string };

/** What an address may say about one matrix: its columns, the known codes and papers. */
export type Choices = {
	columns: readonly string[];
	terms: Terms;
	papers: readonly string[];
	/** Columns to sort by, where those are not all. */
	sorts?: readonly string[];
	/** Whether its rows come in pages. */
	paged?: boolean;
	/** Whether it always shows all of its rows. */
	whole?: boolean;
};

const queryLimit = 200;
const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);

/**
 * Reads the view from an address. What does not fit is left out and listed: a page says so, the API answers 400.
 */
export function parseView(parameters: URLSearchParams, choices: Choices): { view: View; dropped: Dropped[] } {
	const dropped: Dropped[] = [];
	const view: View = {
		sort: [],
		filters: {},
		level: 'specific',
		q: '',
		cols: undefined,
		view: 'grid',
		cell: undefined
	};
	for (const name of new Set(parameters.keys())) {
		if (ignored.has(name)) continue;
		const values = parameters
			.getAll(name)
			.flatMap((value) => (name === 'q' || name === 'cell' ? [value] : value.split(',')))
			.map((value) => value.trim())
			.filter(Boolean);
		if (values.length === 0) continue;
		const keep = (isKnown: (value: string) => boolean) => {
			const [known, unknown] = [values.filter(isKnown), values.filter((value) => !isKnown(value))];
			dropped.push(...unknown.map((value) => ({ name, value })));
			return [...new Set(known)];
		};
		const narrows = name === 'q' || name === 'level' || Object.hasOwn(filterVocabularies, name);
		if (choices.whole && narrows) dropped.push({ name, value: values.join(',').slice(0, 80) });
		else if (name === 'sort') {
			const sorts = choices.sorts ?? choices.columns;
			const isColumn = (value: string) => sorts.includes(value.replace(/^-/, ''));
			const seen = new Set<string>();
			view.sort = keep(isColumn)
				.map((value) => ({ field: value.replace(/^-/, ''), descending: value.startsWith('-') }))
				.filter(({ field }) => !seen.has(field) && seen.add(field));
		} else if (name === 'cols') {
			const cols = keep((value) => choices.columns.includes(value));
			view.cols = cols.length > 0 ? cols : undefined;
		} else if (name === 'level') {
			if (keep((value) => value === 'specific' || value === 'all').includes('all')) view.level = 'all';
		} else if (name === 'view') {
			if (keep((value) => value === 'grid' || value === 'table').includes('table')) view.view = 'table';
		} else if (name === 'q') {
			view.q = values[0].slice(0, queryLimit);
			if (values[0].length > queryLimit) dropped.push({ name, value: `${values[0].slice(0, 40)}…` });
		} else if (name === 'cell') {
			const [row, field, ...rest] = values[0].split(':');
			if (row && choices.columns.includes(field) && rest.length === 0) view.cell = { row, field };
			else dropped.push({ name, value: values[0].slice(0, 80) });
		} else if ((name === 'after' || name === 'before') && choices.paged && !view.place) {
			view.place = name === 'after' ? { after: values[0] } : { before: values[0] };
		} else if (Object.hasOwn(filterVocabularies, name)) {
			const known = keep((value) => isFilterValue(name as FilterName, value, choices));
			if (known.length > 0) view.filters[name as FilterName] = known;
		} else dropped.push({ name, value: values.join(',').slice(0, 80) });
	}
	return { view, dropped };
}

function isFilterValue(name: FilterName, value: string, { terms, papers }: Choices): boolean {
	if (name === 'paper') return papers.includes(value);
	if (name === 'layer') {
		const [layer, involvement] = value.split(':');
		return (
			(layers as readonly string[]).includes(layer) &&
			(involvement === undefined || (involvements as readonly string[]).includes(involvement))
		);
	}
	return terms.get(filterVocabularies[name]!)?.has(value) ?? false;
}

/** The query string of a view, always the same for the same view; empty for the view a matrix opens with. */
export function formatView(view: View): string {
	const parts: string[] = [];
	const add = (name: string, value: string) => parts.push(`${name}=${encodeValue(value)}`);
	if (view.sort.length > 0) add('sort', formatSort(view.sort));
	for (const name of filterNames) if (view.filters[name]?.length) add(name, view.filters[name].join(','));
	if (view.level === 'all') add('level', 'all');
	if (view.q) add('q', view.q);
	if (view.cols) add('cols', view.cols.join(','));
	if (view.view === 'table') add('view', 'table');
	if (view.place) for (const [name, value] of Object.entries(view.place)) add(name, value);
	const query = parts.length > 0 ? `?${parts.join('&')}` : '';
	return view.cell ? withCell(query, view.cell.row, view.cell.field) : query;
}

/** A value of a query, readable where that does no harm. */
export const encodeValue = (value: string): string =>
	encodeURIComponent(value).replace(/%2C/g, ',').replace(/%3A/g, ':');

/** The address of a view with one of its cells open: for hundreds of cells the view is written once. */
export const withCell = (address: string, row: string, field: string): string =>
	`${address}${address.includes('?') ? '&' : '?'}cell=${encodeValue(`${row}:${field}`)}`;

/** How a view is shown, and not which rows. */
const looks = ['sort', 'cols', 'view', 'cell', 'after', 'before', 'as_of', 'group', 'open'];

/** The part of the query of any matrix that decides whose changes its feed tells. */
export function feedQuery(query: string): string {
	const parameters = new URLSearchParams(query);
	for (const name of looks) parameters.delete(name);
	const rest = String(parameters).replaceAll('%2C', ',').replaceAll('%3A', ':');
	return rest && `?${rest}`;
}

export const formatSort = (sort: SortKey[]): string =>
	sort.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',');

export const parseSort = (text: string): SortKey[] =>
	text.split(',').map((value) => ({ field: value.replace(/^-/, ''), descending: value.startsWith('-') }));

/** The sort after a click on a column's head: first click best first, second turns it round, third takes it out. */
export function sortAfterClick(sort: SortKey[], field: string, bestFirst: boolean, add: boolean): SortKey[] {
	const current = sort.find((key) => key.field === field);
	const rest = add ? sort.filter((key) => key.field !== field) : [];
	if (!current) return [...rest, { field, descending: bestFirst }];
	if (current.descending === bestFirst) {
		const turned = { field, descending: !bestFirst };
		return add ? sort.map((key) => (key.field === field ? turned : key)) : [turned];
	}
	return rest;
}
