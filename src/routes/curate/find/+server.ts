import { error, json } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { orError } from '$lib/server/curation/answer.ts';
import { requireDraft } from '$lib/server/curation/drafts.ts';
import { findChoices, findStructure } from '$lib/server/views/record-form.ts';
import type { RequestHandler } from './$types';

const kinds = ['proposal', 'instrument', 'paper', 'provision'] as const;

/** What the pickers of a form ask for: `kind` and words `q` for records, or `structure` for the passages of a paper. */
export const GET: RequestHandler = async ({ locals: { db, user }, url }) => {
	const asked = (name: string) => url.searchParams.get(name) ?? '';
	// The page names its language itself: an endpoint has no address in Chinese.
	const locale = asked('locale') === 'zh' ? 'zh' : 'en';
	const draft = asked('draft') ? await orError(requireDraft(db, user, asked('draft'))) : undefined;
	const paper = asked('structure');
	if (paper) return json({ structure: (await findStructure(db, paper, draft)) ?? null });
	const kind = kinds.find((name) => name === asked('kind'));
	if (!kind) error(400, m.form_no_kind());
	return json({ choices: await findChoices(db, kind, asked('q'), locale, { draft }) });
};
