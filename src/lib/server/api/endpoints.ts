import type { RequestEvent } from '@sveltejs/kit';
import type { Collection } from '../../domain/api/collections.ts';
import { endpoint, readList, readSingle } from './answer.ts';
import type { SheetFormat } from './sheet-answer.ts';
import { viewAnswer } from './view-answer.ts';

/** The lists and records of the API and the files of matrices, as SvelteKit routes to them and as they are answered before it is asked. */

export const listEndpoint = endpoint((event, now) =>
	readList(event, now, event.params.collection as Collection)
);

/** No id has a full stop in it. */
export const singleEndpoint = endpoint((event, now) =>
	readSingle(event, now, event.params.collection as Collection, event.params.id!.replace(/\.json$/, ''))
);

export const matrixFile = (event: RequestEvent): Promise<Response> =>
	viewAnswer(event, `/matrix/${event.params.slug}`, event.params.format as SheetFormat);
