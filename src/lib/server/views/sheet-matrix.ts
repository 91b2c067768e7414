import type { Column, MatrixTable, Row } from '../../domain/matrix/build.ts';
import { formatView } from '../../domain/matrix/view.ts';
import {
	readFetched,
	readRows,
	type FetchedRows,
	type SheetColumn,
	type SheetRow,
	type SheetValue,
	type Source,
	type ViewSheet
} from '../../domain/sheet.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';
import type { Word } from '../../i18n/word.ts';
import * as m from '../../paraglide/messages.js';
import { listVocabularies } from '../queries/vocabularies.ts';
import type { Db } from '../db/connect.ts';
import { allRows, fitsIntoPage, matrixPage, sourcesUnder, type MatrixPage } from './matrix.ts';
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

/** A matrix of proposals or papers. */
export const readMatrix: SheetReader = async ({ db, name, parameters, locale, today }) => {
	const [page, vocabularies] = await Promise.all([
		matrixPage(db, name, parameters, locale, today),
		listVocabularies(db)
	]);
	if (!page) return undefined;
	const { definition, view, dropped } = page;
	// A file holds all rows, wherever the page starts.
	for (const [place, value] of Object.entries(view.place ?? {})) dropped.push({ name: place, value });
	return {
		query: formatView({
			...view,
			filters: ordered(view.filters),
			cell: undefined,
			view: 'grid',
			place: undefined
		}),
		title: inLocale(definition, 'title', locale),
		question: inLocale(definition, 'question', locale),
		filters: filtersInWords(page, locale),
		sheet: matrixSheet(page, await rowsOf(db, page, locale, today), vocabularies, locale),
		sources: await sourcesOfPage(db, page, locale),
		dropped: dropped.map(({ name, value }) => ({
			name,
			value,
			...(name === 'sort' && isUnsortable(page, value) && { said: m.matrix_unsortable({}, { locale }) })
		}))
	};
};

/** Whether it names a column by which so many rows are not sorted. */
const isUnsortable = ({ table }: MatrixPage, value: string): boolean =>
	table.columns.some(({ key, unsortable }) => unsortable && key === value.replace(/^-/, ''));

async function sourcesOfPage(db: Db, page: MatrixPage, locale: Locale): Promise<Source[]> {
	if (page.definition.rows === 'papers') return [];
	if (page.pages) return sourcesOf(await sourcesUnder(db, page), await atlasFrame(db), locale);
	return sourcesBehind(new Set(page.table.rows.map(({ id }) => id)), await atlasSnapshot(db), locale);
}

/** All rows, also those of other pages: held where they are few, else fetched as they are read. */
async function rowsOf(
	db: Db,
	page: MatrixPage,
	locale: Locale,
	today: string
): Promise<MatrixTable['rows'] | FetchedRows<Row>> {
	if (!page.pages) return page.table.rows;
	const fetched = {
		length: page.counts.shown,
		[Symbol.asyncIterator]: () => allRows(db, page, locale, today)
	};
	if (!fitsIntoPage(page.counts.shown)) return fetched;
	const rows: Row[] = [];
	for await (const row of fetched) rows.push(row);
	return rows;
}

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

function filtersInWords({ filters, view, table, definition }: MatrixPage, locale: Locale): string[] {
	const chosen = filters.flatMap(({ name, values }) => {
		const labels = values.filter(({ chosen }) => chosen).map(({ label }) => label);
		return labels.length > 0 ? [said(filterNames[name]({}, { locale }), labels.join(' / '), locale)] : [];
	});
	const level = view.level === 'all' ? m.matrix_level_all : m.matrix_level_specific;
	const label = (field: string) => table.columns.find(({ key }) => key === field)?.label ?? field;
	return [
		...chosen,
		...(view.q && definition.rows === 'proposals'
			? [said(m.matrix_filter_q({}, { locale }), view.q, locale)]
			: []),
		...(definition.rows === 'proposals'
			? [said(m.matrix_filter_level({}, { locale }), level({}, { locale }), locale)]
			: []),
		said(m.share_order({}, { locale }), sortInWords(table.sort, label, locale), locale)
	];
}

function matrixSheet(
	{ table, definition }: MatrixPage,
	rows: MatrixTable['rows'] | FetchedRows<Row>,
	vocabularies: readonly Vocabulary[],
	locale: Locale
): ViewSheet['sheet'] {
	const base = `/${definition.rows}`;
	const shown = table.columns.filter((column) => column.shown);
	const vocabularyOf = new Map(definition.columns.map(({ field, vocabulary }) => [field, vocabulary]));
	const about = { rows: definition.rows, vocabularyOf, vocabularies, locale };
	const parts = shown.map((column) => columnParts(column, about));
	const withLevel = definition.rows === 'proposals' && !shown.some(({ key }) => key === 'level');
	const columns: SheetColumn[] = [
		{ key: 'id', label: 'id', meaning: m.share_meaning_id({}, { locale }), shown: false },
		...(withLevel
			? [
					{
						key: 'level',
						label: 'level',
						meaning: purposeOf('level', about),
						shown: false,
						vocabulary: 'level'
					}
				]
			: []),
		...parts.flatMap((part) => part.columns)
	];
	const tell = (row: Row): SheetRow => ({
		id: row.id,
		marked: row.marked,
		href: `${base}/${row.id}`,
		values: [
			row.id,
			...(withLevel ? [row.marked ? 'umbrella' : 'specific'] : []),
			...parts.flatMap((part) => part.read(row))
		]
	});
	return {
		columns,
		rows: Array.isArray(rows) ? readRows(rows, tell) : readFetched(rows, tell),
		codes: codeLists(
			columns.map(({ vocabulary }) => vocabulary),
			vocabularies,
			locale
		)
	};
}

type Part = { columns: SheetColumn[]; read: (row: MatrixTable['rows'][number]) => SheetValue[] };
type About = {
	rows: MatrixPage['definition']['rows'];
	vocabularyOf: ReadonlyMap<string, string | undefined>;
	vocabularies: readonly Vocabulary[];
	locale: Locale;
};

function purposeOf(name: string, { vocabularies, locale }: Pick<About, 'vocabularies' | 'locale'>): string {
	const vocabulary = vocabularies.find(({ id }) => id === name);
	return vocabulary ? inLocale(vocabulary, 'purpose', locale) : '';
}

/** One column of the screen as columns of a file: codes before the words, the other language behind. */
function columnParts({ key, kind, layer, label: heading }: Column, about: About): Part {
	const { locale } = about;
	// A page says "today"; a file and a frozen slice are read on other days.
	const label = key === 'law' ? m.share_column_law({}, { locale }) : heading;
	const isSingle = kind === 'involvement' || kind === 'code' || kind === 'coverage';
	const isList = kind === 'codes';
	if (isSingle || isList) {
		const vocabulary =
			kind === 'involvement'
				? 'involvement'
				: kind === 'coverage'
					? 'coverage_states'
					: about.vocabularyOf.get(key)!;
		const term =
			layer && about.vocabularies.find(({ id }) => id === 'layers')?.terms.find(({ code }) => code === layer);
		const meaning = [
			term ? inLocale(term, 'definition', locale) : '',
			purposeOf(vocabulary, about),
			isList ? m.share_meaning_inferred({}, { locale }) : ''
		];
		return {
			columns: codedColumns({ key, label, vocabulary, meaning: meaning.filter(Boolean).join(' ') }, locale, {
				...(kind === 'involvement' && layer && { mark: layer }),
				...(kind === 'coverage' && { mark: 'coverage' })
			}),
			read: ({ cells }) => {
				const { code, items, text } = cells[key];
				const codes = (items ?? []).flatMap((item) =>
					item.code ? [item.code + (item.muted ? '*' : '')] : []
				);
				return [isSingle ? (code ?? '') : codes.join('; '), text];
			}
		};
	}
	const meaning = fieldMeaning(key, about) ?? m.share_meaning_text({ label }, { locale });
	const column = { key, label, meaning, shown: true };
	if (kind === 'count') return { columns: [column], read: ({ cells }) => [Number(cells[key].text)] };
	const other = key === 'title';
	return {
		columns: [column, ...(other ? [otherColumn(key, label, locale)] : [])],
		read: ({ cells }) => [cells[key].text, ...(other ? [cells[key].other ?? ''] : [])]
	};
}

/** What the codebook says of the fields that hold no codes. */
const fieldMeanings: Record<MatrixPage['definition']['rows'], Record<string, Word>> = {
	proposals: {
		title: m.share_field_title,
		summary: m.share_field_summary,
		mechanisms: m.share_field_mechanisms,
		regulations_named: m.share_field_regulations_named,
		papers: m.share_field_papers
	},
	papers: {
		title: m.share_field_paper_title,
		authors: m.share_field_authors,
		year: m.share_field_year,
		licence: m.share_field_licence,
		institution: m.share_field_primary,
		technology: m.share_field_primary,
		subject: m.share_field_primary,
		specific: m.share_field_specific,
		umbrella: m.share_field_umbrella,
		regulations_named: m.share_field_regulations_count,
		not_coded: m.share_field_not_coded
	}
};

const fieldMeaning = (field: string, { rows, locale }: About): string | undefined =>
	fieldMeanings[rows][field]?.({}, { locale });
