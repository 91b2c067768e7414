import { codesOf, parseParameters } from '../../domain/api/parameters.ts';
import type { Locale } from '../../domain/text.ts';
import { calendarOf } from '../views/calendar.ts';
import { badParameters, badValues, type Event, type Reading } from './answer.ts';
import { calendarText } from './calendar-text.ts';

/** `/calendar.ics`, for everything or some jurisdictions. */
export async function readCalendar({ locals, url }: Event, locale: Locale, now: Date): Promise<Reading> {
	const { values, errors } = parseParameters(
		{ jurisdiction: codesOf('Jurisdictions or groups of them', 'EU') },
		url.searchParams
	);
	if (!values) return badParameters(errors);
	const today = now.toISOString().slice(0, 10);
	const calendar = await calendarOf(locals.db, values.jurisdiction ?? [], locale, today);
	if ('dropped' in calendar) return badValues(calendar.dropped);
	return () =>
		new Response(calendarText(calendar, url.origin, locale), {
			headers: {
				'content-type': 'text/calendar; charset=utf-8',
				'content-language': locale,
				'content-disposition': 'inline; filename="remedy-atlas.ics"'
			}
		});
}
