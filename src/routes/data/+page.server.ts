import { getLocale } from '$lib/paraglide/runtime.js';
import { dataPage } from '$lib/server/views/pictures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	dataPage(locals.db, getLocale(), new Date().toISOString().slice(0, 10));
