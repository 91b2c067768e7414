import { sql } from 'drizzle-orm';
import { check, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { SliceContent } from '../../domain/slice.ts';

/** A view as it was at one moment, for footnotes. Append-only: a trigger refuses update and delete. */
export const slice = pgTable(
	'slice',
	{
		/** The start of `content_hash`, in base 32. */
		id: text().primaryKey(),
		/** SHA-256 of the canonical JSON of `content`, in hexadecimal. */
		content_hash: text().notNull().unique(),
		content: jsonb().$type<SliceContent>().notNull(),
		/** When it was first made; a later reader who freezes the same content gets the same slice. */
		data_version: integer().notNull(),
		release: text().notNull(),
		created_at: timestamp({ withTimezone: true }).notNull().defaultNow()
	},
	(t) => [
		check('slice_hash_is_sha256', sql`${t.content_hash} ~ '^[0-9a-f]{64}$'`),
		check('slice_id_is_short', sql`length(${t.id}) between 12 and 32`)
	]
);

/** How many slices a client made in an hour. `client` is a hash that nobody can turn back once its day's salt is gone. */
export const slice_rate = pgTable(
	'slice_rate',
	{
		client: text().notNull(),
		hour: timestamp({ withTimezone: true }).notNull(),
		count: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.client, t.hour] })]
);

export const slice_salt = pgTable('slice_salt', {
	day: text().primaryKey(),
	salt: text().notNull()
});
