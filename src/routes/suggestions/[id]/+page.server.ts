import { error } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { suggestionPage } from '$lib/server/views/suggestions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params: { id }, url, setHeaders }) => {
	const suggestion = await suggestionPage(db, id, getLocale());
	if (!suggestion) error(404, m.suggest_not_found());
	// Search engines get to see only what a curator has found worth a change.
	if (suggestion.state !== 'accepted') setHeaders({ 'x-robots-tag': 'noindex' });
	return {
		suggestion,
		sent: url.searchParams.has('sent'),
		address: url.origin + localizeHref(`/suggestions/${id}`)
	};
};
