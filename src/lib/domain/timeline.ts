import type { Instrument } from './instrument.ts';
import { earliestDay, latestDay } from './law.ts';
import type { Dropped } from './matrix/view.ts';
import { isJurisdictionOrGroup } from './register.ts';
import { isDay, isPartialDate } from './text.ts';
import type { Terms } from './vocabulary.ts';

/** All a reader can set about the timeline; it lives in the address. Dates may be `2019`, `2019-05` or a day, both ends included. */
export type TimelineView = { from: string | undefined; to: string | undefined; jurisdiction: string[] };

const ignored = new Set(['lang', 'utm_source', 'utm_medium', 'utm_campaign']);

/** Reads the view from an address. What does not fit is left out and listed, for the page to say so. */
export function parseTimeline(
	parameters: URLSearchParams,
	terms: Terms
): { view: TimelineView; dropped: Dropped[] } {
	const dropped: Dropped[] = [];
	const view: TimelineView = { from: undefined, to: undefined, jurisdiction: [] };
	for (const name of new Set(parameters.keys())) {
		if (ignored.has(name)) continue;
		const values = parameters
			.getAll(name)
			.flatMap((value) => value.split(','))
			.map((value) => value.trim())
			.filter(Boolean);
		const drop = (value: string) => dropped.push({ name, value: value.slice(0, 80) });
		if (values.length === 0) continue;
		if (name === 'from' || name === 'to') {
			if (isReadableDate(values[0])) view[name] = values[0];
			else drop(values[0]);
		} else if (name === 'jurisdiction') {
			view.jurisdiction = [...new Set(values)].filter(
				(value) => isJurisdictionOrGroup(value, terms) || !drop(value)
			);
		} else drop(values.join(','));
	}
	if (view.from && view.to && firstDayOf(view.from) > lastDayOf(view.to)) {
		dropped.push({ name: 'from', value: view.from });
		view.from = undefined;
	}
	return { view, dropped };
}

export function formatTimeline({ from, to, jurisdiction }: TimelineView): string {
	const parts = [
		...(from ? [`from=${from}`] : []),
		...(to ? [`to=${to}`] : []),
		...(jurisdiction.length > 0 ? [`jurisdiction=${jurisdiction.join(',')}`] : [])
	];
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

function isReadableDate(value: string): boolean {
	return isPartialDate(value) && firstDayOf(value) >= earliestDay && lastDayOf(value) <= latestDay;
}

export const firstDayOf = (date: string): string => date + '-01-01'.slice(date.length - 4);

/** The last day a partial date can mean: `2024-02` ends on 2024-02-29. */
export function lastDayOf(date: string): string {
	if (date.length === 10) return date;
	if (date.length === 4) return `${date}-12-31`;
	return ['31', '30', '29', '28'].map((day) => `${date}-${day}`).find(isDay)!;
}

/** What happened on a date: the marks of the axis. Adoption, issue and publication all say that a text was made. */
export const markKinds = ['made', 'start', 'applies', 'due', 'end'] as const;
export type MarkKind = (typeof markKinds)[number];

const kindOf = {
	adopted_on: 'made',
	issued_on: 'made',
	published_on: 'made',
	in_force_from: 'start',
	applicable_from: 'applies',
	transposition_due: 'due',
	ended_on: 'end'
} as const satisfies Partial<Record<keyof Instrument, MarkKind>>;
export type DatedField = keyof typeof kindOf;
export const datedFields = Object.keys(kindOf) as DatedField[];

export type LegalEvent = { field: DatedField; kind: MarkKind; date: string };

/** The recorded dates of an instrument, in the order of its life. */
export function eventsOf(instrument: Pick<Instrument, DatedField>): LegalEvent[] {
	return datedFields.flatMap((field) => {
		const date = instrument[field];
		return date === undefined ? [] : [{ field, kind: kindOf[field], date }];
	});
}

/** After a day, as far as the date can tell: `2026` is not after 2026-05-01. */
export const isAfter = (date: string, day: string): boolean => date > day.slice(0, date.length);

export type Range = { from: string; to: string };

/** Whether any day a date can mean lies in the range. */
export const isWithin = (date: string, { from, to }: Range): boolean =>
	firstDayOf(date) <= to && lastDayOf(date) >= from;

/** Whole years in which nine of ten dates lie, the oldest tenth left out; undefined without dates. */
export function usualRange(dates: readonly string[]): Range | undefined {
	if (dates.length === 0) return undefined;
	const years = dates.map((date) => date.slice(0, 4)).sort();
	return { from: `${years[Math.floor(years.length / 10)]}-01-01`, to: `${years.at(-1)}-12-31` };
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Where a day lies between the two ends of a range, in percent; before and after it, less than 0 and more than 100. */
export function percentAt(day: string, { from, to }: Range): number {
	const start = dayNumber(from);
	return round((100 * (dayNumber(day) - start)) / (dayNumber(to) + 1 - start));
}

const round = (value: number) => Math.round(value * 100) / 100;

/** Years to write on an axis: at most about a dozen, at round distances. */
export function ticksOf(range: Range): { year: number; at: number }[] {
	const [first, last] = [Number(range.from.slice(0, 4)), Number(range.to.slice(0, 4))];
	const step = [1, 2, 5, 10, 20, 50].find((size) => (last - first) / size <= 13) ?? 100;
	const ticks: { year: number; at: number }[] = [];
	for (let year = Math.ceil(first / step) * step; year <= last; year += step) {
		const at = percentAt(`${year}-01-01`, range);
		if (at >= 0 && at < 100) ticks.push({ year, at });
	}
	return ticks;
}
