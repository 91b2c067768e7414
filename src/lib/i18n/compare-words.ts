import { amount } from '../domain/amount.ts';
import type { CompareNote } from '../domain/compare-view.ts';
import type { CompareRow } from '../domain/compare.ts';
import type { Locale } from '../domain/text.ts';
import * as m from '../paraglide/messages.js';
import { dateText } from './date-words.ts';
import type { Word } from './word.ts';

export const groupWords: Record<string, Word> = {
	what: m.compare_group_what,
	layers: m.compare_group_layers,
	people: m.compare_group_people,
	diagnosis: m.compare_group_diagnosis,
	among: m.compare_group_among,
	coverage: m.compare_group_coverage,
	evidence: m.compare_group_evidence,
	asked: m.compare_group_asked,
	dates: m.compare_group_dates,
	sure: m.compare_group_sure,
	provisions: m.compare_group_provisions,
	meets: m.compare_group_meets
};

const rowWords: Record<string, Word> = {
	summary: m.compare_row_summary,
	level: m.compare_row_level,
	remedy_type: m.compare_row_remedy_type,
	secondary: m.compare_row_secondary,
	problems: m.compare_row_problems,
	mechanisms: m.compare_row_mechanisms,
	actors: m.compare_row_actors,
	beneficiaries: m.compare_row_beneficiaries,
	alienation: m.compare_row_alienation,
	obstacles: m.compare_row_obstacles,
	tensions: m.compare_row_tensions,
	supports: m.compare_row_supports,
	supported_by: m.compare_row_supported_by,
	broader: m.compare_row_broader,
	narrower: m.compare_row_narrower,
	papers: m.compare_row_papers,
	regulations_named: m.compare_row_regulations_named,
	doubt: m.compare_row_doubt,
	modality: m.compare_row_modality,
	specificity: m.compare_row_specificity,
	title: m.compare_row_title,
	jurisdiction: m.compare_row_jurisdiction,
	type: m.compare_row_type,
	binding: m.compare_row_binding,
	force: m.compare_row_force,
	issued_by: m.compare_row_issued_by,
	light: m.compare_row_light,
	status: m.compare_row_status,
	adopted_on: m.law_date_adopted_on,
	issued_on: m.law_date_issued_on,
	published_on: m.law_date_published_on,
	in_force_from: m.law_date_in_force_from,
	applicable_from: m.law_date_applicable_from,
	transposition_due: m.law_date_transposition_due,
	ended_on: m.law_date_ended_on,
	verification: m.compare_row_verification,
	unverified: m.compare_row_unverified,
	checked_on: m.compare_row_checked_on,
	provisions: m.compare_row_provisions
};

export const rowName = ({ key, label }: Pick<CompareRow, 'key' | 'label'>, locale?: Locale): string =>
	label ?? rowWords[key]?.({}, { locale }) ?? key;

/** The sign of a row's state and its word. */
export const stateSigns = { same: '=', differs: '≠', unknown: '?' };
export function rowStateWord(
	{ state, unknown }: Pick<CompareRow, 'state' | 'unknown'>,
	locale?: Locale
): string {
	const word = {
		same: m.compare_state_same,
		differs: unknown ? m.compare_state_differs_unknown : m.compare_state_differs,
		unknown: m.compare_state_unknown
	}[state];
	return word({}, { locale });
}

const emptyWords: Record<string, Word> = {
	actors: m.compare_none_named,
	beneficiaries: m.compare_none_named,
	mechanisms: m.compare_none_named,
	regulations_named: m.compare_none_named,
	obstacles: m.compare_none_obstacles,
	alienation: m.compare_not_coded,
	problems: m.compare_not_coded,
	doubt: m.compare_none_doubt,
	tensions: m.compare_none_among,
	supports: m.compare_none_among,
	supported_by: m.compare_none_among,
	broader: m.compare_none_among,
	narrower: m.compare_none_among
};

/** What an empty cell says: that there is nothing, or that nobody knows. */
export function emptyWord(row: string, unknown: boolean | undefined, locale?: Locale): string {
	const word = row.startsWith('law-')
		? m.compare_not_looked
		: (emptyWords[row] ?? (unknown ? m.compare_not_recorded : m.compare_none));
	return word({}, { locale });
}

/** A note in words, but for the near names of an unknown id, which are links. */
export function noteWords(entry: CompareNote, locale?: Locale): string {
	switch (entry.note) {
		case 'twice':
			return m.compare_note_twice({ id: entry.id }, { locale });
		case 'too-many':
			return m.compare_note_too_many(
				{ count: amount(entry.ids.length), ids: entry.ids.join(', ') },
				{ locale }
			);
		case 'unknown':
			return m.compare_note_unknown({ id: entry.id }, { locale });
		case 'other-kind':
			return entry.kind === 'regulations'
				? m.compare_note_other_regulation({ id: entry.id }, { locale })
				: m.compare_note_other_proposal({ id: entry.id }, { locale });
		case 'moved':
			return m.compare_note_moved({ id: entry.id, to: entry.to }, { locale });
		case 'removed': {
			const on = locale ? entry.on : dateText(entry.on);
			return entry.reason
				? m.compare_note_withdrawn({ id: entry.id, on, reason: entry.reason }, { locale })
				: m.compare_note_removed({ id: entry.id, on }, { locale });
		}
		case 'dropped':
			return m.compare_note_dropped({ name: entry.name, value: entry.value }, { locale });
	}
}
