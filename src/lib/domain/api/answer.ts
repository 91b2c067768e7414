import { z } from 'zod';

/** What stands beside the data of every answer. */
export const answerMeta = z
	.strictObject({
		total: z.int().min(0).meta({ description: 'Records that meet the filters, on all pages together.' }),
		total_capped: z.literal(true).optional().meta({
			description:
				'Counting ended at `total` and there may be more: only the best hits of a search are ranked.'
		}),
		next: z
			.string()
			.nullable()
			.meta({ description: 'Give it back as `cursor` for the next page; null on the last one.' }),
		generated_at: z.iso.datetime().meta({ description: 'When this answer was made, in UTC.' }),
		data_version: z
			.int()
			.min(0)
			.meta({ description: 'Number of the newest change: the same number means the same data.' }),
		licence: z.string().meta({ description: 'Licence of our coding; the papers stay their authors’.' })
	})
	.meta({ id: 'Meta' });

/** The one error shape: RFC 9457. */
export const problemDocument = z
	.strictObject({
		type: z.string(),
		title: z.string(),
		status: z.int().min(400).max(599),
		detail: z.string().optional(),
		errors: z
			.array(
				z.strictObject({
					path: z.string().meta({ description: 'Name of the parameter or header.' }),
					message: z.string()
				})
			)
			.optional()
			.meta({ description: 'What is wrong where; all of it at once.' }),
		near: z
			.array(z.strictObject({ id: z.string(), url: z.url() }))
			.optional()
			.meta({ description: 'Records whose id looks like the one asked for, best first.' }),
		withdrawn: z
			.strictObject({ on: z.iso.date(), reason_en: z.string(), reason_zh: z.string(), history_url: z.url() })
			.optional()
			.meta({ description: 'Since when and why a record is not given any more, and where its versions are.' })
	})
	.meta({ id: 'Problem', description: 'An error by RFC 9457.' });

export type AnswerMeta = z.infer<typeof answerMeta>;
export type Problem = Omit<z.infer<typeof problemDocument>, 'type'>;
export type ParameterError = NonNullable<Problem['errors']>[number];

/** The one success shape. */
export const answerOf = <T extends z.ZodType>(data: T) => z.strictObject({ data, meta: answerMeta });
