import { amount } from '../../domain/amount.ts';
import { coverageShapes } from '../../domain/coverage.ts';
import { lightShown } from '../../domain/law.ts';
import type { PlacedLink } from '../../domain/matrix/rows.ts';
import { paperTitle } from '../../domain/names.ts';
import {
	readRows,
	type FetchedRows,
	type Rows,
	type SheetColumn,
	type SheetRow
} from '../../domain/sheet.ts';
import { inLocale, otherLocale, type Locale } from '../../domain/text.ts';
import type { Vocabulary } from '../../domain/vocabulary.ts';
import { focusOf, formatTraceView, traceFilterNames, type TraceView } from '../../domain/trace-view.ts';
import { lightWords, relationWords } from '../../i18n/law-words.ts';
import { traceFilterWords } from '../../i18n/trace-words.ts';
import * as m from '../../paraglide/messages.js';
import { askDataState, expectState } from '../data-state.ts';
import type { Db } from '../db/connect.ts';
import { listProposalTitles } from '../queries/proposals.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { fitsIntoPage } from './matrix.ts';
import { inTurn } from './proposal-list.ts';
import type { SheetReader } from './sheet.ts';
import { codedColumns, codeLists, ordered, otherColumn, said, sourcesOf } from './sheet-words.ts';
import type { ChosenLinks } from './trace-index.ts';
import {
	filterLabel,
	labelIn,
	papersOf,
	readLinks,
	readTrace,
	sortLinks,
	tellRow,
	type Around,
	type Traced,
	type TraceFrame
} from './trace-links.ts';

/** The trace as its table: a row for each link, on all pages. */
export const readTraceSheet: SheetReader = async ({ db, parameters, locale, today }) => {
	const state = await askDataState(db);
	const [traced, vocabularies] = await Promise.all([
		readTrace(db, parameters, locale, today),
		listVocabularies(db)
	]);
	const { around, view, dropped, count } = traced;
	const columns = columnsOf(vocabularies, locale);
	const on = focusOf(view);
	const focused = on && (await titleOf(db, on, around));
	return {
		// A view without a day means today; a file and a frozen slice must say which. Colour, folding and page are the picture's.
		query: formatTraceView({
			...view,
			filters: ordered(view.filters),
			as_of: around.today,
			colour: 'layer',
			expand: [],
			page: 1
		}),
		title: m.trace_title({}, { locale }),
		question: focused ? m.trace_of({ title: focused }, { locale }) : m.trace_question({}, { locale }),
		filters: filtersInWords(around, view, count, focused),
		sheet: {
			columns,
			rows: await rowsOf(db, state, traced),
			codes: codeLists(
				columns.map(({ vocabulary }) => vocabulary),
				vocabularies,
				locale
			)
		},
		sources: sourcesOf(count, around, locale),
		dropped
	};
};

function columnsOf(vocabularies: Vocabulary[], locale: Locale): SheetColumn[] {
	const purpose = (name: string) =>
		inLocale(vocabularies.find(({ id }) => id === name) ?? {}, 'purpose', locale);
	const coded = (key: string, label: string, vocabulary: string, meaning = purpose(vocabulary)) =>
		codedColumns({ key, label, vocabulary, meaning }, locale);
	const words = {
		proposal: m.trace_th_proposal({}, { locale }),
		paper: m.trace_th_paper({}, { locale }),
		regulation: m.share_trace_regulation({}, { locale })
	};
	const ids = (key: string, label: string): SheetColumn => ({
		key,
		label: m.share_column_id({ label }, { locale }),
		meaning: m.share_meaning_id({}, { locale }),
		shown: false
	});
	return [
		{ key: 'id', label: 'id', meaning: m.share_meaning_link_id({}, { locale }), shown: false },
		ids('proposal', words.proposal),
		{ key: 'title', label: words.proposal, meaning: m.share_field_title({}, { locale }), shown: true },
		otherColumn('title', words.proposal, locale),
		{ key: 'level', label: 'level', meaning: purpose('level'), shown: false, vocabulary: 'level' },
		ids('paper', words.paper),
		{
			key: 'paper_label',
			label: words.paper,
			meaning: m.share_meaning_trace_paper({}, { locale }),
			shown: true,
			codes: 'paper'
		},
		...coded('relation', m.trace_th_relation({}, { locale }), 'link_relations'),
		{
			key: 'tense',
			label: m.share_list_tenses_title({}, { locale }),
			meaning: m.share_list_tenses({}, { locale }),
			shown: false,
			vocabulary: 'relation_tenses'
		},
		...coded('basis', m.trace_filter_basis({}, { locale }), 'link_basis'),
		...coded('confidence', m.coverage_filter_confidence({}, { locale }), 'confidence'),
		ids('regulation', words.regulation),
		{
			key: 'regulation_label',
			label: words.regulation,
			meaning: m.share_meaning_trace_regulation({}, { locale }),
			shown: true,
			codes: 'regulation'
		},
		{
			key: 'provision',
			label: m.trace_th_provision({}, { locale }),
			meaning: m.share_meaning_trace_provision({}, { locale }),
			shown: true
		},
		...coded('jurisdiction', m.trace_th_jurisdiction({}, { locale }), 'jurisdictions'),
		...coded('light', m.law_light({}, { locale }), 'legal_lights', m.share_list_lights({}, { locale })),
		{
			key: 'applicable_from',
			label: m.share_trace_applies({}, { locale }),
			meaning: m.share_meaning_trace_applies({}, { locale }),
			shown: true
		}
	];
}

/** All rows, also those of other pages: held where they are few, else fetched as they are read. */
async function rowsOf(
	db: Db,
	state: number,
	traced: Traced
): Promise<Rows<SheetRow> | FetchedRows<SheetRow>> {
	const { around, index, count } = traced;
	const sorted = await sortLinks(db, around, index, count.chosen);
	const { length } = sorted.links;
	if (!fitsIntoPage(length))
		return { length, [Symbol.asyncIterator]: () => fetchRows(db, traced, sorted, state) };
	const read = await readLinks(db, around, index, sorted);
	return readRows(read.links, (link) => rowOf(read.around, link));
}

const rowsAtOnce = 500;

async function* fetchRows(
	db: Db,
	{ around, index }: Traced,
	{ links, proposals }: ChosenLinks,
	state: number
): AsyncGenerator<SheetRow> {
	for (let from = 0; from < links.length; from += rowsAtOnce) {
		const read = await inTurn(() =>
			readLinks(db, around, index, {
				links: links.subarray(from, from + rowsAtOnce),
				proposals: proposals.subarray(from, from + rowsAtOnce)
			})
		);
		await expectState(db, state);
		for (const link of read.links) yield rowOf(read.around, link);
	}
}

function rowOf(around: Around, link: PlacedLink) {
	const { locale, byId } = around;
	const told = tellRow(around, link);
	const row = byId.get(link.proposal)!;
	const light = lightShown(told.light, told.binding);
	return {
		id: link.id,
		marked: told.proposal.umbrella,
		href: told.proposal.href,
		values: [
			link.id,
			link.proposal,
			told.proposal.title,
			inLocale(row, 'title', otherLocale(locale)),
			row.level,
			papersOf(around, link).join('; '),
			told.papers.map(({ label }) => label).join('; '),
			link.relation,
			relationText(told, locale),
			told.tense,
			link.basis,
			labelIn(around, 'link_basis', link.basis),
			link.confidence,
			told.confidence_label,
			link.instrument,
			told.regulation,
			told.provision.label,
			link.jurisdiction,
			told.jurisdiction,
			light,
			lightWords[light].word({}, { locale }),
			told.applicable_from ?? ''
		]
	};
}

/** The shape only where the law stands: a relation to ended or pending law has neither shape nor tense of one. */
function relationText(
	{ relation, tense, relation_label, basis }: ReturnType<typeof tellRow>,
	locale: Locale
): string {
	const words = relationWords(relation, tense, relation_label, locale);
	if (tense !== 'stands') return words;
	return `${basis === 'paper' ? '❝' : coverageShapes[relation as keyof typeof coverageShapes]} ${words}`;
}

async function titleOf(
	db: Db,
	{ kind, id }: NonNullable<ReturnType<typeof focusOf>>,
	{ instruments, papers, locale }: TraceFrame
): Promise<string> {
	if (kind === 'proposal') return inLocale((await listProposalTitles(db, [id]))[0], 'title', locale);
	if (kind === 'regulation') return inLocale(instruments.get(id)!, 'short_title', locale);
	return paperTitle(papers.get(id)!, locale).text;
}

function filtersInWords(
	around: TraceFrame,
	view: TraceView,
	{ umbrella_links: umbrellas }: Traced['count'],
	focused: string | undefined
): string[] {
	const { locale } = around;
	const filters = ordered(view.filters);
	const level = view.level === 'all' ? m.trace_level_all : m.trace_level_specific;
	return [
		said(m.coverage_day({}, { locale }), around.today, locale),
		...(focused ? [m.trace_of({ title: focused }, { locale })] : []),
		...traceFilterNames.flatMap((name) => {
			const labels = filters[name]?.map((value) => filterLabel(around, name, value));
			return labels ? [said(traceFilterWords[name]({}, { locale }), labels.join(' / '), locale)] : [];
		}),
		// The story of one record brings its umbrellas along, whatever the level.
		...(view.proposal || view.regulation
			? []
			: [said(traceFilterWords.level({}, { locale }), level({}, { locale }), locale)]),
		...(umbrellas > 0 ? [m.trace_umbrellas_shown({ count: amount(umbrellas) }, { locale })] : [])
	];
}
