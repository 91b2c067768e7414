import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { problem } from '$lib/server/api/problem.ts';
import { sheetAnswer, type SheetFormat } from '$lib/server/api/sheet-answer.ts';
import { findSlice } from '$lib/server/queries/slices.ts';
import { frozenView } from '$lib/server/views/slice.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	const slice = await findSlice(locals.db, params.id);
	if (!slice) return problem({ status: 404, title: m.share_slice_unknown({ id: params.id }) });
	const locale = getLocale();
	return sheetAnswer(frozenView(slice, locale), {
		format: params.format as SheetFormat,
		locale,
		bom: url.searchParams.get('bom') === '1',
		address: url.origin + localizeHref(`/slices/${slice.id}`),
		at: slice.created_at,
		frozen: true,
		known: request.headers.get('if-none-match')
	});
};
