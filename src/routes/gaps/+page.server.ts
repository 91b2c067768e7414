import { getLocale } from '$lib/paraglide/runtime.js';
import { gapsPage } from '$lib/server/views/gaps.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ gaps: await gapsPage(locals.db, getLocale()) });
