import { getLocale } from '$lib/paraglide/runtime.js';
import { codebookPage } from '$lib/server/views/codebook.ts';
import { agreementPage } from '$lib/server/views/coding.ts';
import { linkedCodebook } from '$lib/server/views/linked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const [page, linked, agreement] = await Promise.all([
		codebookPage(db, getLocale()),
		linkedCodebook(db, url.origin, false),
		agreementPage(db, getLocale())
	]);
	return { ...page, linked, agreement };
};
