import { getLocale } from '$lib/paraglide/runtime.js';
import { registerPage } from '$lib/server/views/regulations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => ({
	register: await registerPage(db, url.searchParams, getLocale(), new Date().toISOString().slice(0, 10))
});
