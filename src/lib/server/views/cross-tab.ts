import {
	codesOf,
	countedRecords,
	countsLinks,
	dimensionNames,
	dimensions,
	everything,
	parseCrossView,
	recordsIn,
	unstated,
	type CrossView,
	type DimensionName
} from '../../domain/cross-tab.ts';
import type { CrossPage } from '../../domain/cross-page.ts';
import { provisionTitle } from '../../domain/chinese-reference.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import { beforeReference } from '../../i18n/punctuation.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { groupBy } from '../db/rows.ts';
import { listCrossProposals } from '../queries/cross-counts.ts';
import { readCounts, type Count, type CountOf } from './counts.ts';
import { atlasFrame, currentPapers, listProposalRows, type Frame } from './snapshot.ts';

/** A cell opens with so many of its proposals; a search or the matrices narrow further. */
const shownAtMost = 200;

/**
 * Any two dimensions of proposals and links counted against each other, read from the counts that are kept; only the records of an
 * open cell are read themselves.
 * @param state of the data, where this request has asked for it already
 */
export async function crossPage(
	db: Db,
	parameters: URLSearchParams,
	locale: Locale,
	state?: number
): Promise<CrossPage> {
	const { view, dropped } = parseCrossView(parameters);
	const byLink = countsLinks(view);
	const all = byLink ? 'links' : 'proposals';
	const [frame, counts] = await Promise.all([
		atlasFrame(db, state),
		readCounts(
			db,
			[
				[view.rows, view.cols],
				[view.rows, all],
				[view.cols, all],
				[all, all],
				['proposals', 'proposals'],
				['links', 'links']
			],
			state
		)
	]);
	const [table, rowTotals, colTotals, total, proposals, linked] = counts.map((of) => of(view.level));
	const codes = (name: DimensionName, totals: CountOf) =>
		codesOf(name, new Set(totals.rows()), view.empty, {
			terms: frame.terms,
			papers: currentPapers(frame).map(({ id }) => id)
		});
	const rowCodes = codes(view.rows, rowTotals);
	const colCodes = codes(view.cols, colTotals);
	const cell = view.cell;
	if (cell && !(isCode(cell.row, rowCodes) && isCode(cell.col, colCodes))) {
		dropped.push({ name: 'cell', value: `${cell.row}:${cell.col}` });
		view.cell = undefined;
	}
	const count = (row: string, col: string): Count =>
		row === everything
			? (col === everything ? total : colTotals).of(col, everything)
			: col === everything
				? rowTotals.of(row, everything)
				: table.of(row, col);
	const shown = (row: string, col: string) => count(row, col)[view.measure];
	return {
		view,
		dropped,
		columns: colCodes.map((code) => ({
			code,
			label: labelIn(view.cols, code, frame, locale),
			total: shown(everything, code)
		})),
		rows: rowCodes.map((code) => ({
			code,
			label: labelIn(view.rows, code, frame, locale),
			counts: colCodes.map((col) => shown(code, col)),
			total: shown(code, everything)
		})),
		total: shown(everything, everything),
		without_link: byLink
			? proposals.of(everything, everything).proposals - linked.of(everything, everything).proposals
			: 0,
		dimensions: dimensionNames.map((name) => ({ name, of: dimensions[name].of })),
		...(view.cell && {
			drawer: await openDrawer(db, view.cell, count(view.cell.row, view.cell.col), view, frame, locale)
		}),
		data_version: frame.data_version
	};
}

/** Papers that proposals of a level come from, and instruments linked to them. */
export async function crossSources(
	db: Db,
	view: Pick<CrossView, 'level'>,
	state?: number
): Promise<{ papers: Iterable<string>; regulations: Iterable<string> }> {
	const [papers, instruments] = await readCounts(
		db,
		[
			['paper', 'proposals'],
			['instrument', 'links']
		],
		state
	);
	return { papers: papers(view.level).rows(), regulations: instruments(view.level).rows() };
}

const isCode = (code: string, codes: string[]) => code === everything || codes.includes(code);

function labelIn(name: DimensionName, code: string, { terms, papers }: Frame, locale: Locale): string {
	if (code === unstated) return m.coverage_cross_unstated({}, { locale });
	const { vocabulary } = dimensions[name];
	if (vocabulary) return labelOf(terms, vocabulary, code, locale);
	const paper = papers.get(code);
	return paper ? paperShortName(paper, locale) : code;
}

async function openDrawer(
	db: Db,
	cell: { row: string; col: string },
	count: Count,
	view: CrossPage['view'],
	frame: Frame,
	locale: Locale
): Promise<CrossPage['drawer']> {
	const byLink = countsLinks(view);
	const ids =
		count.proposals === 0 ? [] : await listCrossProposals(db, view, cell, { byLink, limit: shownAtMost });
	const rows = await listProposalRows(db, frame, ids);
	const chosen = recordsIn(countedRecords(rows, view, frame), cell.row, cell.col);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const label = (name: DimensionName, code: string) =>
		code === everything ? m.coverage_cross_total({}, { locale }) : labelIn(name, code, frame, locale);
	const byProposal = groupBy(chosen, ({ proposal }) => proposal);
	return {
		row: cell.row,
		col: cell.col,
		row_label: label(view.rows, cell.row),
		col_label: label(view.cols, cell.col),
		count: count.proposals,
		links: byLink ? count.links : 0,
		proposals: [...byProposal].map(([id, own]) => {
			const proposal = byId.get(id)!;
			return {
				id,
				title: inLocale(proposal, 'title', locale),
				umbrella: proposal.level === 'umbrella',
				links: own.flatMap(({ link }) => {
					if (!link) return [];
					const instrument = frame.instruments.get(link.instrument)!;
					const provision = instrument.provisions.find(({ number }) => number === link.number)!;
					return [
						{
							id: link.id,
							href: `/regulations/${link.instrument}#p${link.number}`,
							label: `${inLocale(instrument, 'short_title', locale)}${beforeReference(locale)}${provisionTitle(instrument, provision, locale)}`,
							relation: labelOf(frame.terms, 'link_relations', link.relation, locale),
							jurisdiction: labelOf(frame.terms, 'jurisdictions', link.jurisdiction, locale)
						}
					];
				})
			};
		})
	};
}
