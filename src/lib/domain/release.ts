import { z } from 'zod';
import { day, positiveInteger, text } from './fields.ts';

/** seed/release.yaml: the last published state of the data set. `seed check` refuses a set that holds less. */
export const releaseFile = z.strictObject({
	version: z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version such as 1.0.0'),
	released_on: day,
	licence: text,
	totals: z.strictObject({
		papers: positiveInteger,
		proposals: positiveInteger,
		proposals_specific: positiveInteger,
		relations: positiveInteger,
		evidence: positiveInteger,
		instruments: positiveInteger,
		provisions: positiveInteger,
		links: positiveInteger,
		assessments: positiveInteger
	})
});

export type Release = z.infer<typeof releaseFile>;
