import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readRecordFeed } from '$lib/server/api/atom.ts';

export const { GET, fallback } = endpoint(
	(event) => readRecordFeed(event, 'regulations', getLocale()),
	'application/atom+xml',
	{ daily: false }
);
