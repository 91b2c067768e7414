import ical, { escape, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { pathIn, type Locale } from '../../domain/text.ts';
import type { Calendar } from '../views/calendar.ts';

/** A calendar of whole days as iCalendar (RFC 5545, with the names of RFC 7986). @param origin `https://atlas.example` */
export function calendarText(
	{ title, about, query, events }: Calendar,
	origin: string,
	locale: Locale
): string {
	const address = origin + pathIn(locale, `/calendar.ics${query}`);
	return ical({
		// The library escapes events but not these two.
		name: escape(title, false),
		description: escape(about, false),
		prodId: { company: 'Remedy Atlas', product: 'Dates of the law', language: locale.toUpperCase() },
		url: address,
		source: address,
		ttl: 24 * 60 * 60,
		events: events.map((event) => ({
			id: `${event.key}@${new URL(origin).hostname}`,
			sequence: event.revision,
			stamp: event.changed_at,
			lastModified: event.changed_at,
			allDay: true,
			start: new Date(`${event.day}T00:00:00Z`),
			summary: event.title,
			description: event.description,
			categories: [{ name: event.place }],
			url: origin + pathIn(locale, event.page),
			status: event.tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED,
			// Nobody is busy because a law comes into force.
			transparency: ICalEventTransparency.TRANSPARENT
		}))
	}).toString();
}
