import { endpoint } from '$lib/server/api/answer.ts';
import { readLinkedWhole } from '$lib/server/api/twin-answer.ts';
import { isOffered } from '$lib/server/package/current.ts';
import { linkedDataset } from '$lib/server/views/linked.ts';

/** The twin of the page as linked data. */
export const { GET, fallback } = endpoint(
	(event) => readLinkedWhole(event, linkedDataset, isOffered),
	'jsonld'
);
