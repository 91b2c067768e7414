import { getLocale } from '$lib/paraglide/runtime.js';
import { searchPage } from '$lib/server/views/search.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	searchPage(
		locals.db,
		{
			query: url.searchParams.get('q') ?? '',
			only: url.searchParams.get('kind') ?? undefined,
			page: url.searchParams.get('page') ?? undefined
		},
		getLocale()
	);
