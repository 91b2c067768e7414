import type { Layer, LinkRelation } from '../codes.ts';
import type { RelationTense } from '../law.ts';

/** What stands behind one cell of a matrix of proposals: the drawer's contents, in the reader's language. */
export type CellEvidence = {
	proposal: { id: string; title: string; summary: string; umbrella: boolean };
	field: string;
	/** Only for the cells of a layer. */
	layer?: { code: Layer; label: string; involvement: string; involvement_label: string; reason: string };
	passages: { paper: string; href: string; place: string; role: string; key_terms: string[] }[];
	law: {
		id: string;
		href: string;
		instrument: string;
		/** Article or section, as the law numbers it. */
		reference: string;
		jurisdiction: string;
		relation: LinkRelation;
		/** Whether the law stands today: ended or pending law is never told as enacting. */
		tense: RelationTense;
		relation_label: string;
		basis: 'paper' | 'coder';
		confidence: string;
		reason: string;
		missing?: string;
	}[];
	looked_for: { jurisdiction: string; as_of: string; reason: string }[];
	obstacles: string[];
	/** Where the coder or the record says it is not sure. */
	doubt: string[];
	history: { version: number; at: string; author: string; note: string }[];
};
