import { endpoint, readMatrix } from '$lib/server/api/answer.ts';
import type { SheetFormat } from '$lib/server/api/sheet-answer.ts';

export const { GET, fallback } = endpoint(
	(event, now) => readMatrix(event, now, event.params.slug!, event.params.format as SheetFormat),
	({ params }) => params.format as SheetFormat
);
