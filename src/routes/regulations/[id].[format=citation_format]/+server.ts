import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { readCitation } from '$lib/server/api/twin-answer.ts';
import type { CitationFormat } from '$lib/server/api/citation-answer.ts';

/** The citation twins of the page. */
export const { GET, fallback } = endpoint(
	(event, now) =>
		readCitation(
			event,
			now,
			'regulations',
			event.params.id!,
			event.params.format as CitationFormat,
			getLocale()
		),
	({ params }) => params.format as CitationFormat
);
