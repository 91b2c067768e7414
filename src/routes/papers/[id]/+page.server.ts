import { getLocale } from '$lib/paraglide/runtime.js';
import { notHere } from '$lib/server/not-here.ts';
import { cite } from '$lib/server/views/cite.ts';
import { paperPage } from '$lib/server/views/paper.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params: { id }, url }) => {
	const paper = await paperPage(db, id, getLocale());
	if (!paper) return notHere(db, 'papers', id, url.search);
	const [trace, cited] = await Promise.all([
		traceOf(db, { paper: id }, getLocale()),
		cite(db, 'papers', id, getLocale(), url.origin)
	]);
	return { paper, trace, cited };
};
