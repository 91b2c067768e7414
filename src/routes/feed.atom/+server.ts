import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readChangesFeed } from '$lib/server/api/atom.ts';

/** Every change of the data, or those of some jurisdictions. */
export const { GET, fallback } = endpoint(
	(event) => readChangesFeed(event, getLocale()),
	'application/atom+xml',
	{ daily: false }
);
