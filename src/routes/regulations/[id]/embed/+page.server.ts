import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { recordCard } from '$lib/server/views/card.ts';
import { nearestPages } from '$lib/server/views/nearest.ts';
import type { PageServerLoad } from './$types';

/** Nothing runs in the pages of others. */
export const csr = false;

export const load: PageServerLoad = async ({ locals: { db }, params: { id } }) => {
	const card = await recordCard(db, 'regulations', id, getLocale(), new Date().toISOString().slice(0, 10));
	if (!card)
		error(404, {
			message: m.law_not_found({ id }),
			near: await nearestPages(db, 'regulations', id, getLocale())
		});
	if ('moved_to' in card) redirect(301, localizeHref(`/regulations/${card.moved_to}/embed`));
	return { chromeless: true, card };
};
