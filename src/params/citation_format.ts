import type { ParamMatcher } from '@sveltejs/kit';

/** Files of a citation: `/proposals/x.bib`. */
export const match = ((value) =>
	value === 'bib' || value === 'ris' || value === 'csl.json') satisfies ParamMatcher;
