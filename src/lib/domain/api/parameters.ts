import { z } from 'zod';
import { earliestDay, isLawDay, latestDay } from '../law.ts';
import type { ParameterError } from './answer.ts';

/** A parameter with a comma between its values, and how the OpenAPI document says so. */
export const listOf = <T extends z.ZodType>(item: T, description: string, ...examples: string[]) =>
	z
		.array(item)
		.optional()
		.meta({ description, examples: [examples], param: { style: 'form', explode: false } });

const short = z.string().max(80);

/** Codes of a vocabulary, or ids. Which ones exist is a matter of the data, so they are checked there. */
export const codesOf = (what: string, ...examples: string[]) =>
	listOf(short, `${what}. Several widen the choice.`, ...examples);
export const codesIn = (vocabulary: string, what: string, ...examples: string[]) =>
	codesOf(`${what}; codes of the vocabulary \`${vocabulary}\``, ...examples);

export const words = z
	.string()
	.max(200)
	.optional()
	.meta({
		description:
			'Words, all of which must occur: one or two letters or figures where a word begins, longer ones anywhere.',
		examples: ['algorithm']
	});

export const dayParameter = z
	.string()
	.refine(isLawDay, `expected a day as YYYY-MM-DD from ${earliestDay} to ${latestDay}`)
	.optional()
	.meta({
		description: 'The day for which lights and coverage are computed. Left out: today, in UTC.',
		format: 'date',
		examples: ['2024-01-01']
	});

export const yearParameter = (description: string, example: number) =>
	z
		.int()
		.min(1900)
		.max(2100)
		.optional()
		.meta({ description, examples: [example] });

const limits = { preset: 50, most: 200 };

export const paging = {
	limit: z
		.int()
		.min(1)
		.max(limits.most)
		.default(limits.preset)
		.meta({ description: 'Records per page.', examples: [10] }),
	cursor: z
		.string()
		.max(1000)
		.optional()
		.meta({ description: '`meta.next` of the page before. It holds for the same filters and order only.' })
};

/** One or more of these fields, each with a minus before it for descending. */
export const sortParameter = (fields: readonly string[], preset: readonly string[]) =>
	z
		.array(z.enum(fields.flatMap((field) => [field, `-${field}`]) as [string, ...string[]]))
		.optional()
		.meta({
			description: `Order; a minus turns it round. Codes go by their place in the vocabulary. Preset: \`${preset.join(',')}\`.`,
			examples: [[`-${fields.at(-1)}`]],
			param: { style: 'form', explode: false }
		});

export const choiceParameter = (
	values: readonly string[],
	description: string,
	examples: readonly string[]
) =>
	z
		.array(z.enum(values as [string, ...string[]]))
		.optional()
		.meta({ description, examples: [examples], param: { style: 'form', explode: false } });

/** Never an error, whatever stands in them: they come with links from elsewhere. */
const ignored = new Set(['utm_source', 'utm_medium', 'utm_campaign']);

const objects = new WeakMap<z.ZodRawShape, z.ZodObject>();

/**
 * Reads parameters by their schema: lists at the commas, whole numbers as numbers. Everything wrong is reported at once,
 * parameters that nobody knows among it.
 */
export function parseParameters<T extends z.ZodRawShape>(
	shape: T,
	given: URLSearchParams
): { values: z.infer<z.ZodObject<T>>; errors: [] } | { values?: undefined; errors: ParameterError[] } {
	const errors: ParameterError[] = [];
	const raw: Record<string, unknown> = {};
	for (const name of new Set(given.keys())) {
		if (ignored.has(name)) continue;
		const schema = Object.hasOwn(shape, name) ? inner(shape[name] as z.ZodType) : undefined;
		const all = given.getAll(name).map((value) => value.trim());
		if (!schema) errors.push({ path: name.slice(0, 80), message: 'no such parameter here' });
		else if (schema instanceof z.ZodArray)
			raw[name] = [...new Set(all.flatMap((value) => value.split(',')).filter(Boolean))];
		else if (all.length > 1) errors.push({ path: name, message: 'given more than once' });
		else raw[name] = schema instanceof z.ZodNumber && /^-?\d{1,15}$/.test(all[0]) ? Number(all[0]) : all[0];
	}
	const known = (objects.get(shape) as z.ZodObject<T> | undefined) ?? z.object(shape);
	objects.set(shape, known);
	const parsed = known.safeParse(raw);
	if (parsed.success && errors.length === 0) return { values: parsed.data, errors: [] };
	for (const { path, message } of parsed.error?.issues ?? []) {
		const [name, place] = path as [string, number?];
		const list = raw[name];
		const value = Array.isArray(list) && place !== undefined ? `"${String(list[place]).slice(0, 80)}": ` : '';
		errors.push({ path: name, message: value + message });
	}
	return { errors };
}

function inner(schema: z.ZodType): z.ZodType {
	return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
		? inner(schema.unwrap() as z.ZodType)
		: schema;
}
