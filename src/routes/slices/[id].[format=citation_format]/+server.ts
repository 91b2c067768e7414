import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { endpoint } from '$lib/server/api/answer.ts';
import { citationAnswer, type CitationFormat } from '$lib/server/api/citation-answer.ts';
import { problem } from '$lib/server/api/problem.ts';
import { cite } from '$lib/server/views/cite.ts';

export const { GET, fallback } = endpoint(
	async ({ locals, params, url }) => {
		const id = params.id!;
		const cited = await cite(locals.db, 'slices', id, getLocale(), url.origin);
		if (!cited) return problem({ status: 404, title: m.share_slice_unknown({ id: id.slice(0, 60) }) });
		return () => citationAnswer(cited.items, params.format as CitationFormat, id);
	},
	({ params }) => params.format as CitationFormat
);
