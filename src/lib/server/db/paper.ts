import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Paper } from '../../domain/paper.ts';
import { coded, vocabularyOf } from './columns.ts';
import { instrument } from './instrument.ts';

export const paper = pgTable(
	'paper',
	{
		id: text().primaryKey(),
		working_label_en: text(),
		working_label_zh: text(),
		bibliography: jsonb().$type<Paper['bibliography']>().notNull(),
		text_sha256: text().notNull(),
		text_contains_en: text().notNull(),
		text_contains_zh: text().notNull(),
		structure: jsonb().$type<Paper['structure']>().notNull(),
		named_items: jsonb().$type<NonNullable<Paper['named_items']>>().notNull(),
		named_items_note_en: text().notNull(),
		named_items_note_zh: text().notNull(),
		considered_not_coded: jsonb().$type<NonNullable<Paper['considered_not_coded']>>().notNull(),
		moved_to: text(),
		retired_on: text(),
		retired_reason_en: text(),
		retired_reason_zh: text()
	},
	(t) => [
		check(
			'paper_has_a_name',
			sql`${t.bibliography} ? 'title_en' or ${t.bibliography} ? 'title_zh' or ${t.working_label_en} is not null`
		)
	]
);

export const paper_regulation = pgTable(
	'paper_regulation',
	{
		paper: text()
			.notNull()
			.references(() => paper.id),
		ordinal: integer().notNull(),
		instrument: text()
			.notNull()
			.references(() => instrument.id),
		verbatim: text().notNull(),
		short_verbatim: text(),
		issuer_verbatim: text(),
		date_verbatim: text(),
		title_en: text().notNull(),
		title_zh: text().notNull(),
		url_in_paper: text(),
		section: text().notNull(),
		paragraph: integer().notNull(),
		page: text()
	},
	(t) => [primaryKey({ columns: [t.paper, t.ordinal] })]
);

/** Which papers name, allude to or only form the background of an instrument, as its record says. */
export const instrument_citation = pgTable(
	'instrument_citation',
	{
		instrument: text()
			.notNull()
			.references(() => instrument.id),
		ordinal: integer().notNull(),
		paper: text()
			.notNull()
			.references(() => paper.id),
		kind: text().notNull(),
		kind_in: vocabularyOf('kind', 'cited_by_kind'),
		how_en: text().notNull(),
		where: text()
	},
	(t) => [
		primaryKey({ columns: [t.instrument, t.ordinal] }),
		coded(t.kind_in, t.kind),
		index('instrument_citation_paper').on(t.paper)
	]
);
