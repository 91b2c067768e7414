import { error, fail, redirect } from '@sveltejs/kit';
import { storable } from '$lib/domain/form.ts';
import { may } from '$lib/domain/roles.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import { attachSource, type Attached } from '$lib/server/curation/attach.ts';
import { startDraft } from '$lib/server/curation/drafts.ts';
import { readRecord, textIn } from '$lib/server/curation/typed.ts';
import { countAttempt } from '$lib/server/queries/attempts.ts';
import { attachPage, batchPage, readPlace, sourcePage } from '$lib/server/views/source.ts';
import type { Actions, PageServerLoad } from './$types';

const quarterHour = 15 * 60 * 1000;
/** How often somebody may ask for look-ups, each of which may ask the registry. */
const mostLookUps = 120;

export const load: PageServerLoad = async ({ locals: { db, user, client }, url }) => {
	const locale = getLocale();
	const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 1000);
	const entered = asked('q');
	if (entered && (await countAttempt(db, 'source', client(), quarterHour, new Date())) > mostLookUps)
		error(429, m.curate_too_often());
	const attach = asked('attach');
	// A search for proposals sends the form along, so that nothing that was typed is lost.
	const typed = {
		...typedIn(
			(name) => storable(asked(name)),
			(name) => url.searchParams.getAll(name).slice(0, mostSent)
		),
		find: storable(asked('find')).slice(0, 200)
	};
	const source =
		attach && may(user?.role, 'source.attach')
			? await attachPage(db, attach, locale, { words: typed.find, chosen: typed.proposals })
			: undefined;
	if (attach && !source) error(404, m.form_no_record({ id: attach.slice(0, 80) }));
	return {
		entered,
		found: entered ? await sourcePage(db, entered, locale) : undefined,
		attach: source,
		typed,
		may_attach: may(user?.role, 'source.attach'),
		may_edit: may(user?.role, 'draft.write-existing'),
		batch: asked('batch') ? await batchPage(db, user!.pseudonym, asked('batch'), locale) : []
	};
};

export const actions: Actions = {
	/** A new paper or regulation that begins with what its identifier told. */
	start: async ({ locals: { db, user }, request }) => {
		const sent = await request.formData();
		const kind = textIn(sent, 'kind');
		if (kind !== 'paper' && kind !== 'instrument') error(400, m.form_no_kind());
		const draft = await orError(
			startDraft(db, user, { kind, record: '', data: readRecord(textIn(sent, 'begin')) ?? {} })
		);
		redirect(303, localizeHref(`/curate/drafts/${draft.id}`));
	},

	attach: async ({ locals: { db, user }, request }) => {
		const sent = await request.formData();
		const text = (name: string) => storable(textIn(sent, name)).trim().slice(0, 2000);
		const many = (name: string) => sent.getAll(name).filter((value) => typeof value === 'string');
		const typed = typedIn(text, many);
		const source = attachedOf(text('source'), typed);
		if (!source)
			return fail(422, {
				refused: {
					message: m.form_attach_no_place(),
					problems: [{ path: 'place', message: m.form_attach_no_place() }]
				},
				typed
			});
		const { done, failed } = await orFail(attachSource(db, user, source, typed.proposals, typed.note), typed);
		return failed ?? redirect(303, localizeHref(`/curate/source?batch=${done.batch}`));
	}
};

/** Of a list of an address so many entries are read. */
const mostSent = 200;

const typedIn = (text: (name: string) => string, many: (name: string) => string[]) => ({
	place: text('place'),
	proposals: many('proposals'),
	basis: text('basis'),
	relation: text('relation'),
	confidence: text('confidence'),
	covers: many('covers').map(storable),
	role: text('role'),
	key_terms: text('key_terms'),
	note: text('note')
});

function attachedOf(
	source: string,
	typed: Record<'place' | 'basis' | 'relation' | 'confidence' | 'role' | 'key_terms', string> & {
		covers: string[];
	}
): Attached | undefined {
	const unlessEmpty = (values: Record<string, string | string[]>) =>
		Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0));
	const [kind, id] = source.split(':');
	const { place, basis, relation, confidence, covers, role } = typed;
	if (kind === 'instrument')
		return place.startsWith(`${id}#`)
			? { provision: place, ...unlessEmpty({ basis, relation, confidence, covers }) }
			: undefined;
	const passage = kind === 'paper' ? readPlace(place) : undefined;
	const key_terms = typed.key_terms
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);
	return passage && { paper: id, ...passage, ...unlessEmpty({ role, key_terms }) };
}
