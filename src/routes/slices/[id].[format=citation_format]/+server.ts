import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { citationAnswer, type CitationFormat } from '$lib/server/api/citation-answer.ts';
import { problem } from '$lib/server/api/problem.ts';
import { cite } from '$lib/server/views/cite.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	const cited = await cite(locals.db, 'slices', params.id, getLocale(), url.origin);
	if (!cited) return problem({ status: 404, title: m.error_not_found_title() });
	return citationAnswer(cited.items, params.format as CitationFormat, params.id);
};
