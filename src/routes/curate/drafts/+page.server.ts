import { error, redirect } from '@sveltejs/kit';
import { isRecordKind } from '$lib/domain/record-kinds.ts';
import * as m from '$lib/paraglide/messages.js';
import { localizeHref } from '$lib/paraglide/runtime.js';
import { orError } from '$lib/server/curation/answer.ts';
import { startDraft } from '$lib/server/curation/drafts.ts';
import { textIn } from '$lib/server/curation/typed.ts';
import { findRevision } from '$lib/server/queries/history.ts';
import type { Actions, PageServerLoad } from './$types';

/** One's drafts are listed where one's work begins. */
export const load: PageServerLoad = () => redirect(303, localizeHref('/curate'));

export const actions: Actions = {
	/** Begins to edit a record that is there; of a proposal's links also where it has none yet. */
	start: async ({ locals: { db, user }, request }) => {
		const sent = await request.formData();
		const kind = textIn(sent, 'kind');
		const record = textIn(sent, 'record');
		if (!isRecordKind(kind)) error(400, m.form_no_kind());
		if (!(await findRevision(db, kind === 'link' ? 'proposal' : kind, record.slice(0, 200), 'newest')))
			error(404, m.form_no_record({ id: record.slice(0, 80) }));
		const draft = await orError(startDraft(db, user, { kind, record }));
		redirect(303, localizeHref(`/curate/drafts/${draft.id}`));
	}
};
