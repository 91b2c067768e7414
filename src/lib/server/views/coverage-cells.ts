import { LRUCache } from 'lru-cache';
import { amount } from '../../domain/amount.ts';
import { coderRelations } from '../../domain/codes.ts';
import { coverageOn, type DatedCoverage, type DatedLink } from '../../domain/coverage.ts';
import {
	cellCode,
	meetsFilters,
	reaches,
	type CoverageCell,
	type CoverageColumn,
	type CoverageView
} from '../../domain/coverage-view.ts';
import type { CoverageLink } from '../../domain/coverage-page.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { isBinding, lawHref, startOf } from '../../domain/law.ts';
import type { CoverageLaw, LawLink } from '../../domain/matrix/rows.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Terms } from '../../domain/vocabulary.ts';
import { comma, pause, semicolon } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import type { CoveredProposal, Frame } from './snapshot.ts';

/** A row's links by whether the filters and the lens let them through. */
export function sift<L extends CoverageLaw>(
	row: { links: readonly L[] },
	{ filters, covers }: CoverageView,
	{ instruments }: Frame
) {
	const kept: L[] = [];
	const left_out: L[] = [];
	const unsaid: L[] = [];
	for (const link of row.links) {
		if (!meetsFilters(link, { ...filters, jurisdiction: undefined }, instruments)) left_out.push(link);
		else if (!covers) kept.push(link);
		else {
			const answer = reaches(link.covers, covers);
			(answer === 'yes' ? kept : left_out).push(link);
			if (answer === 'unsaid') unsaid.push(link);
		}
	}
	return { kept, left_out, unsaid };
}

export const within = <L extends LawLink>(links: readonly L[], { kind, members }: CoverageColumn): L[] =>
	kind === 'set' ? [] : links.filter(({ jurisdiction }) => members.includes(jurisdiction));

export const assessmentsIn = (
	{ assessments }: Pick<CoveredProposal, 'assessments'>,
	{ kind, members }: CoverageColumn
) =>
	assessments.filter(
		({ scope, jurisdiction }) =>
			(scope === 'register-set') === (kind === 'set') && members.includes(jurisdiction)
	);

/** How the law stood to a row on a day, column by column. Most have neither link nor search. */
export function dateColumns(
	row: CoveredProposal,
	kept: readonly CoverageLaw[],
	columns: readonly CoverageColumn[],
	instruments: Frame['instruments'],
	day: string
): DatedCoverage<CoverageLaw>[] {
	const places = new Set([...kept, ...row.assessments].map(({ jurisdiction }) => jurisdiction));
	return columns.map((column) => {
		if (!column.members.some((place) => places.has(place))) return nothing;
		const links = within(kept, column);
		const searched = assessmentsIn(row, column);
		return links.length + searched.length === 0 ? nothing : coverageOn(links, searched, instruments, day);
	});
}

export const nothing: DatedCoverage<CoverageLaw> = coverageOn([], [], new Map(), '');

export const searchedPlaces = (row: CoveredProposal, column: CoverageColumn, day: string): string[] => [
	...new Set(
		assessmentsIn(row, column)
			.filter(({ as_of }) => as_of <= day)
			.map(({ jurisdiction }) => jurisdiction)
	)
];

/** @param searched places in which somebody looked, of so many (`of`) in the column */
type Describe = (
	dated: DatedCoverage<LawLink>,
	left_out: number,
	searched: string[],
	of: number
) => CoverageCell;

/** More than a large register has; what is forgotten is made again. */
const mostDescribed = 20_000;
const descriptions: WeakMap<Terms, Partial<Record<Locale, LRUCache<string, CoverageCell>>>> = new WeakMap();

/** Describes cells: those that say the same are one object, which is made once and travels to the browser once. */
export function cellDescriber(frame: Frame, locale: Locale): Describe {
	const known = descriptions.get(frame.terms) ?? {};
	descriptions.set(frame.terms, known);
	const described = (known[locale] ??= new LRUCache({ max: mostDescribed }));
	return (dated, left_out, searched, of) => {
		const { state, counts, cited, looked_on, not_operative, undated } = dated;
		const related = coderRelations.map((relation) => counts[relation]);
		const numbers = [cited, not_operative.length, undated.length, left_out, of];
		const key = `${state} ${looked_on} ${related} ${numbers} ${searched}`;
		let cell = described.get(key);
		if (!cell) described.set(key, (cell = describeCell(dated, left_out, searched, of, frame, locale)));
		return cell;
	};
}

export function describeCell(
	dated: DatedCoverage<LawLink>,
	left_out: number,
	searched: string[],
	of: number,
	{ terms }: Frame,
	locale: Locale
): CoverageCell {
	const { counts, cited, looked_on } = dated;
	const conflicts = counts.conflicts ?? 0;
	const count = coderRelations.reduce((sum, relation) => sum + (counts[relation] ?? 0), 0) - conflicts;
	const not_in_force = dated.not_operative.length;
	const undated = dated.undated.length;
	const code = cellCode(dated, left_out);
	const relations = coderRelations
		.filter((relation) => counts[relation])
		.map((relation) => `${labelOf(terms, 'link_relations', relation, locale)}: ${counts[relation]}`);
	const places = searched.map((place) => labelOf(terms, 'jurisdictions', place, locale));
	const parts = [
		...relations,
		...(cited ? [m.coverage_cited_n({ count: amount(cited) }, { locale })] : []),
		...(looked_on
			? [
					of > 1
						? m.coverage_looked_in({ day: looked_on, places: places.join(comma(locale)) }, { locale })
						: m.coverage_looked({ day: looked_on }, { locale })
				]
			: []),
		...(not_in_force ? [m.coverage_not_in_force_n({ count: amount(not_in_force) }, { locale })] : []),
		...(undated ? [m.coverage_undated_n({ count: amount(undated) }, { locale })] : []),
		...(left_out ? [m.coverage_left_out_n({ count: amount(left_out) }, { locale })] : [])
	];
	return {
		code,
		count,
		conflicts,
		cited,
		not_in_force,
		undated,
		left_out,
		...(looked_on && { looked: { on: looked_on, places: places.length, of } }),
		text: parts.join(semicolon(locale)) || labelOf(terms, 'coverage_states', 'not-looked-at', locale)
	};
}

export type Titles = ReadonlyMap<string, Pick<CoveredProposal, 'title_en' | 'title_zh'>>;

export function describeLink(
	link: DatedLink,
	{ instruments, papers, terms }: Frame,
	titles: Titles,
	locale: Locale,
	/** The day that the links to the law keep; without it they lead to the law of today. */
	as_of?: string
): CoverageLink {
	const instrument: Instrument = instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number)!;
	const proposal = titles.get(link.proposal);
	const since = provision.applicable_from ?? startOf(instrument);
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	return {
		id: link.id,
		proposal: { id: link.proposal, title: proposal ? inLocale(proposal, 'title', locale) : link.proposal },
		instrument: inLocale(instrument, 'short_title', locale),
		column: link.jurisdiction,
		jurisdiction: label('jurisdictions', link.jurisdiction),
		ref: provisionTitle(instrument, provision, locale),
		href: lawHref(link.instrument, as_of, link.number),
		paraphrase: inLocale(provision, 'paraphrase', locale),
		relation: link.relation,
		relation_label: label('link_relations', link.relation),
		basis: link.basis,
		basis_label: label('link_basis', link.basis),
		confidence_label: label('confidence', link.confidence),
		light: link.light,
		binding: isBinding(instrument),
		...(since && { since }),
		reason: inLocale(link, 'reason', locale),
		...(link.missing_en && { missing: inLocale(link, 'missing', locale) }),
		covers: link.covers.map((code) => label('worker_groups', code)),
		verification_label: label('provision_verification', provision.verification),
		...(link.evidence && {
			passage: {
				href: `/papers/${link.evidence.paper}`,
				text: `${paperShortName(papers.get(link.evidence.paper)!, locale)}${pause(locale)}${locatorText(link.evidence)}`
			}
		}),
		...(link.coding_note_en && { coding_note: link.coding_note_en })
	};
}
