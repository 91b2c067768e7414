import type { DraftState } from '$lib/domain/draft.ts';
import type { RecordKind } from '$lib/domain/record-kinds.ts';
import * as m from '$lib/paraglide/messages.js';

const kinds: Record<RecordKind, () => string> = {
	proposal: m.form_kind_proposal,
	paper: m.form_kind_paper,
	instrument: m.form_kind_instrument,
	link: m.form_kind_link,
	vocabulary: m.form_kind_vocabulary,
	matrix: m.form_kind_matrix
};
export const kindName = (kind: RecordKind): string => kinds[kind]();

const states: Record<DraftState, () => string> = {
	draft: m.form_state_draft,
	submitted: m.form_state_submitted,
	returned: m.form_state_returned,
	accepted: m.form_state_accepted,
	published: m.form_state_published,
	withdrawn: m.form_state_withdrawn
};
export const stateName = (state: DraftState): string => states[state]();

const refusals: Record<string, () => string> = {
	invalid: m.form_refused_invalid,
	conflict: m.form_refused_conflict,
	state: m.form_refused_state,
	forbidden: m.form_refused_forbidden,
	'not-found': m.form_refused_not_found
};
/** Why a draft was not saved, or, where it was, that it was not submitted. */
export const refusalName = ({ why, saved }: { why: string; saved: boolean }): string =>
	saved ? m.form_not_submitted() : (refusals[why] ?? m.form_server_failed)();
