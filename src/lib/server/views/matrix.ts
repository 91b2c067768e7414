import { buildMatrix, listColumns, type MatrixTable, type Surroundings } from '../../domain/matrix/build.ts';
import type { MatrixDefinition } from '../../domain/matrix/definition.ts';
import { filterProposals, type PaperRow, type ProposalRow } from '../../domain/matrix/rows.ts';
import {
	filterNames,
	filterVocabularies,
	parseView,
	type Dropped,
	type FilterName,
	type View
} from '../../domain/matrix/view.ts';
import { layers } from '../../domain/codes.ts';
import { paperShortName } from '../../domain/names.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { labelOf } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { findMatrix } from '../queries/matrices.ts';
import { matrixTabs } from './matrix-tabs.ts';
import { atlasSnapshot, currentPapers, type Snapshot } from './snapshot.ts';

/** One filter as the panel shows it: every value that occurs, with the number of rows it would leave. */
type FilterChoice = {
	name: FilterName;
	values: { value: string; label: string; count: number; chosen: boolean }[];
};

export type MatrixPage = {
	definition: MatrixDefinition;
	tabs: { id: string; title: string }[];
	table: MatrixTable;
	view: View;
	dropped: Dropped[];
	filters: FilterChoice[];
	counts: {
		/** Rows shown. */
		shown: number;
		/** Rows of this matrix before any filter of the reader. */
		all: number;
		umbrellas: number;
		papers: number;
	};
	/** Where nothing is shown: how many rows dropping each single filter would bring. */
	relief: { name: FilterName | 'q'; rows: number }[];
	data_version: number;
};

/** A matrix as page, API and export show it, or undefined when there is no matrix of that name. */
export async function matrixPage(
	db: Db,
	id: string,
	parameters: URLSearchParams,
	locale: Locale,
	today = new Date().toISOString().slice(0, 10)
): Promise<MatrixPage | undefined> {
	const [definition, tabs, snapshot] = await Promise.all([
		findMatrix(db, id),
		matrixTabs(db, locale),
		atlasSnapshot(db)
	]);
	if (!definition) return undefined;
	const around: Surroundings = { locale, ...snapshot, day: today };
	const columns = listColumns(definition, around).map(({ key }) => key);
	const { view, dropped } = parseView(parameters, {
		columns,
		terms: snapshot.terms,
		papers: currentPapers(snapshot).map(({ id }) => id)
	});
	const common = { definition, tabs, view, dropped, data_version: snapshot.data_version };

	if (definition.rows === 'papers') {
		const rows = paperRows(snapshot);
		return {
			...common,
			table: buildMatrix(definition, { papers: rows }, view, around),
			filters: [],
			counts: { shown: rows.length, all: rows.length, umbrellas: 0, papers: rows.length },
			relief: []
		};
	}
	const own = proposalsOf(definition, snapshot);
	const shown = filterProposals(own, view);
	return {
		...common,
		table: buildMatrix(definition, { proposals: shown }, view, around),
		filters: filterChoices(own, view, snapshot, locale),
		counts: {
			shown: shown.length,
			all: own.filter(({ level }) => view.level === 'all' || level === 'specific').length,
			umbrellas: own.filter(({ level }) => level === 'umbrella').length,
			papers: new Set(shown.flatMap(({ papers }) => papers.map((paper) => paper.id))).size
		},
		relief: shown.length === 0 ? reliefs(own, view) : []
	};
}

function proposalsOf({ only }: MatrixDefinition, { proposals }: Snapshot): ProposalRow[] {
	if (!only?.layer) return proposals;
	return filterProposals(proposals, { filters: { layer: only.layer.split(',') }, level: 'all', q: '' });
}

function paperRows({ papers, proposals }: Snapshot): PaperRow[] {
	return currentPapers({ papers }).map((paper) => ({
		...paper,
		proposals: proposals.filter((row) => row.papers.some(({ id, proposing }) => proposing && id === paper.id))
	}));
}

function filterChoices(rows: ProposalRow[], view: View, snapshot: Snapshot, locale: Locale): FilterChoice[] {
	return filterNames.map((name) => {
		const others = filterProposals(rows, { ...view, filters: { ...view.filters, [name]: undefined } });
		const chosen = view.filters[name] ?? [];
		const values = valuesOf(name, snapshot, locale)
			.map(({ value, label }) => ({
				value,
				label,
				count: filterProposals(others, { filters: { [name]: [value] }, level: view.level, q: '' }).length,
				chosen: chosen.includes(value)
			}))
			.filter(({ count, chosen }) => count > 0 || chosen);
		return { name, values };
	});
}

function valuesOf(
	name: FilterName,
	{ terms, papers }: Snapshot,
	locale: Locale
): { value: string; label: string }[] {
	if (name === 'paper')
		return currentPapers({ papers }).map((paper) => ({
			value: paper.id,
			label: paperShortName(paper, locale)
		}));
	if (name === 'layer')
		return layers.flatMap((layer) =>
			['primary', 'supporting', 'none'].map((involvement) => ({
				value: `${layer}:${involvement}`,
				label: `${labelOf(terms, 'layers', layer, locale)} · ${labelOf(terms, 'involvement', involvement, locale)}`
			}))
		);
	return [...(terms.get(filterVocabularies[name]!)?.values() ?? [])].map((term) => ({
		value: term.code,
		label: inLocale(term, 'label', locale)
	}));
}

function reliefs(rows: ProposalRow[], view: View): MatrixPage['relief'] {
	const without = (name: FilterName) =>
		filterProposals(rows, {
			...view,
			filters: Object.fromEntries(Object.entries(view.filters).filter(([key]) => key !== name))
		}).length;
	return [
		...(Object.keys(view.filters) as FilterName[]).map((name) => ({ name, rows: without(name) })),
		...(view.q ? [{ name: 'q' as const, rows: filterProposals(rows, { ...view, q: '' }).length }] : [])
	].filter(({ rows: count }) => count > 0);
}
