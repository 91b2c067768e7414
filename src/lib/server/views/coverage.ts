import { layers } from '../../domain/codes.ts';
import { coverageRank, type DatedCoverage } from '../../domain/coverage.ts';
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
import type { PlacedLink } from '../../domain/matrix/rows.ts';
import type { SortKey } from '../../domain/matrix/view.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
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
	listCoveredProposals,
	type CoveredProposal,
	type Frame
} from './snapshot.ts';

type Options = {
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
	{ only, atMost = rowsInPage() }: Options = {}
): Promise<CoveragePage> {
	const [frame, counts] = await Promise.all([atlasFrame(db), coverageCounts(db)]);
	const { terms, instruments } = frame;
	const definition = frame.matrices.get('coverage');
	const used = usedPlaces(counts);
	const named = ['after', 'before', 'cell'].flatMap((name) =>
		parameters.getAll(name).map((value) => value.split(/[:,]/)[0].trim())
	);
	const features = definition?.featured ?? [];
	const heads = await listRowHeads(db, [
		...new Set([...named.filter(isSlug), ...features.map(({ proposal }) => proposal)])
	]);
	const known = new Set(heads.map(({ id }) => id));
	const { view, dropped } = parseCoverageView(parameters, { terms, proposals: known });
	const featured = features.filter(({ proposal }) => known.has(proposal));
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
	const readRows = (ids: string[]) => listCoveredProposals(db, frame, ids);
	const chosen =
		(cut?.ids ?? only)
			? await readRows(cut?.ids ?? only!)
			: !isAll
				? await readRows(chooseRows(heads, featured, view).map(({ id }) => id))
				: chooseRows<CoveredProposal>(
						// A few of very many are read by themselves; what is not very many is in memory for other pages too.
						all_rows > atMost
							? await readRows(await listIds(db, view, atMost))
							: (await atlasSnapshot(db)).proposals,
						featured,
						view
					);
	const columns = coverageColumns(used, view, terms);
	const label = (vocabulary: string, code: string) => labelOf(terms, vocabulary, code, locale);
	const titles = new Map([...heads, ...chosen].map((row) => [row.id, row]));

	const rows = chosen.map(rowTeller({ view, columns, day }, frame, locale));
	if (!cut) sortRows(rows, view.sort, columns, locale);

	const undated = rows
		.flatMap(({ datings }) => datings)
		.flatMap(({ undated }) => undated)
		.map((link) => describeLink(link, frame, titles, locale));
	const { columns: columnSums, ...sums } = cut
		? await keptSums(db, view, columns, used, { day, default_day, frame })
		: sumsOf(rows, columns, { default_day, frame });
	const opened =
		view.cell &&
		(chosen.find(({ id }) => id === view.cell!.proposal) ?? (await readRows([view.cell.proposal]))[0]);
	const groupLabel = (code: string) => label('jurisdiction_groups', code);
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
		rows: rows.map(({ row }) => ({ ...row, ...whyFeatured(featured, row.id, locale) })),
		all_rows,
		featured_rows: featured.length,
		undated,
		...sums,
		...(cut && { page: { rows: wanted, ...cut.beside } }),
		lenses: lenses.map((code) => ({ code, label: label('worker_groups', code) })),
		filters: filterChoices(view, frame, locale, {
			layer: rowsOf,
			link: cut
				? keptLinkCounts(counts, view)
				: linkCounts(
						chosen.flatMap(({ links }) => links),
						instruments
					)
		}),
		...(view.cell &&
			opened && {
				drawer: {
					...openDrawer(view.cell, opened, view, columns, day, used, frame, titles, locale),
					...whyFeatured(featured, view.cell.proposal, locale)
				}
			}),
		data_version: frame.data_version
	};
}

/**
 * All rows of a view that comes in pages, in its order.
 * @throws where the data change meanwhile
 */
export async function* allCovered(
	db: Db,
	page: Pick<CoveragePage, 'view' | 'columns' | 'day'>,
	locale: Locale
): AsyncGenerator<CoverageRow> {
	const tell = rowTeller(page, await atlasFrame(db), locale);
	for await (const proposals of allProposals(db, filterOf(page.view), orderOf(page.view, locale)))
		for (const proposal of proposals) yield tell(proposal).row;
}

/** A row on a day, with what its cells and the sums stand on. */
type Told = ReturnType<typeof sift> & { datings: DatedCoverage[]; row: CoverageRow };

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

const isLawRelation = ({ relation }: Pick<PlacedLink, 'relation'>) =>
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
					? collator.compare(a.title, b.title)
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
