import { error } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { doubleCoding } from '$lib/server/views/coding.ts';
import { historyPage } from '$lib/server/views/history.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params: { id }, url }) => {
	const at = { href: `/proposals/${id}`, path: `/proposals/${id}/history` };
	const history = await historyPage(db, ['proposal', 'link'], id, at, url.searchParams, getLocale());
	if (!history) error(404, m.review_no_history({ id: id }));
	return { history, both: await doubleCoding(db, id, getLocale()) };
};
