import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { changeRows, fromState, readFields } from '$lib/domain/form.ts';
import { mergeRecords } from '$lib/domain/record-diff.ts';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import {
	commentDraft,
	openDraft,
	requireDraft,
	saveDraft,
	submitDraft,
	withdrawDraft
} from '$lib/server/curation/drafts.ts';
import { countIn, readRecord, readTyped, recordForms, textIn } from '$lib/server/curation/typed.ts';
import type { Draft } from '$lib/server/queries/drafts.ts';
import { draftPage, previewHref, tellDraftProblems } from '$lib/server/views/draft.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

type Event = RequestEvent<RouteParams>;

export const load: PageServerLoad = async ({ locals: { db, user }, params: { id }, url }) => {
	const opened = await orError(openDraft(db, user, id));
	if (opened.draft.author !== user!.pseudonym) redirect(303, localizeHref(`/curate/review/${id}`));
	return {
		...(await draftPage(db, opened, getLocale())),
		/** The row to show first, after one was added or moved. */
		row: url.searchParams.get('row') ?? '',
		done: url.searchParams.get('done') ?? ''
	};
};

const here = ({ params: { id } }: Event, query = '', anchor = '') =>
	localizeHref(`/curate/drafts/${id}${query && `?${query}`}${anchor && `#${anchor}`}`);

async function typedIn({ locals: { db, user }, params: { id }, request }: Event) {
	const draft = await orError(requireDraft(db, user, id));
	const sent = await request.formData();
	return { draft, sent, typed: readTyped(draft.kind, sent) };
}

/**
 * Saves what was typed and goes on from there. Where something is refused the answer holds what was typed, what is kept on
 * the server, and whether the saving itself was done, so that nothing is lost.
 */
async function keep<T>(
	{ locals: { db, user }, params: { id } }: Event,
	typed: Parameters<typeof saveDraft>[3],
	then: (saved: Draft) => Promise<T>
) {
	let saved = false;
	const { done, failed } = await orFail(
		saveDraft(db, user, id, typed).then((draft) => {
			saved = true;
			return then(draft);
		}),
		{ data: typed.data, note: typed.note }
	);
	if (!failed) return { done };
	const { data, note, saves } = await orError(requireDraft(db, user, id));
	return { failed: fail(failed.status, { ...failed.data, stored: { data, note, saves }, saved }) };
}

export const actions: Actions = {
	save: async (event) => {
		const { sent, typed } = await typedIn(event);
		const { done, failed } = await keep(event, typed, async (draft) => draft);
		if (failed) return failed;
		// A script reads the answer; without one the page is asked for anew, so that loading it again sends nothing twice.
		if (!event.request.headers.has('x-sveltekit-action')) redirect(303, here(event, 'done=saved'));
		return {
			saved: {
				saves: done.saves,
				at: done.updated_at.toISOString(),
				...(sent.has(':check') && {
					problems: await tellDraftProblems(event.locals.db, done, getLocale())
				})
			}
		};
	},

	row: async (event) => {
		const { draft, sent, typed } = await typedIn(event);
		const form = recordForms[draft.kind];
		const state = readFields(form, sent);
		const row = changeRows(form, state, textIn(sent, ':row'));
		const { failed } = await keep(event, { ...typed, data: fromState(form, state) }, async () => {});
		return failed ?? redirect(303, row ? here(event, `row=${row}`, `row-${row}`) : here(event));
	},

	submit: async (event) => {
		const { db, user } = event.locals;
		const { typed } = await typedIn(event);
		const { failed } = await keep(event, typed, ({ id }) => submitDraft(db, user, id));
		return failed ?? redirect(303, here(event, 'done=submitted'));
	},

	preview: async (event) => {
		const { typed } = await typedIn(event);
		const { done, failed } = await keep(event, typed, async (draft) => previewHref(draft));
		return failed ?? redirect(303, localizeHref(done));
	},

	merge: async (event) => {
		const { sent, typed } = await typedIn(event);
		const { db, user } = event.locals;
		const { draft, base, current } = await orError(openDraft(db, user, event.params.id));
		const published = textIn(sent, ':against') === 'published';
		// Two windows of one draft part from what the first of them had loaded, which only that window knows; a record that was
		// published has no note to put together.
		const [from, theirs, mine] = published
			? [base ?? {}, current?.data ?? {}, typed.data]
			: [
					readRecord(textIn(sent, ':base')) ?? {},
					{ ...draft.data, ':note': draft.note },
					{ ...typed.data, ':note': typed.note }
				];
		const { ':note': note = typed.note, ...data } = mergeRecords(from, theirs, mine, typed.choices).merged;
		const seen = countIn(sent, ':seen');
		const { failed } = await keep(
			event,
			{
				data,
				note: String(note),
				saves: published ? typed.saves : seen,
				...(published && { base_version: seen })
			},
			async () => {}
		);
		return failed ?? redirect(303, here(event, 'done=merged'));
	},

	withdraw: async (event) => {
		const { db, user } = event.locals;
		const { state } = await orError(withdrawDraft(db, user, event.params.id));
		redirect(303, here(event, state === 'draft' ? 'done=back' : 'done=withdrawn'));
	},

	comment: async (event) => {
		const { db, user } = event.locals;
		const sent = await event.request.formData();
		const text = textIn(sent, 'text');
		const { failed } = await orFail(commentDraft(db, user, event.params.id, { text }), {});
		if (failed) return fail(failed.status, { comment: { text, refused: failed.data.refused } });
		redirect(303, here(event, '', 'events'));
	}
};
