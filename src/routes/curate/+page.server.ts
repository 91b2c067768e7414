import { getLocale } from '$lib/paraglide/runtime.js';
import { mayRequest } from '$lib/server/curation/guard.ts';
import { curatePage, dueMonths, staleDays } from '$lib/server/views/curate.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user }, url }) => {
	const reads = (route: string) => mayRequest(user!.role, route, { method: 'GET', action: 'GET' });
	const today = new Date().toISOString().slice(0, 10);
	return {
		home: await curatePage(db, user!, url.searchParams, getLocale(), today),
		choices: { days: [...staleDays], months: [...dueMonths] },
		may: {
			begin: reads('/curate/new/[kind]'),
			from_source: reads('/curate/source'),
			edit: mayRequest(user!.role, '/curate/drafts', { method: 'POST', action: 'start' })
		}
	};
};
