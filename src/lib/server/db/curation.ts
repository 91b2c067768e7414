import { sql } from 'drizzle-orm';
import {
	bigserial,
	check,
	index,
	integer,
	jsonb,
	pgEnum,
	pgTable,
	primaryKey,
	text
} from 'drizzle-orm/pg-core';
import type { CodedValue, Coding } from '../../domain/coding.ts';
import { draftEvents, draftStates } from '../../domain/draft.ts';
import { suggestionStates } from '../../domain/suggestion.ts';
import { importStates, outcomes, type Duplicate } from '../../domain/import/batch.ts';
import type { ImportKind } from '../../domain/import/columns.ts';
import type { RowProblem } from '../../domain/import/rows.ts';
import { moment } from './columns.ts';
import { record_kind } from './history.ts';
import { proposal } from './proposal.ts';

export const draft_state = pgEnum('draft_state', draftStates);
export const draft_event_type = pgEnum('draft_event_type', draftEvents);
export const suggestion_state = pgEnum('suggestion_state', suggestionStates);
export const import_state = pgEnum('import_state', importStates);
export const import_outcome = pgEnum('import_outcome', outcomes);

/** A change somebody works on. `data` is what was typed, which may be unfinished and wrong; only published records must be sound. */
export const draft = pgTable(
	'draft',
	{
		id: text().primaryKey(),
		kind: record_kind().notNull(),
		/** Id of the record; of a new one the id it will have, empty until it is chosen. */
		record: text().notNull(),
		/** Version of the record the draft began from; 0 for a new record. */
		base_version: integer().notNull(),
		data: jsonb().$type<Record<string, unknown>>().notNull(),
		/** Why: becomes the note of the revision. */
		note: text().notNull().default(''),
		state: draft_state().notNull().default('draft'),
		/** Pseudonym. */
		author: text().notNull(),
		/** Drafts made in one act. */
		batch: text(),
		/** Counts the saves; a save names the one it saw, so that two windows cannot overwrite each other. */
		saves: integer().notNull().default(0),
		created_at: moment('created_at').notNull().defaultNow(),
		updated_at: moment('updated_at').notNull().defaultNow(),
		submitted_at: moment('submitted_at')
	},
	(t) => [
		index('draft_author').on(t.author, t.state),
		index('draft_queue').on(t.state, t.submitted_at),
		index('draft_record').on(t.kind, t.record),
		check('draft_base', sql`${t.base_version} >= 0`)
	]
);

/** What happened to a draft and what was said about it. Append-only: a trigger refuses update and delete. */
export const draft_event = pgTable(
	'draft_event',
	{
		sequence: bigserial({ mode: 'number' }).primaryKey(),
		draft: text()
			.notNull()
			.references(() => draft.id),
		at: moment('at').notNull().defaultNow(),
		author: text().notNull(),
		type: draft_event_type().notNull(),
		/** Path of the field a comment speaks of, `layers.technology.reason_en`. */
		field: text(),
		text: text().notNull().default('')
	},
	(t) => [index('draft_event_draft').on(t.draft, t.sequence)]
);

/** What a reader holds to be wrong. The e-mail address is for the answer only, is never shown, and goes with the decision. */
export const suggestion = pgTable(
	'suggestion',
	{
		id: text().primaryKey(),
		kind: record_kind().notNull(),
		record: text().notNull(),
		/** Path of the field, empty for the record as a whole. */
		field: text().notNull(),
		/** What the field said when the suggestion was made. */
		present: text().notNull(),
		proposed: text().notNull(),
		source: text().notNull(),
		email: text(),
		state: suggestion_state().notNull().default('open'),
		reason: text(),
		decided_by: text(),
		decided_at: moment('decided_at'),
		/** The draft an accepted suggestion became. */
		draft: text().references(() => draft.id),
		created_at: moment('created_at').notNull().defaultNow()
	},
	(t) => [
		index('suggestion_record').on(t.kind, t.record),
		index('suggestion_state').on(t.state, t.created_at),
		check('suggestion_declined_with_reason', sql`${t.state} <> 'declined' or ${t.reason} <> ''`),
		check('suggestion_decided', sql`(${t.state} = 'open') = (${t.decided_by} is null)`)
	]
);

/** A second coding of a proposal, made without sight of the first. */
export const coding = pgTable(
	'coding',
	{
		proposal: text()
			.primaryKey()
			.references(() => proposal.id),
		/** Pseudonym of the second coder. */
		coder: text().notNull(),
		/** The coded fields by name, as far as they are filled in. */
		data: jsonb().$type<Partial<Coding>>().notNull(),
		/** The same fields of the published record when the coding was finished. */
		first: jsonb().$type<Coding>(),
		created_at: moment('created_at').notNull().defaultNow(),
		finished_at: moment('finished_at')
	},
	(t) => [check('coding_finished', sql`(${t.finished_at} is null) = (${t.first} is null)`)]
);

/** Where two coders differed: both values, what was decided and why. */
export const coding_resolution = pgTable(
	'coding_resolution',
	{
		proposal: text()
			.notNull()
			.references(() => proposal.id),
		field: text().notNull(),
		/** In an object, because what was decided may be that there is none. */
		resolution: jsonb().$type<{ value: CodedValue }>().notNull(),
		reason: text().notNull(),
		resolved_by: text().notNull(),
		resolved_at: moment('resolved_at').notNull().defaultNow()
	},
	(t) => [
		primaryKey({ columns: [t.proposal, t.field] }),
		check('coding_resolution_has_reason', sql`${t.reason} <> ''`)
	]
);

/** Many records brought in by one file, reviewed, published and if need be undone as a whole. */
export const import_batch = pgTable(
	'import_batch',
	{
		id: text().primaryKey(),
		kind: record_kind().$type<ImportKind>().notNull(),
		file_name: text().notNull(),
		format: text().$type<'csv' | 'xlsx' | 'yaml'>().notNull(),
		author: text().notNull(),
		/** Why: becomes the note of every revision. */
		note: text().notNull().default(''),
		state: import_state().notNull().default('checked'),
		/** What is wrong with the file as a whole, or would be in records it does not hold. */
		problems: jsonb().$type<RowProblem[]>().notNull(),
		/** Who published or returned it. */
		reviewer: text(),
		/** Why it was returned, or undone. */
		reason: text(),
		created_at: moment('created_at').notNull().defaultNow(),
		submitted_at: moment('submitted_at'),
		published_at: moment('published_at'),
		undone_by: text(),
		undone_at: moment('undone_at')
	},
	(t) => [index('import_batch_state').on(t.state, t.created_at)]
);

/** A record that an import would write, whole, with the version it began from. */
export const import_record = pgTable(
	'import_record',
	{
		batch: text()
			.notNull()
			.references(() => import_batch.id, { onDelete: 'cascade' }),
		/** From 0, in the order of the file. */
		place: integer().notNull(),
		/** First row, or line in YAML, of the record. */
		row: integer().notNull(),
		/** Its id, empty where the file does not say. */
		record: text().notNull(),
		outcome: import_outcome().notNull(),
		/** 0 for a new record. */
		base_version: integer().notNull(),
		data: jsonb().$type<Record<string, unknown>>().notNull(),
		problems: jsonb().$type<RowProblem[]>().notNull(),
		duplicates: jsonb().$type<Duplicate[]>().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.batch, t.place] }),
		index('import_record_outcome').on(t.batch, t.outcome, t.place),
		check('import_record_base', sql`${t.base_version} >= 0`)
	]
);
