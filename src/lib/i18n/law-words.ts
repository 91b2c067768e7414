import type { LinkRelation } from '../domain/codes.ts';
import type { RelationTense, ShownLight } from '../domain/law.ts';
import type { Locale } from '../domain/text.ts';
import * as m from '../paraglide/messages.js';
import type { Word } from './word.ts';

/** Word and meaning of each light. */
export const lightWords: Record<ShownLight, { word: Word; means: Word }> = {
	'in-force': { word: m.law_light_in_force, means: m.law_light_in_force_means },
	'in-force-phased': { word: m.law_light_in_force_phased, means: m.law_light_in_force_phased_means },
	'adopted-not-in-force': { word: m.law_light_adopted, means: m.law_light_adopted_means },
	proposed: { word: m.law_light_proposed, means: m.law_light_proposed_means },
	ended: { word: m.law_light_ended, means: m.law_light_ended_means },
	'not-yet': { word: m.law_light_not_yet, means: m.law_light_not_yet_means },
	unknown: { word: m.law_light_unknown, means: m.law_light_unknown_means },
	current: { word: m.law_light_current, means: m.law_light_current_means }
};

type Spoken = Partial<Record<RelationTense, Word>>;
const told: Partial<Record<LinkRelation, Spoken>> = {
	enacts: {
		ended: m.law_tense_enacts_ended,
		pending: m.law_tense_enacts_pending,
		proposed: m.law_tense_enacts_proposed
	},
	'partly-enacts': {
		ended: m.law_tense_partly_ended,
		pending: m.law_tense_partly_pending,
		proposed: m.law_tense_partly_proposed
	},
	enables: {
		ended: m.law_tense_enables_ended,
		pending: m.law_tense_enables_pending,
		proposed: m.law_tense_enables_proposed
	},
	conflicts: {
		ended: m.law_tense_conflicts_ended,
		pending: m.law_tense_conflicts_pending,
		proposed: m.law_tense_conflicts_proposed
	}
};

/** A relation in the tense its law allows; `label` is its word in the vocabulary. */
export function relationWords(
	relation: LinkRelation,
	tense: RelationTense,
	label: string,
	locale?: Locale
): string {
	if (tense === 'stands') return label;
	if (tense === 'not-yet') return m.law_tense_not_yet({ relation: label }, { locale });
	return told[relation]?.[tense]?.({}, { locale }) ?? m.law_tense_unknown({ relation: label }, { locale });
}
