import { redirect, type RequestEvent } from '@sveltejs/kit';
import { codedFields, readCoding, type CodedField } from '$lib/domain/coding.ts';
import { fieldWord } from '$lib/domain/field-words.ts';
import { colon } from '$lib/i18n/punctuation.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import {
	abandonCoding,
	finishCoding,
	resolveCoding,
	saveCoding,
	startCoding
} from '$lib/server/curation/coding.ts';
import { readRecord, textIn } from '$lib/server/curation/typed.ts';
import { codingPage } from '$lib/server/views/coding.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db, user }, params: { id }, url }) => ({
	coding: await orError(codingPage(db, user, id, getLocale())),
	done: url.searchParams.get('done')
});

type Event = RequestEvent<{ id: string }>;
const here = ({ params: { id } }: Event, done: string) =>
	redirect(303, localizeHref(`/curate/coding/${id}?done=${done}`));

/** Saves or finishes; what was chosen comes back with a refusal. */
const keep = (act: typeof saveCoding, done: string) => async (event: Event) => {
	const { locals, params, request } = event;
	const sent = await request.formData();
	const chosen = readCoding(sent);
	const seen = readRecord(textIn(sent, 'seen'));
	const { failed } = await orFail(act(locals.db, locals.user, params.id, seen, chosen), { chosen });
	return failed ?? here(event, done);
};

const noteOn = (decisions: { field: string; reason: string }[]) =>
	m.review_note_coding({
		decisions: decisions
			.map(({ field, reason }) => `${fieldWord(field, getLocale())}${colon()}${reason}`)
			.join(' · ')
	});

export const actions: Actions = {
	start: async (event) => {
		const { failed } = await orFail(startCoding(event.locals.db, event.locals.user, event.params.id), {});
		return failed ?? here(event, 'started');
	},
	save: keep(saveCoding, 'saved'),
	finish: keep(finishCoding, 'finished'),
	abandon: async ({ locals: { db, user }, params: { id } }) => {
		const { failed } = await orFail(abandonCoding(db, user, id), {});
		return failed ?? redirect(303, localizeHref('/curate/coding'));
	},
	resolve: async (event) => {
		const { locals, params, request } = event;
		const sent = await request.formData();
		const field = codedFields.find((name) => name === sent.get('field')) ?? '';
		const take = sent.get('take');
		const reason = String(sent.get('reason') ?? '');
		const value = readCoding(sent)[field as CodedField];
		const { done, failed } = await orFail(
			resolveCoding(
				locals.db,
				locals.user,
				params.id,
				{
					field,
					take: take === 'first' || take === 'second' ? take : { value },
					reason
				},
				noteOn
			),
			{ field, take: String(take ?? ''), reason, value }
		);
		if (failed) return failed;
		if (done) redirect(303, localizeHref(`/curate/drafts/${done.id}`));
		here(event, 'resolved');
	}
};
