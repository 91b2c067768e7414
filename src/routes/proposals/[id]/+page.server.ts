import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { nearestPages } from '$lib/server/views/nearest.ts';
import { proposalPage } from '$lib/server/views/proposal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params: { id } }) => {
	const proposal = await proposalPage(db, id, getLocale());
	if (!proposal)
		error(404, {
			message: m.record_no_proposal({ id }),
			near: await nearestPages(db, 'proposals', id, getLocale())
		});
	if ('moved_to' in proposal) redirect(301, localizeHref(`/proposals/${proposal.moved_to}`));
	return { proposal };
};
