import { getLocale } from '$lib/paraglide/runtime.js';
import { packageOffer } from '$lib/server/package/current.ts';
import { followPlaces } from '$lib/server/views/follow.ts';
import { linkedDataset } from '$lib/server/views/linked.ts';
import { dataPage } from '$lib/server/views/pictures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const today = new Date().toISOString().slice(0, 10);
	const [page, linked, offer, places] = await Promise.all([
		dataPage(db, getLocale(), today),
		linkedDataset(db, url.origin),
		packageOffer(db),
		followPlaces(db, getLocale())
	]);
	return { ...page, linked, package: offer, places };
};
