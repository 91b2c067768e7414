import { provisionTitle } from '../../domain/chinese-reference.ts';
import { coderRelations, layers, type LinkRelation } from '../../domain/codes.ts';
import {
	compareRow,
	unknownCell,
	type CompareCell,
	type Compared,
	type CompareDetail,
	type CompareGroup,
	type CompareItem
} from '../../domain/compare.ts';
import { coverageOn, coverageShapes, type DatedCoverage, type DatedLink } from '../../domain/coverage.ts';
import type { CellCode } from '../../domain/coverage-view.ts';
import { lawHref, provisionLightOn, relationShown } from '../../domain/law.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import { locatorText, paperShortName, provisionName } from '../../domain/names.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { definitionOf, labelOf } from '../../domain/vocabulary.ts';
import { groupBy } from '../db/rows.ts';
import { sectionHref } from './proposal.ts';
import type { Frame } from './snapshot.ts';

/** The day a comparison shows the law of; `as_of` where the links to the law keep it. */
export type ComparedDay = { day: string; as_of?: string };

/** What is recorded of proposals, criterion by criterion. */
export function compareProposals(
	rows: ProposalRow[],
	frame: Frame,
	locale: Locale,
	on: ComparedDay
): Compared {
	const { terms, papers } = frame;
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const definition = (vocabulary: string, code: string) => definitionOf(terms, vocabulary, code, locale);
	const coded = (vocabulary: string, code: string, details?: CompareDetail[]): CompareItem => ({
		key: code,
		text: label(vocabulary, code),
		...(details && details.length > 0 && { details })
	});
	const row = (key: string, cell: (row: ProposalRow) => CompareCell, vocabulary?: string) =>
		compareRow(key, rows.map(cell), { ...(vocabulary && { vocabulary }) });
	const list = (items: CompareItem[]): CompareCell => ({ items });
	/** An empty list means that nothing was recorded, not that there is nothing. */
	const recorded = (items: CompareItem[]): CompareCell => (items.length > 0 ? { items } : unknownCell);
	const passages = (vocabulary: string, code: string) =>
		(terms.get(vocabulary)?.get(code)?.evidence ?? []).map((passage) => ({
			text: `${paperShortName(papers.get(passage.paper)!, locale)} ${locatorText(passage)}`,
			href: sectionHref(passage.paper, passage.section)
		}));
	const parties = (field: 'actors' | 'beneficiaries') => (of: ProposalRow) =>
		recorded(
			[...of[field]]
				.sort((a, b) => b.basis.localeCompare(a.basis))
				.map(({ code, basis }) => ({
					...coded(field, code),
					...(basis === 'inferred' && { inferred: true })
				}))
		);
	const text = (key: string, value: string): CompareItem => ({ key, text: value });
	const { group: coverage, silent } = coverageGroup(rows, frame, locale, on);

	return {
		columns: rows.map((of) => ({
			id: of.id,
			href: `/proposals/${of.id}`,
			title: inLocale(of, 'title', locale),
			other: inLocale(of, 'title', otherLocale(locale)),
			umbrella: of.level === 'umbrella',
			layer: of.primary_layer
		})),
		silent,
		groups: [
			{
				key: 'what',
				rows: [
					row('summary', (of) => list([text(of.id, inLocale(of, 'summary', locale))])),
					row('level', (of) => list([coded('level', of.level)]), 'level'),
					row('remedy_type', (of) => list([coded('remedy_types', of.remedy_type)]), 'remedy_types'),
					row(
						'secondary',
						(of) => list((of.secondary_remedy_types ?? []).map((code) => coded('remedy_types', code))),
						'remedy_types'
					),
					row(
						'problems',
						(of) =>
							recorded(
								(of.target_problems ?? []).map((code) =>
									coded('target_problems', code, passages('target_problems', code))
								)
							),
						'target_problems'
					),
					row('mechanisms', (of) =>
						list(of.mechanisms.map((entry) => text(entry.name_en, inLocale(entry, 'name', locale))))
					)
				]
			},
			{
				key: 'layers',
				rows: layers.map((layer) =>
					compareRow(
						layer,
						rows.map((of) =>
							list([
								{
									key: of.layers[layer].involvement,
									text: label('involvement', of.layers[layer].involvement),
									mark: { layer, involvement: of.layers[layer].involvement },
									details: [{ text: inLocale(of.layers[layer], 'reason', locale) }]
								}
							])
						),
						{ label: label('layers', layer), vocabulary: 'involvement' }
					)
				)
			},
			{
				key: 'people',
				rows: [
					row('actors', parties('actors'), 'actors'),
					row('beneficiaries', parties('beneficiaries'), 'beneficiaries')
				]
			},
			{
				key: 'diagnosis',
				rows: [
					row(
						'alienation',
						(of) =>
							of.alienation_dimension
								? list([
										coded('alienation_dimensions', of.alienation_dimension, [
											{ text: label('alienation_basis', of.alienation_basis!) }
										]),
										...(of.secondary_alienation_dimensions ?? []).map((code) =>
											coded('alienation_dimensions', code)
										)
									])
								: unknownCell,
						'alienation_dimensions'
					),
					row(
						'obstacles',
						(of) =>
							list((of.obstacles ?? []).map((code) => coded('obstacles', code, passages('obstacles', code)))),
						'obstacles'
					)
				]
			},
			...(rows.length > 1 ? [amongGroup(rows, label, locale)] : []),
			coverage,
			{
				key: 'evidence',
				rows: [
					row(
						'papers',
						(of) => {
							const evidence = groupBy(of.evidence, ({ paper }) => paper);
							return list(
								of.papers.map(({ id }) => ({
									key: id,
									text: paperShortName(papers.get(id)!, locale),
									href: `/papers/${id}`,
									details: (evidence.get(id) ?? []).map((passage) => ({
										text: `${locatorText(passage)} · ${label('evidence_roles', passage.role)}`,
										href: sectionHref(id, passage.section)
									}))
								}))
							);
						},
						'papers'
					),
					row(
						'regulations_named',
						(of) =>
							list(
								(of.regulations_named ?? []).map(({ instrument, use }) => ({
									key: instrument,
									text: inLocale(frame.instruments.get(instrument)!, 'short_title', locale),
									href: lawHref(instrument, on.as_of),
									details: [{ text: label('regulation_use', use), shape: '❝' }]
								}))
							),
						'regulations'
					),
					row('doubt', (of) =>
						list(
							(['coding_note', 'merge_note'] as const).flatMap((field) => {
								const own = of[`${field}_${locale}`];
								const other = of[`${field}_${otherLocale(locale)}`];
								if (own) return [{ key: `${of.id} ${field}`, text: own }];
								return other ? [{ key: `${of.id} ${field}`, text: other, lang: otherLocale(locale) }] : [];
							})
						)
					)
				]
			},
			{
				key: 'asked',
				rows: [
					row(
						'modality',
						(of) => list([coded('modality', of.modality, [{ text: definition('modality', of.modality) }])]),
						'modality'
					),
					row(
						'specificity',
						(of) =>
							list([
								coded('specificity', of.specificity, [{ text: definition('specificity', of.specificity) }])
							]),
						'specificity'
					)
				]
			}
		]
	};
}

/** What the records say of the chosen proposals towards each other, each pair seen from both ends. */
function amongGroup(
	rows: ProposalRow[],
	label: (vocabulary: string, code: string) => string,
	locale: Locale
): CompareGroup {
	const chosen = new Map(rows.map((row) => [row.id, row]));
	type Side = 'tensions' | 'supports' | 'supported_by' | 'broader' | 'narrower';
	const sideOf = (type: string, outgoing: boolean): Side => {
		if (type === 'tension-with') return 'tensions';
		if (type === 'supports') return outgoing ? 'supports' : 'supported_by';
		return (type === 'narrower') === outgoing ? 'broader' : 'narrower';
	};
	const stated = rows.flatMap((row) =>
		(row.relations ?? [])
			.filter(({ to }) => chosen.has(to))
			.flatMap((relation) => [
				{ of: row.id, other: relation.to, side: sideOf(relation.type, true), relation },
				{ of: relation.to, other: row.id, side: sideOf(relation.type, false), relation }
			])
	);
	const sides: Side[] = ['tensions', 'supports', 'supported_by', 'broader', 'narrower'];
	return {
		key: 'among',
		rows: sides
			.filter(
				(side) => side === 'tensions' || side === 'supports' || stated.some((entry) => entry.side === side)
			)
			.map((side) =>
				compareRow(
					side,
					rows.map(({ id }) => {
						const seen = new Map(
							stated
								.filter((entry) => entry.side === side && entry.of === id)
								.map((entry) => [entry.other, entry])
						);
						return {
							items: [...seen.values()].map(({ other, relation }) => ({
								key: other,
								text: inLocale(chosen.get(other)!, 'title', locale),
								href: `/proposals/${other}`,
								details: [
									{ text: inLocale(relation, 'reason', locale) },
									{ text: label('relation_basis', relation.basis) }
								]
							}))
						};
					}),
					{ vocabulary: 'proposals' }
				)
			)
	};
}

function coverageGroup(
	rows: ProposalRow[],
	frame: Frame,
	locale: Locale,
	on: ComparedDay
): { group: CompareGroup; silent: string[] } {
	const { terms, instruments } = frame;
	const used = new Set(
		rows.flatMap(({ links, assessments }) =>
			[...links, ...assessments].map(({ jurisdiction }) => jurisdiction)
		)
	);
	const inRegister = new Set(
		[...instruments.values()].filter(isCurrent).map(({ jurisdiction }) => jurisdiction)
	);
	const codes = [...(terms.get('jurisdictions')?.keys() ?? [])];
	return {
		group: {
			key: 'coverage',
			rows: codes
				.filter((code) => used.has(code))
				.map((code) =>
					compareRow(
						`law-${code}`,
						rows.map((row) => {
							const within = ({ jurisdiction }: { jurisdiction: string }) => jurisdiction === code;
							const coverage = coverageOn(
								row.links.filter(within),
								row.assessments.filter(within),
								instruments,
								on.day
							);
							return coverageCell(coverage, frame, locale, on);
						}),
						{ label: labelOf(terms, 'jurisdictions', code, locale), vocabulary: 'coverage_states' }
					)
				)
		},
		silent: codes
			.filter((code) => inRegister.has(code) && !used.has(code))
			.map((code) => labelOf(terms, 'jurisdictions', code, locale))
	};
}

/** Strongest first; what conflicts stands beside what the ladder says, law that does not count that day below it. */
function coverageCell(coverage: DatedCoverage, frame: Frame, locale: Locale, on: ComparedDay): CompareCell {
	const { state, counts, cited, looked_on, counted, not_operative, undated } = coverage;
	const describe = (link: DatedLink) => lawDetail(link, frame, locale, on);
	const of = (relation: LinkRelation) => counted.filter((link) => link.relation === relation).map(describe);
	const items: CompareItem[] = [];
	const add = (code: CellCode, count: number, shape: string, details: CompareDetail[], on?: string) =>
		items.push({
			key: code,
			text: code,
			coverage: { code, count, shape, ...(on && { on }) },
			...(details.length > 0 && { details })
		});
	for (const relation of coderRelations)
		if (relation === state || (relation === 'conflicts' && counts.conflicts))
			add(relation, counts[relation] ?? 0, coverageShapes[relation], of(relation));
	// Weaker rungs do not make a cell differ, so they are details of the strongest.
	const weaker = coderRelations.filter(
		(relation) => relation !== state && relation !== 'conflicts' && counts[relation]
	);
	if (items[0] && weaker.length > 0) items[0].details = [...(items[0].details ?? []), ...weaker.flatMap(of)];
	if (cited > 0) add('cited', cited, '❝', counted.filter(({ basis }) => basis === 'paper').map(describe));
	if (state === 'nothing-found') add('nothing-found', 0, coverageShapes['nothing-found'], [], looked_on);
	if (not_operative.length > 0) add('not-in-force', not_operative.length, '', not_operative.map(describe));
	if (undated.length > 0) add('undated', undated.length, '', undated.map(describe));
	return { items, ...((items.length === 0 || undated.length > 0) && { unknown: true }) };
}

function lawDetail(
	link: PlacedLink,
	{ instruments, terms }: Frame,
	locale: Locale,
	{ day, as_of }: ComparedDay
): CompareDetail {
	const instrument = instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number)!;
	const light = provisionLightOn(instrument, day, provision);
	const { relation, tense } = relationShown(link, light);
	const title = inLocale(instrument, 'short_title', locale);
	return {
		text: `${title}, ${provisionName(instrument, provision, locale)}`,
		...(locale === 'zh' && { shown: `${title} ${provisionTitle(instrument, provision, locale)}` }),
		href: lawHref(link.instrument, as_of, link.number),
		shape: link.basis === 'paper' ? '❝' : coverageShapes[link.relation as keyof typeof coverageShapes],
		...(tense !== 'stands' && {
			relation: { code: relation, label: labelOf(terms, 'link_relations', relation, locale), tense }
		})
	};
}
