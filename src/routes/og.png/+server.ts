import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readSiteImage } from '$lib/server/api/card-image.ts';

/** What social networks show of every page that is no record. */
export const { GET, fallback } = endpoint(
	(event, now) => readSiteImage(event, getLocale(), now),
	'image/png'
);
