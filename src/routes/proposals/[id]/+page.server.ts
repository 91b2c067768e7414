import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orPreview } from '$lib/server/curation/preview.ts';
import { cite } from '$lib/server/views/cite.ts';
import { nearestPages } from '$lib/server/views/nearest.ts';
import { proposalPage } from '$lib/server/views/proposal.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import { uptakeOf } from '$lib/server/views/uptake.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const {
			params: { id },
			url
		} = event;
		const proposal = await proposalPage(db, id, getLocale());
		if (!proposal)
			error(404, {
				message: m.record_no_proposal({ id }),
				near: await nearestPages(db, 'proposals', id, getLocale())
			});
		if ('moved_to' in proposal) redirect(301, localizeHref(`/proposals/${proposal.moved_to}`));
		const [trace, uptake, cited] = await Promise.all([
			traceOf(db, { proposal: id }, getLocale()),
			uptakeOf(db, id, getLocale()),
			cite(db, 'proposals', id, getLocale(), url.origin)
		]);
		return { proposal, trace, uptake, cited };
	});
