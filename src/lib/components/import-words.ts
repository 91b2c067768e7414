import type { ImportState, Outcome } from '$lib/domain/import/batch.ts';
import type { ImportKind } from '$lib/domain/import/columns.ts';
import * as m from '$lib/paraglide/messages.js';

const kinds = {
	proposal: m.import_kind_proposal,
	instrument: m.import_kind_instrument,
	link: m.import_kind_link
};
const states = {
	checked: m.import_state_checked,
	submitted: m.import_state_submitted,
	returned: m.import_state_returned,
	published: m.import_state_published,
	undone: m.import_state_undone
};
const outcomes = {
	wrong: m.import_outcome_wrong,
	new: m.import_outcome_new,
	changed: m.import_outcome_changed,
	unchanged: m.import_outcome_unchanged
};

export const kindName = (kind: ImportKind): string => kinds[kind]();
export const stateName = (state: ImportState): string => states[state]();
export const outcomeName = (outcome: Outcome): string => outcomes[outcome]();
