import type { ParamMatcher } from '@sveltejs/kit';

/** A name without an ending: `/proposals/x.json`, but not `/proposals/x.csl.json`. */
export const match = ((value) => !value.includes('.')) satisfies ParamMatcher;
