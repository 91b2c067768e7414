import { error } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { historyPage } from '$lib/server/views/history.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params: { vocabulary }, url }) => {
	const at = { href: `/codebook#${vocabulary}`, path: `/codebook/${vocabulary}/history` };
	const history = await historyPage(db, ['vocabulary'], vocabulary, at, url.searchParams, getLocale());
	if (!history) error(404, m.review_no_history({ id: vocabulary }));
	return { history };
};
