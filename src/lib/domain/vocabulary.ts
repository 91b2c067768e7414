import { z } from 'zod';
import { positiveInteger, slug, text } from './fields.ts';
import { inLocale, type Locale } from './text.ts';

/** Where in a paper something is said. Section and paragraph are the paper's own; no paper in the first set has page marks. */
export const locator = { paper: slug, section: text, paragraph: positiveInteger, page: text.optional() };

const passage = z.strictObject({ ...locator, key_terms: z.array(text).min(1) });

/** Jurisdiction codes are upper case (ISO 3166 where it exists); all other codes are lower case. */
export const code = z
	.string()
	.regex(
		/^([a-z0-9]+(-[a-z0-9]+)*|[A-Z0-9]+(-[A-Z0-9]+)*)$/,
		'expected a code such as labour-standard or US-NY-NYC'
	);

const term = z.strictObject({
	code,
	label_en: text,
	label_zh: text,
	definition_en: text,
	definition_zh: text,
	/** Jurisdictions only: the code it lies in, what kind of place it is, the column group of the coverage matrix. */
	parent: code.optional(),
	level: code.optional(),
	group: code.optional(),
	/** Obstacles and target problems: where the papers name them. */
	evidence: z.array(passage).optional()
});

/** One file in seed/vocabularies/. A term's rank is its place in the list. */
export const vocabularyFile = z.strictObject({
	id: z.string().regex(/^[a-z]+(_[a-z]+)*$/, 'expected snake_case'),
	title_en: text,
	title_zh: text,
	purpose_en: text,
	purpose_zh: text,
	example_en: text,
	example_zh: text,
	counter_example_en: text,
	counter_example_zh: text,
	terms: z.array(term).min(1)
});

export type Vocabulary = z.infer<typeof vocabularyFile>;
export type Term = Vocabulary['terms'][number] & { rank: number };
export type Passage = z.infer<typeof passage>;

/** Terms by vocabulary and code, each vocabulary in rank order. */
export type Terms = Map<string, Map<string, Term>>;

export function indexTerms(list: (Term & { vocabulary: string })[]): Terms {
	const terms: Terms = new Map();
	for (const { vocabulary, ...term } of list) {
		const codes = terms.get(vocabulary);
		if (codes) codes.set(term.code, term);
		else terms.set(vocabulary, new Map([[term.code, term]]));
	}
	return terms;
}

/** The label of a code; the code itself where the vocabulary does not have it. */
export function labelOf(terms: Terms, vocabulary: string, code: string, locale: Locale): string {
	const term = terms.get(vocabulary)?.get(code);
	return term ? inLocale(term, 'label', locale) : code;
}

/** What a code means; nothing where the vocabulary does not have it. */
export function definitionOf(terms: Terms, vocabulary: string, code: string, locale: Locale): string {
	const term = terms.get(vocabulary)?.get(code);
	return term ? inLocale(term, 'definition', locale) : '';
}
