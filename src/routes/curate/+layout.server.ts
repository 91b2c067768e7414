import { deskMenu } from '$lib/i18n/desk-menu-words.ts';
import { mayRead } from '$lib/server/curation/guard.ts';
import type { LayoutServerLoad } from './$types';

/** The places of curation that this person may see. */
export const load: LayoutServerLoad = ({ locals: { user } }) => ({
	places: deskMenu.map(({ href }) => href).filter((route) => mayRead(user?.role, route))
});
