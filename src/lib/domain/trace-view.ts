import { layers, linkBases, linkRelations } from './codes.ts';
import { isLawDay } from './law.ts';
import type { Dropped } from './matrix/view.ts';

/** Filters of the trace, in the order of the panel. `layer` is a proposal's primary layer here: the one that colours its flow. */
export const traceFilterNames = ['paper', 'layer', 'remedy', 'relation', 'basis', 'jurisdiction'] as const;
export type TraceFilterName = (typeof traceFilterNames)[number];

export const traceColours = ['layer', 'relation'] as const;
export type TraceColour = (typeof traceColours)[number];

/** Columns in which small nodes are folded together unless the reader asks for all. */
export const foldedColumns = ['proposals', 'regulations', 'jurisdictions'] as const;
export type FoldedColumn = (typeof foldedColumns)[number];

export type TraceFilters = Partial<Record<TraceFilterName, string[]>>;

/** All a reader can set about the trace. */
export type TraceView = {
	/** The record the flow is narrowed to. A single paper without either is a focus too, see `focusOf`. */
	proposal: string | undefined;
	regulation: string | undefined;
	colour: TraceColour;
	filters: TraceFilters;
	/** Umbrellas only group other proposals, so they are left out unless asked for. */
	level: 'specific' | 'all';
	/** The day the law is shown for; undefined means today, whenever the address is opened. */
	as_of: string | undefined;
	expand: FoldedColumn[];
	/** Page of the table, from 1. */
	page: number;
};

export const emptyTraceView: TraceView = {
	proposal: undefined,
	regulation: undefined,
	colour: 'layer',
	filters: {},
	level: 'specific',
	as_of: undefined,
	expand: [],
	page: 1
};

/** The codes and records an address may name. */
export type TraceChoices = {
	proposals: { has(id: string): boolean };
	regulations: { has(id: string): boolean };
	papers: { has(id: string): boolean };
	jurisdictions: { has(code: string): boolean };
	remedies: { has(code: string): boolean };
};

const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);
const shownValueLength = 80;

/** Reads the view from an address. What does not fit is left out and listed, so that the page can say so. */
export function parseTraceView(
	parameters: URLSearchParams,
	choices: TraceChoices
): { view: TraceView; dropped: Dropped[] } {
	const dropped: Dropped[] = [];
	const view: TraceView = { ...emptyTraceView, filters: {}, expand: [] };
	const isFilterValue: Record<TraceFilterName, (value: string) => boolean> = {
		paper: (value) => choices.papers.has(value),
		layer: (value) => isOneOf(layers, value),
		remedy: (value) => choices.remedies.has(value),
		relation: (value) => isOneOf(linkRelations, value),
		basis: (value) => isOneOf(linkBases, value),
		jurisdiction: (value) => choices.jurisdictions.has(value)
	};
	for (const name of new Set(parameters.keys())) {
		if (ignored.has(name)) continue;
		const values = parameters
			.getAll(name)
			.flatMap((value) => value.split(','))
			.map((value) => value.trim())
			.filter(Boolean);
		const drop = (value: string) => dropped.push({ name, value: value.slice(0, shownValueLength) });
		const keep = (isKnown: (value: string) => boolean) => {
			values.filter((value) => !isKnown(value)).forEach(drop);
			return [...new Set(values.filter(isKnown))];
		};
		/** For what can hold only one value: the first good one, the others are dropped. */
		const keepOne = (isKnown: (value: string) => boolean) => {
			const [first, ...rest] = keep(isKnown);
			rest.forEach(drop);
			return first as string | undefined;
		};
		if (name === 'proposal') view.proposal = keepOne((value) => choices.proposals.has(value));
		else if (name === 'regulation') view.regulation = keepOne((value) => choices.regulations.has(value));
		else if (name === 'colour')
			view.colour = (keepOne((value) => isOneOf(traceColours, value)) as TraceColour | undefined) ?? 'layer';
		else if (name === 'level')
			view.level = keepOne((value) => value === 'specific' || value === 'all') === 'all' ? 'all' : 'specific';
		else if (name === 'as_of') view.as_of = keepOne(isLawDay);
		else if (name === 'expand')
			view.expand = inOrder(
				foldedColumns,
				keep((value) => isOneOf(foldedColumns, value))
			);
		else if (name === 'page') view.page = Number(keepOne((value) => /^[1-9]\d{0,4}$/.test(value)) ?? 1);
		else if (isOneOf(traceFilterNames, name)) {
			const known = keep(isFilterValue[name as TraceFilterName]);
			if (known.length > 0) view.filters[name as TraceFilterName] = known;
		} else if (values.length > 0) drop(values.join(','));
	}
	// A proposal and a regulation at once would be two stories in one picture; the proposal is told.
	if (view.proposal && view.regulation) {
		dropped.push({ name: 'regulation', value: view.regulation });
		view.regulation = undefined;
	}
	return { view, dropped };
}

/** The query string of a view, always the same for the same view; empty for the whole picture. */
export function formatTraceView(view: TraceView): string {
	const parts: string[] = [];
	const add = (name: string, value: string) =>
		parts.push(`${name}=${encodeURIComponent(value).replace(/%2C/g, ',')}`);
	if (view.proposal) add('proposal', view.proposal);
	if (view.regulation) add('regulation', view.regulation);
	for (const name of traceFilterNames)
		if (view.filters[name]?.length) add(name, view.filters[name].join(','));
	if (view.level === 'all') add('level', 'all');
	if (view.as_of) add('as_of', view.as_of);
	if (view.colour !== 'layer') add('colour', view.colour);
	if (view.expand.length > 0) add('expand', inOrder(foldedColumns, view.expand).join(','));
	if (view.page > 1) add('page', String(view.page));
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

export type TraceFocusOn = { kind: 'proposal' | 'regulation' | 'paper'; id: string };

/** The one record a view tells the story of, if any. */
export function focusOf({ proposal, regulation, filters }: TraceView): TraceFocusOn | undefined {
	if (proposal) return { kind: 'proposal', id: proposal };
	if (regulation) return { kind: 'regulation', id: regulation };
	if (filters.paper?.length === 1) return { kind: 'paper', id: filters.paper[0] };
	return undefined;
}

/** The view with one filter set to these values, or without it when there are none; back on the first page. */
export function withFilter(view: TraceView, name: TraceFilterName, values: string[]): TraceView {
	const { [name]: _, ...rest } = view.filters;
	return { ...view, filters: values.length > 0 ? { ...rest, [name]: values } : rest, page: 1 };
}

const isOneOf = (list: readonly string[], value: string) => list.includes(value);
const inOrder = <T extends string>(list: readonly T[], values: readonly string[]) =>
	list.filter((value) => values.includes(value));
