import { z } from 'zod';
import { layers } from './codes.ts';
import { instrumentFile } from './instrument.ts';
import { linkFile } from './link.ts';
import { bibliographicFields, paperFile } from './paper.ts';
import { proposalFile } from './proposal.ts';
import { isFields, type Fields } from './typed-fields.ts';

/** Records a reader may correct. Links and assessments lie in the link file that has the id of their proposal. */
export const suggestionKinds = ['proposal', 'paper', 'instrument', 'link'] as const;
export type SuggestionKind = (typeof suggestionKinds)[number];

export const suggestionStates = ['open', 'accepted', 'declined'] as const;
export type SuggestionState = (typeof suggestionStates)[number];

/** What an address says for the record as a whole, which the table holds as an empty path. */
export const wholeRecord = 'all';

export const mostCharacters = { proposed: 4000, source: 1000, email: 200, reason: 1000 };

const writing = (longest: number) =>
	z
		.string()
		.trim()
		.min(1, 'expected some text')
		.max(longest, `expected at most ${longest} characters`)
		// The database takes any character but this one.
		.refine((value) => !value.includes('\0'), 'expected text without null characters');

/** What a reader types. The address is for the answer only. */
export const suggestionForm = z.object({
	proposed: writing(mostCharacters.proposed),
	source: writing(mostCharacters.source),
	email: z
		.literal('')
		.or(z.email('expected an e-mail address').max(mostCharacters.email))
		.transform((value) => value || undefined),
	/** A field no person sees; programs that fill in everything fill in this one as well. */
	website: z.string().max(0, 'leave this field empty')
});

/** Why a suggestion was declined; everybody can read it. */
export const declineReason = writing(mostCharacters.reason);

/** Lists whose rows have a name that stays when others come and go; a path names them by it: `provisions.7.paraphrase_en`. */
const rowNames: Record<string, string> = { provisions: 'number', links: 'id', assessments: 'jurisdiction' };

const rowsOf = (data: Fields, list: string): Fields[] =>
	((data[list] as Fields[] | undefined) ?? []).filter(isFields);
const nameOfRow = (list: string, row: Fields): string => String(row[rowNames[list]]);

/** A field that can be corrected; `single` where it holds one value that can be taken over as it was typed. */
type Field = { path: string; single: boolean };

/** Set by the house and changed by acts of their own. */
const fixed = ['id', 'moved_to', 'retired_on', 'retired_reason_en', 'retired_reason_zh', 'text_sha256'];
const fieldsOf = (schema: z.ZodObject, ...without: string[]): Field[] =>
	Object.entries(schema.shape)
		.filter(([key]) => !fixed.includes(key) && !without.includes(key))
		.map(([path, value]) => ({ path, single: isSingle(value) }));
const isSingle = (schema: z.core.$ZodType): boolean =>
	schema instanceof z.ZodOptional
		? isSingle(schema.unwrap())
		: !(schema instanceof z.ZodArray || schema instanceof z.ZodObject);

const rowFields: Record<string, Field[]> = {
	provisions: fieldsOf(instrumentFile.shape.provisions.element, 'number'),
	links: fieldsOf(linkFile.shape.links.unwrap().element),
	assessments: fieldsOf(linkFile.shape.assessments.unwrap().element, 'jurisdiction')
};

const ownFields: Record<SuggestionKind, Field[]> = {
	proposal: fieldsOf(proposalFile).flatMap((field) =>
		field.path === 'layers'
			? layers.flatMap((layer) =>
					fieldsOf(proposalFile.shape.layers.shape[layer]).map(({ path, single }) => ({
						path: `layers.${layer}.${path}`,
						single
					}))
				)
			: field
	),
	paper: fieldsOf(paperFile).flatMap((field) =>
		field.path === 'bibliography'
			? bibliographicFields.map((name) => ({ path: `bibliography.${name}`, single: false }))
			: field
	),
	instrument: fieldsOf(instrumentFile),
	link: fieldsOf(linkFile)
};

/** A group of fields: those of the record itself, or of one row of it. */
export type FieldGroup = { list?: string; row?: string; fields: Field[] };

/**
 * Every field of a record that can be corrected, rows with names one by one.
 * @param data the record as it is published
 */
export function listFields(kind: SuggestionKind, data: Fields): FieldGroup[] {
	const own = ownFields[kind];
	const rows = own
		.filter(({ path }) => path in rowNames)
		.flatMap(({ path: list }) =>
			rowsOf(data, list).map((row) => {
				const name = nameOfRow(list, row);
				return {
					list,
					row: name,
					fields: rowFields[list].map((field) => ({ ...field, path: `${list}.${name}.${field.path}` }))
				};
			})
		);
	return [{ fields: own }, ...rows];
}

/** The list and the name of the row that a path lies in or names, and what follows them; `rest` is all of any other path. */
export function splitPath(path: string): { list?: string; row?: string; rest: string } {
	const [list, row, ...rest] = path.split('.');
	return Object.hasOwn(rowNames, list) && row ? { list, row, rest: rest.join('.') } : { rest: path };
}

/** What a record says at a path; undefined where it says nothing, or has no such row. */
export function valueAt(data: Fields, path: string): unknown {
	const { list, row, rest } = splitPath(path);
	if (list) {
		const found = rowsOf(data, list).find((candidate) => nameOfRow(list, candidate) === row);
		return found && valueAt(found, rest);
	}
	return path.split('.').reduce<unknown>((value, key) => (isFields(value) ? value[key] : undefined), data);
}

/** A copy of a record that says something else at a path, as far as it has what the path leads through. */
export function withValueAt(data: Fields, path: string, value: unknown): Fields {
	const { list, row, rest } = splitPath(path);
	if (list)
		return {
			...data,
			[list]: rowsOf(data, list).map((candidate) =>
				nameOfRow(list, candidate) === row ? withValueAt(candidate, rest, value) : candidate
			)
		};
	const [key, ...inner] = path.split('.');
	if (inner.length === 0) return { ...data, [key]: value };
	const within = data[key];
	return isFields(within) ? { ...data, [key]: withValueAt(within, inner.join('.'), value) } : data;
}
