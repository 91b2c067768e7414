import { coverageFilters, formatCoverageView, linkFilters } from '../../domain/coverage-view.ts';
import type { CoverageRow } from '../../domain/coverage-page.ts';
import { readFetched, readRows, type SheetColumn, type SheetRow, type Source } from '../../domain/sheet.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Terms, type Vocabulary } from '../../domain/vocabulary.ts';
import { filterWords } from '../../i18n/coverage-words.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { listSourcesAmong } from '../queries/proposal-entries.ts';
import { allCovered, coverageTable, type CoverageTable } from './coverage.ts';
import { filterOf } from './coverage-pages.ts';
import type { SheetReader } from './sheet.ts';
import {
	codedColumns,
	codeLists,
	ordered,
	otherColumn,
	said,
	sortInWords,
	sourcesBehind,
	sourcesOf
} from './sheet-words.ts';
import { atlasFrame, atlasSnapshot } from './snapshot.ts';

/** Proposals against jurisdictions on a day. */
export const readCoverage: SheetReader = async ({ db, parameters, locale, today, paged, state }) => {
	const [page, { terms, vocabularies }] = await Promise.all([
		coverageTable(db, parameters, locale, today, { state }),
		atlasFrame(db, state)
	]);
	const { view, columns: places, day, dropped, question } = page;
	// A file holds all rows, wherever the page starts.
	if (!paged && view.page) {
		dropped.push({ name: view.page.side, value: view.page.proposal, reason: 'unknown' });
		view.page = undefined;
	}
	const columns = columnsOf(places, vocabularies, locale);
	const fetched = page.page && {
		length: page.page.rows,
		[Symbol.asyncIterator]: () => allCovered(db, page, locale)
	};
	return {
		// A view without a day means today; a file and a frozen slice must say which.
		query: formatCoverageView({
			...view,
			filters: ordered(view.filters),
			as_of: day,
			cell: undefined
		}),
		title: m.share_coverage_name({}, { locale }),
		question,
		filters: filtersInWords(page, terms, locale),
		sheet: {
			columns,
			rows: fetched && !paged ? readFetched(fetched, rowOf) : readRows(page.rows, rowOf),
			codes: codeLists(
				columns.map(({ vocabulary }) => vocabulary),
				vocabularies,
				locale
			)
		},
		...(page.page && paged && { next: page.page.next ?? null, total: page.page.rows }),
		sources: await sourcesOfPage(db, page, paged, locale),
		dropped: dropped.map(({ name, value, reason }) => ({
			name,
			value,
			...(reason === 'too-many' && { said: m.coverage_dropped_too_many({}, { locale }) })
		}))
	};
};

function columnsOf(
	places: CoverageTable['columns'],
	vocabularies: Vocabulary[],
	locale: Locale
): SheetColumn[] {
	const purpose = (name: string) =>
		inLocale(vocabularies.find(({ id }) => id === name) ?? {}, 'purpose', locale);
	const label = fieldLabels(locale);
	const states = purpose('coverage_states');
	return [
		{ key: 'id', label: 'id', meaning: m.share_meaning_id({}, { locale }), shown: false },
		{ key: 'level', label: 'level', meaning: purpose('level'), shown: false, vocabulary: 'level' },
		{ key: 'title', label: label.title, meaning: m.share_field_title({}, { locale }), shown: true },
		otherColumn('title', label.title, locale),
		...codedColumns(
			{ key: 'layer', label: label.layer, vocabulary: 'layers', meaning: purpose('layers') },
			locale
		),
		{ key: 'links', label: label.links, meaning: m.share_meaning_links({}, { locale }), shown: true },
		{
			key: 'jurisdictions_with_law',
			label: label.law,
			meaning: m.share_meaning_law({}, { locale }),
			shown: true
		},
		...places.flatMap(({ code, label: name }): SheetColumn[] => [
			{
				key: `${code}_code`,
				label: m.share_column_code({ label: name }, { locale }),
				meaning: states,
				shown: false,
				vocabulary: 'coverage_states'
			},
			{
				key: `${code}_count`,
				label: m.share_column_count({ label: name }, { locale }),
				meaning: m.share_meaning_links({}, { locale }),
				shown: false
			},
			{
				key: `${code}_text`,
				label: name,
				meaning: m.share_meaning_label({ key: `${code}_code` }, { locale }),
				shown: true,
				codes: `${code}_code`,
				mark: 'coverage'
			}
		])
	];
}

const rowOf = (row: CoverageRow): SheetRow => ({
	id: row.id,
	marked: row.umbrella,
	href: `/proposals/${row.id}`,
	values: [
		row.id,
		row.umbrella ? 'umbrella' : 'specific',
		row.title,
		row.other,
		row.layer,
		row.layer_label,
		row.links,
		row.law,
		...row.cells.flatMap(({ code, count, conflicts, cited, text }) => [code, count + conflicts + cited, text])
	]
});

async function sourcesOfPage(
	db: Db,
	{ view, rows, page }: CoverageTable,
	paged: boolean,
	locale: Locale
): Promise<Source[]> {
	// Read by programs, which are not told them.
	if (paged) return [];
	if (!page) return sourcesBehind(new Set(rows.map(({ id }) => id)), await atlasSnapshot(db), locale);
	return sourcesOf(await listSourcesAmong(db, filterOf(view)), await atlasFrame(db), locale);
}

const fieldLabels = (locale: Locale): Record<string, string> => ({
	title: m.share_coverage_title({}, { locale }),
	layer: m.coverage_filter_layer({}, { locale }),
	links: m.share_coverage_links({}, { locale }),
	law: m.share_coverage_law({}, { locale })
});

function filtersInWords(
	{ view, columns, rows, day, page }: CoverageTable,
	terms: Terms,
	locale: Locale
): string[] {
	const heads = new Map(columns.map(({ code, label }) => [code, label]));
	const field = (name: string) => heads.get(name) ?? fieldLabels(locale)[name] ?? name;
	const vocabularyOf = (name: (typeof coverageFilters)[number]) =>
		name === 'layer' ? 'layers' : linkFilters[name];
	const filters = ordered(view.filters);
	const labels = (name: (typeof coverageFilters)[number]) =>
		filters[name]?.map((value) => labelOf(terms, vocabularyOf(name), value, locale)).join(' / ');
	const rowsWord = view.rows === 'all' ? m.coverage_rows_all : m.coverage_rows_featured;
	const level = view.level === 'all' ? m.matrix_level_all : m.matrix_level_specific;
	const sentences: [string, string | undefined][] = [
		[m.coverage_day({}, { locale }), day],
		[m.coverage_rows_label({}, { locale }), rowsWord({ count: page?.rows ?? rows.length }, { locale })],
		[m.matrix_filter_level({}, { locale }), level({}, { locale })],
		[m.coverage_lens({}, { locale }), view.covers && labelOf(terms, 'worker_groups', view.covers, locale)],
		...coverageFilters.map((name): [string, string | undefined] => [
			filterWords[name]({}, { locale }),
			labels(name)
		]),
		[m.share_order({}, { locale }), sortInWords(view.sort, field, locale)]
	];
	return sentences.flatMap(([name, value]) => (value ? [said(name, value, locale)] : []));
}
