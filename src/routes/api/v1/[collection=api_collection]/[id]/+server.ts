import type { Collection } from '$lib/domain/api/collections.ts';
import { endpoint, readSingle } from '$lib/server/api/answer.ts';

/** No id has a full stop in it. */
export const { GET, fallback } = endpoint((event, now) =>
	readSingle(event, now, event.params.collection as Collection, event.params.id!.replace(/\.json$/, ''))
);
