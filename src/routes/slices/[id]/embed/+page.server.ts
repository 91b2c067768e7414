import { error } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { findSlice } from '$lib/server/queries/slices.ts';
import { shownSlice } from '$lib/server/views/slice.ts';
import type { PageServerLoad } from './$types';

/** Nothing runs in the pages of others. */
export const csr = false;

export const load: PageServerLoad = async ({ locals, params }) => {
	const slice = await findSlice(locals.db, params.id);
	if (!slice) error(404, m.share_slice_unknown({ id: params.id.slice(0, 60) }));
	return {
		/** Read by the layout of the site: no header, no footer. */
		chromeless: true,
		id: slice.id,
		frozen_on: slice.created_at.toISOString().slice(0, 10),
		view: shownSlice(slice, getLocale())
	};
};
