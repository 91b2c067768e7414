import type { Column, MatrixTable } from '../../domain/matrix/build.ts';
import { coverageFilters, formatCoverageView, linkFilters } from '../../domain/coverage-view.ts';
import { formatView } from '../../domain/matrix/view.ts';
import { paperShortName, paperTitle } from '../../domain/names.ts';
import type { Sheet, SheetColumn, SheetValue, Source, ViewSheet } from '../../domain/sheet.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf, type Terms } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { findRelease } from '../queries/history.ts';
import { coveragePage } from './coverage.ts';
import { matrixPage, type MatrixPage } from './matrix.ts';
import { atlasSnapshot, type Snapshot } from './snapshot.ts';

export type Opened = {
	view: ViewSheet;
	/** What the address said and no view understands. */
	dropped: { name: string; value: string }[];
};

type Reader = (
	db: Db,
	slug: string,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
) => Promise<Omit<Read, 'path' | 'name'> | undefined>;
type Read = Omit<ViewSheet, 'data_version' | 'release' | 'licence'> & { dropped: Opened['dropped'] };

/** Every kind of view that can be exported and frozen: the start of its address, and how it is read. The first that fits counts. */
const kinds: { address: RegExp; read: Reader }[] = [
	{ address: /^\/matrix\/(coverage)$/, read: readCoverage },
	{ address: /^\/matrix\/([a-z]+(?:-[a-z]+)*)$/, read: readMatrix }
];

/**
 * The view at an address as a flat sheet, or undefined where there is none that can be taken away.
 * @param path without language, `/matrix/layers`
 * @param today YYYY-MM-DD
 */
export async function openView(
	db: Db,
	path: string,
	parameters: URLSearchParams,
	locale: Locale,
	today: string
): Promise<Opened | undefined> {
	for (const { address, read } of kinds) {
		const slug = address.exec(path)?.[1];
		if (!slug) continue;
		const [found, release, { data_version }] = await Promise.all([
			read(db, slug, parameters, locale, today),
			findRelease(db),
			atlasSnapshot(db)
		]);
		if (!found) return undefined;
		const { dropped, ...view } = found;
		return {
			view: {
				path,
				name: slug,
				...view,
				data_version,
				release: release?.version ?? '',
				licence: release?.licence ?? ''
			},
			dropped
		};
	}
	return undefined;
}

async function readMatrix(...[db, slug, parameters, locale, today]: Parameters<Reader>) {
	const [page, snapshot] = await Promise.all([
		matrixPage(db, slug, parameters, locale, today),
		atlasSnapshot(db)
	]);
	if (!page) return undefined;
	const { definition, view, table, dropped } = page;
	return {
		query: formatView({ ...view, cell: undefined, view: 'grid' }),
		title: inLocale(definition, 'title', locale),
		question: inLocale(definition, 'question', locale),
		filters: matrixInWords(page, locale),
		sheet: matrixSheet(page, snapshot.terms, locale),
		sources:
			definition.rows === 'papers'
				? []
				: sourcesOf(new Set(table.rows.map(({ id }) => id)), snapshot, locale),
		dropped
	};
}

const separator = (locale: Locale) => (locale === 'zh' ? '；' : '; ');
const colon = (locale: Locale) => (locale === 'zh' ? '：' : ': ');

const filterNames = {
	layer: m.matrix_filter_layer,
	remedy: m.matrix_filter_remedy,
	actor: m.matrix_filter_actor,
	beneficiary: m.matrix_filter_beneficiary,
	paper: m.matrix_filter_paper,
	modality: m.matrix_filter_modality,
	specificity: m.matrix_filter_specificity,
	alienation: m.matrix_filter_alienation,
	obstacle: m.matrix_filter_obstacle
};

function matrixInWords({ filters, view, table, definition }: MatrixPage, locale: Locale): string[] {
	const said = (name: string, value: string) => `${name}${colon(locale)}${value}`;
	const chosen = filters.flatMap(({ name, values }) => {
		const labels = values.filter(({ chosen }) => chosen).map(({ label }) => label);
		return labels.length > 0 ? [said(filterNames[name]({}, { locale }), labels.join(' / '))] : [];
	});
	const level = view.level === 'all' ? m.matrix_level_all : m.matrix_level_specific;
	return [
		...chosen,
		...(view.q && definition.rows === 'proposals' ? [said(m.matrix_filter_q({}, { locale }), view.q)] : []),
		...(definition.rows === 'proposals'
			? [said(m.matrix_filter_level({}, { locale }), level({}, { locale }))]
			: []),
		said(
			m.share_order({}, { locale }),
			sortInWords(
				table.sort,
				(field) => table.columns.find(({ key }) => key === field)?.label ?? field,
				locale
			)
		)
	];
}

function sortInWords(sort: MatrixTable['sort'], label: (field: string) => string, locale: Locale): string {
	return sort
		.map(
			({ field, descending }) =>
				`${label(field)} (${(descending ? m.matrix_descending : m.matrix_ascending)({}, { locale })})`
		)
		.join(separator(locale));
}

function matrixSheet({ table, definition }: MatrixPage, terms: Terms, locale: Locale): Sheet {
	const base = definition.rows === 'papers' ? '/papers' : '/proposals';
	const shown = table.columns.filter((column) => column.shown);
	const vocabularies = new Map(definition.columns.map(({ field, vocabulary }) => [field, vocabulary]));
	const parts = shown.map((column) =>
		columnParts(column, table, vocabularies.get(column.key), terms, locale)
	);
	const withLevel = definition.rows === 'proposals' && !shown.some(({ key }) => key === 'level');
	const columns: SheetColumn[] = [
		{ key: 'id', label: 'id', meaning: m.share_meaning_id({}, { locale }), shown: false },
		...(withLevel
			? [{ key: 'level', label: 'level', meaning: codesMeaning(terms, 'level', locale), shown: false }]
			: []),
		...parts.flatMap((part) => part.columns)
	];
	return {
		columns,
		rows: table.rows.map((row) => ({
			id: row.id,
			marked: row.marked,
			href: `${base}/${row.id}`,
			values: [
				row.id,
				...(withLevel ? [row.marked ? 'umbrella' : 'specific'] : []),
				...parts.flatMap((part) => part.read(row))
			]
		}))
	};
}

type Part = { columns: SheetColumn[]; read: (row: MatrixTable['rows'][number]) => SheetValue[] };

/** One column of the screen as columns of a file: codes before the words, the other language behind. */
function columnParts(
	{ key, kind, layer, label: heading }: Column,
	{ rows }: MatrixTable,
	vocabulary: string | undefined,
	terms: Terms,
	locale: Locale
): Part {
	// A page says "today"; a file and a frozen slice are read on other days.
	const label = key === 'law' ? m.share_column_law({}, { locale }) : heading;
	const plain = { key, label, shown: true };
	if (kind === 'count')
		return {
			columns: [{ ...plain, meaning: m.share_meaning_count({}, { locale }) }],
			read: ({ cells }) => [Number(cells[key].text)]
		};
	const isSingle = kind === 'involvement' || kind === 'code' || kind === 'coverage';
	const isList = kind === 'codes' && rows.some(({ cells }) => cells[key].items?.some(({ code }) => code));
	if (isSingle || isList) {
		const from =
			kind === 'involvement' ? 'involvement' : kind === 'coverage' ? 'coverage_states' : vocabulary;
		const words = [
			layer && terms.get('layers')?.get(layer)
				? inLocale(terms.get('layers')!.get(layer)!, 'definition', locale)
				: undefined,
			isList ? m.share_meaning_inferred({}, { locale }) : undefined,
			from && codesMeaning(terms, from, locale)
		].filter(Boolean);
		return {
			columns: [
				{ key, label: m.share_column_code({ label }, { locale }), meaning: words.join(' '), shown: false },
				{
					key: `${key}_label`,
					label,
					meaning: m.share_meaning_label({ key }, { locale }),
					shown: true,
					codes: key,
					...(kind === 'involvement' && layer && { mark: layer }),
					...(kind === 'coverage' && { mark: 'coverage' as const })
				}
			],
			read: ({ cells }) => {
				const { code, items, text } = cells[key];
				const codes = (items ?? []).flatMap((item) =>
					item.code ? [item.code + (item.muted ? '*' : '')] : []
				);
				return [isSingle ? (code ?? '') : codes.join('; '), text];
			}
		};
	}
	const other = rows.some(({ cells }) => cells[key].other);
	return {
		columns: [
			{ ...plain, meaning: m.share_meaning_text({ label }, { locale }) },
			...(other
				? [
						{
							key: `${key}_other`,
							label: m.share_column_other({ label }, { locale }),
							meaning: m.share_meaning_other({}, { locale }),
							shown: false
						}
					]
				: [])
		],
		read: ({ cells }) => [cells[key].text, ...(other ? [cells[key].other ?? ''] : [])]
	};
}

/** `primary = Primary; supporting = Supporting; …` in the order of the vocabulary. */
function codesMeaning(terms: Terms, vocabulary: string, locale: Locale): string {
	return [...(terms.get(vocabulary)?.values() ?? [])]
		.map((term) => `${term.code} = ${inLocale(term, 'label', locale)}`)
		.join(separator(locale));
}

async function readCoverage(...[db, , parameters, locale, today]: Parameters<Reader>) {
	const [page, snapshot] = await Promise.all([
		coveragePage(db, parameters, locale, today),
		atlasSnapshot(db)
	]);
	const { view, columns, rows, day, dropped, question } = page;
	const { terms } = snapshot;
	const label = (key: 'id' | 'title' | 'layer' | 'links' | 'law' | 'level') =>
		({
			id: 'id',
			level: 'level',
			title: m.share_coverage_title({}, { locale }),
			layer: m.coverage_filter_layer({}, { locale }),
			links: m.share_coverage_links({}, { locale }),
			law: m.share_coverage_law({}, { locale })
		})[key];
	const fixed: SheetColumn[] = [
		{ key: 'id', label: label('id'), meaning: m.share_meaning_id({}, { locale }), shown: false },
		{ key: 'level', label: label('level'), meaning: codesMeaning(terms, 'level', locale), shown: false },
		{
			key: 'title',
			label: label('title'),
			meaning: m.share_meaning_text({ label: label('title') }, { locale }),
			shown: true
		},
		{
			key: 'title_other',
			label: m.share_column_other({ label: label('title') }, { locale }),
			meaning: m.share_meaning_other({}, { locale }),
			shown: false
		},
		{
			key: 'layer',
			label: m.share_column_code({ label: label('layer') }, { locale }),
			meaning: codesMeaning(terms, 'layers', locale),
			shown: false
		},
		{
			key: 'layer_label',
			label: label('layer'),
			meaning: m.share_meaning_label({ key: 'layer' }, { locale }),
			shown: true,
			codes: 'layer'
		},
		{ key: 'links', label: label('links'), meaning: m.share_meaning_links({}, { locale }), shown: true },
		{
			key: 'jurisdictions_with_law',
			label: label('law'),
			meaning: m.share_meaning_law({}, { locale }),
			shown: true
		}
	];
	const states = codesMeaning(terms, 'coverage_states', locale);
	const sheet: Sheet = {
		columns: [
			...fixed,
			...columns.flatMap(({ code, label: name }): SheetColumn[] => [
				{
					key: `${code}_code`,
					label: m.share_column_code({ label: name }, { locale }),
					meaning: states,
					shown: false
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
		],
		rows: rows.map((row) => ({
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
				...row.cells.flatMap(({ code, count, conflicts, cited, text }) => [
					code,
					count + conflicts + cited,
					text
				])
			]
		}))
	};
	const said = (name: string, value: string) => `${name}${colon(locale)}${value}`;
	const heads = new Map(columns.map(({ code, label }) => [code, label]));
	const field = (name: string) =>
		heads.get(name) ??
		(name === 'title' || name === 'layer' || name === 'links' || name === 'law' ? label(name) : name);
	const vocabularyOf = (name: (typeof coverageFilters)[number]) =>
		name === 'layer' ? 'layers' : linkFilters[name];
	return {
		// A view without a day means today; a file and a frozen slice must say which.
		query: formatCoverageView({ ...view, as_of: day, cell: undefined }),
		title: m.share_coverage_name({}, { locale }),
		question,
		filters: [
			said(m.coverage_day({}, { locale }), day),
			said(
				m.coverage_rows_label({}, { locale }),
				view.rows === 'all'
					? m.coverage_rows_all({ count: rows.length }, { locale })
					: m.coverage_rows_featured({ count: rows.length }, { locale })
			),
			said(
				m.matrix_filter_level({}, { locale }),
				(view.level === 'all' ? m.matrix_level_all : m.matrix_level_specific)({}, { locale })
			),
			...(view.covers
				? [said(m.coverage_lens({}, { locale }), labelOf(terms, 'worker_groups', view.covers, locale))]
				: []),
			...coverageFilters.flatMap((name) =>
				view.filters[name]
					? [
							said(
								coverageNames[name]({}, { locale }),
								view.filters[name]
									.map((value) => labelOf(terms, vocabularyOf(name), value, locale))
									.join(' / ')
							)
						]
					: []
			),
			...(view.sort.length > 0
				? [said(m.share_order({}, { locale }), sortInWords(view.sort, field, locale))]
				: [])
		],
		sheet,
		sources: sourcesOf(new Set(rows.map(({ id }) => id)), snapshot, locale),
		dropped: dropped.map(({ name, value }) => ({ name, value }))
	};
}

const coverageNames = {
	relation: m.coverage_filter_relation,
	confidence: m.coverage_filter_confidence,
	verification: m.coverage_filter_verification,
	instrument_verification: m.coverage_filter_instrument_verification,
	jurisdiction: m.coverage_filter_jurisdiction,
	layer: m.coverage_filter_layer
};

/** The papers the shown proposals come from and the regulations linked to them. */
function sourcesOf(
	ids: ReadonlySet<string>,
	{ proposals, papers, instruments }: Snapshot,
	locale: Locale
): Source[] {
	const rows = proposals.filter(({ id }) => ids.has(id));
	const paperIds = [...new Set(rows.flatMap((row) => row.papers.map(({ id }) => id)))].sort();
	const instrumentIds = [
		...new Set(rows.flatMap(({ links }) => links.map(({ instrument }) => instrument)))
	].sort();
	return [
		...paperIds.map((id) => {
			const paper = papers.get(id)!;
			return {
				href: `/papers/${id}`,
				text: `${paperShortName(paper, locale)}${colon(locale)}${paperTitle(paper, locale).text}`
			};
		}),
		...instrumentIds.map((id) => {
			const instrument = instruments.get(id)!;
			return {
				href: `/regulations/${id}`,
				text: `${instrument.jurisdiction}${colon(locale)}${inLocale(instrument, 'title', locale)}`
			};
		})
	];
}
