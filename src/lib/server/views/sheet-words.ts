import { coverageShapes, type CoverageState } from '../../domain/coverage.ts';
import { legalLights, relationTenses } from '../../domain/law.ts';
import type { MatrixTable } from '../../domain/matrix/build.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import type { CodeList, Sheet, SheetColumn, Source } from '../../domain/sheet.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';
import { stateWords } from '../../i18n/coverage-words.ts';
import { stateSigns } from '../../i18n/compare-words.ts';
import { lightWords } from '../../i18n/law-words.ts';
import { colon, inBrackets, semicolon } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import type { Frame, Snapshot } from './snapshot.ts';

/** `Remedy type: Audit`: a filter or setting as a sentence. */
export const said = (name: string, value: string, locale: Locale): string =>
	`${name}${colon(locale)}${value}`;

/** Filters with their values in one order, whatever order they were chosen in: the same view is the same slice. */
export const ordered = <F extends Partial<Record<string, string[]>>>(filters: F): F =>
	Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, values?.toSorted()])) as F;

/** `Proposal (ascending); Links (descending)` */
export function sortInWords(
	sort: MatrixTable['sort'],
	label: (field: string) => string,
	locale: Locale
): string {
	return sort
		.map(
			({ field, descending }) =>
				label(field) +
				inBrackets((descending ? m.matrix_descending : m.matrix_ascending)({}, { locale }), locale)
		)
		.join(semicolon(locale));
}

/** A column of codes and the column of their words behind it; `key` names the codes, `key_label` the words. */
export function codedColumns(
	{ key, label, vocabulary, meaning }: { key: string; label: string; vocabulary: string; meaning: string },
	locale: Locale,
	words: Partial<SheetColumn> = {}
): SheetColumn[] {
	return [
		{ key, label: m.share_column_code({ label }, { locale }), meaning, shown: false, vocabulary },
		{
			key: `${key}_label`,
			label,
			meaning: m.share_meaning_label({ key }, { locale }),
			shown: true,
			codes: key,
			...words
		}
	];
}

/** The same in the other language. */
export const otherColumn = (key: string, label: string, locale: Locale): SheetColumn => ({
	key: `${key}_other`,
	label: m.share_column_other({ label }, { locale }),
	meaning: m.share_meaning_other({}, { locale }),
	shown: false
});

/** What every code of the columns means, from the codebook; where a program computes them, from its own words. */
export function codeLists(
	names: readonly (string | undefined)[],
	vocabularies: readonly Vocabulary[],
	locale: Locale
): Sheet['codes'] {
	const known = [...new Set(names)].flatMap((name): [string, CodeList][] => {
		if (name === undefined) return [];
		const computed = computedLists[name]?.(locale);
		if (computed) return [[name, computed]];
		const vocabulary = vocabularies.find(({ id }) => id === name);
		return vocabulary ? [[name, listOf(vocabulary, locale)]] : [];
	});
	return Object.fromEntries(
		known.map(([name, list]) => [name, name === 'coverage_states' ? withShapes(list, locale) : list])
	);
}

const listOf = (vocabulary: Vocabulary, locale: Locale): CodeList => ({
	title: inLocale(vocabulary, 'title', locale),
	purpose: inLocale(vocabulary, 'purpose', locale),
	codes: vocabulary.terms.map((term) => ({
		code: term.code,
		label: inLocale(term, 'label', locale),
		meaning: inLocale(term, 'definition', locale)
	}))
});

/** The states of the codebook under their shapes, and what a cell can say beside them. */
function withShapes({ codes, ...list }: CodeList, locale: Locale): CodeList {
	const beside = [
		{ code: 'cited', sign: '❝', meaning: m.share_code_cited },
		{ code: 'not-in-force', sign: '·', meaning: m.share_code_not_in_force },
		{ code: 'undated', sign: '?', meaning: m.share_code_undated },
		{ code: 'left-out', sign: '', meaning: m.share_code_left_out }
	] as const;
	const under = (sign: string | undefined, label: string) => (sign ? `${sign} ${label}` : label);
	return {
		...list,
		codes: [
			...codes.map((entry) => ({
				...entry,
				label: under(coverageShapes[entry.code as CoverageState], entry.label)
			})),
			...beside.map(({ code, sign, meaning }) => ({
				code,
				label: under(sign, stateWords[code]({}, { locale })),
				meaning: meaning({}, { locale })
			}))
		]
	};
}

const computedLists: Record<string, (locale: Locale) => CodeList> = {
	legal_lights: (locale) => ({
		title: m.law_light({}, { locale }),
		purpose: m.share_list_lights({}, { locale }),
		codes: [...legalLights, 'current' as const].map((code) => ({
			code,
			label: lightWords[code].word({}, { locale }),
			meaning: lightWords[code].means({}, { locale })
		}))
	}),
	relation_tenses: (locale) => ({
		title: m.share_list_tenses_title({}, { locale }),
		purpose: m.share_list_tenses({}, { locale }),
		codes: relationTenses.map((code) => ({
			code,
			label: tenseWords[code].word({}, { locale }),
			meaning: tenseWords[code].means({}, { locale })
		}))
	}),
	row_states: (locale) => ({
		title: m.share_compare_state({}, { locale }),
		purpose: m.share_list_states({}, { locale }),
		codes: [
			{ code: 'same', sign: stateSigns.same, word: m.compare_state_same, means: m.share_state_same },
			{
				code: 'differs',
				sign: stateSigns.differs,
				word: m.compare_state_differs,
				means: m.share_state_differs
			},
			{
				code: 'differs-unknown',
				sign: stateSigns.differs,
				word: m.compare_state_differs_unknown,
				means: m.share_state_differs_unknown
			},
			{
				code: 'unknown',
				sign: stateSigns.unknown,
				word: m.compare_state_unknown,
				means: m.share_state_unknown
			}
		].map(({ code, sign, word, means }) => ({
			code,
			label: `${word({}, { locale })} ${sign}`,
			meaning: means({}, { locale })
		}))
	})
};

const tenseWords = {
	stands: { word: m.share_tense_stands, means: m.share_tense_stands_means },
	ended: { word: m.share_tense_ended, means: m.share_tense_ended_means },
	pending: { word: m.share_tense_pending, means: m.share_tense_pending_means },
	proposed: { word: m.share_tense_proposed, means: m.share_tense_proposed_means },
	'not-yet': { word: m.share_tense_not_yet, means: m.share_tense_not_yet_means },
	unknown: { word: m.share_tense_unknown, means: m.share_tense_unknown_means }
};

/** Papers and regulations by their titles, as the sources of a view. */
export function sourcesOf(
	{ papers: paperIds, regulations }: { papers: Iterable<string>; regulations: Iterable<string> },
	{ papers, instruments }: Frame,
	locale: Locale
): Source[] {
	const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort();
	return [
		...sorted(paperIds).map((id) => {
			const paper = papers.get(id)!;
			return {
				href: `/papers/${id}`,
				text: said(paperShortName(paper, locale), paperTitle(paper, locale).text, locale)
			};
		}),
		...sorted(regulations).map((id) => {
			const instrument = instruments.get(id)!;
			return {
				href: `/regulations/${id}`,
				text: said(instrument.jurisdiction, inLocale(instrument, 'title', locale), locale)
			};
		})
	];
}

/** The papers that proposals come from and the regulations linked to them. */
export function sourcesBehind(
	ids: ReadonlySet<string>,
	snapshot: Pick<Snapshot, keyof Frame | 'proposals'>,
	locale: Locale
): Source[] {
	const rows = snapshot.proposals.filter(({ id }) => ids.has(id));
	return sourcesOf(
		{
			papers: rows.flatMap(({ papers }) => papers.map(({ id }) => id)),
			regulations: rows.flatMap(({ links }) => links.map(({ instrument }) => instrument))
		},
		snapshot,
		locale
	);
}
