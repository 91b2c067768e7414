import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readShown } from '$lib/server/api/twin-answer.ts';
import { timelinePage } from '$lib/server/views/timeline.ts';

/** The data twin of the page: the same range and jurisdictions. */
export const { GET, fallback } = endpoint((event, now) =>
	readShown(event, now, async ({ db, parameters, day }) => {
		const { dropped, ...data } = await timelinePage(db, parameters, getLocale(), day);
		return { data, dropped };
	})
);
