import { getLocale } from '$lib/paraglide/runtime.js';
import { crossPage } from '$lib/server/views/cross-tab.ts';
import { matrixTabs } from '$lib/server/views/matrix-tabs.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const [cross, tabs] = await Promise.all([
		crossPage(locals.db, url.searchParams, getLocale()),
		matrixTabs(locals.db, getLocale())
	]);
	return { cross, tabs };
};
