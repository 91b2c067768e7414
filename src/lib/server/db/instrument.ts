import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgEnum, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { bindings } from '../../domain/codes.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { coded, vocabularyOf } from './columns.ts';

export const binding = pgEnum('binding', bindings);

/** Dates are text because the source may give only a year or a month; ISO 8601 sorts as text. */
export const instrument = pgTable(
	'instrument',
	{
		id: text().primaryKey(),
		title_original: text().notNull(),
		original_language: text().notNull(),
		language_note_en: text(),
		title_en: text().notNull(),
		title_en_basis: text().notNull(),
		title_en_basis_in: vocabularyOf('title_en_basis', 'title_en_basis'),
		title_zh: text().notNull(),
		title_zh_basis: text().notNull(),
		title_zh_basis_in: vocabularyOf('title_zh_basis', 'title_zh_basis'),
		short_title_en: text().notNull(),
		short_title_zh: text().notNull(),
		jurisdiction: text().notNull(),
		jurisdiction_in: vocabularyOf('jurisdiction', 'jurisdictions'),
		issuing_bodies: jsonb().$type<NonNullable<Instrument['issuing_bodies']>>().notNull(),
		type: text().notNull(),
		type_in: vocabularyOf('type', 'instrument_types'),
		type_note_en: text(),
		binding: binding().notNull(),
		force: text().notNull(),
		force_in: vocabularyOf('force', 'instrument_force'),
		number: text(),
		celex: text(),
		eli: text(),
		ecli: text(),
		publication_ref: text(),
		adopted_on: text(),
		issued_on: text(),
		published_on: text(),
		in_force_from: text(),
		applicable_from: text(),
		transposition_due: text(),
		ended_on: text(),
		status: text().notNull(),
		status_in: vocabularyOf('status', 'instrument_status'),
		status_note_en: text(),
		status_note_zh: text(),
		url: text(),
		url_basis: text(),
		url_basis_in: vocabularyOf('url_basis', 'url_basis'),
		url_note_en: text(),
		other_urls: text().array().notNull(),
		verification: text().notNull(),
		verification_in: vocabularyOf('verification', 'instrument_verification'),
		verification_note_en: text(),
		sources: text().array().notNull(),
		unverified: text().array().notNull(),
		checked_on: text().notNull(),
		no_link_reason_en: text(),
		no_link_reason_zh: text(),
		moved_to: text(),
		retired_on: text(),
		retired_reason_en: text(),
		retired_reason_zh: text()
	},
	(t) => [
		coded(t.title_en_basis_in, t.title_en_basis),
		coded(t.title_zh_basis_in, t.title_zh_basis),
		coded(t.jurisdiction_in, t.jurisdiction),
		coded(t.type_in, t.type),
		coded(t.force_in, t.force),
		coded(t.status_in, t.status),
		coded(t.url_basis_in, t.url_basis),
		coded(t.verification_in, t.verification),
		check('instrument_url_with_basis', sql`(${t.url} is null) = (${t.url_basis} is null)`),
		check('instrument_has_source', sql`cardinality(${t.sources}) > 0`),
		index('instrument_jurisdiction').on(t.jurisdiction)
	]
);

export const provision = pgTable(
	'provision',
	{
		instrument: text()
			.notNull()
			.references(() => instrument.id),
		number: integer().notNull(),
		ref: text().notNull(),
		ref_en: text().notNull(),
		paraphrase_en: text().notNull(),
		paraphrase_zh: text().notNull(),
		verification: text().notNull(),
		verification_in: vocabularyOf('verification', 'provision_verification'),
		applicable_from: text(),
		applicable_note_en: text(),
		/** Place in the file, which follows the law's own order; `number` never changes. */
		ordinal: integer().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.instrument, t.number] }),
		coded(t.verification_in, t.verification),
		check('provision_number_positive', sql`${t.number} > 0`)
	]
);
