import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readMatrixFeed } from '$lib/server/api/atom.ts';

/** The changes of the records a view shows: the query is that of the matrix. */
export const { GET, fallback } = endpoint(
	(event, now) => readMatrixFeed(event, getLocale(), now.toISOString().slice(0, 10)),
	'application/atom+xml',
	{ daily: false }
);
