import { getLocale } from '$lib/paraglide/runtime.js';
import { homePage } from '$lib/server/views/home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => homePage(locals.db, getLocale());
