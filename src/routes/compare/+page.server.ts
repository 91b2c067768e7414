import { getLocale } from '$lib/paraglide/runtime.js';
import { comparePage } from '$lib/server/views/compare.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => ({
	compare: await comparePage(db, url.searchParams, getLocale(), new Date().toISOString().slice(0, 10))
});
