import { getLocale } from '$lib/paraglide/runtime.js';
import { packageOffer } from '$lib/server/package/current.ts';
import { dataPage } from '$lib/server/views/pictures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db } }) => {
	const today = new Date().toISOString().slice(0, 10);
	const [page, offer] = await Promise.all([dataPage(db, getLocale(), today), packageOffer(db)]);
	return { ...page, package: offer };
};
