import { endpoint, readMatrix } from '$lib/server/api/answer.ts';

export const { GET, fallback } = endpoint((event, now) => readMatrix(event, now, event.params.slug!, 'json'));
