import { layers } from '../../domain/codes.ts';
import { coverageRank, linkLightOn, type DatedCoverage } from '../../domain/coverage.ts';
import {
	chooseRows,
	coverageColumns,
	lenses,
	parseCoverageView,
	type CoverageColumn,
	type CoverageView
} from '../../domain/coverage-view.ts';
import type { CoveragePage, CoverageRow } from '../../domain/coverage-page.ts';
import { slug } from '../../domain/fields.ts';
import { lawDay } from '../../domain/law.ts';
import type { CoverageLaw } from '../../domain/matrix/rows.ts';
import type { SortKey } from '../../domain/matrix/view.ts';
import { inAlphabet, inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Terms } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { askDataState, dataState } from '../data-state.ts';
import { listRowHeads } from '../queries/proposals.ts';
import {
	cellDescriber,
	dateColumns,
	describeLink,
	nothing,
	searchedPlaces,
	sift,
	within
} from './coverage-cells.ts';
import {
	countRows,
	coverageCounts,
	filterChoices,
	keptLinkCounts,
	linkCounts,
	usedPlaces
} from './coverage-choices.ts';
import { openDrawer } from './coverage-drawer.ts';
import { cutRows, filterOf, listIds, orderOf } from './coverage-pages.ts';
import { keptSums, sumsOf } from './coverage-sums.ts';
import { rowsInPage } from './matrix.ts';
import { allProposals } from './proposal-list.ts';
import {
	atlasFrame,
	atlasSnapshot,
	listPlacedLinks,
	listProposalRows,
	pageCoveredProposals,
	type CoveredProposal,
	type Frame
} from './snapshot.ts';

type Options = {
	/** Only these proposals. */
	only?: string[];
	/** Up to so many rows stand on one page and are summed up there; more come in pages, and their sums from what is kept. */
	atMost?: number;
	/** Number of the data, where the request has asked for it already. */
	state?: number | undefined;
};

/** What of the coverage matrix files and pictures show too. */
export type CoverageTable = Pick<
	CoveragePage,
	'view' | 'dropped' | 'question' | 'day' | 'default_day' | 'rows' | 'page' | 'data_version'
> & { columns: Omit<CoveragePage['columns'][number], 'links' | 'law'>[] };

/**
 * The coverage matrix as its page shows it.
 * @param today YYYY-MM-DD; the day shown unless the address names one. Never before the day the data was last checked.
 */
export async function coveragePage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string,
	options: Options = {}
): Promise<CoveragePage> {
	const read = await readTable(db, parameters, locale, today, options);
	const { table, frame, counts, used, columns, chosen, told, featured, titles } = read;
	const { view, day, default_day } = table;
	const { terms, instruments } = frame;
	const definition = frame.matrices.get('coverage');
	const rowsOf = (layer: string) => countRows(counts, view.level, layer);
	const as_of = day === default_day ? undefined : day;
	const undated = told.flatMap(({ datings }) => datings).flatMap(({ undated }) => undated);
	const written = new Map(
		(await listPlacedLinks(db, frame, { ids: undated.map(({ id }) => id) })).map((link) => [link.id, link])
	);
	const { columns: columnSums, ...sums } = table.page
		? await keptSums(db, view, columns, used, { day, default_day, frame })
		: sumsOf(told, columns, { default_day, frame });
	const [opened] = view.cell ? await listProposalRows(db, frame, [view.cell.proposal]) : [];
	return {
		...table,
		intro: (definition && inLocale(definition, 'intro', locale)) ?? m.coverage_intro({}, { locale }),
		groups: columnGroups(columns).map(({ code, count }) => ({
			code,
			label: labelOf(terms, 'jurisdiction_groups', code, locale),
			columns: count,
			open: view.open.includes(code),
			foldable:
				view.group === 'groups' &&
				(count > 1 || view.open.includes(code) || columns.some((column) => column.code === code))
		})),
		columns: table.columns.map((column, index) => ({ ...column, ...columnSums[index] })),
		all_rows: read.all_rows,
		featured_rows: featured.length,
		undated: undated.flatMap(({ id, light }) => {
			const link = written.get(id);
			return link ? [describeLink({ ...link, light }, frame, titles, locale, as_of)] : [];
		}),
		...sums,
		lenses: lenses.map((code) => ({ code, label: labelOf(terms, 'worker_groups', code, locale) })),
		filters: filterChoices(view, frame, locale, {
			layer: rowsOf,
			link: table.page
				? keptLinkCounts(counts, view)
				: linkCounts(
						chosen.flatMap(({ links }) => links),
						instruments
					)
		}),
		...(view.cell &&
			opened && {
				drawer: {
					...openDrawer(view.cell, opened, view, columns, day, as_of, used, frame, titles, locale),
					...whyFeatured(featured, view.cell.proposal, locale)
				}
			})
	};
}

/** The same without what only the page says, which costs statements and the texts of links. */
export const coverageTable = async (
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string,
	options: Options = {}
): Promise<CoverageTable> => (await readTable(db, parameters, locale, today, options)).table;

async function readTable(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	today: string,
	{ only, atMost = rowsInPage(), state: known }: Options
) {
	const state = known ?? (await dataState(db));
	const [frame, counts] = await Promise.all([atlasFrame(db, state), coverageCounts(db, state)]);
	const { terms } = frame;
	const definition = frame.matrices.get('coverage');
	const used = usedPlaces(counts);
	const named = ['after', 'before', 'cell'].flatMap((name) =>
		parameters.getAll(name).map((value) => value.split(/[:,]/)[0].trim())
	);
	const features = definition?.featured ?? [];
	const heads = await listRowHeads(db, [
		...new Set([...named.filter(isSlug), ...features.map(({ proposal }) => proposal)])
	]);
	const present = new Set(heads.map(({ id }) => id));
	const { view, dropped } = parseCoverageView(parameters, { terms, proposals: present });
	const featured = features.filter(({ proposal }) => present.has(proposal));
	const default_day = lawDay(frame, today);
	const day = view.as_of ?? default_day;

	const rowsOf = (layer: string) => countRows(counts, view.level, layer);
	const all_rows = layers.reduce((sum, layer) => sum + rowsOf(layer), 0);
	const wanted = (view.filters.layer ?? layers).reduce((sum, layer) => sum + rowsOf(layer), 0);
	const isAll = view.rows === 'all' || featured.length === 0;
	const isPaged = isAll && !only && wanted > atMost;
	const cut = isPaged ? await cutRows(db, view, dropped, locale) : undefined;
	if (!cut && view.page) {
		dropped.push({ name: view.page.side, value: view.page.proposal, reason: 'unknown' });
		view.page = undefined;
	}
	const readRows = (ids: string[]) => pageCoveredProposals(db, frame, state, ids);
	const chosen =
		(cut?.ids ?? only)
			? await readRows(cut?.ids ?? only!)
			: !isAll
				? await readRows(chooseRows(heads, featured, view).map(({ id }) => id))
				: chooseRows<CoveredProposal>(
						// A few of very many are read by themselves; what is not very many is in memory for other pages too.
						all_rows > atMost
							? await readRows(await listIds(db, view, atMost))
							: (await atlasSnapshot(db, state)).proposals,
						featured,
						view
					);
	const columns = coverageColumns(used, view, terms);
	const told = chosen.map(tellOnce({ view, columns, day }, frame, locale));
	if (!cut) sortRows(told, view.sort, columns, locale);
	const table: CoverageTable = {
		view,
		dropped,
		question: (definition && inLocale(definition, 'question', locale)) ?? m.coverage_question({}, { locale }),
		day,
		default_day,
		columns: columns.map((column) => ({
			...column,
			label: labelOf(
				terms,
				column.kind === 'group' ? 'jurisdiction_groups' : 'jurisdictions',
				column.code,
				locale
			)
		})),
		rows: told.map(({ row }) => {
			const why = whyFeatured(featured, row.id, locale);
			return why.featured ? { ...row, ...why } : row;
		}),
		...(cut && { page: { rows: wanted, ...cut.beside } }),
		data_version: frame.data_version
	};
	const titles = new Map([...heads, ...chosen].map((row) => [row.id, row]));
	return { table, frame, counts, used, columns, chosen, told, featured, titles, all_rows };
}

/**
 * All rows of a view that comes in pages, in its order.
 * @throws where the data change meanwhile
 */
export async function* allCovered(
	db: Db,
	page: Pick<CoverageTable, 'view' | 'columns' | 'day'>,
	locale: Locale
): AsyncGenerator<CoverageRow> {
	const { view } = page;
	const state = await askDataState(db);
	const tell = rowTeller(page, await atlasFrame(db, state), locale);
	for await (const proposals of allProposals(db, state, filterOf(view), orderOf(view, locale)))
		for (const proposal of proposals) yield tell(proposal).row;
}

/** A row on a day, with what its cells and the sums stand on. */
type Told = ReturnType<typeof sift<CoverageLaw>> & {
	datings: DatedCoverage<CoverageLaw>[];
	row: CoverageRow;
};

/** Rows as they were told last, by what of a view and a day they depend on: the same ones are looked at on many days. */
const tellings: WeakMap<Terms, WeakMap<CoveredProposal, Map<string, Told>>> = new WeakMap();
const mostTold = 2;

/** As `rowTeller`, each row once while it is in memory and the law does not change for it. */
function tellOnce(...given: Parameters<typeof rowTeller>): ReturnType<typeof rowTeller> {
	const [{ view, columns, day }, { instruments, terms }, locale] = given;
	const tell = rowTeller(...given);
	const places = columns.map(({ code, members }) => [code, members]);
	const shown = JSON.stringify([locale, view.filters, view.covers, places]);
	const told = tellings.get(terms) ?? new WeakMap<CoveredProposal, Map<string, Told>>();
	tellings.set(terms, told);
	return (proposal) => {
		const lights = proposal.links.map((link) => linkLightOn(link, instruments, day));
		const searches = proposal.assessments.filter(({ as_of }) => as_of <= day).length;
		const key = `${lights} ${searches} ${shown}`;
		const known = told.get(proposal) ?? new Map<string, Told>();
		told.set(proposal, known);
		const found = known.get(key) ?? tell(proposal);
		// Moved to the end: the first is the one that was asked for longest ago.
		known.delete(key);
		known.set(key, found);
		if (known.size > mostTold) known.delete(known.keys().next().value!);
		return found;
	};
}

function rowTeller(
	{ view, columns, day }: { view: CoverageView; columns: CoverageColumn[]; day: string },
	frame: Frame,
	locale: Locale
): (proposal: CoveredProposal) => Told {
	const describe = cellDescriber(frame, locale);
	const blank = describe(nothing, 0, [], 1);
	return (proposal) => {
		const sifted = sift(proposal, view, frame);
		const { kept, left_out } = sifted;
		const datings = dateColumns(proposal, kept, columns, frame.instruments, day);
		const places = new Set(
			datings.flatMap(({ counted }) => counted.filter(isLawRelation).map(({ jurisdiction }) => jurisdiction))
		);
		return {
			...sifted,
			datings,
			row: {
				id: proposal.id,
				title: inLocale(proposal, 'title', locale),
				other: inLocale(proposal, 'title', otherLocale(locale)),
				umbrella: proposal.level === 'umbrella',
				layer: proposal.primary_layer,
				layer_label: labelOf(frame.terms, 'layers', proposal.primary_layer, locale),
				cells: columns.map((column, index) => {
					const hidden = left_out.length > 0 ? within(left_out, column).length : 0;
					if (datings[index] === nothing && hidden === 0) return blank;
					const searched = searchedPlaces(proposal, column, day);
					return describe(datings[index], hidden, searched, column.members.length);
				}),
				links: datings.reduce((sum, { counted }) => sum + counted.length, 0),
				law: places.size
			}
		};
	};
}

const isSlug = (value: string) => slug.safeParse(value).success;

function whyFeatured(
	featured: { proposal: string; reason_en: string; reason_zh: string }[],
	id: string,
	locale: Locale
): { featured?: string } {
	const reason = featured.find(({ proposal }) => proposal === id);
	return reason ? { featured: inLocale(reason, 'reason', locale) } : {};
}

const isLawRelation = ({ relation }: Pick<CoverageLaw, 'relation'>) =>
	relation === 'enacts' || relation === 'partly-enacts';

function sortRows(
	rows: Pick<Told, 'datings' | 'row'>[],
	sort: SortKey[],
	columns: CoverageColumn[],
	locale: Locale
) {
	const collator = new Intl.Collator(locale === 'zh' ? 'zh-Hans-CN' : 'en', { numeric: true });
	const place = new Map(rows.map(({ row }, index) => [row.id, index]));
	rows.sort(({ row: a, datings: ofA }, { row: b, datings: ofB }) => {
		for (const { field, descending } of sort) {
			const index = columns.findIndex(({ code }) => code === field);
			const difference =
				field === 'title'
					? collator.compare(inAlphabet(a.title), inAlphabet(b.title))
					: field === 'layer'
						? layers.indexOf(a.layer) - layers.indexOf(b.layer)
						: field === 'links' || field === 'law'
							? a[field] - b[field]
							: index >= 0
								? coverageRank(ofA[index]) - coverageRank(ofB[index])
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
