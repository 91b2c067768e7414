import { amount } from '../../domain/amount.ts';
import type {
	CompareCell,
	CompareDetail,
	CompareItem,
	ComparePage,
	CompareRow
} from '../../domain/compare.ts';
import { formatCompare } from '../../domain/compare-view.ts';
import { lightShown } from '../../domain/law.ts';
import { readRows, type SheetColumn } from '../../domain/sheet.ts';
import type { Locale } from '../../domain/text.ts';
import {
	emptyWord,
	groupWords,
	noteWords,
	rowName,
	rowStateWord,
	stateSigns
} from '../../i18n/compare-words.ts';
import { stateWords } from '../../i18n/coverage-words.ts';
import { partialWords } from '../../i18n/date-words.ts';
import { lightWords, relationWords } from '../../i18n/law-words.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { comparePage } from './compare.ts';
import type { DroppedValue, SheetReader } from './sheet.ts';
import { codedColumns, codeLists, said, sourcesBehind, sourcesOf } from './sheet-words.ts';
import { atlasFrame, listProposalRows, type Frame } from './snapshot.ts';

/** A comparison: criteria as rows, the records as columns. */
export const readCompare: SheetReader = async ({ db, parameters, locale, today }) => {
	const [page, frame, vocabularies] = await Promise.all([
		comparePage(db, parameters, locale, today, { whole: true }),
		atlasFrame(db),
		listVocabularies(db)
	]);
	const { view, groups, columns: records, day } = page;
	const rows = groups.flatMap((group) => group.rows.map((row) => ({ group: group.key, row })));
	const columns = columnsOf(records, locale);
	const kind = view.kind === 'proposals' ? m.compare_title_proposals : m.compare_title_regulations;
	const names = records.map(({ title }) => title);
	return {
		// A view without a day means today; a file and a frozen slice must say which.
		query: formatCompare({ ...view, q: '', as_of: day, brief: undefined }),
		title: kind({}, { locale }),
		question: names.join(' · '),
		filters: filtersInWords(page, locale),
		sheet: {
			columns,
			rows: readRows(rows, ({ group, row }) => ({
				id: row.key,
				marked: false,
				href: '',
				values: [
					row.key,
					rowName(row, locale),
					groupWords[group]({}, { locale }),
					row.state === 'differs' && row.unknown ? 'differs-unknown' : row.state,
					`${rowStateWord(row, locale)} ${stateSigns[row.state]}`,
					row.vocabulary ?? '',
					...row.cells.flatMap((cell) => [codesOf(cell, row), cellText(cell, row, locale)])
				]
			})),
			codes: codeLists(
				[...columns, ...rows.map(({ row }) => row)].map(({ vocabulary }) => vocabulary),
				vocabularies,
				locale
			)
		},
		sources: await sourcesIn(db, page, frame, locale),
		dropped: droppedOf(page, locale)
	};
};

function columnsOf(records: ComparePage['columns'], locale: Locale): SheetColumn[] {
	return [
		{ key: 'id', label: 'id', meaning: m.share_meaning_compare_id({}, { locale }), shown: false },
		{
			key: 'title',
			label: m.compare_criterion({}, { locale }),
			meaning: m.share_meaning_compare_criterion({}, { locale }),
			shown: true
		},
		{
			key: 'group',
			label: m.share_compare_group({}, { locale }),
			meaning: m.share_meaning_compare_group({}, { locale }),
			shown: false,
			heads: true
		},
		...codedColumns(
			{
				key: 'state',
				label: m.share_compare_state({}, { locale }),
				meaning: m.share_list_states({}, { locale }),
				vocabulary: 'row_states'
			},
			locale
		),
		{
			key: 'vocabulary',
			label: m.share_compare_vocabulary({}, { locale }),
			meaning: m.share_meaning_compare_vocabulary({}, { locale }),
			shown: false
		},
		...records.flatMap(({ id, href, title, umbrella }): SheetColumn[] => {
			const label = umbrella ? `${title} (${m.compare_umbrella({}, { locale })})` : title;
			return [
				{
					key: id,
					label: m.share_column_code({ label }, { locale }),
					meaning: m.share_meaning_compare_codes({}, { locale }),
					shown: false
				},
				{
					key: `${id}_label`,
					label,
					meaning: m.share_meaning_compare_cell({ title }, { locale }),
					shown: true,
					codes: id,
					href
				}
			];
		})
	];
}

/** What of the address is not shown, and why. */
function droppedOf({ view, columns, notes }: ComparePage, locale: Locale): DroppedValue[] {
	return [
		...(view.brief ? [{ name: 'brief', value: view.brief }] : []),
		// Of an address without any record there is nothing to show.
		...(columns.length === 0 && notes.length === 0
			? [{ name: 'ids', value: '', said: m.share_compare_none({}, { locale }) }]
			: []),
		...notes.flatMap((note) => {
			// Under its new name, and once instead of twice, the same is shown as was asked for.
			if (note.note === 'moved' || note.note === 'twice') return [];
			const name = view.kind === 'proposals' ? 'ids' : 'regulations';
			const text = noteWords(note, locale);
			if (note.note === 'dropped') return [{ name: note.name, value: note.value, said: text }];
			const value = note.note === 'too-many' ? note.ids.join(',') : note.id;
			const gone = note.note === 'removed' || note.note === 'unknown';
			return [{ name, value, said: text, ...(gone && { gone }) }];
		})
	];
}

function filtersInWords(
	{ view, columns, day, hidden, mixed, silent }: ComparePage,
	locale: Locale
): string[] {
	return [
		said(m.share_compare_compared({}, { locale }), columns.map(({ title }) => title).join(' · '), locale),
		said(m.coverage_day({}, { locale }), day, locale),
		...(view.differs
			? [
					hidden > 0
						? m.compare_hidden({ count: amount(hidden) }, { locale })
						: m.compare_hidden_none({}, { locale })
				]
			: []),
		...(mixed ? [m.compare_mixed({}, { locale })] : []),
		...(silent.length > 0 ? [m.compare_silent({ count: amount(silent.length) }, { locale })] : [])
	];
}

async function sourcesIn(db: Db, { view, columns }: ComparePage, frame: Frame, locale: Locale) {
	const ids = columns.map(({ id }) => id);
	if (view.kind === 'regulations') return sourcesOf({ papers: [], regulations: ids }, frame, locale);
	return sourcesBehind(new Set(ids), { ...frame, proposals: await listProposalRows(db, frame, ids) }, locale);
}

const codesOf = ({ items }: CompareCell, { vocabulary }: CompareRow): string =>
	vocabulary ? items.map(({ key, inferred }) => (inferred ? `${key}*` : key)).join('; ') : '';

/** A line for each entry, its reasons, passages and provisions below it. */
function cellText({ items, unknown }: CompareCell, row: CompareRow, locale: Locale): string {
	if (items.length === 0) return `${unknown ? '? ' : ''}${emptyWord(row.key, unknown, locale)}`;
	return items
		.flatMap((item) => [
			itemText(item, locale),
			...(item.details ?? []).map((detail) => `– ${detailText(detail, locale)}`)
		])
		.join('\n');
}

function itemText(item: CompareItem, locale: Locale): string {
	const { text, only, inferred, light, coverage, date } = item;
	const words = light
		? lightWords[lightShown(light.code, light.isBinding)].word({}, { locale })
		: coverage
			? coverageText(coverage, locale)
			: date
				? partialWords(text, locale)
				: text;
	return [only ? '◆' : '', words, inferred ? `(${m.compare_inferred({}, { locale })})` : '']
		.filter(Boolean)
		.join(' ');
}

function coverageText(
	{ code, count, shape, on }: NonNullable<CompareItem['coverage']>,
	locale: Locale
): string {
	return [
		shape,
		count > 0 ? String(count) : '',
		stateWords[code]({}, { locale }),
		on ? m.compare_looked_on({ date: on }, { locale }) : ''
	]
		.filter(Boolean)
		.join(' ');
}

function detailText({ shape, text, relation }: CompareDetail, locale: Locale): string {
	const tense = relation && relationWords(relation.code, relation.tense, relation.label, locale);
	return [shape, text, tense && `· ${tense}`].filter(Boolean).join(' ');
}
