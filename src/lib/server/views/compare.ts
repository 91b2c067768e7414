import { coderRelations, layers, paperRelations, type LinkRelation } from '../../domain/codes.ts';
import {
	compareRow,
	findChoices,
	onlyDiffering,
	type CompareCell,
	type CompareChoice,
	type CompareDetail,
	type CompareGroup,
	type CompareItem,
	type ComparePage,
	type CompareRow
} from '../../domain/compare.ts';
import { parseCompare, settleIds, type CompareNote } from '../../domain/compare-view.ts';
import { coverageOn, coverageShapes, type DatedCoverage, type DatedLink } from '../../domain/coverage.ts';
import type { CellCode } from '../../domain/coverage-view.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { lightOn, provisionLightOn, relationShown } from '../../domain/law.ts';
import type { PlacedLink, ProposalRow } from '../../domain/matrix/rows.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, otherLocale, slug, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { isCurrent, type Standing } from '../../domain/standing.ts';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { listRevisions } from '../queries/history.ts';
import { listProposals } from '../queries/proposals.ts';
import { nearestPages } from './nearest.ts';
import { dateFields } from './regulation.ts';
import { sectionHref } from './proposal.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

const unknownCell: CompareCell = { items: [], unknown: true };
const foundLimit = 12;
/** Of an address full of names that do not exist, the first are told. */
const unknownLimit = 12;

/**
 * Two to six records side by side, in the reader's language. Fewer, more or unknown ids are told in `notes`.
 * @param today YYYY-MM-DD; the law is shown for it, or for the day the data was last checked where that is later
 */
export async function comparePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<ComparePage> {
	const snapshot = await atlasSnapshot(db);
	const { view: asked, notes } = parseCompare(parameters);
	const { kind } = asked;
	const rows = new Map(snapshot.proposals.map((row) => [row.id, row]));
	const renamed = kind === 'proposals' ? await renamedProposals(db, asked.ids, rows) : rows;
	const find = (id: string): { moved_to?: string } | undefined =>
		kind === 'proposals' ? (rows.get(id) ?? renamed.get(id)) : unlessRetired(snapshot.instruments.get(id));
	const settled = settleIds(asked.ids, find);
	notes.push(...settled.notes);
	for (const id of settled.unknown.slice(0, unknownLimit))
		notes.push(await tellUnknown(db, kind, id, locale));

	const day = lawDay(snapshot, today);
	const choices = choicesOf(snapshot, kind, locale);
	const found = await search(db, asked.q, choices, settled.ids, kind, locale);
	const compared =
		kind === 'proposals'
			? compareProposals(
					settled.ids.map((id) => rows.get(id)!),
					snapshot,
					locale,
					day
				)
			: compareRegulations(
					settled.ids.map((id) => snapshot.instruments.get(id)!),
					snapshot,
					locale,
					day
				);
	const differing = asked.differs && settled.ids.length > 1 ? onlyDiffering(compared.groups) : undefined;
	return {
		...compared,
		view: { ...asked, ids: settled.ids },
		notes,
		groups: settled.ids.length === 0 ? [] : (differing?.groups ?? compared.groups),
		hidden: differing?.hidden ?? 0,
		mixed: new Set(compared.columns.map(({ umbrella }) => umbrella)).size > 1,
		day,
		choices,
		...found,
		related: settled.ids.length === 1 ? relatedTo(settled.ids[0], kind, snapshot, locale) : [],
		starts: settled.ids.length === 0 ? startsOf(kind, snapshot, locale) : []
	};
}

/** Those of the ids that are not in the snapshot but in the database: proposals under a name they no longer have. */
export async function renamedProposals(
	db: Db,
	ids: readonly string[],
	rows: ReadonlyMap<string, unknown>
): Promise<Map<string, { moved_to?: string }>> {
	const records = await listProposals(
		db,
		// What is not even an id must not reach the database, which refuses some characters.
		ids.filter((id) => !rows.has(id) && slug.safeParse(id).success)
	);
	return new Map(records.filter(({ retired_on }) => !retired_on).map((record) => [record.id, record]));
}

const unlessRetired = <T extends Standing>(record: T | undefined): T | undefined =>
	record?.retired_on ? undefined : record;

/** Today, or the day the records were last checked where that is later: what they say holds for that day. */
export function lawDay({ instruments }: Pick<Snapshot, 'instruments'>, today: string): string {
	return [today, ...[...instruments.values()].map(({ checked_on }) => checked_on)].sort().at(-1)!;
}

async function tellUnknown(
	db: Db,
	kind: 'proposals' | 'regulations',
	id: string,
	locale: Locale
): Promise<CompareNote> {
	if (!slug.safeParse(id).success) return { note: 'unknown', id, near: [] };
	const [last] = await listRevisions(db, kind === 'proposals' ? 'proposal' : 'instrument', id);
	if (last) return { note: 'removed', id, on: last.at.toISOString().slice(0, 10) };
	const near = await nearestPages(db, kind, id, locale);
	return {
		note: 'unknown',
		id,
		near: near.slice(0, 3).map(({ href, title }) => ({ id: href.split('/')[2], title }))
	};
}

function choicesOf(
	{ proposals, instruments }: Snapshot,
	kind: 'proposals' | 'regulations',
	locale: Locale
): CompareChoice[] {
	const list =
		kind === 'proposals'
			? proposals.map((row) => ({
					id: row.id,
					title: inLocale(row, 'title', locale),
					other: inLocale(row, 'title', otherLocale(locale))
				}))
			: [...instruments.values()].filter(isCurrent).map((head) => ({
					id: head.id,
					title: inLocale(head, 'short_title', locale),
					other: inLocale(head, 'short_title', otherLocale(locale))
				}));
	return list.sort((a, b) => a.title.localeCompare(b.title, locale));
}

async function search(
	db: Db,
	q: string,
	choices: CompareChoice[],
	chosen: string[],
	kind: 'proposals' | 'regulations',
	locale: Locale
): Promise<Pick<ComparePage, 'found' | 'found_by_likeness'>> {
	if (q === '') return { found: [], found_by_likeness: false };
	const open = choices.filter(({ id }) => !chosen.includes(id));
	const exact = findChoices(open, q).slice(0, foundLimit);
	if (exact.length > 0)
		return { found: exact.map(({ id, title }) => ({ id, title })), found_by_likeness: false };
	const near = await nearestPages(db, kind, q, locale);
	return {
		found: near
			.map(({ href, title }) => ({ id: href.split('/')[2], title }))
			.filter(({ id }) => !chosen.includes(id)),
		found_by_likeness: true
	};
}

function relatedTo(
	id: string,
	kind: 'proposals' | 'regulations',
	snapshot: Snapshot,
	locale: Locale
): ComparePage['related'] {
	const related = new Map<string, ComparePage['related'][number]>();
	if (kind === 'proposals') {
		const titles = new Map(snapshot.proposals.map((row) => [row.id, inLocale(row, 'title', locale)]));
		const pairs = snapshot.proposals.flatMap((row) =>
			(row.relations ?? [])
				.filter(
					({ type, to }) => (type === 'tension-with' || type === 'supports') && (row.id === id || to === id)
				)
				.map(({ type, to }) => ({
					other: row.id === id ? to : row.id,
					how: type === 'tension-with' ? ('tension' as const) : ('supports' as const)
				}))
		);
		pairs.sort((a, b) => b.how.localeCompare(a.how));
		for (const { other, how } of pairs)
			if (titles.has(other) && !related.has(other))
				related.set(other, { id: other, title: titles.get(other)!, how });
	} else {
		const own = new Set(
			snapshot.links.filter(({ instrument }) => instrument === id).map(({ proposal }) => proposal)
		);
		const shared = groupBy(
			snapshot.links.filter(({ proposal, instrument }) => own.has(proposal) && instrument !== id),
			({ instrument }) => instrument
		);
		for (const [other] of [...shared].sort((a, b) => b[1].length - a[1].length))
			related.set(other, {
				id: other,
				title: inLocale(snapshot.instruments.get(other)!, 'short_title', locale),
				how: 'same-proposal'
			});
	}
	return [...related.values()].slice(0, 5);
}

/** Pairs the papers put in tension with each other, or the regulations most proposals touch. */
function startsOf(
	kind: 'proposals' | 'regulations',
	snapshot: Snapshot,
	locale: Locale
): ComparePage['starts'] {
	if (kind === 'proposals') {
		const rows = new Map(snapshot.proposals.map((row) => [row.id, row]));
		return snapshot.proposals
			.flatMap((row) =>
				(row.relations ?? []).map((relation) => ({ row, relation, to: rows.get(relation.to) }))
			)
			.filter(
				({ row, relation, to }) =>
					relation.type === 'tension-with' && to && row.level === 'specific' && to.level === 'specific'
			)
			.sort((a, b) => b.row.links.length + b.to!.links.length - a.row.links.length - a.to!.links.length)
			.slice(0, 4)
			.map(({ row, relation, to }) => ({
				ids: [row.id, to!.id],
				titles: [inLocale(row, 'title', locale), inLocale(to!, 'title', locale)],
				reason: inLocale(relation, 'reason', locale)
			}));
	}
	const touched = [...groupBy(snapshot.links, ({ instrument }) => instrument)]
		.map(([id, links]) => ({ id, count: new Set(links.map(({ proposal }) => proposal)).size }))
		.sort((a, b) => b.count - a.count || a.id.localeCompare(b.id))
		.slice(0, 3)
		.map(({ id }) => id);
	if (touched.length < 2) return [];
	const titles = touched.map((id) => inLocale(snapshot.instruments.get(id)!, 'short_title', locale));
	return [{ ids: touched, titles, reason: '' }];
}

type Compared = Pick<ComparePage, 'columns' | 'groups' | 'silent'>;

function compareProposals(rows: ProposalRow[], snapshot: Snapshot, locale: Locale, day: string): Compared {
	const { terms, papers } = snapshot;
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const definition = (vocabulary: string, code: string) => {
		const term = terms.get(vocabulary)?.get(code);
		return term ? inLocale(term, 'definition', locale) : '';
	};
	const coded = (vocabulary: string, code: string, details?: CompareDetail[]): CompareItem => ({
		key: code,
		text: label(vocabulary, code),
		...(details && details.length > 0 && { details })
	});
	const row = (key: string, cell: (row: ProposalRow) => CompareCell) => compareRow(key, rows.map(cell));
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
	const { group: coverage, silent } = coverageGroup(rows, snapshot, locale, day);

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
					row('level', (of) => list([coded('level', of.level)])),
					row('remedy_type', (of) => list([coded('remedy_types', of.remedy_type)])),
					row('secondary', (of) =>
						list((of.secondary_remedy_types ?? []).map((code) => coded('remedy_types', code)))
					),
					row('problems', (of) =>
						recorded(
							(of.target_problems ?? []).map((code) =>
								coded('target_problems', code, passages('target_problems', code))
							)
						)
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
						label('layers', layer)
					)
				)
			},
			{
				key: 'people',
				rows: [row('actors', parties('actors')), row('beneficiaries', parties('beneficiaries'))]
			},
			{
				key: 'diagnosis',
				rows: [
					row('alienation', (of) =>
						of.alienation_dimension
							? list([
									coded('alienation_dimensions', of.alienation_dimension, [
										{ text: label('alienation_basis', of.alienation_basis!) }
									]),
									...(of.secondary_alienation_dimensions ?? []).map((code) =>
										coded('alienation_dimensions', code)
									)
								])
							: unknownCell
					),
					row('obstacles', (of) =>
						list((of.obstacles ?? []).map((code) => coded('obstacles', code, passages('obstacles', code))))
					)
				]
			},
			...(rows.length > 1 ? [amongGroup(rows, label, locale)] : []),
			coverage,
			{
				key: 'evidence',
				rows: [
					row('papers', (of) => {
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
					}),
					row('regulations_named', (of) =>
						list(
							(of.regulations_named ?? []).map(({ instrument, use }) => ({
								key: instrument,
								text: inLocale(snapshot.instruments.get(instrument)!, 'short_title', locale),
								href: `/regulations/${instrument}`,
								details: [{ text: label('regulation_use', use), shape: '❝' }]
							}))
						)
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
					row('modality', (of) =>
						list([coded('modality', of.modality, [{ text: definition('modality', of.modality) }])])
					),
					row('specificity', (of) =>
						list([
							coded('specificity', of.specificity, [{ text: definition('specificity', of.specificity) }])
						])
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
					})
				)
			)
	};
}

function coverageGroup(
	rows: ProposalRow[],
	snapshot: Snapshot,
	locale: Locale,
	day: string
): { group: CompareGroup; silent: string[] } {
	const { terms, instruments } = snapshot;
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
								day
							);
							return coverageCell(coverage, snapshot, locale, day);
						}),
						labelOf(terms, 'jurisdictions', code, locale)
					)
				)
		},
		silent: codes
			.filter((code) => inRegister.has(code) && !used.has(code))
			.map((code) => labelOf(terms, 'jurisdictions', code, locale))
	};
}

/** Strongest first; what conflicts stands beside what the ladder says, law that does not count that day below it. */
function coverageCell(coverage: DatedCoverage, snapshot: Snapshot, locale: Locale, day: string): CompareCell {
	const { state, counts, cited, looked_on, counted, not_operative, undated } = coverage;
	const describe = (link: DatedLink) => lawDetail(link, snapshot, locale, day);
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
	{ instruments, terms }: Snapshot,
	locale: Locale,
	day: string
): CompareDetail {
	const instrument = instruments.get(link.instrument)!;
	const provision = instrument.provisions.find(({ number }) => number === link.number)!;
	const light = provisionLightOn(instrument, day, provision);
	const { relation, tense } = relationShown(link, light);
	return {
		text: `${inLocale(instrument, 'short_title', locale)}, ${provisionName(instrument, provision, locale)}`,
		href: `/regulations/${link.instrument}#p${link.number}`,
		shape: link.basis === 'paper' ? '❝' : coverageShapes[link.relation as keyof typeof coverageShapes],
		...(tense !== 'stands' && {
			relation: { code: relation, label: labelOf(terms, 'link_relations', relation, locale), tense }
		})
	};
}

/** A Chinese reader gets the law's own words where they are Chinese, every other reader the English ones. */
export function provisionName(
	instrument: Pick<Instrument, 'original_language'>,
	provision: { ref: string; ref_en: string },
	locale: Locale
): string {
	return locale === 'zh' && instrument.original_language === 'zh' ? provision.ref : provision.ref_en;
}

function compareRegulations(
	records: Instrument[],
	snapshot: Snapshot,
	locale: Locale,
	day: string
): Compared {
	const { terms, proposals, links } = snapshot;
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const row = (key: string, cell: (record: Instrument) => CompareCell) => compareRow(key, records.map(cell));
	const coded = (vocabulary: string, code: string, detail?: string): CompareCell => ({
		items: [{ key: code, text: label(vocabulary, code), ...(detail && { details: [{ text: detail }] }) }]
	});
	const titles = new Map(proposals.map((proposal) => [proposal.id, inLocale(proposal, 'title', locale)]));
	const metBy = (record: Instrument, relation: LinkRelation): CompareCell => ({
		items: [
			...groupBy(
				links.filter(
					(link) => link.instrument === record.id && link.relation === relation && titles.has(link.proposal)
				),
				({ proposal }) => proposal
			)
		].map(([proposal, own]) => ({
			key: proposal,
			text: titles.get(proposal)!,
			href: `/proposals/${proposal}`,
			details: own.map((link) => {
				const provision = record.provisions.find(({ number }) => number === link.number)!;
				const { tense } = relationShown(link, provisionLightOn(record, day, provision));
				return {
					text: provisionName(record, provision, locale),
					href: `/regulations/${record.id}#p${link.number}`,
					...(tense !== 'stands' && {
						relation: { code: relation, label: label('link_relations', relation), tense }
					})
				};
			})
		}))
	});
	const relations = [...coderRelations, ...paperRelations].filter((relation) =>
		links.some((link) => link.relation === relation && records.some(({ id }) => id === link.instrument))
	);
	return {
		columns: records.map((record) => ({
			id: record.id,
			href: `/regulations/${record.id}`,
			title: inLocale(record, 'short_title', locale),
			other: inLocale(record, 'short_title', otherLocale(locale)),
			umbrella: false
		})),
		silent: [],
		groups: [
			{
				key: 'what',
				rows: [
					row('title', (record) => ({
						items: [{ key: record.id, text: inLocale(record, 'title', locale) }]
					})),
					row('jurisdiction', (record) => coded('jurisdictions', record.jurisdiction)),
					row('type', (record) => coded('instrument_types', record.type)),
					row('binding', (record) => coded('binding', record.binding)),
					row('force', (record) => coded('instrument_force', record.force)),
					row('issued_by', (record) =>
						record.issuing_bodies
							? {
									items: record.issuing_bodies.map((body) => ({
										key: body.name_en,
										text: inLocale(body, 'name', locale)
									}))
								}
							: unknownCell
					)
				]
			},
			{
				key: 'dates',
				rows: [
					row('light', (record) => {
						const light = lightOn(record, day);
						return {
							items: [{ key: light, text: light, light }],
							...(light === 'unknown' && { unknown: true })
						};
					}),
					row('status', (record) =>
						coded('instrument_status', record.status, inLocale(record, 'status_note', locale) || undefined)
					),
					...dateFields.map((field) =>
						row(field, (record) =>
							record[field] ? { items: [{ key: record[field], text: record[field] }] } : unknownCell
						)
					)
				].filter(({ cells }) => cells.some(({ items }) => items.length > 0))
			},
			{
				key: 'sure',
				rows: [
					row('verification', (record) => coded('instrument_verification', record.verification)),
					row('unverified', (record) => ({
						items: (record.unverified ?? []).map((line) => ({
							key: `${record.id} ${line}`,
							text: line,
							lang: 'en'
						}))
					})),
					row('checked_on', (record) => ({ items: [{ key: record.checked_on, text: record.checked_on }] }))
				]
			},
			{
				key: 'provisions',
				rows: [
					row('provisions', (record) => ({
						items: record.provisions.map((provision) => ({
							key: `${record.id}#${provision.number}`,
							text: provisionName(record, provision, locale),
							href: `/regulations/${record.id}#p${provision.number}`,
							details: [{ text: inLocale(provision, 'paraphrase', locale) }]
						}))
					}))
				]
			},
			{
				key: 'meets',
				rows: relations.map((relation): CompareRow =>
					compareRow(
						`relation-${relation}`,
						records.map((record) => metBy(record, relation)),
						label('link_relations', relation)
					)
				)
			}
		].filter(({ rows }) => rows.length > 0)
	};
}
