import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orPreview } from '$lib/server/curation/preview.ts';
import { cite } from '$lib/server/views/cite.ts';
import { nearestPages } from '$lib/server/views/nearest.ts';
import { paperPage } from '$lib/server/views/paper.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const {
			params: { id },
			url
		} = event;
		const paper = await paperPage(db, id, getLocale());
		if (!paper)
			error(404, {
				message: m.record_no_paper({ id }),
				near: await nearestPages(db, 'papers', id, getLocale())
			});
		if ('moved_to' in paper) redirect(301, localizeHref(`/papers/${paper.moved_to}`));
		const [trace, cited] = await Promise.all([
			traceOf(db, { paper: id }, getLocale()),
			cite(db, 'papers', id, getLocale(), url.origin)
		]);
		return { paper, trace, cited };
	});
