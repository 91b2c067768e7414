import type { Instrument } from '../../domain/instrument.ts';
import { isBinding, lightOn, startOf, type LegalLight } from '../../domain/law.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { paperShortName } from '../../domain/names.ts';
import { groupsOf, isInJurisdictions } from '../../domain/register.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import {
	eventsOf,
	firstDayOf,
	isAfter,
	isWithin,
	lastDayOf,
	parseTimeline,
	percentAt,
	ticksOf,
	usualRange,
	type LegalEvent,
	type Range,
	type TimelineView
} from '../../domain/timeline.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { isCurrent } from '../../domain/standing.ts';
import type { Db } from '../db/connect.ts';
import { atlasFrame, currentPapers, type Frame } from './snapshot.ts';

/** Percentages of the chosen range; `width` only where the date is a year or a month. */
type TimelineMark = LegalEvent & { at: number; width: number; upcoming: boolean };

type TimelineRow = {
	id: string;
	title: string;
	jurisdiction: string;
	light: LegalLight;
	binding: boolean;
	events: LegalEvent[];
	/** Only those within the range. */
	marks: TimelineMark[];
	/** From being made to its start, and from its start to its end or today. */
	bars: { kind: 'waiting' | 'force'; at: number; width: number }[];
};

const paperDates = ['received', 'accepted', 'published'] as const;
type PaperDate = (typeof paperDates)[number];
type TimelinePaper = {
	id: string;
	name: string;
	dates: { field: PaperDate; date: string; at: number; width: number; shown: boolean }[];
};

export type TimelinePage = {
	view: TimelineView;
	dropped: Dropped[];
	today: string;
	range: Range;
	/** Percent of the range, or undefined when today lies outside it. */
	today_at: number | undefined;
	ticks: { year: number; at: number }[];
	overview: { first: number; last: number; years: { year: number; count: number }[] };
	groups: {
		code: string;
		label: string;
		jurisdictions: { code: string; label: string; rows: TimelineRow[] }[];
	}[];
	papers: TimelinePaper[];
	papers_undated: { id: string; name: string }[];
	/** Dates after today, whatever the range. */
	upcoming: {
		id: string;
		title: string;
		jurisdiction: string;
		date: string;
		/** What of the instrument, and which of its provisions, start or fall due that day. */
		fields: LegalEvent['field'][];
		provisions: { number: number; ref: string }[];
	}[];
	undated: { id: string; title: string; jurisdiction: string }[];
	/** Everything within the range, newest year first: what a narrow screen shows. */
	years: {
		year: string;
		events: {
			id: string;
			href: string;
			title: string;
			date: string;
			field: LegalEvent['field'] | PaperDate;
			place: string;
			upcoming: boolean;
		}[];
	}[];
	counts: { shown: number; all: number; outside: number };
	choices: { value: string; label: string; count: number; chosen: boolean; group: boolean }[];
};

/** Instruments and papers on one time axis. `today` is a day such as 2026-11-21. */
export async function timelinePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<TimelinePage> {
	const frame = await atlasFrame(db);
	const { terms } = frame;
	const { view, dropped } = parseTimeline(parameters, terms);
	const current = [...frame.instruments.values()].filter(isCurrent);
	const chosen = current.filter(
		({ jurisdiction }) =>
			view.jurisdiction.length === 0 || isInJurisdictions(jurisdiction, view.jurisdiction, terms)
	);
	const dated = chosen.map((instrument) => ({ instrument, events: eventsOf(instrument) }));
	const allDates = current.flatMap((instrument) => eventsOf(instrument).map(({ date }) => date));
	const usual = usualRange(allDates) ?? {
		from: `${today.slice(0, 4)}-01-01`,
		to: `${today.slice(0, 4)}-12-31`
	};
	// One end alone keeps the other where the page opens, unless that would turn the range round.
	const from = view.from ? firstDayOf(view.from) : usual.from;
	const to = view.to ? lastDayOf(view.to) : usual.to;
	const range =
		from <= to
			? { from, to }
			: view.from
				? { from, to: `${from.slice(0, 4)}-12-31` }
				: { from: `${to.slice(0, 4)}-01-01`, to };

	const within = dated.filter(({ events }) => events.some(({ date }) => isWithin(date, range)));
	const rows = within.map(({ instrument, events }) =>
		timelineRow(instrument, events, range, today, frame, locale)
	);
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const jurisdictions = [...(terms.get('jurisdictions')?.values() ?? [])];
	const papers = papersOf(frame, range, locale);
	const todayAt = percentAt(today, range);
	return {
		view,
		dropped,
		today,
		range,
		today_at: todayAt >= 0 && todayAt <= 100 ? todayAt : undefined,
		ticks: ticksOf(range),
		overview: overviewOf(
			dated.flatMap(({ events }) => events.map(({ date }) => date)),
			allDates,
			today
		),
		groups: [...groupsOf(terms)]
			.map((group) => ({
				code: group,
				label: label('jurisdiction_groups', group),
				jurisdictions: jurisdictions
					.filter((term) => term.group === group)
					.map(({ code }) => ({
						code,
						label: label('jurisdictions', code),
						rows: within
							.flatMap(({ instrument }, index) => (instrument.jurisdiction === code ? [rows[index]] : []))
							.sort(byFirstDate)
					}))
					.filter((jurisdiction) => jurisdiction.rows.length > 0)
			}))
			.filter((group) => group.jurisdictions.length > 0),
		papers: papers.filter(({ dates }) => dates.length > 0),
		papers_undated: papers.filter(({ dates }) => dates.length === 0).map(({ id, name }) => ({ id, name })),
		upcoming: upcomingOf(dated, today, locale, label),
		undated: dated
			.filter(({ events }) => events.length === 0)
			.map(({ instrument }) => ({
				id: instrument.id,
				title: inLocale(instrument, 'short_title', locale),
				jurisdiction: label('jurisdictions', instrument.jurisdiction)
			})),
		years: yearsOf(rows, papers, range, today),
		counts: {
			shown: rows.length,
			all: chosen.length,
			outside: dated.filter(({ events }) => events.length > 0).length - rows.length
		},
		choices: choicesOf(current, view, frame, locale)
	};
}

const byFirstDate = (a: TimelineRow, b: TimelineRow) => {
	const first = ({ events }: TimelineRow) => events.map(({ date }) => date).sort()[0];
	return first(a).localeCompare(first(b)) || a.title.localeCompare(b.title);
};

/** A span cut to what of it lies in the range. */
function cut(from: string, to: string, range: Range): { at: number; width: number } | undefined {
	const start = Math.max(0, percentAt(from, range));
	const end = Math.min(100, percentAt(to, range));
	return end > start ? { at: start, width: Math.round((end - start) * 100) / 100 } : undefined;
}

/** A mark stands in the middle of what its date can mean; a year or a month is as wide as it is vague. */
function place(date: string, range: Range): { at: number; width: number } {
	const [first, last] = [percentAt(firstDayOf(date), range), percentAt(lastDayOf(date), range)];
	if (date.length === 10) return { at: first, width: 0 };
	const [start, end] = [Math.max(0, first), Math.min(100, last)];
	return { at: Math.round((start + end) * 50) / 100, width: Math.round((end - start) * 100) / 100 };
}

function timelineRow(
	instrument: Instrument,
	events: LegalEvent[],
	range: Range,
	today: string,
	{ terms }: Frame,
	locale: Locale
): TimelineRow {
	const made = events
		.filter(({ kind }) => kind === 'made')
		.map(({ date }) => date)
		.sort()[0];
	const start = startOf(instrument);
	const ended = instrument.ended_on;
	const over = ended ?? today;
	const bars: TimelineRow['bars'] = [];
	const add = (kind: 'waiting' | 'force', from: string, to: string) => {
		const span = cut(from, to, range);
		if (span) bars.push({ kind, ...span });
	};
	if (made && start && made < start) add('waiting', firstDayOf(made), firstDayOf(start));
	// Law that ended on a day nobody recorded gets no bar: until when it held is not known.
	const knownEnd = ended !== undefined || !['ended', 'unknown'].includes(lightOn(instrument, today));
	if (start && knownEnd && !isAfter(start, today)) add('force', firstDayOf(start), firstDayOf(over));
	return {
		id: instrument.id,
		title: inLocale(instrument, 'short_title', locale),
		jurisdiction: labelOf(terms, 'jurisdictions', instrument.jurisdiction, locale),
		light: lightOn(instrument, today),
		binding: isBinding(instrument),
		events,
		marks: events
			.filter(({ date }) => isWithin(date, range))
			.map((event) => ({ ...event, ...place(event.date, range), upcoming: isAfter(event.date, today) })),
		bars
	};
}

function papersOf({ papers }: Frame, range: Range, locale: Locale): TimelinePaper[] {
	return currentPapers({ papers }).map((paper) => ({
		id: paper.id,
		name: paperShortName(paper, locale),
		dates: paperDates.flatMap((field) => {
			const date = paper.bibliography[field]?.value;
			if (typeof date !== 'string' || !/^\d{4}(-\d{2}){0,2}$/.test(date)) return [];
			return [{ field, date, ...place(date, range), shown: isWithin(date, range) }];
		})
	}));
}

function overviewOf(dates: string[], all: string[], today: string): TimelinePage['overview'] {
	const years = [...all.map((date) => Number(date.slice(0, 4))), Number(today.slice(0, 4))];
	const [first, last] = [Math.min(...years), Math.max(...years)];
	const count = new Map<number, number>();
	for (const date of dates)
		count.set(Number(date.slice(0, 4)), (count.get(Number(date.slice(0, 4))) ?? 0) + 1);
	return {
		first,
		last,
		years: [...count].sort(([a], [b]) => a - b).map(([year, number]) => ({ year, count: number }))
	};
}

function upcomingOf(
	dated: { instrument: Instrument; events: LegalEvent[] }[],
	today: string,
	locale: Locale,
	label: (vocabulary: string, code: string) => string
): TimelinePage['upcoming'] {
	return dated
		.flatMap(({ instrument, events }) => {
			const own = events.filter(({ date }) => isAfter(date, today));
			const later = instrument.provisions.flatMap((provision) => {
				const { applicable_from: date, number } = provision;
				return date && isAfter(date, today)
					? [{ date, number, ref: provisionTitle(instrument, provision, locale) }]
					: [];
			});
			return [...new Set([...own, ...later].map(({ date }) => date))].map((date) => ({
				id: instrument.id,
				title: inLocale(instrument, 'short_title', locale),
				jurisdiction: label('jurisdictions', instrument.jurisdiction),
				date,
				fields: own.filter((event) => event.date === date).map(({ field }) => field),
				provisions: later.filter((start) => start.date === date).map(({ number, ref }) => ({ number, ref }))
			}));
		})
		.sort((a, b) => a.date.localeCompare(b.date) || a.title.localeCompare(b.title));
}

function yearsOf(
	rows: TimelineRow[],
	papers: TimelinePaper[],
	range: Range,
	today: string
): TimelinePage['years'] {
	const events = [
		...rows.flatMap((row) =>
			row.marks.map(({ date, field, upcoming }) => ({
				id: `${row.id} ${field}`,
				href: `/regulations/${row.id}`,
				title: row.title,
				date,
				field,
				place: row.jurisdiction,
				upcoming
			}))
		),
		...papers.flatMap((paper) =>
			paper.dates
				.filter(({ date }) => isWithin(date, range))
				.map(({ date, field }) => ({
					id: `${paper.id} ${field}`,
					href: `/papers/${paper.id}`,
					title: paper.name,
					date,
					field,
					place: '',
					upcoming: isAfter(date, today)
				}))
		)
	].sort((a, b) => b.date.localeCompare(a.date) || a.title.localeCompare(b.title));
	const years = new Map<string, typeof events>();
	for (const event of events) {
		const year = event.date.slice(0, 4);
		years.set(year, [...(years.get(year) ?? []), event]);
	}
	return [...years].map(([year, list]) => ({ year, events: list }));
}

function choicesOf(
	instruments: Instrument[],
	view: TimelineView,
	{ terms }: Frame,
	locale: Locale
): TimelinePage['choices'] {
	const count = (value: string) =>
		instruments.filter(({ jurisdiction }) => isInJurisdictions(jurisdiction, [value], terms)).length;
	const choice = (value: string, label: string, group: boolean) => ({
		value,
		label,
		count: count(value),
		chosen: view.jurisdiction.includes(value),
		group
	});
	return [...groupsOf(terms)]
		.flatMap((group) => {
			const members = [...terms.get('jurisdictions')!.values()].filter((term) => term.group === group);
			return [
				...(members.length > 1
					? [choice(group, labelOf(terms, 'jurisdiction_groups', group, locale), true)]
					: []),
				...members.map((term) => choice(term.code, inLocale(term, 'label', locale), false))
			];
		})
		.filter(({ count: number, chosen }) => number > 0 || chosen);
}
