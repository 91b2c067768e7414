import { error, redirect } from '@sveltejs/kit';
import { inLocale } from '$lib/domain/text.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import { isLeavingKind, startMerge, startRetirement } from '$lib/server/curation/leaving.ts';
import { leavePage } from '$lib/server/views/leaving.ts';
import type { Actions, PageServerLoad } from './$types';

function kindOf(kind: string) {
	if (!isLeavingKind(kind)) error(404, m.review_no_leaving());
	return kind;
}

export const load: PageServerLoad = async ({ locals: { db, user }, params }) => ({
	leave: await orError(leavePage(db, user, kindOf(params.kind), params.id, getLocale()))
});

export const actions: Actions = {
	merge: async ({ locals: { db, user }, params, request }) => {
		const sent = await request.formData();
		const into = String(sent.get('other') || sent.get('into') || '').slice(0, 200);
		const note = String(sent.get('note') ?? '');
		const { done, failed } = await orFail(
			startMerge(db, user, kindOf(params.kind), params.id, {
				into,
				note: note.trim() || m.review_note_merged({ into: into.trim() })
			}),
			{ of: 'merge', into, note }
		);
		return failed ?? redirect(303, localizeHref(`/curate/drafts/${done.id}`));
	},
	retire: async ({ locals: { db, user }, params, request }) => {
		const sent = await request.formData();
		const text = (name: string) => String(sent.get(name) ?? '');
		const typed = { reason_en: text('reason_en'), reason_zh: text('reason_zh'), note: text('note') };
		const reason = inLocale(typed, 'reason', getLocale()).trim();
		const { done, failed } = await orFail(
			startRetirement(db, user, kindOf(params.kind), params.id, {
				...typed,
				note: typed.note.trim() || m.review_note_withdrawn({ reason }).slice(0, 2000)
			}),
			{ of: 'retire', ...typed }
		);
		return failed ?? redirect(303, localizeHref(`/curate/drafts/${done.id}`));
	}
};
