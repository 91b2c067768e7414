import { getLocale } from '$lib/paraglide/runtime.js';
import { tracePage } from '$lib/server/views/trace.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const today = new Date().toISOString().slice(0, 10);
	return { trace: await tracePage(locals.db, url.searchParams, getLocale(), today) };
};
