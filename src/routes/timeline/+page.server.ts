import { getLocale } from '$lib/paraglide/runtime.js';
import { timelinePage } from '$lib/server/views/timeline.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => ({
	timeline: await timelinePage(db, url.searchParams, getLocale(), new Date().toISOString().slice(0, 10))
});
