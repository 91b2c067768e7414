import { error, redirect } from '@sveltejs/kit';
import { isRecordKind } from '$lib/domain/record-kinds.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import { startRestoration } from '$lib/server/curation/leaving.ts';
import { restorePage } from '$lib/server/views/leaving.ts';
import type { Actions, PageServerLoad } from './$types';

function asked({ kind, id }: { kind: string; id: string }, version: unknown) {
	if (!isRecordKind(kind) || !/^[\w-]{1,80}$/.test(id) || !/^[1-9]\d{0,8}$/.test(String(version)))
		error(404, m.review_no_version());
	return { kind, id, version: Number(version) };
}

export const load: PageServerLoad = async ({ locals: { db, user }, params, url }) => {
	const { kind, id, version } = asked(params, url.searchParams.get('version'));
	return { restore: await orError(restorePage(db, user, kind, id, version, getLocale())) };
};

export const actions: Actions = {
	restore: async ({ locals: { db, user }, params, request }) => {
		const sent = await request.formData();
		const { kind, id, version } = asked(params, sent.get('version'));
		const note = String(sent.get('note') ?? '');
		const { done, failed } = await orFail(
			startRestoration(db, user, kind, id, {
				version,
				note: note.trim() || m.review_note_restored({ version })
			}),
			{ note }
		);
		return failed ?? redirect(303, localizeHref(`/curate/drafts/${done.id}`));
	}
};
