import { getLocale } from '$lib/paraglide/runtime.js';
import { waitingImports } from '$lib/server/views/imports.ts';
import { queuePage } from '$lib/server/views/review.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user } }) => ({
	queue: await queuePage(db, user!, getLocale(), new Date()),
	imports: await waitingImports(db)
});
