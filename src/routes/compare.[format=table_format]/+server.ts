import type { SheetFormat } from '$lib/server/api/sheet-answer.ts';
import { viewAnswer } from '$lib/server/api/view-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	viewAnswer(event, '/compare', event.params.format as SheetFormat);
