import type { Collection } from '../../domain/api/collections.ts';
import { endpoint, readList, readSingle } from './answer.ts';

/** The lists and records of the API, as SvelteKit routes to them and as they are answered before it is asked. */

export const listEndpoint = endpoint((event, now) =>
	readList(event, now, event.params.collection as Collection)
);

/** No id has a full stop in it. */
export const singleEndpoint = endpoint((event, now) =>
	readSingle(event, now, event.params.collection as Collection, event.params.id!.replace(/\.json$/, ''))
);
