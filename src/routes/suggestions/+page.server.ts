import { getLocale } from '$lib/paraglide/runtime.js';
import { suggestionsPage } from '$lib/server/views/suggestions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => ({
	suggestions: await suggestionsPage(db, url.searchParams, getLocale())
});
