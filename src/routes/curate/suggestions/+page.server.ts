import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { orFail } from '$lib/server/curation/answer.ts';
import { acceptSuggestion, declineSuggestion, type Decision } from '$lib/server/curation/suggestions.ts';
import { decidePage, recordTitle } from '$lib/server/views/suggestions.ts';
import type { Actions, PageServerLoad } from './$types';
import { letterOn } from './letter.ts';

export const load: PageServerLoad = async ({ locals: { db, mail } }) => ({
	...(await decidePage(db, getLocale())),
	has_mail: mail !== undefined
});

/** Sends the answer the reader wished for; undefined where none was wished for or no server is configured. */
async function answer({ db, mail }: App.Locals, decision: Decision, origin: string) {
	if (!decision.email || !mail) return undefined;
	const record = await recordTitle(db, decision.suggestion, getLocale());
	const { subject, text } = letterOn(decision, record, origin);
	return mail.send(decision.email, subject, text);
}

/** What the page says of a decision: nothing of the address. */
const told = ({ suggestion: { id, draft }, filled }: Decision & { filled?: boolean }) => ({
	id,
	draft,
	filled
});

export const actions: Actions = {
	accept: async ({ locals, request, url }) => {
		const id = String((await request.formData()).get('id') ?? '');
		const note = m.review_note_suggested({ address: `/suggestions/${id}` });
		const { done, failed } = await orFail(acceptSuggestion(locals.db, locals.user, id, note, new Date()), {
			id,
			reason: ''
		});
		if (failed) return failed;
		return { decided: { ...told(done), answered: await answer(locals, done, url.origin) } };
	},
	decline: async ({ locals, request, url }) => {
		const form = await request.formData();
		const typed = { id: String(form.get('id') ?? ''), reason: String(form.get('reason') ?? '') };
		const { done, failed } = await orFail(
			declineSuggestion(
				locals.db,
				locals.user,
				typed.id,
				{ reason: typed.reason, hide: form.get('hide') === 'yes' },
				new Date()
			),
			typed
		);
		if (failed) return failed;
		return { decided: { ...told(done), answered: await answer(locals, done, url.origin) } };
	}
};
