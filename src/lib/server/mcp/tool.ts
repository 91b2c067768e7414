import { z } from 'zod';
import { dayParameter } from '../../domain/api/parameters.ts';
import type { ParameterError } from '../../domain/api/answer.ts';
import { locales } from '../../domain/text.ts';
import { likeness, trigrams } from '../views/nearest.ts';
import { addressOf, type Asked, type Telling } from './telling.ts';

/** What a tool found: the whole as data, and the gist in a few lines, each with the address it can be cited by. */
export type Found = { text: string; data: Record<string, unknown> };
/** What was wrong with the call: which parameter, and ids that look like the one given. */
export type Refused = {
	errors: ParameterError[];
	near?: { id: string; title: string; url: string }[];
};

export type Tool<Input extends z.ZodObject = z.ZodObject> = {
	name: string;
	title: string;
	description: string;
	input: Input;
	run(input: z.infer<Input>, asked: Asked): Promise<Found | Refused>;
};

/** Keeps the types of input and answer of one tool together. */
export const tool = <Input extends z.ZodObject>(made: Tool<Input>): Tool<Input> => made;

export const recordId = z.string().trim().min(1).max(80);

/** Of every tool. */
export const inLanguage = {
	language: z.enum(locales).default('en').describe('Language of the answer: en or zh. Records exist in both.')
};
export const onDay = {
	as_of: dayParameter.describe(
		'The day (YYYY-MM-DD) for which it is told whether a law was in force. Default: today, UTC.'
	)
};

type Named = { id: string; names: (string | undefined)[]; title: string; path: string };

/** That there is no such record, with those whose id or name looks like it, best first. */
export function noSuch(telling: Telling, path: string, wanted: string, all: readonly Named[]): Refused {
	const grams = trigrams(wanted);
	const near = all
		.map((entry) => ({
			entry,
			alike: Math.max(...[entry.id, ...entry.names].map((name) => likeness(grams, trigrams(name ?? ''))))
		}))
		.filter(({ alike }) => alike >= 0.25)
		.sort((a, b) => b.alike - a.alike)
		.slice(0, 5)
		.map(({ entry: { id, title, path: page } }) => ({ id, title, url: addressOf(telling, page) }));
	return { errors: [{ path, message: `there is no record of the id "${wanted}"` }], near };
}
