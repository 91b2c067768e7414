import { getLocale } from '$lib/paraglide/runtime.js';
import { myDrafts } from '$lib/server/views/curate.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user } }) => ({
	drafts: await myDrafts(db, user!, getLocale())
});
