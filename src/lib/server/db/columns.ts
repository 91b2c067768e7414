import { sql } from 'drizzle-orm';
import { foreignKey, text, timestamp, type AnyPgColumn, type PgColumn } from 'drizzle-orm/pg-core';
import { term } from './vocabulary.ts';

/**
 * Codes of vocabularies are rows that curators may extend, so each coded column has beside it a generated column
 * that names its vocabulary: together they are a foreign key to `term`, held by the database.
 */
export const vocabularyOf = (name: string, vocabulary: string) =>
	text(`${name}_in`).generatedAlwaysAs(sql.raw(`'${vocabulary}'`));

export const coded = (vocabulary: PgColumn, code: PgColumn) =>
	foreignKey({
		columns: [vocabulary, code] as [AnyPgColumn, ...AnyPgColumn[]],
		foreignColumns: [term.vocabulary, term.code]
	});

export const moment = (name: string) => timestamp(name, { withTimezone: true });
