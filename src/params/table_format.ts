import type { ParamMatcher } from '@sveltejs/kit';

/** Files of a table: `/matrix/layers.csv`. */
export const match = ((value) =>
	value === 'csv' || value === 'xlsx' || value === 'json') satisfies ParamMatcher;
