import { getLocale } from '$lib/paraglide/runtime.js';
import { briefPage } from '$lib/server/views/brief.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => ({
	page: await briefPage(db, url.searchParams, getLocale(), new Date().toISOString().slice(0, 10))
});
