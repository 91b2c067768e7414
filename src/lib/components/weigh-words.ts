import { amount } from '$lib/domain/amount.ts';
import type { Criterion, Fact } from '$lib/domain/weigh.ts';
import * as m from '$lib/paraglide/messages.js';

/** Name of each criterion, and how its fact becomes a value from 0 to 1. */
export const criterionWords: Record<Criterion, { name: () => string; how: () => string }> = {
	institution: { name: m.compare_weigh_c_institution, how: m.compare_weigh_h_layer },
	technology: { name: m.compare_weigh_c_technology, how: m.compare_weigh_h_layer },
	subject: { name: m.compare_weigh_c_subject, how: m.compare_weigh_h_layer },
	enacting: { name: m.compare_weigh_c_enacting, how: m.compare_weigh_h_enacting },
	jurisdictions: { name: m.compare_weigh_c_jurisdictions, how: m.compare_weigh_h_jurisdictions },
	groups: { name: m.compare_weigh_c_groups, how: m.compare_weigh_h_groups },
	modality: { name: m.compare_weigh_c_modality, how: m.compare_weigh_h_modality },
	specificity: { name: m.compare_weigh_c_specificity, how: m.compare_weigh_h_specificity },
	obstacles: { name: m.compare_weigh_c_obstacles, how: m.compare_weigh_h_obstacles }
};

/** `5 of 27: 1 enact, 3 partly`, and that nobody has looked where the 0 means only that. */
export function factWords({ raw, silent, enacts, partly }: Fact, top: number): string {
	if (silent) return m.compare_weigh_silent();
	if (enacts !== undefined && partly !== undefined && raw > 0)
		return m.compare_weigh_fact_enacting({ raw: amount(raw), top: amount(top), enacts, partly });
	return m.compare_weigh_fact_of({ raw: amount(raw), top: amount(top) });
}

/** Thousandths with all three places, so that a reader can check the sum; a real minus sign. */
export const thousandths = (value: number): string => (value / 1000).toFixed(3).replace('-', '−');
