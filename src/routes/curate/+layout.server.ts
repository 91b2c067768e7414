import { mayRequest } from '$lib/server/curation/guard.ts';
import type { LayoutServerLoad } from './$types';

const places = [
	'/curate',
	'/curate/queue',
	'/curate/mine',
	'/curate/suggestions',
	'/curate/import',
	'/curate/coding',
	'/curate/people',
	'/curate/audit'
] as const;

/** The places of curation that this person may see. */
export const load: LayoutServerLoad = ({ locals: { user } }) => ({
	places: places.filter((route) => mayRequest(user?.role, route, { method: 'GET', action: 'GET' }))
});
