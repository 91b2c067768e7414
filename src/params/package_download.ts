import type { ParamMatcher } from '@sveltejs/kit';

/** The whole data set in one file: `/data/atlas.zip`. */
export const match = ((value) =>
	/^atlas\.(zip|jsonl\.zip|sqlite|sha256)$/.test(value)) satisfies ParamMatcher;
