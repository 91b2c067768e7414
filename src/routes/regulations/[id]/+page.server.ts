import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orPreview } from '$lib/server/curation/preview.ts';
import { cite } from '$lib/server/views/cite.ts';
import { nearestPages } from '$lib/server/views/nearest.ts';
import { regulationPage } from '$lib/server/views/regulation.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const {
			params: { id },
			url
		} = event;
		const today = new Date().toISOString().slice(0, 10);
		const regulation = await regulationPage(db, id, url.searchParams, getLocale(), today);
		if (!regulation)
			error(404, {
				message: m.law_not_found({ id }),
				near: await nearestPages(db, 'regulations', id, getLocale())
			});
		if ('moved_to' in regulation)
			redirect(301, localizeHref(`/regulations/${regulation.moved_to}`) + url.search);
		const [trace, cited] = await Promise.all([
			traceOf(db, { regulation: id }, getLocale(), regulation.as_of ?? today),
			cite(db, 'regulations', id, getLocale(), url.origin)
		]);
		return { regulation, trace, cited };
	});
