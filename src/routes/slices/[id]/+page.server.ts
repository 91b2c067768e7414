import { error } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { cite } from '$lib/server/views/cite.ts';
import { slicePage } from '$lib/server/views/slice.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const locale = getLocale();
	const slice = await slicePage(locals.db, params.id, locale, new Date().toISOString().slice(0, 10));
	if (!slice)
		error(404, {
			message: m.share_slice_unknown({ id: params.id.slice(0, 60) }),
			near: [
				{ href: '/slices', title: m.share_slices_title() },
				{ href: '/matrix/layers', title: m.share_slices_open() }
			]
		});
	return { slice, cited: await cite(locals.db, 'slices', slice.id, locale, url.origin), origin: url.origin };
};
