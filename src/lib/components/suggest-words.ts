import * as m from '$lib/paraglide/messages.js';

export const stateWords = {
	open: m.suggest_state_open,
	accepted: m.suggest_state_accepted,
	declined: m.suggest_state_declined
};

/** Which field of which record a cell of a matrix of proposals shows. */
export function fieldOfCell(
	column: string,
	layer: string | undefined,
	locale: string
): { kind: 'proposal' | 'link'; field?: string } {
	if (layer) return { kind: 'proposal', field: `layers.${layer}.involvement` };
	switch (column) {
		case 'law':
			return { kind: 'link' };
		case 'title':
		case 'summary':
			return { kind: 'proposal', field: `${column}_${locale}` };
		case 'actors_named':
		case 'actors_inferred':
			return { kind: 'proposal', field: 'actors' };
		case 'papers':
			return { kind: 'proposal', field: 'evidence' };
		default:
			// The columns of jurisdictions have their codes, in capitals, for names.
			return /^[A-Z]/.test(column) ? { kind: 'link' } : { kind: 'proposal', field: column };
	}
}
