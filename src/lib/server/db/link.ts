import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgEnum, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { coderRelations, confidences, linkBases, linkRelations, paperRelations } from '../../domain/codes.ts';
import { coded, vocabularyOf } from './columns.ts';
import { provision } from './instrument.ts';
import { paper } from './paper.ts';
import { proposal } from './proposal.ts';

export const link_basis = pgEnum('link_basis', linkBases);
export const link_relation = pgEnum('link_relation', linkRelations);
export const confidence = pgEnum('confidence', confidences);

const quoted = (codes: readonly string[]) => sql.raw(codes.map((code) => `'${code}'`).join(', '));

export const link = pgTable(
	'link',
	{
		id: text().primaryKey(),
		proposal: text()
			.notNull()
			.references(() => proposal.id),
		ordinal: integer().notNull(),
		instrument: text().notNull(),
		provision: integer().notNull(),
		basis: link_basis().notNull(),
		relation: link_relation().notNull(),
		reason_en: text().notNull(),
		reason_zh: text().notNull(),
		missing_en: text(),
		missing_zh: text(),
		confidence: confidence().notNull(),
		evidence_paper: text().references(() => paper.id),
		evidence_section: text(),
		evidence_paragraph: integer(),
		evidence_page: text(),
		coding_note_en: text()
	},
	(t) => [
		foreignKey({
			columns: [t.instrument, t.provision],
			foreignColumns: [provision.instrument, provision.number]
		}),
		check('link_has_reason', sql`${t.reason_en} <> '' and ${t.reason_zh} <> ''`),
		check('link_paper_has_evidence', sql`${t.basis} <> 'paper' or ${t.evidence_paper} is not null`),
		check(
			'link_evidence_is_whole',
			sql`(${t.evidence_paper} is null) = (${t.evidence_section} is null) and (${t.evidence_paper} is null) = (${t.evidence_paragraph} is null)`
		),
		check(
			'link_relation_of_basis',
			sql`(${t.basis} = 'paper' and ${t.relation}::text in (${quoted(paperRelations)})) or (${t.basis} = 'coder' and ${t.relation}::text in (${quoted(coderRelations)}))`
		),
		check(
			'link_partly_says_what_is_missing',
			sql`${t.relation} <> 'partly-enacts' or (${t.missing_en} is not null and ${t.missing_zh} is not null)`
		),
		index('link_proposal').on(t.proposal, t.relation),
		index('link_provision').on(t.instrument, t.provision)
	]
);

/** Whom the provision covers, as its text says; the worker lens reads these. */
export const link_cover = pgTable(
	'link_cover',
	{
		link: text()
			.notNull()
			.references(() => link.id, { onDelete: 'cascade' }),
		ordinal: integer().notNull(),
		code: text().notNull(),
		code_in: vocabularyOf('code', 'worker_groups')
	},
	(t) => [primaryKey({ columns: [t.link, t.code] }), coded(t.code_in, t.code)]
);

export const assessment = pgTable(
	'assessment',
	{
		proposal: text()
			.notNull()
			.references(() => proposal.id),
		ordinal: integer().notNull(),
		jurisdiction: text().notNull(),
		jurisdiction_in: vocabularyOf('jurisdiction', 'jurisdictions'),
		finding: text().notNull(),
		finding_in: vocabularyOf('finding', 'assessment_findings'),
		as_of: text().notNull(),
		scope: text().notNull(),
		scope_in: vocabularyOf('scope', 'assessment_scope'),
		strength: text().notNull(),
		strength_in: vocabularyOf('strength', 'assessment_strength'),
		reason_en: text().notNull(),
		reason_zh: text().notNull(),
		exceptions: text().array().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.proposal, t.ordinal] }),
		coded(t.jurisdiction_in, t.jurisdiction),
		coded(t.finding_in, t.finding),
		coded(t.scope_in, t.scope),
		coded(t.strength_in, t.strength),
		check('assessment_has_reason', sql`${t.reason_en} <> '' and ${t.reason_zh} <> ''`),
		check('assessment_is_dated', sql`${t.as_of} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'`)
	]
);
