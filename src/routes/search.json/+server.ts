import { endpoint, readList } from '$lib/server/api/answer.ts';

/** The data twin of the page. */
export const { GET, fallback } = endpoint((event, now) => readList(event, now, 'search'));
