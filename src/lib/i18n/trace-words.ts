import { amount } from '../domain/amount.ts';
import { notStanding, type FlowPicture, type PictureNode, type TraceColumn } from '../domain/trace.ts';
import type { FoldedColumn, TraceFilterName } from '../domain/trace-view.ts';
import type { UptakeDateKind, UptakeRung } from '../domain/uptake.ts';
import * as m from '../paraglide/messages.js';
import { inBrackets } from './punctuation.ts';
import type { Word } from './word.ts';

export const columnWords: Record<TraceColumn, () => string> = {
	papers: m.trace_col_papers,
	sections: m.trace_col_sections,
	proposals: m.trace_col_proposals,
	regulations: m.trace_col_regulations,
	jurisdictions: m.trace_col_jurisdictions
};

export const traceFilterWords: Record<TraceFilterName | 'level', Word> = {
	paper: m.trace_filter_paper,
	layer: m.trace_filter_layer,
	remedy: m.trace_filter_remedy,
	relation: m.trace_filter_relation,
	basis: m.trace_filter_basis,
	jurisdiction: m.trace_filter_jurisdiction,
	level: m.trace_filter_level
};

const allWords: Record<FoldedColumn, (inputs: { count: string }) => string> = {
	proposals: m.trace_n_proposals,
	regulations: m.trace_n_regulations,
	jurisdictions: m.trace_n_jurisdictions
};

/** What a node of the picture is called; folded ones `China · 44 more`, or `France · 5 regulations` where none stands singly. */
export function nodeWords({ label, rest }: Pick<PictureNode, 'label' | 'rest'>): string {
	if (!rest) return label;
	const { count, column, beside, elsewhere } = rest;
	const place = elsewhere ? m.trace_rest_elsewhere({ label }) : label;
	return `${place} · ${beside ? m.trace_rest_more({ count: amount(count) }) : allWords[column]({ count: amount(count) })}`;
}

/** The same where room is scarce: `United States (10)`. */
export function shortNodeWords(node: Pick<PictureNode, 'label' | 'rest'>): string {
	const { label, rest } = node;
	return rest?.column === 'jurisdictions' && !rest.beside
		? label + inBrackets(amount(rest.count))
		: nodeWords(node);
}

export function toneWords({ tones }: Pick<FlowPicture, 'tones'>, code: string): string {
	return code === notStanding
		? m.trace_not_standing()
		: (tones.find((tone) => tone.code === code)?.label ?? code);
}

export const rungWords: Record<UptakeRung, () => string> = {
	'draft-or-soft': m.trace_rung_draft,
	adopted: m.trace_rung_adopted,
	'in-force': m.trace_rung_in_force,
	tested: m.trace_rung_tested,
	ended: m.trace_rung_ended
};

export const uptakeDateWords: Record<UptakeDateKind, () => string> = {
	adopted_on: m.trace_date_adopted_on,
	issued_on: m.trace_date_issued_on,
	published_on: m.trace_date_published_on,
	in_force_from: m.trace_date_in_force_from,
	applicable_from: m.trace_date_applicable_from,
	ended_on: m.trace_date_ended_on
};
