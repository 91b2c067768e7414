import { bindings } from '../../domain/codes.ts';
import type { AddressState } from '../../domain/address-check.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { legalLights, lightOn, type LegalLight } from '../../domain/law.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import {
	groupsOf,
	holdsWords,
	isInJurisdictions,
	parseRegister,
	registerFilters,
	yearOf,
	type RegisterFilter,
	type RegisterSort,
	type RegisterView
} from '../../domain/register.ts';
import { inAlphabet, inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Terms } from '../../domain/vocabulary.ts';
import { isCurrent } from '../../domain/standing.ts';
import type { Db } from '../db/connect.ts';
import { listUrlChecks, type UrlCheck } from '../queries/url-checks.ts';
import { linkedCounts, type Count } from './counts.ts';
import { atlasFrame, type Frame } from './snapshot.ts';

/** One line of the register, in the reader's language. */
type RegisterRow = {
	id: string;
	short_title: string;
	title: string;
	/** The title in the other language of the site, and the law's own words where those are a third one. */
	other_title: { text: string; lang: string };
	jurisdiction: string;
	jurisdiction_code: string;
	type: string;
	binding: string;
	binding_code: Instrument['binding'];
	light: LegalLight;
	year: number | undefined;
	verification: string;
	verification_code: string;
	proposals: number;
	checked_on: string;
	/** What the last walk over the addresses found at the official one. */
	address: { state: AddressState; checked_on: string } | undefined;
};

type RegisterChoice = {
	/** `light` has no vocabulary: its words belong to the page. */
	name: RegisterFilter;
	values: { value: string; label: string | undefined; count: number; chosen: boolean; group?: boolean }[];
};

export type RegisterPage = {
	view: RegisterView;
	dropped: Dropped[];
	/** The day of the lights. */
	day: string;
	today: string;
	rows: RegisterRow[];
	all: number;
	choices: RegisterChoice[];
	years: { first: number; last: number } | undefined;
	/** Where nothing is shown: how many rows dropping each single filter would bring. */
	relief: { name: RegisterFilter | 'q' | 'years'; rows: number }[];
};

/** An instrument with what the register computes of it. */
export type Entry = {
	instrument: Instrument;
	light: LegalLight;
	year: number | undefined;
	proposals: number;
};

/** The register of regulations as an address asks for it. `today` is a day such as 2026-11-21. */
export async function registerPage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<RegisterPage> {
	const [frame, checks, linked] = await Promise.all([atlasFrame(db), listUrlChecks(db), linkedCounts(db)]);
	const { terms } = frame;
	const { view, dropped } = parseRegister(parameters, terms);
	const day = view.as_of ?? today;
	const entries = listEntries(frame, linked, day);
	const shown = filterEntries(entries, view, terms);
	const years = entries.flatMap(({ year }) => year ?? []);
	const checkOf = new Map(checks.map((check) => [check.url, check]));
	return {
		view,
		dropped,
		day,
		today,
		rows: sortEntries(shown, view.sort, terms, locale).map((entry) =>
			registerRow(entry, checkOf, terms, locale)
		),
		all: entries.length,
		choices: registerFilters.map((name) => choicesOf(name, entries, view, terms, locale)),
		years: years.length > 0 ? { first: Math.min(...years), last: Math.max(...years) } : undefined,
		relief: shown.length === 0 ? reliefs(entries, view, terms) : []
	};
}

/** @param linked what leads to an instrument */
export function listEntries(
	{ instruments }: Pick<Frame, 'instruments'>,
	linked: (instrument: string) => Count,
	day: string
): Entry[] {
	return [...instruments.values()].filter(isCurrent).map((instrument) => ({
		instrument,
		light: lightOn(instrument, day),
		year: yearOf(instrument),
		proposals: linked(instrument.id).proposals
	}));
}

const meets: Record<RegisterFilter, (entry: Entry, values: string[], terms: Terms) => boolean> = {
	jurisdiction: ({ instrument }, values, terms) => isInJurisdictions(instrument.jurisdiction, values, terms),
	type: ({ instrument }, values) => values.includes(instrument.type),
	binding: ({ instrument }, values) => values.includes(instrument.binding),
	light: ({ light }, values) => values.includes(light),
	status: ({ instrument }, values) => values.includes(instrument.status),
	verification: ({ instrument }, values) => values.includes(instrument.verification),
	touches: ({ proposals }, values) => values.includes(proposals > 0 ? 'yes' : 'no')
};

type Filtering = Pick<RegisterView, 'filters' | 'from' | 'to' | 'q'>;

export function filterEntries(entries: Entry[], { filters, from, to, q }: Filtering, terms: Terms): Entry[] {
	return entries.filter(
		(entry) =>
			registerFilters.every((name) => !filters[name] || meets[name](entry, filters[name], terms)) &&
			// An instrument without any date is not silently in or out of a span of years: it has none.
			(from === undefined || (entry.year !== undefined && entry.year >= from)) &&
			(to === undefined || (entry.year !== undefined && entry.year <= to)) &&
			(!q || holdsWords(entry.instrument, q))
	);
}

const rankOf = (terms: Terms, vocabulary: string, code: string) =>
	terms.get(vocabulary)?.get(code)?.rank ?? 999;

/** What a column sorts by; undefined always comes last. Codes sort by their place in the vocabulary. */
export const sortValue: Record<RegisterSort, (entry: Entry, terms: Terms) => number | string | undefined> = {
	title: () => 0,
	jurisdiction: ({ instrument }, terms) => rankOf(terms, 'jurisdictions', instrument.jurisdiction),
	type: ({ instrument }, terms) => rankOf(terms, 'instrument_types', instrument.type),
	light: ({ light }) => legalLights.indexOf(light),
	year: ({ year }) => year,
	verification: ({ instrument }, terms) => rankOf(terms, 'instrument_verification', instrument.verification),
	proposals: ({ proposals }) => proposals,
	checked: ({ instrument }) => instrument.checked_on
};

function sortEntries(
	entries: Entry[],
	{ field, descending }: RegisterView['sort'],
	terms: Terms,
	locale: Locale
): Entry[] {
	const collator = new Intl.Collator(locale, { numeric: true });
	const title = ({ instrument }: Entry) => inAlphabet(inLocale(instrument, 'short_title', locale));
	return [...entries].sort((a, b) => {
		const [left, right] = [sortValue[field](a, terms), sortValue[field](b, terms)];
		if (left === undefined || right === undefined) {
			if (left !== right) return left === undefined ? 1 : -1;
		} else if (left !== right) return (left < right ? -1 : 1) * (descending ? -1 : 1);
		const byTitle = collator.compare(title(a), title(b));
		return field === 'title' && descending ? -byTitle : byTitle;
	});
}

function registerRow(
	{ instrument, light, year, proposals }: Entry,
	checkOf: Map<string, UrlCheck>,
	terms: Terms,
	locale: Locale
): RegisterRow {
	const other = otherLocale(locale);
	const check = instrument.url ? checkOf.get(instrument.url) : undefined;
	return {
		id: instrument.id,
		short_title: inLocale(instrument, 'short_title', locale),
		title: inLocale(instrument, 'title', locale),
		other_title: { text: inLocale(instrument, 'title', other), lang: other },
		jurisdiction: labelOf(terms, 'jurisdictions', instrument.jurisdiction, locale),
		jurisdiction_code: instrument.jurisdiction,
		type: labelOf(terms, 'instrument_types', instrument.type, locale),
		binding: labelOf(terms, 'binding', instrument.binding, locale),
		binding_code: instrument.binding,
		light,
		year,
		verification: labelOf(terms, 'instrument_verification', instrument.verification, locale),
		verification_code: instrument.verification,
		proposals,
		checked_on: instrument.checked_on,
		address: check && { state: check.state, checked_on: check.checked_at.toISOString().slice(0, 10) }
	};
}

function choicesOf(
	name: RegisterFilter,
	entries: Entry[],
	view: RegisterView,
	terms: Terms,
	locale: Locale
): RegisterChoice {
	const others = filterEntries(entries, { ...view, filters: { ...view.filters, [name]: undefined } }, terms);
	const chosen = view.filters[name] ?? [];
	const values = valuesOf(name, terms, locale)
		.map((choice) => ({
			...choice,
			count: others.filter((entry) => meets[name](entry, [choice.value], terms)).length,
			chosen: chosen.includes(choice.value)
		}))
		.filter(({ count, chosen }) => count > 0 || chosen);
	return { name, values };
}

function valuesOf(
	name: RegisterFilter,
	terms: Terms,
	locale: Locale
): { value: string; label: string | undefined; group?: boolean }[] {
	const listed = (vocabulary: string) =>
		[...(terms.get(vocabulary)?.values() ?? [])].map((term) => ({
			value: term.code,
			label: inLocale(term, 'label', locale)
		}));
	switch (name) {
		case 'jurisdiction': {
			const jurisdictions = [...(terms.get('jurisdictions')?.values() ?? [])];
			return [...groupsOf(terms)].flatMap((group) => {
				const members = jurisdictions.filter((term) => term.group === group);
				return [
					...(members.length > 1
						? [{ value: group, label: labelOf(terms, 'jurisdiction_groups', group, locale), group: true }]
						: []),
					...members.map((term) => ({ value: term.code, label: inLocale(term, 'label', locale) }))
				];
			});
		}
		case 'type':
			return listed('instrument_types');
		case 'status':
			return listed('instrument_status');
		case 'verification':
			return listed('instrument_verification');
		case 'binding':
			return bindings.map((value) => ({ value, label: labelOf(terms, 'binding', value, locale) }));
		case 'light':
			return legalLights.map((value) => ({ value, label: undefined }));
		case 'touches':
			return ['yes', 'no'].map((value) => ({ value, label: undefined }));
	}
}

function reliefs(entries: Entry[], view: RegisterView, terms: Terms): RegisterPage['relief'] {
	const without = (change: Partial<Filtering>) =>
		filterEntries(entries, { ...view, ...change }, terms).length;
	return [
		...registerFilters
			.filter((name) => view.filters[name])
			.map((name) => ({ name, rows: without({ filters: { ...view.filters, [name]: undefined } }) })),
		...(view.from !== undefined || view.to !== undefined
			? [{ name: 'years' as const, rows: without({ from: undefined, to: undefined }) }]
			: []),
		...(view.q ? [{ name: 'q' as const, rows: without({ q: '' }) }] : [])
	].filter(({ rows }) => rows > 0);
}
