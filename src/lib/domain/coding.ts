import { z } from 'zod';
import { agreementOf, masi, nominal, type Agreement } from './agreement.ts';
import { involvements, layers, namingBases } from './codes.ts';
import type { Proposal } from './proposal.ts';
import { code } from './vocabulary.ts';

/** What a second coder codes blind, by the names the matrices give these columns, each with the vocabulary of its codes. */
export const codedVocabularies = {
	institution: 'involvement',
	technology: 'involvement',
	subject: 'involvement',
	remedy_type: 'remedy_types',
	modality: 'modality',
	specificity: 'specificity',
	alienation_dimension: 'alienation_dimensions',
	actors: 'actors',
	beneficiaries: 'beneficiaries',
	target_problems: 'target_problems',
	obstacles: 'obstacles'
} as const;
export type CodedField = keyof typeof codedVocabularies;
export const codedFields = Object.keys(codedVocabularies) as CodedField[];

/** Fields that hold parties: each code with whether the paper names it. */
export const partyFields = ['actors', 'beneficiaries'] as const;
/** Fields that hold any number of codes. */
export const setFields = [...partyFields, 'target_problems', 'obstacles'] as const;
const isSet = (field: CodedField): boolean => (setFields as readonly string[]).includes(field);

/** Below this many records a figure about the coders would say more about chance than about them. */
export const leastDoubleCoded = 10;

const parties = z.array(z.strictObject({ code, basis: z.enum(namingBases) }));
const involvement = z.enum(involvements);

/** A whole coding. The dimension is null where the coder found none. */
export const codingForm = z
	.strictObject({
		institution: involvement,
		technology: involvement,
		subject: involvement,
		remedy_type: code,
		modality: code,
		specificity: code,
		alienation_dimension: code.nullable(),
		actors: parties,
		beneficiaries: parties,
		target_problems: z.array(code),
		obstacles: z.array(code)
	})
	.superRefine((coding, check) => {
		const primary = layers.filter((layer) => coding[layer] === 'primary');
		if (primary.length !== 1)
			check.addIssue({
				code: 'custom',
				path: ['institution'],
				message: `expected exactly one layer with involvement primary, found ${primary.length}`
			});
	});
export type Coding = z.infer<typeof codingForm>;
export type CodedValue = Coding[CodedField];

/** What a form of codes sends, as far as it is filled in: a field with several codes is always there. */
export function readCoding(sent: FormData): Partial<Record<CodedField, unknown>> {
	return Object.fromEntries(
		codedFields.flatMap((field): [CodedField, unknown][] => {
			if ((partyFields as readonly string[]).includes(field))
				return [
					[
						field,
						[...sent].flatMap(([name, basis]) =>
							name.startsWith(`${field}.`) && basis !== ''
								? [{ code: name.slice(field.length + 1), basis: String(basis) }]
								: []
						)
					]
				];
			if (isSet(field)) return [[field, sent.getAll(field).map(String)]];
			const value = sent.get(field);
			if (typeof value !== 'string' || value === '') return [];
			return [[field, field === 'alienation_dimension' && value === noCode ? null : value]];
		})
	);
}

/** What a form sends for a field that the coder leaves empty on purpose. */
export const noCode = '-';

/** The coded fields of a record, as a coding holds them. */
export const codingOf = (proposal: Proposal): Coding => ({
	institution: proposal.layers.institution.involvement,
	technology: proposal.layers.technology.involvement,
	subject: proposal.layers.subject.involvement,
	remedy_type: proposal.remedy_type,
	modality: proposal.modality,
	specificity: proposal.specificity,
	alienation_dimension: proposal.alienation_dimension ?? null,
	actors: proposal.actors,
	beneficiaries: proposal.beneficiaries,
	target_problems: proposal.target_problems ?? [],
	obstacles: proposal.obstacles ?? []
});

/** The record with another value in one coded field; what hangs on it (reasons, bases) is left to whoever edits the draft. */
export function withCoded(
	record: Record<string, unknown>,
	field: CodedField,
	value: CodedValue
): Record<string, unknown> {
	if ((layers as readonly string[]).includes(field)) {
		const all = record.layers as Record<string, object>;
		return { ...record, layers: { ...all, [field]: { ...all[field], involvement: value } } };
	}
	const { [field]: _, ...rest } = record;
	const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
	if (!isEmpty || (partyFields as readonly string[]).includes(field)) return { ...record, [field]: value };
	if (field !== 'alienation_dimension') return rest;
	const { alienation_basis: __, secondary_alienation_dimensions: ___, ...without } = rest;
	return without;
}

/** The codes of a value, without what is said about them. */
export function codesOf(value: CodedValue): string[] {
	if (value === null) return [];
	return (typeof value === 'string' ? [value] : value).map((entry) =>
		typeof entry === 'string' ? entry : entry.code
	);
}

/** Whether two values say the same, in whatever order: for parties also whether the paper names them. */
export function isSameCoding(a: CodedValue, b: CodedValue): boolean {
	const said = (value: CodedValue) =>
		JSON.stringify(
			(Array.isArray(value) ? value : [value]).map((entry) => JSON.stringify(entry, ['code', 'basis'])).sort()
		);
	return said(a) === said(b);
}

/** The fields in which two codings of one proposal differ. */
export const differingFields = (first: Coding, second: Coding): CodedField[] =>
	codedFields.filter((field) => !isSameCoding(first[field], second[field]));

/**
 * Agreement of first and second coders field by field. Fields with one code are compared as they are, fields with several by
 * how far the sets overlap (MASI); whether a party is named or inferred is left aside.
 */
export function agreementByField(
	pairs: readonly { first: Coding; second: Coding }[]
): Record<CodedField, Agreement> {
	return Object.fromEntries(
		codedFields.map((field) => [
			field,
			isSet(field)
				? agreementOf(
						pairs.map(
							({ first, second }) =>
								[new Set(codesOf(first[field])), new Set(codesOf(second[field]))] as const
						),
						masi
					)
				: agreementOf(
						pairs.map(
							({ first, second }) => [codesOf(first[field]).join(), codesOf(second[field]).join()] as const
						),
						nominal
					)
		])
	) as Record<CodedField, Agreement>;
}
