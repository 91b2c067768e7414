import { getLocale } from '$lib/paraglide/runtime.js';
import { weighPage } from '$lib/server/views/weigh.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => ({
	weigh: await weighPage(db, url.searchParams, getLocale(), new Date().toISOString().slice(0, 10))
});
