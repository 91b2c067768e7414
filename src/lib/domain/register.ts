import { bindings } from './codes.ts';
import type { Instrument } from './instrument.ts';
import { isLawDay, legalLights } from './law.ts';
import type { Dropped } from './matrix/view.ts';
import { searchWords, textHolding } from './search-words.ts';
import type { Terms } from './vocabulary.ts';

/** Filters of the register that take codes: the name in the address, and where its values come from. */
export const registerFilters = [
	'jurisdiction',
	'type',
	'binding',
	'light',
	'status',
	'verification',
	'touches'
] as const;
export type RegisterFilter = (typeof registerFilters)[number];

export const registerSorts = [
	'title',
	'jurisdiction',
	'type',
	'light',
	'year',
	'verification',
	'proposals',
	'checked'
] as const;
export type RegisterSort = (typeof registerSorts)[number];

/** All a reader can set about the register of regulations; it lives in the address. */
export type RegisterView = {
	sort: { field: RegisterSort; descending: boolean };
	filters: Partial<Record<RegisterFilter, string[]>>;
	/** First and last year, both included; of the year of an instrument. */
	from: number | undefined;
	to: number | undefined;
	q: string;
	/** The day for which the lights are computed; undefined means today. */
	as_of: string | undefined;
};

export const defaultSort: RegisterView['sort'] = { field: 'jurisdiction', descending: false };
const queryLimit = 200;
const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);

/** Jurisdiction codes are upper case and group codes lower case, so one parameter takes both: `jurisdiction=china` or `=CN`. */
export function isJurisdictionOrGroup(value: string, terms: Terms): boolean {
	return !!terms.get('jurisdictions')?.has(value) || groupsOf(terms).has(value);
}

export function groupsOf(terms: Terms): Set<string> {
	return new Set(
		[...(terms.get('jurisdictions')?.values() ?? [])].flatMap(({ group }) => (group ? [group] : []))
	);
}

/** Whether the law of a jurisdiction is meant by one of the codes, itself or its group. */
export function isInJurisdictions(jurisdiction: string, values: readonly string[], terms: Terms): boolean {
	const group = terms.get('jurisdictions')?.get(jurisdiction)?.group;
	return values.includes(jurisdiction) || (group !== undefined && values.includes(group));
}

function isFilterValue(name: RegisterFilter, value: string, terms: Terms): boolean {
	switch (name) {
		case 'jurisdiction':
			return isJurisdictionOrGroup(value, terms);
		case 'type':
			return !!terms.get('instrument_types')?.has(value);
		case 'binding':
			return (bindings as readonly string[]).includes(value);
		case 'light':
			return (legalLights as readonly string[]).includes(value);
		case 'status':
			return !!terms.get('instrument_status')?.has(value);
		case 'verification':
			return !!terms.get('instrument_verification')?.has(value);
		case 'touches':
			return value === 'yes' || value === 'no';
	}
}

const isFilter = (name: string): name is RegisterFilter =>
	(registerFilters as readonly string[]).includes(name);
const isSort = (name: string): name is RegisterSort => (registerSorts as readonly string[]).includes(name);

/** Reads the view from an address. What does not fit is left out and listed, for the page to say so. */
export function parseRegister(
	parameters: URLSearchParams,
	terms: Terms
): { view: RegisterView; dropped: Dropped[] } {
	const dropped: Dropped[] = [];
	const view: RegisterView = {
		sort: defaultSort,
		filters: {},
		from: undefined,
		to: undefined,
		q: '',
		as_of: undefined
	};
	for (const name of new Set(parameters.keys())) {
		if (ignored.has(name)) continue;
		const given = parameters.getAll(name).map((value) => value.trim());
		const values = (name === 'q' ? given : given.flatMap((value) => value.split(','))).filter(Boolean);
		if (values.length === 0) continue;
		const [first] = values;
		const drop = (value = first) => dropped.push({ name, value: value.slice(0, 80) });
		if (name === 'q') {
			view.q = first.slice(0, queryLimit);
			if (first.length > queryLimit) drop(`${first.slice(0, 40)}…`);
		} else if (name === 'as_of') {
			if (isLawDay(first)) view.as_of = first;
			else drop();
		} else if (name === 'from' || name === 'to') {
			const year = /^\d{4}$/.test(first) ? Number(first) : NaN;
			if (year >= 1900 && year <= 2100) view[name] = year;
			else drop();
		} else if (name === 'sort') {
			const field = first.replace(/^-/, '');
			if (isSort(field)) view.sort = { field, descending: first.startsWith('-') };
			else drop();
		} else if (isFilter(name)) {
			const known = [...new Set(values)].filter((value) => isFilterValue(name, value, terms) || !drop(value));
			if (known.length > 0) view.filters[name] = known;
		} else drop(values.join(','));
	}
	if (view.from !== undefined && view.to !== undefined && view.from > view.to) {
		dropped.push({ name: 'from', value: String(view.from) });
		view.from = undefined;
	}
	return { view, dropped };
}

/** The query string of a view, always the same for the same view; empty for the register as it opens. */
export function formatRegister(view: RegisterView): string {
	const parts: string[] = [];
	const add = (name: string, value: string) =>
		parts.push(`${name}=${encodeURIComponent(value).replace(/%2C/g, ',')}`);
	const { field, descending } = view.sort;
	if (field !== defaultSort.field || descending !== defaultSort.descending)
		add('sort', (descending ? '-' : '') + field);
	for (const name of registerFilters) if (view.filters[name]?.length) add(name, view.filters[name].join(','));
	if (view.from !== undefined) add('from', String(view.from));
	if (view.to !== undefined) add('to', String(view.to));
	if (view.q) add('q', view.q);
	if (view.as_of) add('as_of', view.as_of);
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** The year an instrument is filed under: adopted, else issued, else published, else of its start. Undefined without any date. */
export function yearOf(
	instrument: Pick<
		Instrument,
		'adopted_on' | 'issued_on' | 'published_on' | 'in_force_from' | 'applicable_from'
	>
): number | undefined {
	const { adopted_on, issued_on, published_on, in_force_from, applicable_from } = instrument;
	const date = adopted_on ?? issued_on ?? published_on ?? in_force_from ?? applicable_from;
	return date === undefined ? undefined : Number(date.slice(0, 4));
}

/** Whether every word occurs in the titles, the number, the CELEX, ELI or ECLI of an instrument, or in its id. */
export function holdsWords(instrument: Instrument, q: string): boolean {
	const { id, title_original, title_en, title_zh, short_title_en, short_title_zh, number, celex, eli, ecli } =
		instrument;
	const text = [
		id,
		title_original,
		title_en,
		title_zh,
		short_title_en,
		short_title_zh,
		number,
		celex,
		eli,
		ecli
	]
		.filter(Boolean)
		.join('\n')
		.toLowerCase();
	return textHolding(searchWords(q))(text);
}
