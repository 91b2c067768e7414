import { provisionTitle } from '../../domain/chinese-reference.ts';
import { coderRelations, layers, type LinkRelation } from '../../domain/codes.ts';
import {
	compareRow,
	listCell,
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
import { sideOf, type RelationSide } from '../../domain/proposal.ts';
import { isCurrent } from '../../domain/standing.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { definitionOf, labelOf } from '../../domain/vocabulary.ts';
import { groupBy } from '../db/rows.ts';
import { sectionHref } from './proposal.ts';
import type { Frame } from './snapshot.ts';

/** The day a comparison shows the law of; `as_of` where the links to the law keep it. */
export type ComparedDay = { day: string; as_of?: string };

/** What is compared, and how it is told. */
type Chosen = { rows: ProposalRow[]; frame: Frame; locale: Locale; on: ComparedDay };

/** What is recorded of proposals, criterion by criterion. */
export function compareProposals(
	rows: ProposalRow[],
	frame: Frame,
	locale: Locale,
	on: ComparedDay
): Compared {
	const chosen: Chosen = { rows, frame, locale, on };
	return {
		columns: rows.map((of) => ({
			id: of.id,
			href: `/proposals/${of.id}`,
			title: inLocale(of, 'title', locale),
			other: inLocale(of, 'title', otherLocale(locale)),
			umbrella: of.level === 'umbrella',
			layer: of.primary_layer
		})),
		silent: silentJurisdictions(chosen),
		groups: [
			whatGroup(chosen),
			layersGroup(chosen),
			peopleGroup(chosen),
			diagnosisGroup(chosen),
			...(rows.length > 1 ? [amongGroup(chosen)] : []),
			coverageGroup(chosen),
			evidenceGroup(chosen),
			askedGroup(chosen)
		]
	};
}

function whatGroup({ rows, frame, locale }: Chosen): CompareGroup {
	return {
		key: 'what',
		rows: [
			compareRow(
				'summary',
				rows.map((of) => listCell([{ key: of.id, text: inLocale(of, 'summary', locale) }]))
			),
			compareRow(
				'level',
				rows.map((of) => listCell([coded('level', of.level, frame, locale)])),
				{ vocabulary: 'level' }
			),
			compareRow(
				'remedy_type',
				rows.map((of) => listCell([coded('remedy_types', of.remedy_type, frame, locale)])),
				{ vocabulary: 'remedy_types' }
			),
			compareRow(
				'secondary',
				rows.map((of) =>
					listCell(
						(of.secondary_remedy_types ?? []).map((code) => coded('remedy_types', code, frame, locale))
					)
				),
				{ vocabulary: 'remedy_types' }
			),
			compareRow(
				'problems',
				rows.map((of) =>
					recorded((of.target_problems ?? []).map((code) => located('target_problems', code, frame, locale)))
				),
				{ vocabulary: 'target_problems' }
			),
			compareRow(
				'mechanisms',
				rows.map((of) =>
					listCell(
						of.mechanisms.map((entry) => ({ key: entry.name_en, text: inLocale(entry, 'name', locale) }))
					)
				)
			)
		]
	};
}

function layersGroup({ rows, frame: { terms }, locale }: Chosen): CompareGroup {
	return {
		key: 'layers',
		rows: layers.map((layer) =>
			compareRow(
				layer,
				rows.map((of) => {
					const { involvement } = of.layers[layer];
					return listCell([
						{
							key: involvement,
							text: labelOf(terms, 'involvement', involvement, locale),
							mark: { layer, involvement },
							details: [{ text: inLocale(of.layers[layer], 'reason', locale) }]
						}
					]);
				}),
				{ label: labelOf(terms, 'layers', layer, locale), vocabulary: 'involvement' }
			)
		)
	};
}

function peopleGroup({ rows, frame, locale }: Chosen): CompareGroup {
	return {
		key: 'people',
		rows: (['actors', 'beneficiaries'] as const).map((field) =>
			compareRow(
				field,
				rows.map((of) => partiesCell(of[field], field, frame, locale)),
				{ vocabulary: field }
			)
		)
	};
}

/** Those the papers name before those a coder inferred. */
function partiesCell(
	parties: ProposalRow['actors'],
	vocabulary: string,
	frame: Frame,
	locale: Locale
): CompareCell {
	return recorded(
		[...parties]
			.sort((a, b) => b.basis.localeCompare(a.basis))
			.map(({ code, basis }) => ({
				...coded(vocabulary, code, frame, locale),
				...(basis === 'inferred' && { inferred: true })
			}))
	);
}

function diagnosisGroup({ rows, frame, locale }: Chosen): CompareGroup {
	return {
		key: 'diagnosis',
		rows: [
			compareRow(
				'alienation',
				rows.map((of) => alienationCell(of, frame, locale)),
				{ vocabulary: 'alienation_dimensions' }
			),
			compareRow(
				'obstacles',
				rows.map((of) =>
					listCell((of.obstacles ?? []).map((code) => located('obstacles', code, frame, locale)))
				),
				{ vocabulary: 'obstacles' }
			)
		]
	};
}

function alienationCell(of: ProposalRow, frame: Frame, locale: Locale): CompareCell {
	if (!of.alienation_dimension) return unknownCell;
	const basis = labelOf(frame.terms, 'alienation_basis', of.alienation_basis!, locale);
	return listCell([
		coded('alienation_dimensions', of.alienation_dimension, frame, locale, [{ text: basis }]),
		...(of.secondary_alienation_dimensions ?? []).map((code) =>
			coded('alienation_dimensions', code, frame, locale)
		)
	]);
}

function evidenceGroup({ rows, frame, locale, on }: Chosen): CompareGroup {
	return {
		key: 'evidence',
		rows: [
			compareRow(
				'papers',
				rows.map((of) => papersCell(of, frame, locale)),
				{ vocabulary: 'papers' }
			),
			compareRow(
				'regulations_named',
				rows.map((of) => namedCell(of, frame, locale, on)),
				{ vocabulary: 'regulations' }
			),
			compareRow(
				'doubt',
				rows.map((of) => doubtCell(of, locale))
			)
		]
	};
}

function papersCell(of: ProposalRow, { terms, papers }: Frame, locale: Locale): CompareCell {
	const evidence = groupBy(of.evidence, ({ paper }) => paper);
	return listCell(
		of.papers.map(({ id }) => ({
			key: id,
			text: paperShortName(papers.get(id)!, locale),
			href: `/papers/${id}`,
			details: (evidence.get(id) ?? []).map((passage) => ({
				text: `${locatorText(passage)} · ${labelOf(terms, 'evidence_roles', passage.role, locale)}`,
				href: sectionHref(id, passage.section)
			}))
		}))
	);
}

/** The regulations its papers name. */
function namedCell(
	of: ProposalRow,
	{ terms, instruments }: Frame,
	locale: Locale,
	{ as_of }: ComparedDay
): CompareCell {
	return listCell(
		(of.regulations_named ?? []).map(({ instrument, use }) => ({
			key: instrument,
			text: inLocale(instruments.get(instrument)!, 'short_title', locale),
			href: lawHref(instrument, as_of),
			details: [{ text: labelOf(terms, 'regulation_use', use, locale), shape: '❝' }]
		}))
	);
}

/** The coders' notes; in the other language where the reader's has none. */
function doubtCell(of: ProposalRow, locale: Locale): CompareCell {
	return listCell(
		(['coding_note', 'merge_note'] as const).flatMap((field) => {
			const own = of[`${field}_${locale}`];
			const other = of[`${field}_${otherLocale(locale)}`];
			if (own) return [{ key: `${of.id} ${field}`, text: own }];
			return other ? [{ key: `${of.id} ${field}`, text: other, lang: otherLocale(locale) }] : [];
		})
	);
}

function askedGroup({ rows, frame, locale }: Chosen): CompareGroup {
	return {
		key: 'asked',
		rows: (['modality', 'specificity'] as const).map((field) =>
			compareRow(
				field,
				rows.map((of) => {
					const definition = definitionOf(frame.terms, field, of[field], locale);
					return listCell([coded(field, of[field], frame, locale, [{ text: definition }])]);
				}),
				{ vocabulary: field }
			)
		)
	};
}

/** An empty list means that nothing was recorded, not that there is nothing. */
const recorded = (items: CompareItem[]): CompareCell => (items.length > 0 ? { items } : unknownCell);

function coded(
	vocabulary: string,
	code: string,
	{ terms }: Frame,
	locale: Locale,
	details: CompareDetail[] = []
): CompareItem {
	return {
		key: code,
		text: labelOf(terms, vocabulary, code, locale),
		...(details.length > 0 && { details })
	};
}

/** A code with the passages its vocabulary gives for it. */
function located(vocabulary: string, code: string, frame: Frame, locale: Locale): CompareItem {
	const passages = frame.terms.get(vocabulary)?.get(code)?.evidence ?? [];
	return coded(
		vocabulary,
		code,
		frame,
		locale,
		passages.map((passage) => ({
			text: `${paperShortName(frame.papers.get(passage.paper)!, locale)} ${locatorText(passage)}`,
			href: sectionHref(passage.paper, passage.section)
		}))
	);
}

/** What the records say of the chosen proposals towards each other, each pair seen from both ends. */
function amongGroup({ rows, frame, locale }: Chosen): CompareGroup {
	const chosen = new Map(rows.map((row) => [row.id, row]));
	const stated = rows.flatMap((row) =>
		(row.relations ?? [])
			.filter(({ to }) => chosen.has(to))
			.flatMap((relation) => [
				{ of: row.id, other: relation.to, side: sideOf(relation.type, true), relation },
				{ of: relation.to, other: row.id, side: sideOf(relation.type, false), relation }
			])
	);
	const cellOf = (id: string, side: RelationSide): CompareCell => {
		const seen = new Map(
			stated.filter((entry) => entry.side === side && entry.of === id).map((entry) => [entry.other, entry])
		);
		return listCell(
			[...seen.values()].map(({ other, relation }) => ({
				key: other,
				text: inLocale(chosen.get(other)!, 'title', locale),
				href: `/proposals/${other}`,
				details: [
					{ text: inLocale(relation, 'reason', locale) },
					{ text: labelOf(frame.terms, 'relation_basis', relation.basis, locale) }
				]
			}))
		);
	};
	return {
		key: 'among',
		rows: sides
			.filter(
				(side) => side === 'tensions' || side === 'supports' || stated.some((entry) => entry.side === side)
			)
			.map((side) =>
				compareRow(
					side,
					rows.map(({ id }) => cellOf(id, side)),
					{ vocabulary: 'proposals' }
				)
			)
	};
}

const sides: RelationSide[] = ['tensions', 'supports', 'supported_by', 'broader', 'narrower'];

function coverageGroup({ rows, frame, locale, on }: Chosen): CompareGroup {
	const { terms, instruments } = frame;
	const touched = touchedJurisdictions(rows);
	return {
		key: 'coverage',
		rows: [...(terms.get('jurisdictions')?.keys() ?? [])]
			.filter((code) => touched.has(code))
			.map((code) => {
				const within = ({ jurisdiction }: { jurisdiction: string }) => jurisdiction === code;
				return compareRow(
					`law-${code}`,
					rows.map(({ links, assessments }) => {
						const coverage = coverageOn(
							links.filter(within),
							assessments.filter(within),
							instruments,
							on.day
						);
						return coverageCell(coverage, frame, locale, on);
					}),
					{ label: labelOf(terms, 'jurisdictions', code, locale), vocabulary: 'coverage_states' }
				);
			})
	};
}

/** Places whose law is in the register, but none of it linked or looked for with what is compared. */
function silentJurisdictions({ rows, frame: { terms, instruments }, locale }: Chosen): string[] {
	const touched = touchedJurisdictions(rows);
	const inRegister = new Set(
		[...instruments.values()].filter(isCurrent).map(({ jurisdiction }) => jurisdiction)
	);
	return [...(terms.get('jurisdictions')?.keys() ?? [])]
		.filter((code) => inRegister.has(code) && !touched.has(code))
		.map((code) => labelOf(terms, 'jurisdictions', code, locale));
}

/** Where a link or a search leads from one of the proposals. */
const touchedJurisdictions = (rows: ProposalRow[]): Set<string> =>
	new Set(rows.flatMap(({ links, assessments }) => [...links, ...assessments].map((at) => at.jurisdiction)));

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
