import type { Said } from '../../domain/history-page.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import { splitAddresses } from '../../domain/official-address.ts';
import {
	mostCharacters,
	suggestionKinds,
	suggestionStates,
	type SuggestionKind,
	type SuggestionState
} from '../../domain/suggestion.ts';
import { slug } from '../../domain/fields.ts';
import { type Locale } from '../../domain/text.ts';
import { findCorrectable, presentOf } from '../curation/suggestions.ts';
import type { Db } from '../db/connect.ts';
import { findDraft, type Draft } from '../queries/drafts.ts';
import { listShownNames } from '../queries/people.ts';
import {
	countSuggestions,
	findSuggestion,
	listSuggestions,
	type Suggestion
} from '../queries/suggestions.ts';
import {
	aroundRecords,
	nameField,
	nameRecord,
	tellPresent,
	type AroundFields,
	type RecordName
} from './field-told.ts';

const onOnePage = 50;
const inQueue = 20;

type Head = {
	id: string;
	record: RecordName;
	/** In words; undefined for the record as a whole. */
	field?: string;
	state: SuggestionState;
	/** Days: YYYY-MM-DD. */
	made_on: string;
	decided_on?: string;
};

/** What an accepted suggestion came to: a draft that is worked on, that waits for a reviewer, that is published or given up. */
type Outcome = { state: 'drafted' | 'in-review' | 'published' | 'withdrawn'; version?: number; on?: string };

export type SuggestionPage = Head & {
	/** What the field said when the suggestion was made. */
	present?: Said;
	/** Empty where a curator took the text off the page. */
	proposed: string;
	source: { text: string; href?: string }[];
	reason?: string;
	decided_by?: string;
	outcome?: Outcome;
};

export type SuggestionsPage = {
	state?: SuggestionState;
	record?: RecordName;
	rows: Head[];
	total: number;
	page: number;
	pages: number;
	dropped: Dropped[];
};

export type DecidePage = {
	waiting: (Head & {
		present?: Said;
		/** Whether the field says something else by now, and what. */
		changed: boolean;
		now?: Said;
		proposed: string;
		source: { text: string; href?: string }[];
		/** Whether an answer is wished for; the address itself is shown to nobody. */
		wants_answer: boolean;
	})[];
	total: number;
	most_reason: number;
};

/** The public state of a suggestion; undefined where there is none of this id. */
export async function suggestionPage(
	db: Db,
	id: string,
	locale: Locale
): Promise<SuggestionPage | undefined> {
	const row = /^[0-9a-f]{16}$/.test(id) ? await findSuggestion(db, id) : undefined;
	if (!row) return undefined;
	const [around, draft, names] = await Promise.all([
		aroundRows(db, [row]),
		row.draft ? findDraft(db, row.draft) : undefined,
		listShownNames(db, row.decided_by ? [row.decided_by] : [])
	]);
	return {
		...headOf(around, row, locale),
		present: tellPresent(around, row.kind as SuggestionKind, row.field, row.present, locale),
		proposed: row.proposed,
		// What nobody has looked at yet leads nowhere.
		source: row.state === 'accepted' ? splitAddresses(row.source) : [{ text: row.source }],
		...(row.reason && { reason: row.reason }),
		...(row.decided_by && { decided_by: names.get(row.decided_by) ?? row.decided_by }),
		...(draft && { outcome: outcomeOf(draft) })
	};
}

function outcomeOf({ state, base_version, updated_at }: Draft): Outcome {
	const on = dayOf(updated_at);
	if (state === 'published') return { state, version: base_version + 1, on };
	if (state === 'withdrawn') return { state, on };
	return { state: state === 'submitted' || state === 'accepted' ? 'in-review' : 'drafted' };
}

/** Suggestions, newest first; `state=` and `record=proposal:<id>` narrow the list, `page=` turns its pages. */
export async function suggestionsPage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale
): Promise<SuggestionsPage> {
	const dropped: Dropped[] = [];
	const read = <T>(name: string, parse: (value: string) => T | undefined): T | undefined => {
		const value = parameters.get(name);
		const parsed = value ? parse(value) : undefined;
		if (value && parsed === undefined) dropped.push({ name, value: value.slice(0, 80) });
		return parsed;
	};
	const state = read('state', (value) => suggestionStates.find((known) => known === value));
	const record = read('record', (value) => {
		const [kind, id] = value.split(':');
		const known = suggestionKinds.find((candidate) => candidate === kind);
		return known && slug.safeParse(id).success ? { kind: known, id } : undefined;
	});
	const wanted = read('page', (value) => (/^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined)) ?? 1;
	const filter = { ...(state && { states: [state] }), ...(record && { records: recordsOf(record) }) };
	const { count: total } = await countSuggestions(db, filter);
	const pages = Math.max(1, Math.ceil(total / onOnePage));
	const page = Math.min(wanted, pages);
	const rows = await listSuggestions(db, filter, {
		order: 'newest',
		limit: onOnePage,
		offset: (page - 1) * onOnePage
	});
	const around = await aroundRecords(db, [
		...rows,
		...(record ? [{ kind: record.kind, record: record.id }] : [])
	]);
	return {
		...(state && { state }),
		...(record && { record: nameRecord(around, record.kind, record.id, locale) }),
		rows: rows.map((row) => headOf(around, row, locale)),
		total,
		page,
		pages,
		dropped
	};
}

/** How many open suggestions a record's page tells of; a proposal's page shows its links as well. */
export const countOpen = async (db: Db, kind: SuggestionKind, id: string): Promise<number> =>
	(await countSuggestions(db, { states: ['open'], records: recordsOf({ kind, id }) })).count;

const recordsOf = (record: { kind: SuggestionKind; id: string }) =>
	record.kind === 'proposal' ? [record, { kind: 'link' as const, id: record.id }] : [record];

/** What waits for a decision, oldest first. */
export async function decidePage(db: Db, locale: Locale): Promise<DecidePage> {
	const open = { states: ['open' as const] };
	const [rows, { count: total }] = await Promise.all([
		listSuggestions(db, open, { order: 'oldest', limit: inQueue, offset: 0 }),
		countSuggestions(db, open)
	]);
	const present = await Promise.all(
		rows.map(async (row) => {
			const found = await findCorrectable(db, row.kind as SuggestionKind, row.record);
			return { ...row, present: found ? presentOf(found.data, row.field) : '' };
		})
	);
	const around = await aroundRows(db, [...rows, ...present]);
	const waiting = rows.map((row, place) => {
		const kind = row.kind as SuggestionKind;
		const now = present[place].present;
		return {
			...headOf(around, row, locale),
			present: tellPresent(around, kind, row.field, row.present, locale),
			changed: now !== row.present,
			now: tellPresent(around, kind, row.field, now, locale),
			proposed: row.proposed,
			source: splitAddresses(row.source),
			wants_answer: row.email !== null
		};
	});
	return { waiting, total, most_reason: mostCharacters.reason };
}

/** What a letter about a suggestion calls its record. */
export const recordTitle = async (db: Db, { kind, record }: Suggestion, locale: Locale): Promise<string> =>
	nameRecord(await aroundRecords(db, [{ kind, record }]), kind as SuggestionKind, record, locale).title;

/** What the records of suggestions are called, and what their fields name. */
const aroundRows = (db: Db, rows: Suggestion[]): Promise<AroundFields> =>
	aroundRecords(
		db,
		rows,
		rows.flatMap(({ present }) => namedIn(present ? JSON.parse(present) : undefined))
	);

/** Every id of a proposal is a slug, and a field that names one says nothing else. */
const namedIn = (value: unknown): string[] =>
	typeof value === 'object' && value !== null
		? Object.values(value).flatMap(namedIn)
		: slug.safeParse(value).success
			? [value as string]
			: [];

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);

function headOf(around: AroundFields, row: Suggestion, locale: Locale): Head {
	const record = nameRecord(around, row.kind as SuggestionKind, row.record, locale);
	const field = nameField(around, row.record, row.field, locale);
	return {
		id: row.id,
		record,
		...(field && { field }),
		state: row.state,
		made_on: dayOf(row.created_at),
		...(row.decided_at && { decided_on: dayOf(row.decided_at) })
	};
}
