import type { CellCode, CoverageCell, CoverageFilter } from '../domain/coverage-view.ts';
import type { DimensionName } from '../domain/cross-tab.ts';
import * as m from '../paraglide/messages.js';
import { dateText } from './date-words.ts';
import { colon } from './punctuation.ts';
import type { Word } from './word.ts';

/** One word per state, for cells and counts. */
export const stateWords: Record<CellCode, Word> = {
	enacts: m.coverage_short_enacts,
	'partly-enacts': m.coverage_short_partly,
	enables: m.coverage_short_enables,
	precedent: m.coverage_short_precedent,
	conflicts: m.coverage_short_conflicts,
	'nothing-found': m.coverage_short_nothing_found,
	'not-looked-at': m.coverage_short_not_looked_at,
	cited: m.coverage_short_cited,
	'not-in-force': m.coverage_short_not_in_force,
	undated: m.coverage_short_undated,
	'left-out': m.coverage_short_left_out
};

/** What a cell says, its day in words. Files and slices keep day and colons as they always had them: other words would be other cells. */
export function cellText({ text, looked }: CoverageCell): string {
	const said = text.replaceAll(': ', colon());
	return looked ? said.replace(looked.on, dateText(looked.on)) : said;
}

export const filterWords: Record<CoverageFilter, Word> = {
	relation: m.coverage_filter_relation,
	confidence: m.coverage_filter_confidence,
	verification: m.coverage_filter_verification,
	instrument_verification: m.coverage_filter_instrument_verification,
	jurisdiction: m.coverage_filter_jurisdiction,
	layer: m.coverage_filter_layer
};

export const dimensionWords: Record<DimensionName, Word> = {
	layer: m.coverage_dim_layer,
	remedy_type: m.coverage_dim_remedy_type,
	actor: m.coverage_dim_actor,
	beneficiary: m.coverage_dim_beneficiary,
	paper: m.coverage_dim_paper,
	modality: m.coverage_dim_modality,
	specificity: m.coverage_dim_specificity,
	alienation_dimension: m.coverage_dim_alienation_dimension,
	obstacle: m.coverage_dim_obstacle,
	target_problem: m.coverage_dim_target_problem,
	jurisdiction: m.coverage_dim_jurisdiction,
	jurisdiction_group: m.coverage_dim_jurisdiction_group,
	relation: m.coverage_dim_relation,
	basis: m.coverage_dim_basis,
	confidence: m.coverage_dim_confidence,
	worker_group: m.coverage_dim_worker_group,
	instrument_type: m.coverage_dim_instrument_type,
	force: m.coverage_dim_force,
	status: m.coverage_dim_status,
	verification: m.coverage_dim_verification,
	instrument_verification: m.coverage_dim_instrument_verification
};
