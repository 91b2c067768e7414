import { coderRelations, layers, paperRelations, type Layer } from '../../domain/codes.ts';
import { coverageOn, coverageRank, type DatedCoverage, type DatedLink } from '../../domain/coverage.ts';
import {
	cellCode,
	chooseRows,
	coverageColumns,
	coverageFilters,
	lenses,
	linkFilters,
	meetsFilters,
	parseCoverageView,
	reaches,
	wholeRow,
	type CoverageCell,
	type CoverageColumn,
	type CoverageView
} from '../../domain/coverage-view.ts';
import type { CoverageDrawer, CoverageLink, CoveragePage } from '../../domain/coverage-page.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { isBinding, lawDay, startOf } from '../../domain/law.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import type { SortKey } from '../../domain/matrix/view.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { findMatrix } from '../queries/matrices.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

const firstYear = 2000;
const relationOrder: readonly string[] = [...coderRelations, ...paperRelations];

/**
 * The coverage matrix as page and CSV show it.
 * @param today YYYY-MM-DD; the day shown unless the address names one. Never before the day the data was last checked.
 */
export async function coveragePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<CoveragePage> {
	const [snapshot, definition] = await Promise.all([atlasSnapshot(db), findMatrix(db, 'coverage')]);
	const { terms, instruments, proposals } = snapshot;
	const ids = new Set(proposals.map(({ id }) => id));
	const { view, dropped } = parseCoverageView(parameters, { terms, proposals: ids });
	const featured = (definition?.featured ?? []).filter(({ proposal }) => ids.has(proposal));
	const default_day = lawDay(snapshot, today);
	const day = view.as_of ?? default_day;

	const chosen = chooseRows(proposals, featured, view);
	const used = usedPlaces(snapshot);
	const columns = coverageColumns(used, view, terms);
	const shownPlaces = new Set(columns.flatMap(({ members }) => members));
	const sorted = chosen.map((row) => sift(row, view, snapshot));
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);

	// Most cells are blank and alike; as one object they travel to the browser once.
	let blank: CoverageCell | undefined;
	const shareBlank = (cell: CoverageCell) => (cell.code === 'not-looked-at' ? (blank ??= cell) : cell);

	const rows = sorted.map(({ row, kept, left_out }) => {
		const datings = columns.map((column) => dateColumn(row, kept, column, instruments, day));
		const places = new Set(
			datings.flatMap(({ counted }) => counted.filter(isLawRelation).map(({ jurisdiction }) => jurisdiction))
		);
		return {
			ranks: datings.map(coverageRank),
			datings,
			id: row.id,
			title: inLocale(row, 'title', locale),
			other: inLocale(row, 'title', otherLocale(locale)),
			umbrella: row.level === 'umbrella',
			layer: row.primary_layer,
			layer_label: label('layers', row.primary_layer),
			...whyFeatured(featured, row.id, locale),
			cells: columns.map((column, index) =>
				shareBlank(
					describeCell(
						datings[index],
						within(left_out, column).length,
						searchedPlaces(row, column, day),
						column,
						snapshot,
						locale
					)
				)
			),
			links: datings.reduce((sum, { counted }) => sum + counted.length, 0),
			law: places.size
		};
	});
	sortRows(rows, view.sort, columns, locale);

	const shown = sorted.map(({ kept }) => kept.filter(({ jurisdiction }) => shownPlaces.has(jurisdiction)));
	const allDated = rows.flatMap(({ datings }) => datings);
	const groupLabel = (code: string) => label('jurisdiction_groups', code);
	return {
		view,
		dropped,
		question: (definition && inLocale(definition, 'question', locale)) ?? m.coverage_question({}, { locale }),
		intro: (definition && inLocale(definition, 'intro', locale)) ?? m.coverage_intro({}, { locale }),
		day,
		default_day,
		years: countByYear(shown.flat(), instruments, default_day),
		groups: columnGroups(columns).map(({ code, count }) => ({
			code,
			label: groupLabel(code),
			columns: count,
			open: view.open.includes(code),
			foldable:
				view.group === 'groups' &&
				(count > 1 || view.open.includes(code) || columns.some((column) => column.code === code))
		})),
		columns: columns.map((column, index) => ({
			...column,
			label: column.kind === 'group' ? groupLabel(column.code) : label('jurisdictions', column.code),
			links: rows.reduce((sum, { datings }) => sum + datings[index].counted.length, 0),
			law: rows.filter(({ datings }) => isLaw(datings[index])).length
		})),
		rows: rows.map(({ ranks: _, datings: __, ...row }) => row),
		all_rows: proposals.filter(({ level }) => view.level === 'all' || level === 'specific').length,
		featured_rows: featured.length,
		links: rows.reduce((sum, { links }) => sum + links, 0),
		law: rows.filter(({ law }) => law > 0).length,
		undated: allDated.flatMap(({ undated }) => undated).map((link) => describeLink(link, snapshot, locale)),
		not_in_force: allDated.reduce((sum, { not_operative }) => sum + not_operative.length, 0),
		left_out: sorted.reduce(
			(sum, { left_out }) =>
				sum + left_out.filter(({ jurisdiction }) => shownPlaces.has(jurisdiction)).length,
			0
		),
		unsaid: sorted.reduce(
			(sum, { unsaid }) => sum + unsaid.filter(({ jurisdiction }) => shownPlaces.has(jurisdiction)).length,
			0
		),
		lenses: lenses.map((code) => ({ code, label: label('worker_groups', code) })),
		filters: filterChoices(chosen, view, snapshot, locale),
		...(view.cell && {
			drawer: {
				...openDrawer(view.cell, view, columns, day, snapshot, locale),
				...whyFeatured(featured, view.cell.proposal, locale)
			}
		}),
		data_version: snapshot.data_version
	};
}

function whyFeatured(
	featured: { proposal: string; reason_en: string; reason_zh: string }[],
	id: string,
	locale: Locale
): { featured?: string } {
	const reason = featured.find(({ proposal }) => proposal === id);
	return reason ? { featured: inLocale(reason, 'reason', locale) } : {};
}

function usedPlaces({ links, assessments }: Snapshot) {
	const sets = new Set(
		assessments.filter(({ scope }) => scope === 'register-set').map(({ jurisdiction }) => jurisdiction)
	);
	return {
		sets,
		jurisdictions: new Set([
			...links.map(({ jurisdiction }) => jurisdiction),
			...assessments.filter(({ scope }) => scope !== 'register-set').map(({ jurisdiction }) => jurisdiction)
		])
	};
}

/** A row's links by whether the filters and the lens let them through. */
function sift(row: ProposalRow, { filters, covers }: CoverageView, { instruments }: Snapshot) {
	const kept: PlacedLink[] = [];
	const left_out: PlacedLink[] = [];
	const unsaid: PlacedLink[] = [];
	for (const link of row.links) {
		if (!meetsFilters(link, { ...filters, jurisdiction: undefined }, instruments)) left_out.push(link);
		else if (!covers) kept.push(link);
		else {
			const answer = reaches(link.covers, covers);
			(answer === 'yes' ? kept : left_out).push(link);
			if (answer === 'unsaid') unsaid.push(link);
		}
	}
	return { row, kept, left_out, unsaid };
}

const within = (links: readonly PlacedLink[], { kind, members }: CoverageColumn) =>
	kind === 'set' ? [] : links.filter(({ jurisdiction }) => members.includes(jurisdiction));

const assessmentsIn = (
	{ assessments }: Pick<ProposalRow, 'assessments'>,
	{ kind, members }: CoverageColumn
) =>
	assessments.filter(
		({ scope, jurisdiction }) =>
			(scope === 'register-set') === (kind === 'set') && members.includes(jurisdiction)
	);

function dateColumn(
	row: ProposalRow,
	kept: readonly PlacedLink[],
	column: CoverageColumn,
	instruments: Snapshot['instruments'],
	day: string
): DatedCoverage {
	return coverageOn(within(kept, column), assessmentsIn(row, column), instruments, day);
}

const searchedPlaces = (row: ProposalRow, column: CoverageColumn, day: string): string[] => [
	...new Set(
		assessmentsIn(row, column)
			.filter(({ as_of }) => as_of <= day)
			.map(({ jurisdiction }) => jurisdiction)
	)
];

const isLawRelation = ({ relation }: Pick<PlacedLink, 'relation'>) =>
	relation === 'enacts' || relation === 'partly-enacts';
const isLaw = ({ state }: Pick<DatedCoverage, 'state'>) => state === 'enacts' || state === 'partly-enacts';

function describeCell(
	dated: DatedCoverage,
	left_out: number,
	searched: string[],
	column: CoverageColumn,
	{ terms }: Snapshot,
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
		...(cited ? [m.coverage_cited_n({ count: cited }, { locale })] : []),
		...(looked_on
			? [
					column.members.length > 1
						? m.coverage_looked_in(
								{ day: looked_on, places: places.join(locale === 'zh' ? '、' : ', ') },
								{ locale }
							)
						: m.coverage_looked({ day: looked_on }, { locale })
				]
			: []),
		...(not_in_force ? [m.coverage_not_in_force_n({ count: not_in_force }, { locale })] : []),
		...(undated ? [m.coverage_undated_n({ count: undated }, { locale })] : []),
		...(left_out ? [m.coverage_left_out_n({ count: left_out }, { locale })] : [])
	];
	return {
		code,
		count,
		conflicts,
		cited,
		not_in_force,
		undated,
		left_out,
		...(looked_on && { looked: { on: looked_on, places: places.length, of: column.members.length } }),
		text:
			parts.join(locale === 'zh' ? '；' : '; ') || labelOf(terms, 'coverage_states', 'not-looked-at', locale)
	};
}

function sortRows(
	rows: { id: string; title: string; layer: Layer; links: number; law: number; ranks: number[] }[],
	sort: SortKey[],
	columns: CoverageColumn[],
	locale: Locale
) {
	const collator = new Intl.Collator(locale === 'zh' ? 'zh-Hans-CN' : 'en', { numeric: true });
	const place = new Map(rows.map(({ id }, index) => [id, index]));
	rows.sort((a, b) => {
		for (const { field, descending } of sort) {
			const index = columns.findIndex(({ code }) => code === field);
			const difference =
				field === 'title'
					? collator.compare(a.title, b.title)
					: field === 'layer'
						? layers.indexOf(a.layer) - layers.indexOf(b.layer)
						: field === 'links' || field === 'law'
							? a[field] - b[field]
							: index >= 0
								? a.ranks[index] - b.ranks[index]
								: 0;
			if (difference !== 0) return descending ? -difference : difference;
		}
		return place.get(a.id)! - place.get(b.id)!;
	});
}

/** Neighbouring columns of one group, for the head's upper line. */
function columnGroups(columns: CoverageColumn[]): { code: string; count: number }[] {
	const groups: { code: string; count: number }[] = [];
	for (const { group } of columns) {
		if (group === undefined) continue;
		const last = groups.at(-1);
		if (last?.code === group) last.count++;
		else groups.push({ code: group, count: 1 });
	}
	return groups;
}

function countByYear(
	links: readonly PlacedLink[],
	instruments: Snapshot['instruments'],
	default_day: string
) {
	const thisYear = Number(default_day.slice(0, 4));
	const pending = links.flatMap(({ instrument, number }) => {
		const record = instruments.get(instrument)!;
		const provision = record.provisions.find((entry) => entry.number === number);
		return [startOf(record), record.applicable_from, record.transposition_due, provision?.applicable_from]
			.filter((date) => date !== undefined)
			.map((date) => Number(date.slice(0, 4)));
	});
	const lastYear = Math.max(thisYear + 1, ...pending);
	return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => {
		const year = firstYear + index;
		const day = year === thisYear ? default_day : `${year}-12-31`;
		return { year, day, links: coverageOn(links, [], instruments, day).counted.length };
	});
}

function filterChoices(rows: ProposalRow[], view: CoverageView, snapshot: Snapshot, locale: Locale) {
	const { terms, instruments, proposals } = snapshot;
	const layerRows = proposals.filter(({ level }) => view.level === 'all' || level === 'specific');
	return coverageFilters.map((name) => {
		const chosen = view.filters[name] ?? [];
		const vocabulary = name === 'layer' ? 'layers' : linkFilters[name];
		const count = (value: string) =>
			name === 'layer'
				? layerRows.filter(({ primary_layer }) => primary_layer === value).length
				: rows.reduce(
						(sum, row) =>
							sum + row.links.filter((link) => meetsFilters(link, { [name]: [value] }, instruments)).length,
						0
					);
		const values = [...(terms.get(vocabulary)?.values() ?? [])]
			.map((term) => ({
				value: term.code,
				label: inLocale(term, 'label', locale),
				count: count(term.code),
				chosen: chosen.includes(term.code)
			}))
			.filter((choice) => choice.count > 0 || choice.chosen);
		return { name, values };
	});
}

function openDrawer(
	cell: NonNullable<CoverageView['cell']>,
	view: CoverageView,
	columns: CoverageColumn[],
	day: string,
	snapshot: Snapshot,
	locale: Locale
): CoverageDrawer {
	const { proposals, instruments, terms } = snapshot;
	const row = proposals.find(({ id }) => id === cell.proposal)!;
	const column = columnOf(cell.column, columns, snapshot);
	const { kept, left_out } = sift(row, view, snapshot);
	const searched = cell.column === wholeRow ? row.assessments : assessmentsIn(row, column);
	const dated = coverageOn(within(kept, column), searched, instruments, day);
	const describe = (link: DatedLink) => describeLink(link, snapshot, locale);
	const relations = [...new Set(dated.counted.map(({ relation }) => relation))];
	const hidden = within(left_out, column).length;
	const places = [
		...new Set(searched.filter(({ as_of }) => as_of <= day).map(({ jurisdiction }) => jurisdiction))
	];
	return {
		proposal: { id: row.id, title: inLocale(row, 'title', locale) },
		column: cell.column,
		column_label:
			cell.column === wholeRow
				? m.coverage_all_columns({}, { locale })
				: labelOf(
						terms,
						column.kind === 'group' ? 'jurisdiction_groups' : 'jurisdictions',
						cell.column,
						locale
					),
		cell: describeCell(dated, hidden, places, column, snapshot, locale),
		counted: relations
			.sort((a, b) => relationOrder.indexOf(a) - relationOrder.indexOf(b))
			.map((relation) => ({
				relation,
				label: labelOf(terms, 'link_relations', relation, locale),
				links: dated.counted.filter((link) => link.relation === relation).map(describe)
			})),
		not_in_force: dated.not_operative.map(describe),
		undated: dated.undated.map(describe),
		left_out: hidden,
		assessments: searched.map((assessment) => ({
			jurisdiction: labelOf(terms, 'jurisdictions', assessment.jurisdiction, locale),
			as_of: assessment.as_of,
			later: assessment.as_of > day,
			scope: labelOf(terms, 'assessment_scope', assessment.scope, locale),
			strength: labelOf(terms, 'assessment_strength', assessment.strength, locale),
			reason: inLocale(assessment, 'reason', locale),
			exceptions: (assessment.exceptions ?? []).map((id) => ({
				href: `/regulations/${id}`,
				label: inLocale(instruments.get(id) ?? {}, 'short_title', locale) || id
			}))
		}))
	};
}

/** The column an address names, also where the present grouping folds it away. */
function columnOf(code: string, columns: CoverageColumn[], { terms, assessments }: Snapshot): CoverageColumn {
	const shown = columns.find((column) => column.code === code);
	if (shown) return shown;
	if (code === wholeRow)
		return {
			code,
			kind: 'group',
			members: [...new Set(columns.flatMap(({ members }) => members))],
			group: undefined
		};
	const isSet = assessments.some(
		({ scope, jurisdiction }) => scope === 'register-set' && jurisdiction === code
	);
	if (terms.get('jurisdictions')?.has(code))
		return { code, kind: isSet ? 'set' : 'jurisdiction', members: [code], group: undefined };
	const members = [...(terms.get('jurisdictions')?.values() ?? [])].filter(({ group }) => group === code);
	return { code, kind: 'group', members: members.map((term) => term.code), group: code };
}

function describeLink(
	link: DatedLink,
	{ instruments, proposals, papers, terms }: Snapshot,
	locale: Locale
): CoverageLink {
	const instrument: Instrument = instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number)!;
	const proposal = proposals.find(({ id }) => id === link.proposal);
	const since = provision.applicable_from ?? startOf(instrument);
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	return {
		id: link.id,
		proposal: { id: link.proposal, title: proposal ? inLocale(proposal, 'title', locale) : link.proposal },
		instrument: inLocale(instrument, 'short_title', locale),
		column: link.jurisdiction,
		jurisdiction: label('jurisdictions', link.jurisdiction),
		ref: locale === 'en' ? provision.ref_en : provision.ref,
		href: `/regulations/${link.instrument}#p${link.number}`,
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
				text: `${paperShortName(papers.get(link.evidence.paper)!, locale)}, ${locatorText(link.evidence)}`
			}
		}),
		...(link.coding_note_en && { coding_note: link.coding_note_en })
	};
}
