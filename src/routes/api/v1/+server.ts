import { endpoint, readIndex } from '$lib/server/api/answer.ts';

export const { GET, fallback } = endpoint(readIndex);
