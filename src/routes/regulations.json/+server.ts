import { endpoint, readList } from '$lib/server/api/answer.ts';

/** The data twin of the register: the same filters, sort and day. */
export const { GET, fallback } = endpoint((event, now) => readList(event, now, 'regulations'));
