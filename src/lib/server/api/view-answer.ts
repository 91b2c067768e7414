import { version } from '$app/environment';
import type { RequestEvent } from '@sveltejs/kit';
import * as m from '../../paraglide/messages.js';
import { getLocale, localizeHref } from '../../paraglide/runtime.js';
import { dataState } from '../data-state.ts';
import { findKept, keep, tagOf } from '../kept-answers.ts';
import { openView } from '../views/sheet.ts';
import { problem } from './problem.ts';
import { sheetAnswer, type SheetFormat } from './sheet-answer.ts';

/**
 * The view of a page as a file, with the parameters of its address; what is wrong with them is said by their names. JSON, which
 * programs read again and again, is kept while the data stand still.
 * @param path of the page without language, `/matrix/layers`
 */
export async function viewAnswer(
	{ locals, request, url }: Pick<RequestEvent, 'locals' | 'request' | 'url'>,
	path: string,
	format: SheetFormat
): Promise<Response> {
	const locale = getLocale();
	const at = new Date();
	const day = at.toISOString().slice(0, 10);
	const known = request.headers.get('if-none-match');
	const state = await dataState(locals.db);
	const tag = tagOf('view', version, state, day, url.href);
	const mayBeKept = format === 'json' && request.method === 'GET';
	if (mayBeKept && known === null) {
		const kept = await findKept(tag, request);
		if (kept) {
			locals.kept = { tag, state, day };
			return kept;
		}
	}
	const parameters = new URLSearchParams(url.searchParams);
	const bom = parameters.get('bom');
	parameters.delete('bom');
	const opened = await openView(locals.db, path, parameters, locale, day, {
		paged: format === 'json',
		state
	});
	if (!opened)
		return problem({
			status: 404,
			title: m.share_no_table(),
			detail: m.matrix_unknown({ slug: path.split('/').at(-1)! })
		});
	const { view, dropped } = opened;
	if (bom !== null && bom !== '0' && bom !== '1') dropped.push({ name: 'bom', value: bom });
	if (dropped.length > 0)
		return problem({
			status: 400,
			title: m.share_bad_parameters(),
			errors: dropped.map(({ name, value, said }) => ({
				path: name,
				message: said ?? m.share_bad_value({ value })
			}))
		});
	const address = url.origin + localizeHref(view.path) + view.query;
	const head = request.method === 'HEAD';
	const made = await sheetAnswer(view, {
		format,
		locale,
		bom: bom === '1',
		address,
		at,
		frozen: false,
		known,
		head
	});
	if (!mayBeKept) return made;
	locals.kept = { tag, state, day };
	return keep(tag, made, request);
}
