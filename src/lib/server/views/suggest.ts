import { ofPath, vocabularyOf } from '../../domain/coded-fields.ts';
import type { Said } from '../../domain/history-page.ts';
import {
	listFields,
	mostCharacters,
	splitPath,
	wholeRecord,
	type FieldGroup,
	type SuggestionKind
} from '../../domain/suggestion.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { findCorrectable, mostSuggestions, presentOf, type About } from '../curation/suggestions.ts';
import {
	aroundRecords,
	nameField,
	nameRecord,
	nameRow,
	rowHref,
	tellPresent,
	type AroundFields,
	type RecordName
} from './field-told.ts';
import { namedProposals } from './record-told.ts';

export type SuggestPage = {
	record: RecordName;
	/** Where to go back to: the record, or the row the field lies in. */
	href: string;
	/** The chosen field; undefined as long as none is. */
	field?: {
		path: string;
		label?: string;
		/** Undefined where it says nothing. */
		now?: Said;
		/** Labels of the codes it can have. */
		codes: string[];
	};
	/** To choose from; only those of a row where the address names one. */
	choices: { label?: string; fields: { path: string; label: string }[] }[];
	/** The row the choices are cut down to. */
	row?: string;
	/** A field the address names and the record does not have. */
	unknown_field?: string;
	/** What the address says for the record as a whole. */
	whole: string;
	/** Characters a text may have, and suggestions an hour. */
	most: typeof mostCharacters & { an_hour: number };
};

/**
 * The form for a correction of one field, or the choice of one; undefined where there is no such record.
 * @param about.field a path, or `wholeRecord`; a row such as `provisions.7` offers its fields
 */
export async function suggestPage(db: Db, about: About, locale: Locale): Promise<SuggestPage | undefined> {
	const found = await findCorrectable(db, about.kind, about.record);
	if (!found) return undefined;
	const { kind, data } = found;
	const around = await aroundRecords(db, [{ kind, record: about.record }], namedProposals(kind, data));
	const record = nameRecord(around, kind, about.record, locale);
	const groups = listFields(kind, data);
	const chosen = groups.flatMap(({ fields }) => fields).find(({ path }) => path === about.field);
	const own = groups.filter(({ list, row }) => list && `${list}.${row}` === about.field);
	const page = {
		record,
		href: rowHref(record, splitPath(about.field)),
		choices: (own.length > 0 ? own : groups).map((group) => describeGroup(around, record, group, locale)),
		...(own[0] && { row: nameRow(around, record.id, own[0].list!, own[0].row!, locale) }),
		whole: wholeRecord,
		most: { ...mostCharacters, an_hour: mostSuggestions }
	};
	if (chosen || about.field === wholeRecord) {
		const path = chosen?.path ?? '';
		return {
			...page,
			field: {
				path: about.field,
				label: nameField(around, record.id, path, locale),
				now: tellPresent(around, kind, path, presentOf(data, path), locale),
				codes: chosen?.single ? codesOf(around, kind, path, locale) : []
			}
		};
	}
	return about.field && !own[0] ? { ...page, unknown_field: about.field.slice(0, 80) } : page;
}

function describeGroup(
	around: AroundFields,
	record: RecordName,
	{ list, row, fields }: FieldGroup,
	locale: Locale
): SuggestPage['choices'][number] {
	return {
		...(list && { label: nameRow(around, record.id, list, row!, locale) }),
		fields: fields.map(({ path }) => ({
			path,
			// Inside a row its name stands over the group.
			label: nameField(around, record.id, splitPath(path).rest, locale)!
		}))
	};
}

function codesOf({ terms }: AroundFields, kind: SuggestionKind, path: string, locale: Locale): string[] {
	const vocabulary = ofPath(vocabularyOf[kind], path);
	if (!vocabulary) return [];
	return [...(terms.get(vocabulary)?.values() ?? [])].map((term) => inLocale(term, 'label', locale));
}
