import { endpoint, readSingle } from '$lib/server/api/answer.ts';

/** The data twin of the page. */
export const { GET, fallback } = endpoint((event, now) =>
	readSingle(event, now, 'proposals', event.params.id!)
);
