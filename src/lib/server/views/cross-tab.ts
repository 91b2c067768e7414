import {
	codesOf,
	countDistinct,
	countedRecords,
	countsLinks,
	dimensionNames,
	dimensions,
	everything,
	parseCrossView,
	recordsIn,
	unstated,
	type Counted,
	type DimensionName
} from '../../domain/cross-tab.ts';
import type { CrossPage } from '../../domain/cross-page.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { atlasSnapshot, currentPapers, type Snapshot } from './snapshot.ts';

/** Any two dimensions of proposals and links counted against each other. */
export async function crossPage(db: Db, parameters: URLSearchParams, locale: Locale): Promise<CrossPage> {
	const snapshot = await atlasSnapshot(db);
	const { view, dropped } = parseCrossView(parameters);
	const records = countedRecords(snapshot.proposals, view, snapshot);
	const around = { terms: snapshot.terms, papers: currentPapers(snapshot).map(({ id }) => id) };
	const codes = (name: DimensionName, side: 'rows' | 'cols') =>
		codesOf(name, new Set(records.flatMap((record) => record[side])), view.empty, around);
	const rowCodes = codes(view.rows, 'rows');
	const colCodes = codes(view.cols, 'cols');
	const count = (row: string, col: string) => countDistinct(recordsIn(records, row, col), view.measure);
	const all = new Set(
		snapshot.proposals.filter(({ level }) => view.level === 'all' || level === 'specific').map(({ id }) => id)
	);
	const cell = view.cell;
	if (cell && !(isCode(cell.row, rowCodes) && isCode(cell.col, colCodes))) {
		dropped.push({ name: 'cell', value: `${cell.row}:${cell.col}` });
		view.cell = undefined;
	}
	return {
		view,
		dropped,
		columns: colCodes.map((code) => ({
			code,
			label: labelIn(view.cols, code, snapshot, locale),
			total: count(everything, code)
		})),
		rows: rowCodes.map((code) => ({
			code,
			label: labelIn(view.rows, code, snapshot, locale),
			counts: colCodes.map((col) => count(code, col)),
			total: count(code, everything)
		})),
		total: count(everything, everything),
		without_link: countsLinks(view) ? all.size - new Set(records.map(({ proposal }) => proposal)).size : 0,
		dimensions: dimensionNames.map((name) => ({ name, of: dimensions[name].of })),
		...(view.cell && { drawer: openDrawer(view.cell, records, view, snapshot, locale) }),
		data_version: snapshot.data_version
	};
}

const isCode = (code: string, codes: string[]) => code === everything || codes.includes(code);

function labelIn(name: DimensionName, code: string, { terms, papers }: Snapshot, locale: Locale): string {
	if (code === unstated) return m.coverage_cross_unstated({}, { locale });
	const { vocabulary } = dimensions[name];
	if (vocabulary) return labelOf(terms, vocabulary, code, locale);
	const paper = papers.get(code);
	return paper ? paperShortName(paper, locale) : code;
}

function openDrawer(
	cell: { row: string; col: string },
	records: Counted[],
	view: CrossPage['view'],
	snapshot: Snapshot,
	locale: Locale
): CrossPage['drawer'] {
	const chosen = recordsIn(records, cell.row, cell.col);
	const label = (name: DimensionName, code: string) =>
		code === everything ? m.coverage_cross_total({}, { locale }) : labelIn(name, code, snapshot, locale);
	const byProposal = new Map<string, Counted[]>();
	for (const record of chosen)
		byProposal.set(record.proposal, [...(byProposal.get(record.proposal) ?? []), record]);
	return {
		row: cell.row,
		col: cell.col,
		row_label: label(view.rows, cell.row),
		col_label: label(view.cols, cell.col),
		links: chosen.filter(({ link }) => link).length,
		proposals: [...byProposal].map(([id, own]) => {
			const proposal = snapshot.proposals.find((row) => row.id === id)!;
			return {
				id,
				title: inLocale(proposal, 'title', locale),
				umbrella: proposal.level === 'umbrella',
				links: own.flatMap(({ link }) => {
					if (!link) return [];
					const instrument = snapshot.instruments.get(link.instrument)!;
					const provision = instrument.provisions.find(({ number }) => number === link.number);
					return [
						{
							id: link.id,
							href: `/regulations/${link.instrument}#p${link.number}`,
							label: `${inLocale(instrument, 'short_title', locale)}, ${(locale === 'en' ? provision?.ref_en : provision?.ref) ?? ''}`,
							relation: labelOf(snapshot.terms, 'link_relations', link.relation, locale),
							jurisdiction: labelOf(snapshot.terms, 'jurisdictions', link.jurisdiction, locale)
						}
					];
				})
			};
		})
	};
}
