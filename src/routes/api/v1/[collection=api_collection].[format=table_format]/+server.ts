import type { Collection } from '$lib/domain/api/collections.ts';
import { endpoint, readList } from '$lib/server/api/answer.ts';
import type { SheetFormat } from '$lib/server/api/sheet-answer.ts';

export const { GET, fallback } = endpoint(
	(event, now) =>
		readList(event, now, event.params.collection as Collection, event.params.format as SheetFormat),
	({ params }) => params.format as SheetFormat
);
