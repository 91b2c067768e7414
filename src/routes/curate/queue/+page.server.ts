import { getLocale } from '$lib/paraglide/runtime.js';
import { queuePage } from '$lib/server/views/review.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user } }) => ({
	queue: await queuePage(db, user!, getLocale(), new Date())
});
