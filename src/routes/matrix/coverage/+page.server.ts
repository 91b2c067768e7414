import { getLocale } from '$lib/paraglide/runtime.js';
import { coveragePage } from '$lib/server/views/coverage.ts';
import { matrixTabs } from '$lib/server/views/matrix-tabs.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const today = new Date().toISOString().slice(0, 10);
	const [matrix, tabs] = await Promise.all([
		coveragePage(locals.db, url.searchParams, getLocale(), today, { state: locals.kept?.state }),
		matrixTabs(locals.db, getLocale())
	]);
	return { matrix, tabs };
};
