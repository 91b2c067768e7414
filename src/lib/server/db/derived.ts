import { sql } from 'drizzle-orm';
import { bigint, boolean, check, integer, json, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import type { CrossCount } from '../../domain/cross-count.ts';
import { layer, level, proposal } from './proposal.ts';

/** What can be made anew from the other tables at any time; backups leave it out. */
export const derived = pgSchema('derived');

/**
 * One row that counts the committed changes of what readers see; triggers raise it in the transaction that makes the change.
 * Unlike the number of the newest revision it also moves for what has no revision, and in the order in which changes are
 * committed, so that the same number always means the same data.
 */
export const data_state = derived.table(
	'data_state',
	{
		one: boolean().primaryKey().default(true),
		number: bigint({ mode: 'number' }).notNull()
	},
	() => [check('data_state_one_row', sql.raw('"one"'))]
);

/**
 * One row per current proposal with what lists filter and sort by, written with the record. Its indexes are in the migration
 * after the one that makes it, as they need functions and collations that drizzle-kit does not know.
 */
export const proposal_entry = derived.table('proposal_entry', {
	id: text()
		.primaryKey()
		.references(() => proposal.id, { onDelete: 'cascade' }),
	level: level().notNull(),
	/** What the filters ask for, by name and value: `remedy:audit-assessment`, `layer:technology:primary`. */
	facets: text().array().notNull(),
	/** All text the quick search looks through, lower case. */
	haystack: text().notNull(),
	han: text().array().generatedAlwaysAs(sql.raw('han_grams(haystack)')),
	/** In a form whose bytes stand in the order a reader expects: lower case, without accents and marks, numbers filled up by zeros. */
	title: text().notNull(),
	title_zh: text().notNull(),
	/** Names of the mechanisms, in the same form. */
	mechanisms: text().notNull(),
	mechanisms_zh: text().notNull(),
	/** Places in the vocabularies, as lists are sorted by them; 9999 where there is none. */
	remedy_type: integer().notNull(),
	institution: integer().notNull(),
	technology: integer().notNull(),
	subject: integer().notNull(),
	modality: integer().notNull(),
	specificity: integer().notNull(),
	level_rank: integer().notNull(),
	alienation_dimension: integer().notNull(),
	actors: integer().notNull(),
	actors_named: integer().notNull(),
	actors_inferred: integer().notNull(),
	beneficiaries: integer().notNull(),
	obstacles: integer().notNull(),
	secondary_remedy_types: integer().notNull(),
	target_problems: integer().notNull()
});

/**
 * What the cross-tab shows, counted: one row per level and pair of dimensions, the pair in one order only. Written with the records,
 * as the difference they make.
 */
export const cross_count = derived.table(
	'cross_count',
	{
		level: level().notNull(),
		rows: text().$type<CrossCount['rows']>().notNull(),
		cols: text().$type<CrossCount['cols']>().notNull(),
		counts: json().$type<CrossCount['counts']>().notNull()
	},
	(t) => [primaryKey({ columns: [t.rows, t.cols, t.level] })]
);

/**
 * What the coverage matrix sums up, as changes on days; the sum up to a day is how things stood on it. Written with the records,
 * as the difference they make. A place is a jurisdiction, `group:` and a group of them, or `all`.
 */
export const coverage_step = derived.table(
	'coverage_step',
	{
		place: text().notNull(),
		day: text().notNull(),
		level: level().notNull(),
		layer: layer().notNull(),
		links: integer().notNull(),
		law: integer().notNull(),
		not_operative: integer().notNull(),
		undated: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.place, t.day, t.level, t.layer] })]
);
