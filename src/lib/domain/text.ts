import { z } from 'zod';

export const locales = ['en', 'zh'] as const;
export type Locale = (typeof locales)[number];

/** The record's text in the reader's language: `inLocale(proposal, 'title', 'zh')` reads `title_zh`, falling back to the other one. */
export function inLocale<F extends string>(
	record: Partial<Record<`${F}_${Locale}`, string | null | undefined>>,
	field: F,
	locale: Locale
): string {
	return record[`${field}_${locale}`] ?? record[`${field}_${otherLocale(locale)}`] ?? '';
}

/** The path of a page in a language: `/zh/proposals/x`, and `/zh` without a slash behind it. */
export const pathIn = (locale: Locale, path: string): string =>
	locale === 'en' ? path : `/${locale}${path === '/' ? '' : path}`;

export const otherLocale = (locale: Locale): Locale => (locale === 'en' ? 'zh' : 'en');

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

const calendarDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether a text is a day that exists in the calendar, `2024-02-29` but not `2023-02-29`. */
export function isDay(value: string): boolean {
	const parts = calendarDay.exec(value);
	if (!parts) return false;
	const [year, month, day] = parts.slice(1).map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** ISO 8601 date with the precision the source gives: `2021`, `2021-08` or `2021-08-17`. Never rounded up to a day. */
export const partialDate = z
	.string()
	.refine(
		(value) => /^\d{4}$/.test(value) || /^\d{4}-(0[1-9]|1[0-2])$/.test(value) || isDay(value),
		'expected a date as YYYY, YYYY-MM or YYYY-MM-DD'
	);

export const day = z.string().refine(isDay, 'expected a day as YYYY-MM-DD');

export const webAddress = z.url({
	protocol: /^https?$/,
	error: 'expected an address that starts with http:// or https://'
});
