import { getLocale } from '$lib/paraglide/runtime.js';
import { linkedDataset } from '$lib/server/views/linked.ts';
import { dataPage } from '$lib/server/views/pictures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const [page, linked] = await Promise.all([
		dataPage(db, getLocale(), new Date().toISOString().slice(0, 10)),
		linkedDataset(db, url.origin)
	]);
	return { ...page, linked };
};
