import { coderRelations, layers, paperRelations, type Layer } from '../../domain/codes.ts';
import { coverageOn, coverageRank, type DatedCoverage, type DatedLink } from '../../domain/coverage.ts';
import {
	cellCode,
	chooseRows,
	coverageColumns,
	coverageFilters,
	formatCoverageView,
	lenses,
	linkFilters,
	meetsFilters,
	parseCoverageView,
	reaches,
	wholeRow,
	type CoverageCell,
	type CoverageColumn,
	type CoverageView,
	type LinkFilter
} from '../../domain/coverage-view.ts';
import type { CoverageDrawer, CoverageLink, CoveragePage } from '../../domain/coverage-page.ts';
import { everyPlace, groupPlace } from '../../domain/coverage-steps.ts';
import type { TallyName } from '../../domain/cross-count.ts';
import { everything, unstated } from '../../domain/cross-tab.ts';
import { slug } from '../../domain/fields.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { isBinding, lawDay, startOf } from '../../domain/law.ts';
import type { PlacedLink } from '../../domain/matrix/rows.ts';
import type { SortKey } from '../../domain/matrix/view.ts';
import { locatorText, paperShortName } from '../../domain/names.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { listCoverageChanges, listCoverageSums, type CoverageSum } from '../queries/coverage-steps.ts';
import { findMatrix } from '../queries/matrices.ts';
import { findEntryValues, listProposalEntries } from '../queries/proposal-entries.ts';
import { readCounts } from './counts.ts';
import { rowsInPage } from './matrix.ts';
import {
	atlasFrame,
	atlasSnapshot,
	listCoveredProposals,
	type CoveredProposal,
	type Frame
} from './snapshot.ts';

const firstYear = 2000;
const relationOrder: readonly string[] = [...coderRelations, ...paperRelations];

const rowsOfPage = 50;

type Options = {
	/** All rows at once, however many: for files. */
	whole?: boolean;
	/** Only these proposals. */
	only?: string[];
	/** Up to so many rows stand on one page and are summed up there; more come in pages, and their sums from what is kept. */
	atMost?: number;
};

/**
 * The coverage matrix as page and CSV show it.
 * @param today YYYY-MM-DD; the day shown unless the address names one. Never before the day the data was last checked.
 */
export async function coveragePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string,
	{ whole = false, only, atMost = rowsInPage() }: Options = {}
): Promise<CoveragePage> {
	const [frame, definition, counts] = await Promise.all([
		atlasFrame(db),
		findMatrix(db, 'coverage'),
		readCounts(db, countedPairs)
	]);
	const { terms, instruments } = frame;
	const used = usedPlaces(counts);
	const named = ['after', 'before', 'cell'].flatMap((name) =>
		parameters.getAll(name).map((value) => value.split(/[:,]/)[0].trim())
	);
	const features = definition?.featured ?? [];
	const known = new Map(
		(
			await listCoveredProposals(db, frame, [
				...new Set([...named.filter(isSlug), ...features.map(({ proposal }) => proposal)])
			])
		).map((row) => [row.id, row])
	);
	const { view, dropped } = parseCoverageView(parameters, { terms, proposals: new Set(known.keys()) });
	const featured = features.filter(({ proposal }) => known.has(proposal));
	const default_day = lawDay(frame, today);
	const day = view.as_of ?? default_day;

	const perLayer = counts[0](view.level);
	const rowsOf = (layer: string) => perLayer.of(layer, everything).proposals;
	const all_rows = layers.reduce((sum, layer) => sum + rowsOf(layer), 0);
	const wanted = (view.filters.layer ?? layers).reduce((sum, layer) => sum + rowsOf(layer), 0);
	const isAll = view.rows === 'all' || featured.length === 0;
	const isPaged = isAll && !whole && !only && wanted > atMost;
	const cut = isPaged ? await cutRows(db, view, dropped, locale) : undefined;
	if (!cut && view.page) {
		dropped.push({ name: view.page.side, value: view.page.proposal, reason: 'unknown' });
		view.page = undefined;
	}
	const chosen =
		(cut?.ids ?? only)
			? await listCoveredProposals(db, frame, cut?.ids ?? only!)
			: chooseRows<CoveredProposal>(
					!isAll
						? [...known.values()]
						: // A few of very many are read by themselves; what is not very many is in memory for other pages too.
							!whole && all_rows > atMost
							? await listCoveredProposals(db, frame, await listIds(db, view, atMost))
							: (await atlasSnapshot(db)).proposals,
					featured,
					view
				);
	const columns = coverageColumns(used, view, terms);
	const shownPlaces = new Set(columns.flatMap(({ members }) => members));
	const sorted = chosen.map((row) => sift(row, view, frame));
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const titles = new Map([...known.values(), ...chosen].map((row) => [row.id, row]));

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
						frame,
						locale
					)
				)
			),
			links: datings.reduce((sum, { counted }) => sum + counted.length, 0),
			law: places.size
		};
	});
	if (!cut) sortRows(rows, view.sort, columns, locale);

	const shown = (links: readonly PlacedLink[]) =>
		links.filter(({ jurisdiction }) => shownPlaces.has(jurisdiction));
	const allDated = rows.flatMap(({ datings }) => datings);
	const undated = allDated
		.flatMap(({ undated }) => undated)
		.map((link) => describeLink(link, frame, titles, locale));
	const sums: Sums = cut
		? await keptSums(db, view, columns, used, { day, default_day, frame })
		: {
				columns: columns.map((_, index) => ({
					links: rows.reduce((sum, { datings }) => sum + datings[index].counted.length, 0),
					law: rows.filter(({ datings }) => isLaw(datings[index])).length
				})),
				links: rows.reduce((sum, { links }) => sum + links, 0),
				law: rows.filter(({ law }) => law > 0).length,
				undated_links: undated.length,
				not_in_force: allDated.reduce((sum, { not_operative }) => sum + not_operative.length, 0),
				left_out: sorted.reduce((sum, { left_out }) => sum + shown(left_out).length, 0),
				unsaid: sorted.reduce((sum, { unsaid }) => sum + shown(unsaid).length, 0),
				years: countByYear(
					sorted.flatMap(({ kept }) => shown(kept)),
					instruments,
					default_day
				)
			};
	const groupLabel = (code: string) => label('jurisdiction_groups', code);
	const { columns: columnSums, ...pageSums } = sums;
	return {
		view,
		dropped,
		question: (definition && inLocale(definition, 'question', locale)) ?? m.coverage_question({}, { locale }),
		intro: (definition && inLocale(definition, 'intro', locale)) ?? m.coverage_intro({}, { locale }),
		day,
		default_day,
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
			...columnSums[index]
		})),
		rows: rows.map(({ ranks: _, datings: __, ...row }) => row),
		all_rows,
		featured_rows: featured.length,
		undated,
		...pageSums,
		...(cut && { page: { rows: wanted, ...cut.beside } }),
		lenses: lenses.map((code) => ({ code, label: label('worker_groups', code) })),
		filters: filterChoices(view, frame, locale, {
			layer: rowsOf,
			link: cut
				? (name, value) => countLinks(counts, name, value, view)
				: (name, value) =>
						chosen.reduce(
							(sum, row) =>
								sum + row.links.filter((link) => meetsFilters(link, { [name]: [value] }, instruments)).length,
							0
						)
		}),
		...(view.cell && {
			drawer: {
				...openDrawer(
					view.cell,
					known.get(view.cell.proposal)!,
					view,
					columns,
					day,
					used,
					frame,
					titles,
					locale
				),
				...whyFeatured(featured, view.cell.proposal, locale)
			}
		}),
		data_version: frame.data_version
	};
}

const isSlug = (value: string) => slug.safeParse(value).success;

/** What of the kept counts says how many rows there are, which places have a column and how many links each filter has. */
const countedPairs: [TallyName, TallyName][] = [
	['layer', 'proposals'],
	['jurisdiction', 'links'],
	['searched', 'proposals'],
	['searched_set', 'proposals'],
	...(Object.keys(linkFilters) as LinkFilter[]).map((name): [TallyName, TallyName] => ['layer', name])
];
type Counts = Awaited<ReturnType<typeof readCounts>>;

function usedPlaces([, linked, searched, sets]: Counts) {
	const places = (count: Counts[number]) => [...count('all').rows()].filter((code) => code !== unstated);
	return {
		jurisdictions: new Set([...places(linked), ...places(searched)]),
		sets: new Set(places(sets))
	};
}

function countLinks(
	counts: Counts,
	name: LinkFilter,
	value: string,
	{ level, filters }: CoverageView
): number {
	const place = 4 + Object.keys(linkFilters).indexOf(name);
	const count = counts[place](level);
	return (filters.layer ?? layers).reduce((sum, layer) => sum + count.of(layer, value).links, 0);
}

const filterOf = ({ level, filters }: CoverageView) => ({
	level,
	words: [],
	facets: filters.layer ? [filters.layer.map((layer) => `layer:${layer}:primary`)] : []
});

const listIds = async (db: Db, view: CoverageView, limit: number): Promise<string[]> =>
	(await listProposalEntries(db, filterOf(view), { sort: [], limit })).map(({ id }) => id);

/** The ids of one page of all rows, and the queries of those beside it; what very many rows cannot be sorted by is dropped. */
async function cutRows(
	db: Db,
	view: CoverageView,
	dropped: CoveragePage['dropped'],
	locale: Locale
): Promise<{ ids: string[]; beside: { previous?: string; next?: string } }> {
	for (const key of view.sort)
		if (key.field !== 'title')
			dropped.push({
				name: 'sort',
				value: `${key.descending ? '-' : ''}${key.field}`,
				reason: 'too-many'
			});
	view.sort = view.sort.filter(({ field }) => field === 'title');
	const isBackward = view.page?.side === 'before';
	// The id goes the way of the title, so that one index, read forwards or backwards, has them in order.
	const title = view.sort.at(0);
	const descending = (title?.descending ?? false) !== isBackward;
	const sort = [
		...(title ? [{ field: locale === 'zh' ? ('title_zh' as const) : ('title' as const), descending }] : []),
		{ field: 'id' as const, descending }
	];
	const after = view.page && (await findEntryValues(db, view.page.proposal, sort));
	const found = await listProposalEntries(db, filterOf(view), {
		sort,
		limit: rowsOfPage + 1,
		...(after && { after })
	});
	const more = found.length > rowsOfPage;
	const ids = found.slice(0, rowsOfPage).map(({ id }) => id);
	if (isBackward) ids.reverse();
	const query = (side: 'after' | 'before', proposal: string) =>
		formatCoverageView({ ...view, cell: undefined, page: { side, proposal } });
	const [hasPrevious, hasNext] = isBackward ? [more, true] : [view.page !== undefined, more];
	return {
		ids,
		beside: {
			...(hasPrevious && ids.length > 0 && { previous: query('before', ids[0]) }),
			...(hasNext && ids.length > 0 && { next: query('after', ids.at(-1)!) })
		}
	};
}

type Sums = Pick<
	CoveragePage,
	'links' | 'law' | 'undated_links' | 'not_in_force' | 'left_out' | 'unsaid' | 'years'
> & { columns: Pick<CoveragePage['columns'][number], 'links' | 'law'>[] };

/**
 * The sums over all rows, from what is kept. Nobody keeps them for filters of links or a lens; and of some places of a group, or of
 * some places together, only links add up, while a proposal may be law in several.
 */
async function keptSums(
	db: Db,
	view: CoverageView,
	columns: CoverageColumn[],
	used: ReturnType<typeof usedPlaces>,
	{ day, default_day, frame }: { day: string; default_day: string; frame: Frame }
): Promise<Sums> {
	const isSifted =
		view.covers !== undefined ||
		(Object.keys(linkFilters) as LinkFilter[]).some((name) => name !== 'jurisdiction' && view.filters[name]);
	if (isSifted)
		return {
			columns: columns.map(() => ({ links: undefined, law: undefined })),
			links: undefined,
			law: undefined,
			undated_links: undefined,
			not_in_force: undefined,
			left_out: undefined,
			unsaid: undefined,
			years: yearsUpTo(frame.instruments.values(), default_day).map((year) => ({ ...year, links: undefined }))
		};
	const of = { level: view.level, layers: view.filters.layer };
	const members = columns.filter(({ kind }) => kind !== 'set').flatMap(({ members }) => members);
	const places = view.filters.jurisdiction ? members : [everyPlace];
	const [sums, changes] = await Promise.all([
		listCoverageSums(db, day, of),
		listCoverageChanges(db, places, of)
	]);
	const byPlace = new Map(sums.map((sum) => [sum.place, sum]));
	const add = (places: string[], field: keyof Omit<CoverageSum, 'place'>) =>
		places.reduce((sum, place) => sum + (byPlace.get(place)?.[field] ?? 0), 0);
	const isWhole = ({ kind, code, members }: CoverageColumn) =>
		kind === 'group' &&
		[...used.jurisdictions].every(
			(place) => members.includes(place) || frame.terms.get('jurisdictions')?.get(place)?.group !== code
		);
	return {
		columns: columns.map((column) => ({
			links: column.kind === 'set' ? 0 : add(column.members, 'links'),
			law:
				column.kind === 'set'
					? 0
					: column.members.length === 1
						? add(column.members, 'law')
						: isWhole(column)
							? add([groupPlace(column.code)], 'law')
							: undefined
		})),
		links: add(places, 'links'),
		law: places.length === 1 ? add(places, 'law') : undefined,
		undated_links: add(places, 'undated'),
		not_in_force: add(places, 'not_operative'),
		left_out: 0,
		unsaid: 0,
		years: yearsUpTo(frame.instruments.values(), default_day).map(({ year, day }) => ({
			year,
			day,
			links: changes.reduce((sum, change) => sum + (change.day <= day ? change.links : 0), 0)
		}))
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

/** A row's links by whether the filters and the lens let them through. */
function sift(row: CoveredProposal, { filters, covers }: CoverageView, { instruments }: Frame) {
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
	{ assessments }: Pick<CoveredProposal, 'assessments'>,
	{ kind, members }: CoverageColumn
) =>
	assessments.filter(
		({ scope, jurisdiction }) =>
			(scope === 'register-set') === (kind === 'set') && members.includes(jurisdiction)
	);

function dateColumn(
	row: CoveredProposal,
	kept: readonly PlacedLink[],
	column: CoverageColumn,
	instruments: Frame['instruments'],
	day: string
): DatedCoverage {
	const links = within(kept, column);
	const searched = assessmentsIn(row, column);
	return links.length + searched.length === 0 ? nothing : coverageOn(links, searched, instruments, day);
}

/** Most cells: neither link nor search. */
const nothing: DatedCoverage = coverageOn([], [], new Map(), '');

const searchedPlaces = (row: CoveredProposal, column: CoverageColumn, day: string): string[] => [
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

function countByYear(links: readonly PlacedLink[], instruments: Frame['instruments'], default_day: string) {
	const linked = new Map<string, Instrument>();
	for (const { instrument, number } of links) {
		const key = `${instrument}#${number}`;
		if (linked.has(key)) continue;
		const record = instruments.get(instrument)!;
		linked.set(key, {
			...record,
			provisions: record.provisions.filter((provision) => provision.number === number)
		});
	}
	return yearsUpTo(linked.values(), default_day).map(({ year, day }) => ({
		year,
		day,
		links: coverageOn(links, [], instruments, day).counted.length
	}));
}

/** The years up to the last date of any of these instruments, each with its last day; this year with the default day. */
function yearsUpTo(instruments: Iterable<Instrument>, default_day: string): { year: number; day: string }[] {
	const thisYear = Number(default_day.slice(0, 4));
	let lastYear = thisYear + 1;
	for (const record of instruments)
		for (const date of [
			startOf(record),
			record.applicable_from,
			record.transposition_due,
			...record.provisions.map((provision) => provision.applicable_from)
		])
			if (date !== undefined) lastYear = Math.max(lastYear, Number(date.slice(0, 4)));
	return Array.from({ length: lastYear - firstYear + 1 }, (_, index) => {
		const year = firstYear + index;
		return { year, day: year === thisYear ? default_day : `${year}-12-31` };
	});
}

function filterChoices(
	view: CoverageView,
	{ terms }: Frame,
	locale: Locale,
	count: { layer(value: string): number; link(name: LinkFilter, value: string): number }
) {
	return coverageFilters.map((name) => {
		const chosen = view.filters[name] ?? [];
		const vocabulary = name === 'layer' ? 'layers' : linkFilters[name];
		const values = [...(terms.get(vocabulary)?.values() ?? [])]
			.map((term) => ({
				value: term.code,
				label: inLocale(term, 'label', locale),
				count: name === 'layer' ? count.layer(term.code) : count.link(name, term.code),
				chosen: chosen.includes(term.code)
			}))
			.filter((choice) => choice.count > 0 || choice.chosen);
		return { name, values };
	});
}

function openDrawer(
	cell: NonNullable<CoverageView['cell']>,
	row: CoveredProposal,
	view: CoverageView,
	columns: CoverageColumn[],
	day: string,
	used: ReturnType<typeof usedPlaces>,
	frame: Frame,
	titles: Titles,
	locale: Locale
): CoverageDrawer {
	const { instruments, terms } = frame;
	const column = columnOf(cell.column, columns, used, frame);
	const { kept, left_out } = sift(row, view, frame);
	const searched = cell.column === wholeRow ? row.assessments : assessmentsIn(row, column);
	const dated = coverageOn(within(kept, column), searched, instruments, day);
	const describe = (link: DatedLink) => describeLink(link, frame, titles, locale);
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
		cell: describeCell(dated, hidden, places, column, frame, locale),
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
function columnOf(
	code: string,
	columns: CoverageColumn[],
	used: ReturnType<typeof usedPlaces>,
	{ terms }: Frame
): CoverageColumn {
	const shown = columns.find((column) => column.code === code);
	if (shown) return shown;
	if (code === wholeRow)
		return {
			code,
			kind: 'group',
			members: [...new Set(columns.flatMap(({ members }) => members))],
			group: undefined
		};
	const isSet = used.sets.has(code);
	if (terms.get('jurisdictions')?.has(code))
		return { code, kind: isSet ? 'set' : 'jurisdiction', members: [code], group: undefined };
	const members = [...(terms.get('jurisdictions')?.values() ?? [])].filter(({ group }) => group === code);
	return { code, kind: 'group', members: members.map((term) => term.code), group: code };
}

type Titles = ReadonlyMap<string, Pick<CoveredProposal, 'title_en' | 'title_zh'>>;

function describeLink(
	link: DatedLink,
	{ instruments, papers, terms }: Frame,
	titles: Titles,
	locale: Locale
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
