import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orFail } from '$lib/server/curation/answer.ts';
import { suggest } from '$lib/server/curation/suggestions.ts';
import { suggestPage } from '$lib/server/views/suggest.ts';
import type { Actions, PageServerLoad } from './$types';

const aboutOf = ({ searchParams }: URL) => ({
	kind: searchParams.get('kind') ?? '',
	record: searchParams.get('record') ?? '',
	field: searchParams.get('field') ?? ''
});

export const load: PageServerLoad = async ({ locals: { db }, url }) => {
	const about = aboutOf(url);
	if (!about.kind && !about.record) return { suggest: undefined };
	const suggest = await suggestPage(db, about, getLocale());
	if (!suggest) error(404, m.suggest_no_record({ record: about.record.slice(0, 80) }));
	return { suggest };
};

export const actions: Actions = {
	send: async ({ locals, request, url }) => {
		const form = await request.formData();
		const read = (name: string) => String(form.get(name) ?? '');
		const typed = {
			proposed: read('proposed'),
			source: read('source'),
			email: read('email'),
			website: read('website')
		};
		const sent = await orFail(suggest(locals.db, locals.client(), aboutOf(url), typed, new Date()), typed);
		if (sent.failed) return sent.failed;
		redirect(303, localizeHref(`/suggestions/${sent.done}?sent`));
	}
};
