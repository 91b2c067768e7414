import { amount } from '../../domain/amount.ts';
import { calendarDates, type LegalDate, type LegalField } from '../../domain/calendar.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { lightOn } from '../../domain/law.ts';
import { isInJurisdictions, isJurisdictionOrGroup } from '../../domain/register.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { comma, inBrackets, semicolon } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { listLastChanges } from '../queries/changes.ts';
import { placeNames } from './place-names.ts';
import { atlasFrame, type Frame } from './snapshot.ts';

type CalendarEvent = {
	/** The same for the same date of the same law, also when it is moved. */
	key: string;
	/** How often the record was changed, and when last. */
	revision: number;
	changed_at: Date;
	/** YYYY-MM-DD */
	day: string;
	title: string;
	description: string;
	place: string;
	/** Page of the regulation, without language. */
	page: string;
	/** Of a text that is only proposed. */
	tentative: boolean;
};

export type Calendar = { title: string; about: string; query: string; events: CalendarEvent[] };

const fieldWords: Record<LegalField, (inputs: object, options: { locale: Locale }) => string> = {
	in_force_from: m.feeds_date_in_force_from,
	applicable_from: m.feeds_date_applicable_from,
	transposition_due: m.feeds_date_transposition_due,
	ended_on: m.feeds_date_ended_on
};

/**
 * The days on which the law changes, of some jurisdictions or of all. Dates that are no days are named in `about`.
 * @param today YYYY-MM-DD
 */
export async function calendarOf(
	db: Db,
	jurisdiction: string[],
	locale: Locale,
	today: string
): Promise<Calendar | { dropped: { name: string; value: string }[] }> {
	const frame = await atlasFrame(db);
	const { terms, instruments } = frame;
	const unknown = jurisdiction.filter((value) => !isJurisdictionOrGroup(value, terms));
	if (unknown.length > 0) return { dropped: unknown.map((value) => ({ name: 'jurisdiction', value })) };
	const changes = new Map(
		(await listLastChanges(db, ['instrument'])).map((change) => [change.record, change])
	);
	const shown = [...instruments.values()]
		.filter(
			(instrument) =>
				isCurrent(instrument) &&
				(jurisdiction.length === 0 || isInJurisdictions(instrument.jurisdiction, jurisdiction, terms))
		)
		.map((instrument) => ({ instrument, ...calendarDates(instrument, today) }));
	const vague = shown.flatMap(({ instrument, vague: dates }) =>
		dates.map((date) => titleOf(instrument, date, frame, locale) + inBrackets(date.date, locale))
	);
	return {
		title:
			jurisdiction.length > 0
				? m.feeds_calendar_place({ place: placeNames(jurisdiction, terms, locale) }, { locale })
				: m.feeds_calendar_title({}, { locale }),
		about: [
			m.feeds_calendar_about({}, { locale }),
			...(vague.length > 0
				? [
						m.feeds_calendar_vague(
							{ count: amount(vague.length), dates: vague.join(semicolon(locale)) },
							{ locale }
						)
					]
				: [])
		].join(' '),
		query: jurisdiction.length > 0 ? `?jurisdiction=${jurisdiction.join(',')}` : '',
		events: shown
			.flatMap(({ instrument, days }) =>
				days.map((date): CalendarEvent => {
					const { version, at } = changes.get(instrument.id)!;
					return {
						key: [instrument.id, date.field, ...date.provisions].join('-'),
						revision: version! - 1,
						changed_at: at!,
						day: date.date,
						title: titleOf(instrument, date, frame, locale),
						description: descriptionOf(instrument, frame, locale),
						place: labelOf(terms, 'jurisdictions', instrument.jurisdiction, locale),
						page: `/regulations/${instrument.id}${date.provisions.length > 0 ? `#p${date.provisions[0]}` : ''}`,
						tentative: lightOn(instrument, today) === 'proposed'
					};
				})
			)
			.sort((a, b) => a.day.localeCompare(b.day) || a.key.localeCompare(b.key))
	};
}

function titleOf(
	instrument: Instrument,
	{ field, provisions }: LegalDate,
	{ terms }: Frame,
	locale: Locale
): string {
	const refs = instrument.provisions
		.filter(({ number }) => provisions.includes(number))
		.map((provision) => provisionTitle(instrument, provision, locale));
	return m.feeds_event_title(
		{
			law: inLocale(instrument, 'short_title', locale),
			place: labelOf(terms, 'jurisdictions', instrument.jurisdiction, locale),
			what:
				refs.length > 0
					? m.feeds_date_provisions({ provisions: refs.join(comma(locale)) }, { locale })
					: fieldWords[field]({}, { locale })
		},
		{ locale }
	);
}

function descriptionOf(instrument: Instrument, { terms }: Frame, locale: Locale): string {
	const { status, verification, checked_on } = instrument;
	return [
		inLocale(instrument, 'title', locale),
		m.feeds_event_status(
			{ status: labelOf(terms, 'instrument_status', status, locale), day: checked_on },
			{ locale }
		),
		m.feeds_event_verification(
			{ label: labelOf(terms, 'instrument_verification', verification, locale) },
			{ locale }
		),
		m.feeds_event_note({}, { locale })
	].join('\n');
}
