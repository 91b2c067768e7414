import { z } from 'zod';
import { checkStanding, standingFields } from './standing-fields.ts';
import { evidenceRoles, involvements, layers, levels, namingBases, proposalRelations } from './codes.ts';
import { slug, text } from './fields.ts';
import { code, locator } from './vocabulary.ts';

const layer = z.strictObject({ involvement: z.enum(involvements), reason_en: text, reason_zh: text });
const party = z.strictObject({ code, basis: z.enum(namingBases) });

const evidence = z.strictObject({
	...locator,
	role: z.enum(evidenceRoles),
	/** Verbatim from the paper, in its language, whitespace removed. */
	key_terms: z.array(text).min(1)
});

/** One file in seed/proposals/. Papers, primary layer and coverage are computed from the rest and never written here. */
export const proposalFile = z
	.strictObject({
		id: slug,
		title_en: text,
		title_zh: text,
		summary_en: text,
		summary_zh: text,
		level: z.enum(levels),
		modality: code,
		specificity: code,
		layers: z.strictObject({ institution: layer, technology: layer, subject: layer }),
		remedy_type: code,
		secondary_remedy_types: z.array(code).optional(),
		alienation_dimension: code.optional(),
		alienation_basis: code.optional(),
		secondary_alienation_dimensions: z.array(code).optional(),
		target_problems: z.array(code).optional(),
		target_problem_en: text.optional(),
		target_problem_zh: text.optional(),
		actors: z.array(party),
		beneficiaries: z.array(party),
		/** The means the paper names or implies (a filing system, a union, a tax); a law is an instrument, see `regulations_named`. */
		mechanisms: z.array(z.strictObject({ name_en: text, name_zh: text })),
		obstacles: z.array(code).optional(),
		regulations_named: z.array(z.strictObject({ instrument: slug, verbatim: text, use: code })).optional(),
		evidence: z.array(evidence).min(1, 'a coded proposal needs at least one passage'),
		relations: z
			.array(
				z.strictObject({
					type: z.enum(proposalRelations),
					to: slug,
					reason_en: text,
					reason_zh: text,
					basis: code,
					scope: code
				})
			)
			.optional(),
		merge_note_en: text.optional(),
		merge_note_zh: text.optional(),
		coding_note_en: text.optional(),
		coding_note_zh: text.optional(),
		...standingFields
	})
	.superRefine((proposal, check) => {
		checkStanding(proposal, check);
		const primary = layers.filter((name) => proposal.layers[name].involvement === 'primary');
		if (primary.length !== 1)
			check.addIssue({
				code: 'custom',
				path: ['layers'],
				message: `expected exactly one layer with involvement primary, found ${primary.length}`
			});
		if (!proposal.alienation_dimension !== !proposal.alienation_basis)
			check.addIssue({
				code: 'custom',
				path: ['alienation_basis'],
				message: 'alienation_dimension and alienation_basis go together'
			});
		if (proposal.relations?.some((relation) => relation.to === proposal.id))
			check.addIssue({
				code: 'custom',
				path: ['relations'],
				message: 'a proposal has no relation to itself'
			});
	});

export type Proposal = z.infer<typeof proposalFile>;
export type Evidence = Proposal['evidence'][number];

export type RelationSide = 'tensions' | 'supports' | 'supported_by' | 'broader' | 'narrower';

/**
 * Where the other proposal of a relation stands, seen from one of its two ends. "A narrower B" says that A is the narrower one, so
 * for A, where the relation is `outgoing`, B stands among the broader ones.
 */
export function sideOf(type: (typeof proposalRelations)[number], outgoing: boolean): RelationSide {
	if (type === 'tension-with') return 'tensions';
	if (type === 'supports') return outgoing ? 'supports' : 'supported_by';
	return (type === 'narrower') === outgoing ? 'broader' : 'narrower';
}
