import { endpoint, readList } from '$lib/server/api/answer.ts';

/** The data twin of the page: all vocabularies with their terms. */
export const { GET, fallback } = endpoint((event, now) => readList(event, now, 'vocabularies'));
