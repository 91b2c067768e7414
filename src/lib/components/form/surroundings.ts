import * as m from '$lib/paraglide/messages.js';
import { createContext } from 'svelte';
import type { Referenced } from '$lib/domain/coded-fields.ts';
import type { Paper } from '$lib/domain/paper.ts';
import type { Told } from '$lib/i18n/complaints.ts';

type Code = { code: string; label: string; definition: string };
export type Choice = { value: string; label: string; detail?: string };
export type Words = Record<string, { label: string; help?: { means: string; not?: string } }>;
type Remark = { author: string; text: string };

/** What every field of a form needs to know of the form it stands in. Paths are dotted, `evidence.0.section`. */
export type Surroundings = {
	words: Words;
	codes: Record<string, Code[]>;
	choices: Partial<Record<Referenced, Choice[]>>;
	readonly: boolean;
	/** Whether scripts run here: widgets that need them appear then. */
	readonly alive: boolean;
	/** The id of a record that is there never changes. */
	idIsFixed: boolean;
	/** Row to show first. */
	row: string;
	problems(path: string): Told[];
	/** Whether something is wrong at a path or below it. */
	hasProblems(path: string): boolean;
	remarks(path: string): Remark[];
	/** Something was typed or chosen without an event of the form. */
	touch(): void;
	/** `add:evidence`, `up:evidence.1` … */
	changeRows(act: string): void;
	find(to: Referenced, query: string): Promise<Choice[]>;
	/** Of another paper, or with an empty id of the one that is typed here. */
	structure(paper: string): Promise<Paper['structure'] | undefined>;
};

export const [surroundings, surround] = createContext<Surroundings>();

/** Ids of inputs and rows, for labels, for links from the summary of errors and for the focus. */
export const fieldId = (path: string): string => `f-${path}`;
export const rowId = (path: string): string => `row-${path}`;

/** `evidence.0.section` as the words know it: `evidence.*.section`. */
export const patternOf = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '.*');

/** The place of the form that is nearest to a path: a field, a group, a list or a row; empty where there is none. */
export function placeOf(words: Words, path: string): string {
	const pattern = patternOf(path);
	const isRow = pattern.endsWith('.*') && Object.keys(words).some((known) => known.startsWith(`${pattern}.`));
	if (path === '' || isRow || pattern in words || pattern.replace(/_(en|zh)$/, '') in words) return path;
	return placeOf(words, path.split('.').slice(0, -1).join('.'));
}

/** `Evidence 1 · Section`: a path as a reader calls it; what is not known is left as it is. */
export function pathName(words: Words, path: string): string {
	const steps = path.split('.');
	return steps
		.flatMap((step, at) => {
			const place = steps.slice(0, at + 1).join('.');
			if (/^\d+$/.test(step)) return [];
			const next = steps[at + 1];
			const pattern = patternOf(place);
			const isRow = next !== undefined && /^\d+$/.test(next);
			const said =
				(isRow ? words[`${pattern}.*`] : undefined) ??
				words[pattern] ??
				words[pattern.replace(/_(en|zh)$/, '')];
			const language = !words[pattern] && /_(en|zh)$/.exec(step)?.[1];
			const number = isRow ? ` ${Number(next) + 1}` : '';
			const field = `${said?.label ?? step}${number}`;
			if (!language) return [field];
			return [language === 'zh' ? m.form_field_in_zh({ field }) : m.form_field_in_en({ field })];
		})
		.join(' · ');
}
