import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { problem } from '$lib/server/api/problem.ts';
import { sheetAnswer, type SheetFormat } from '$lib/server/api/sheet-answer.ts';
import { openView } from '$lib/server/views/sheet.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	const locale = getLocale();
	const at = new Date();
	const parameters = new URLSearchParams(url.searchParams);
	const bom = parameters.get('bom');
	parameters.delete('bom');
	const opened = await openView(
		locals.db,
		`/matrix/${params.slug}`,
		parameters,
		locale,
		at.toISOString().slice(0, 10)
	);
	if (!opened)
		return problem({
			status: 404,
			title: m.share_no_table(),
			detail: m.matrix_unknown({ slug: params.slug })
		});
	const { view, dropped } = opened;
	if (bom !== null && bom !== '0' && bom !== '1') dropped.push({ name: 'bom', value: bom });
	if (dropped.length > 0)
		return problem({
			status: 400,
			title: m.share_bad_parameters(),
			errors: dropped.map(({ name, value }) => ({ path: name, message: m.share_bad_value({ value }) }))
		});
	const address = url.origin + localizeHref(view.path) + view.query;
	const format = params.format as SheetFormat;
	const known = request.headers.get('if-none-match');
	return sheetAnswer(view, { format, locale, bom: bom === '1', address, at, frozen: false, known });
};
