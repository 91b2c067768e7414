import { sql } from 'drizzle-orm';
import {
	bigserial,
	check,
	index,
	integer,
	jsonb,
	pgEnum,
	pgTable,
	text,
	timestamp,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import { recordKinds, type RecordKind } from '../../domain/record-kinds.ts';
import type { Release } from '../../domain/release.ts';

export { recordKinds, type RecordKind };
export const record_kind = pgEnum('record_kind', recordKinds);

/** Append-only: a trigger refuses update and delete. `data` is the whole record as its seed file holds it. */
export const revision = pgTable(
	'revision',
	{
		sequence: bigserial({ mode: 'number' }).primaryKey(),
		kind: record_kind().notNull(),
		record: text().notNull(),
		version: integer().notNull(),
		at: timestamp({ withTimezone: true }).notNull().defaultNow(),
		/** `seed` for the files, else the pseudonym of a person. */
		author: text().notNull(),
		/** Who published what the author wrote; never the author. */
		reviewer: text(),
		note: text().notNull(),
		/** The import or other act that made several revisions at once. */
		batch: text(),
		data: jsonb().$type<Record<string, unknown>>().notNull()
	},
	(t) => [
		uniqueIndex('revision_once').on(t.kind, t.record, t.version),
		index('revision_author').on(t.author),
		index('revision_at').on(t.at),
		index('revision_batch').on(t.batch),
		check('revision_two_pairs_of_eyes', sql`${t.reviewer} <> ${t.author}`),
		check('revision_version_positive', sql`${t.version} > 0`)
	]
);

export const matrix = pgTable('matrix', {
	id: text().primaryKey(),
	definition: jsonb().$type<MatrixDefinition>().notNull()
});

/** Every release of the data set that was loaded; the last one is what the pages name. */
export const release = pgTable('release', {
	version: text().primaryKey(),
	released_on: text().notNull(),
	licence: text().notNull(),
	totals: jsonb().$type<Release['totals']>().notNull(),
	loaded_at: timestamp({ withTimezone: true }).notNull().defaultNow()
});

const hanOf = (...columns: string[]) => sql.raw(`han_grams(${columns.join(` || ' ' || `)})`);

/** One row per thing a reader can search for, written with the record; trigram indexes find both languages. */
export const search_entry = pgTable(
	'search_entry',
	{
		kind: text().notNull(),
		record: text().notNull(),
		/** Provision number where the entry is a provision, else 0. */
		part: integer().notNull().default(0),
		title_en: text().notNull(),
		title_zh: text().notNull(),
		body_en: text().notNull(),
		body_zh: text().notNull(),
		/** Chinese characters and pairs of them, of the titles and of all text. */
		title_han: text().array().generatedAlwaysAs(hanOf('title_en', 'title_zh')),
		han: text()
			.array()
			.generatedAlwaysAs(hanOf('title_en', 'title_zh', 'body_en', 'body_zh'))
	},
	(t) => [
		uniqueIndex('search_entry_once').on(t.kind, t.record, t.part),
		index('search_entry_trigram').using(
			'gin',
			sql`(lower(${t.title_en} || ' ' || ${t.title_zh} || ' ' || ${t.body_en} || ' ' || ${t.body_zh})) gin_trgm_ops`
		)
	]
);
