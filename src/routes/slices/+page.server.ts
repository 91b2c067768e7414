import { fail, redirect } from '@sveltejs/kit';
import { deLocalizeHref, getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { clientOf } from '$lib/server/api/answer.ts';
import { freezeView, slicesPerHour } from '$lib/server/views/slice.ts';
import type { Actions } from './$types';

const longest = 4000;

export const actions: Actions = {
	default: async (event) => {
		const { locals, request } = event;
		const form = await request.formData();
		const path = deLocalizeHref(String(form.get('path') ?? '').slice(0, longest));
		const query = String(form.get('query') ?? '').slice(0, longest);
		const frozen = await freezeView(locals.db, path, query, clientOf(event), new Date());
		if ('id' in frozen) {
			const part = form.get('then') === 'embed' ? '#embed' : '';
			redirect(303, localizeHref(`/slices/${frozen.id}`, { locale: getLocale() }) + part);
		}
		if (frozen.refused === 'rate') return fail(429, { refused: 'rate' as const, limit: slicesPerHour });
		return fail(400, { refused: 'address' as const, path: path.slice(0, 200), dropped: frozen.dropped });
	}
};
