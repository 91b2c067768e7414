import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Passage } from '../../domain/vocabulary.ts';

export const vocabulary = pgTable('vocabulary', {
	id: text().primaryKey(),
	title_en: text().notNull(),
	title_zh: text().notNull(),
	purpose_en: text().notNull(),
	purpose_zh: text().notNull(),
	example_en: text().notNull(),
	example_zh: text().notNull(),
	counter_example_en: text().notNull(),
	counter_example_zh: text().notNull()
});

export const term = pgTable(
	'term',
	{
		vocabulary: text()
			.notNull()
			.references(() => vocabulary.id),
		code: text().notNull(),
		rank: integer().notNull(),
		label_en: text().notNull(),
		label_zh: text().notNull(),
		definition_en: text().notNull(),
		definition_zh: text().notNull(),
		parent: text(),
		level: text(),
		group: text(),
		evidence: jsonb().$type<Passage[]>()
	},
	(t) => [primaryKey({ columns: [t.vocabulary, t.code] }), check('term_rank_positive', sql`${t.rank} > 0`)]
);
