import { z } from 'zod';
import { text } from '../fields.ts';
import { columnKinds, findField } from './fields.ts';

const column = z.strictObject({
	/** What the cell shows; a field of the row, see the codebook's list of matrix fields. Also its name in `sort=` and `cols=`. */
	field: z.string().regex(/^[a-z_]+$/, 'expected a field in snake_case'),
	kind: z.enum(columnKinds),
	/** Vocabulary of the codes; needed by kinds code and codes. */
	vocabulary: z.string().optional(),
	label_en: text.optional(),
	label_zh: text.optional(),
	/** Off until the reader chooses it. */
	hidden: z.enum(['yes', 'no']).optional(),
	/** One column per term of this vocabulary; `field` then is the field holding them. */
	each: z.string().optional()
});

/** One file in seed/matrices/: a matrix is data, a curator can add one without code. */
export const matrixFile = z
	.strictObject({
		id: z.string().regex(/^[a-z]+(-[a-z]+)*$/, 'expected lower-case words joined by hyphens'),
		rows: z.enum(['proposals', 'papers']),
		title_en: text,
		title_zh: text,
		question_en: text,
		question_zh: text,
		intro_en: text,
		intro_zh: text,
		columns: z.array(column).min(1),
		/** As in the address: `-technology,title`. */
		sort: text,
		/** Rows that do not meet these are never in this matrix, whatever the reader filters: `layer: technology:primary,technology:supporting`. */
		only: z.strictObject({ layer: text.optional() }).optional(),
		/** Remedies shown first in the coverage matrix, with the reason for the choice. */
		featured: z.array(z.strictObject({ proposal: text, reason_en: text, reason_zh: text })).optional()
	})
	.superRefine((matrix, check) => {
		const seen = new Set<string>();
		matrix.columns.forEach((entry, index) => {
			const complain = (field: string, message: string) =>
				check.addIssue({ code: 'custom', path: ['columns', index, field], message });
			if (seen.has(entry.field)) complain('field', 'this field has a column already');
			seen.add(entry.field);
			// Whether there is such a field is told where all files are checked.
			const known = findField(matrix.rows, entry.field);
			if (known && entry.kind !== known.kind) complain('kind', `this field is of kind ${known.kind}`);
			if (known?.each && entry.each !== known.each) complain('each', `this field needs each: ${known.each}`);
			if (known && !known.each && entry.each) complain('each', 'this field has one column only');
			if ((entry.kind === 'code' || entry.kind === 'codes') && !entry.vocabulary)
				complain('vocabulary', `kind ${entry.kind} needs its vocabulary`);
		});
	});

export type MatrixDefinition = z.infer<typeof matrixFile>;
