import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readCalendar } from '$lib/server/api/calendar.ts';

/** Days on which the law changes, to subscribe to. */
export const { GET, fallback } = endpoint(
	(event, now) => readCalendar(event, getLocale(), now),
	'text/calendar'
);
