import { redirect } from '@sveltejs/kit';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import {
	actsOn,
	checkImport,
	discardImport,
	publishImport,
	requireImport,
	returnImport,
	submitImport,
	undoImport
} from '$lib/server/curation/imports.ts';
import { limits } from '$lib/server/import/limits.ts';
import { findProgress } from '$lib/server/import/progress.ts';
import { receiveFile, receiveForm, receiveText } from '$lib/server/import/receive.ts';
import { importPage } from '$lib/server/views/imports.ts';
import type { RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params: { id }, url, locals: { db, user } }) => {
	const progress = findProgress(id);
	// A first check stands nowhere yet but in what this process works on.
	const found = progress
		? await requireImport(db, user, id).catch(() => undefined)
		: await orError(requireImport(db, user, id));
	if (!found) return { id, progress, shown: undefined, acts: [], limits: { bytes: limits.file } };
	const { searchParams } = url;
	const asked = { show: searchParams.get('show'), page: searchParams.get('page') };
	return {
		id,
		progress,
		shown: await importPage(db, found, asked, getLocale()),
		acts: actsOn(found, user!),
		limits: { bytes: limits.file }
	};
};

/** A moment that a page sends back; one that it is none is no moment of anything. */
const readMoment = (text: string) => new Date(text);

const act =
	<T>(
		name: string,
		carryOut: (event: RequestEvent<{ id: string }>, typed: (field: string) => string) => Promise<T>
	) =>
	async (event: RequestEvent<{ id: string }>) => {
		const sent = await receiveForm(event.request);
		const typed = (field: string) => receiveText(sent, field);
		const { failed } = await orFail(carryOut(event, typed), {
			act: name,
			note: typed('note'),
			reason: typed('reason'),
			reason_en: typed('reason_en'),
			reason_zh: typed('reason_zh')
		});
		return failed ?? { act: name };
	};

export const actions: Actions = {
	check: async ({ request, params: { id }, locals: { db, user } }) => {
		const sent = await receiveForm(request);
		const file = await receiveFile(sent);
		const { kind } = await orError(requireImport(db, user, id));
		const { failed } = await orFail(checkImport(db, user, { id, kind, file }), { act: 'check' });
		return failed ?? redirect(303, localizeHref(`/curate/import/${id}`));
	},
	submit: act('submit', ({ params: { id }, locals: { db, user } }, typed) =>
		submitImport(db, user, id, typed('note'))
	),
	return: act('return', ({ params: { id }, locals: { db, user } }, typed) =>
		returnImport(db, user, { id, submitted_at: readMoment(typed('submitted_at')) }, typed('reason'))
	),
	publish: act('publish', ({ params: { id }, locals: { db, user } }, typed) =>
		publishImport(db, user, { id, submitted_at: readMoment(typed('submitted_at')) })
	),
	undo: act('undo', ({ params: { id }, locals: { db, user } }, typed) =>
		undoImport(db, user, id, { en: typed('reason_en'), zh: typed('reason_zh') }, new Date())
	),
	discard: async ({ params: { id }, locals: { db, user } }) => {
		const { failed } = await orFail(discardImport(db, user, id), { act: 'discard' });
		return failed ?? redirect(303, localizeHref('/curate/import'));
	}
};
