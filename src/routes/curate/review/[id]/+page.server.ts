import { redirect, type RequestEvent } from '@sveltejs/kit';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import { reviewDraft, type Verdict } from '$lib/server/curation/review.ts';
import { countIn } from '$lib/server/curation/typed.ts';
import { reviewPage } from '$lib/server/views/review.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user }, params: { id }, url }) => ({
	review: await orError(reviewPage(db, user, id, getLocale(), new Date())),
	done: url.searchParams.get('done')
});

const act =
	(verdict: Verdict) =>
	async ({ locals: { db, user }, params, request }: RequestEvent<{ id: string }>) => {
		const sent = await request.formData();
		const reason = String(sent.get('reason') ?? '');
		const remarks = [...sent].flatMap(([name, text]) =>
			name.startsWith('remark.') && typeof text === 'string'
				? [{ field: name.slice('remark.'.length), text }]
				: []
		);
		const typed = { reason, remarks: Object.fromEntries(remarks.map(({ field, text }) => [field, text])) };
		const read = { id: params.id, saves: countIn(sent, 'saves') };
		const { failed } = await orFail(reviewDraft(db, user, read, verdict, { reason, remarks }), typed);
		return failed ?? redirect(303, localizeHref(`/curate/review/${params.id}?done=${verdict}`));
	};

export const actions: Actions = {
	comment: act('comment'),
	return: act('return'),
	accept: act('accept'),
	publish: act('publish')
};
