import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { cite } from '$lib/server/views/cite.ts';
import { linkedHead } from '$lib/server/views/linked.ts';
import { nearestPages } from '$lib/server/views/nearest.ts';
import { paperPage } from '$lib/server/views/paper.ts';
import { countOpen } from '$lib/server/views/suggestions.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params: { id }, url }) => {
	const paper = await paperPage(db, id, getLocale());
	if (!paper)
		error(404, {
			message: m.record_no_paper({ id }),
			near: await nearestPages(db, 'papers', id, getLocale())
		});
	if ('moved_to' in paper) redirect(301, localizeHref(`/papers/${paper.moved_to}`));
	const [trace, cited, linked, open_suggestions] = await Promise.all([
		traceOf(db, { paper: id }, getLocale()),
		cite(db, 'papers', id, getLocale(), url.origin),
		linkedHead(db, 'papers', id, url.origin, new Date().toISOString().slice(0, 10)),
		countOpen(db, 'paper', id)
	]);
	return { paper, trace, cited, linked, open_suggestions };
};
