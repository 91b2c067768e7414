import { z } from 'zod';
import { isDay, isPartialDate } from './text.ts';

/** Kebab-case, and for papers plain digits: what may stand in a file name and in an address for decades. */
export const slug = z
	.string()
	.max(80)
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected lower-case words joined by hyphens');

/** Text a person wrote; the word `null` is what a forgotten value looks like in YAML. */
export const text = z
	.string()
	.trim()
	.min(1, 'expected some text')
	.refine((value) => value !== 'null' && value !== '~', 'leave the key out instead of writing null');

export const positiveInteger = z
	.string()
	.regex(/^[1-9]\d{0,8}$/, 'expected a whole number from 1')
	.transform(Number)
	.or(z.number().int().positive('expected a whole number from 1'));

/** ISO 8601 date with the precision the source gives: `2021`, `2021-08` or `2021-08-17`. Never rounded up to a day. */
export const partialDate = z.string().refine(isPartialDate, 'expected a date as YYYY, YYYY-MM or YYYY-MM-DD');

export const day = z.string().refine(isDay, 'expected a day as YYYY-MM-DD');

export const webAddress = z.url({
	protocol: /^https?$/,
	error: 'expected an address that starts with http:// or https://'
});

/** What a field is where it is there. */
export const unwrap = (schema: z.ZodType): z.ZodType =>
	schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
