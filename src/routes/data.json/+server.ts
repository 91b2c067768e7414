import { endpoint, readIndex } from '$lib/server/api/answer.ts';

/** The data twin of the page: where every list is. */
export const { GET, fallback } = endpoint(readIndex);
