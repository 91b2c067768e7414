import type { Collection } from '$lib/domain/api/collections.ts';
import { endpoint, readList } from '$lib/server/api/answer.ts';

export const { GET, fallback } = endpoint((event, now) =>
	readList(event, now, event.params.collection as Collection)
);
