import { endpoint } from '$lib/server/api/answer.ts';
import { readLinked } from '$lib/server/api/twin-answer.ts';

/** The twin of the page as linked data. */
export const { GET, fallback } = endpoint(
	(event, now) => readLinked(event, now, 'papers', event.params.id!),
	'jsonld'
);
