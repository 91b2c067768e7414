import { error, redirect } from '@sveltejs/kit';
import { isRecordKind } from '$lib/domain/record-kinds.ts';
import { may } from '$lib/domain/roles.ts';
import { storable } from '$lib/domain/form.ts';
import { inLocale } from '$lib/domain/text.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError } from '$lib/server/curation/answer.ts';
import { startDraft } from '$lib/server/curation/drafts.ts';
import { textIn } from '$lib/server/curation/typed.ts';
import { listMatrices } from '$lib/server/queries/matrices.ts';
import { listVocabularies } from '$lib/server/queries/vocabularies.ts';
import { hasManyProposals } from '$lib/server/views/many.ts';
import { findChoices } from '$lib/server/views/record-form.ts';
import { findSimilar } from '$lib/server/views/source.ts';
import type { Actions, PageServerLoad } from './$types';

/** Proposals that a search finds where there are too many for a list. */
const mostFound = 50;

export const load: PageServerLoad = async ({ locals: { db, user }, params: { kind }, url }) => {
	if (!isRecordKind(kind)) error(404, m.form_no_kind());
	if (kind === 'vocabulary' && !may(user?.role, 'vocabulary.write')) error(403, m.form_vocabulary_admin());
	const locale = getLocale();
	const title = (url.searchParams.get('title') ?? '').trim().slice(0, 300);
	const searched = kind === 'proposal' || kind === 'paper' || kind === 'instrument';
	const listed = { vocabulary: listVocabularies, matrix: listMatrices };
	const words = storable(url.searchParams.get('find') ?? '')
		.trim()
		.slice(0, 200);
	const isMany = kind === 'link' && (await hasManyProposals(db));
	return {
		kind,
		title,
		/** Undefined where all proposals are listed. */
		search: isMany ? { words, limit: mostFound } : undefined,
		similar: searched && title ? await findSimilar(db, [kind], [title], locale) : [],
		/** Of these there are few: all of them, to be edited. */
		present:
			kind === 'vocabulary' || kind === 'matrix'
				? (await listed[kind](db)).map((record) => ({
						id: record.id,
						title: inLocale(record, 'title', locale)
					}))
				: [],
		/** Links are written in the file of their proposal. */
		proposals:
			kind === 'link' && (!isMany || words)
				? await findChoices(db, 'proposal', isMany ? words : '', locale, {
						limit: isMany ? mostFound : Infinity
					})
				: []
	};
};

export const actions: Actions = {
	start: async ({ locals: { db, user }, params: { kind }, request }) => {
		if (!isRecordKind(kind)) error(404, m.form_no_kind());
		const title = storable(textIn(await request.formData(), 'title'))
			.trim()
			.slice(0, 300);
		const language = /\p{Script=Han}/u.test(title) ? 'zh' : 'en';
		const begin =
			kind === 'paper'
				? { bibliography: { [`title_${language}`]: { value: title } } }
				: { [`title_${language}`]: title };
		const draft = await orError(startDraft(db, user, { kind, record: '', data: title ? begin : {} }));
		redirect(303, localizeHref(`/curate/drafts/${draft.id}`));
	}
};
