import { sql } from 'drizzle-orm';
import {
	check,
	foreignKey,
	index,
	integer,
	jsonb,
	pgEnum,
	pgTable,
	primaryKey,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import {
	evidenceRoles,
	involvements,
	layers,
	levels,
	namingBases,
	proposalRelations
} from '../../domain/codes.ts';
import type { Proposal } from '../../domain/proposal.ts';
import { coded, vocabularyOf } from './columns.ts';
import { instrument } from './instrument.ts';
import { paper } from './paper.ts';
import { term } from './vocabulary.ts';

export const level = pgEnum('level', levels);
export const layer = pgEnum('layer', layers);
export const involvement = pgEnum('involvement', involvements);
export const naming_basis = pgEnum('naming_basis', namingBases);
export const evidence_role = pgEnum('evidence_role', evidenceRoles);
export const proposal_relation_type = pgEnum('proposal_relation_type', proposalRelations);

export const proposal = pgTable(
	'proposal',
	{
		id: text().primaryKey(),
		title_en: text().notNull(),
		title_zh: text().notNull(),
		summary_en: text().notNull(),
		summary_zh: text().notNull(),
		level: level().notNull(),
		modality: text().notNull(),
		modality_in: vocabularyOf('modality', 'modality'),
		specificity: text().notNull(),
		specificity_in: vocabularyOf('specificity', 'specificity'),
		remedy_type: text().notNull(),
		remedy_type_in: vocabularyOf('remedy_type', 'remedy_types'),
		alienation_dimension: text(),
		alienation_dimension_in: vocabularyOf('alienation_dimension', 'alienation_dimensions'),
		alienation_basis: text(),
		alienation_basis_in: vocabularyOf('alienation_basis', 'alienation_basis'),
		target_problem_en: text(),
		target_problem_zh: text(),
		mechanisms: jsonb().$type<Proposal['mechanisms']>().notNull(),
		merge_note_en: text(),
		merge_note_zh: text(),
		coding_note_en: text(),
		coding_note_zh: text(),
		moved_to: text(),
		retired_on: text(),
		retired_reason_en: text(),
		retired_reason_zh: text()
	},
	(t) => [
		coded(t.modality_in, t.modality),
		coded(t.specificity_in, t.specificity),
		coded(t.remedy_type_in, t.remedy_type),
		coded(t.alienation_dimension_in, t.alienation_dimension),
		coded(t.alienation_basis_in, t.alienation_basis),
		check(
			'proposal_alienation_with_basis',
			sql`(${t.alienation_dimension} is null) = (${t.alienation_basis} is null)`
		)
	]
);

const ofProposal = () =>
	text()
		.notNull()
		.references(() => proposal.id);

/** Three rows per proposal, one of them primary: the index refuses two, a deferred trigger refuses none. */
export const proposal_layer = pgTable(
	'proposal_layer',
	{
		proposal: ofProposal(),
		layer: layer().notNull(),
		involvement: involvement().notNull(),
		reason_en: text().notNull(),
		reason_zh: text().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.proposal, t.layer] }),
		uniqueIndex('proposal_layer_one_primary')
			.on(t.proposal)
			.where(sql`${t.involvement} = 'primary'`),
		index('proposal_layer_by_involvement').on(t.layer, t.involvement),
		check('proposal_layer_has_reason', sql`${t.reason_en} <> '' and ${t.reason_zh} <> ''`)
	]
);

/** The fields of a proposal that hold several codes; who acts and who benefits say whether the paper names them. */
export const codeFields = {
	secondary_remedy_types: 'remedy_types',
	secondary_alienation_dimensions: 'alienation_dimensions',
	target_problems: 'target_problems',
	actors: 'actors',
	beneficiaries: 'beneficiaries',
	obstacles: 'obstacles'
} as const;
export type CodeField = keyof typeof codeFields;

const fieldMatchesVocabulary = sql.raw(
	Object.entries(codeFields)
		.map(([field, vocabulary]) => `("field" = '${field}' and "vocabulary" = '${vocabulary}')`)
		.join(' or ')
);

export const proposal_code = pgTable(
	'proposal_code',
	{
		proposal: ofProposal(),
		field: text().$type<CodeField>().notNull(),
		ordinal: integer().notNull(),
		vocabulary: text().notNull(),
		code: text().notNull(),
		basis: naming_basis()
	},
	(t) => [
		primaryKey({ columns: [t.proposal, t.field, t.code] }),
		foreignKey({ columns: [t.vocabulary, t.code], foreignColumns: [term.vocabulary, term.code] }),
		check('proposal_code_field_vocabulary', fieldMatchesVocabulary),
		check('proposal_code_basis', sql`(${t.basis} is not null) = (${t.field} in ('actors', 'beneficiaries'))`),
		index('proposal_code_by_code').on(t.field, t.code)
	]
);

export const proposal_evidence = pgTable(
	'proposal_evidence',
	{
		proposal: ofProposal(),
		ordinal: integer().notNull(),
		paper: text()
			.notNull()
			.references(() => paper.id),
		section: text().notNull(),
		paragraph: integer().notNull(),
		page: text(),
		role: evidence_role().notNull(),
		key_terms: text().array().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.proposal, t.ordinal] }),
		check('proposal_evidence_has_terms', sql`cardinality(${t.key_terms}) > 0`),
		index('proposal_evidence_paper').on(t.paper)
	]
);

export const proposal_relation = pgTable(
	'proposal_relation',
	{
		proposal: ofProposal(),
		ordinal: integer().notNull(),
		type: proposal_relation_type().notNull(),
		to: text()
			.notNull()
			.references(() => proposal.id),
		reason_en: text().notNull(),
		reason_zh: text().notNull(),
		basis: text().notNull(),
		basis_in: vocabularyOf('basis', 'relation_basis'),
		scope: text().notNull(),
		scope_in: vocabularyOf('scope', 'relation_scope')
	},
	(t) => [
		primaryKey({ columns: [t.proposal, t.ordinal] }),
		uniqueIndex('proposal_relation_once').on(t.proposal, t.type, t.to),
		coded(t.basis_in, t.basis),
		coded(t.scope_in, t.scope),
		check('proposal_relation_to_another', sql`${t.proposal} <> ${t.to}`),
		check('proposal_relation_has_reason', sql`${t.reason_en} <> '' and ${t.reason_zh} <> ''`),
		index('proposal_relation_to').on(t.to)
	]
);

export const proposal_regulation = pgTable(
	'proposal_regulation',
	{
		proposal: ofProposal(),
		ordinal: integer().notNull(),
		instrument: text()
			.notNull()
			.references(() => instrument.id),
		verbatim: text().notNull(),
		use: text().notNull(),
		use_in: vocabularyOf('use', 'regulation_use')
	},
	(t) => [
		primaryKey({ columns: [t.proposal, t.ordinal] }),
		coded(t.use_in, t.use),
		index('proposal_regulation_instrument').on(t.instrument)
	]
);
