import { getLocale } from '$lib/paraglide/runtime.js';
import { codebookPage } from '$lib/server/views/codebook.ts';
import { linkedCodebook } from '$lib/server/views/linked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const [page, linked] = await Promise.all([
		codebookPage(db, getLocale()),
		linkedCodebook(db, url.origin, false)
	]);
	return { ...page, linked };
};
