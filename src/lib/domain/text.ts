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

/** Quotation marks, apostrophes and marks of titles, as JavaScript and PostgreSQL read them: in an alphabet they count for nothing. */
export const titleMarks = `["'\`‘’‚‛“”„‟«»‹›「」『』〝〞《》〈〉]`;

const everyMark = new RegExp(titleMarks, 'g');

/** A title as an alphabet has it: `“Fair” work` stands among f. */
export const inAlphabet = (title: string): string => title.replace(everyMark, '');

/** The path of a page in a language: `/zh/proposals/x`, and `/zh` without a slash behind it. */
export const pathIn = (locale: Locale, path: string): string =>
	locale === 'en' ? path : `/${locale}${path === '/' ? '' : path}`;

export const otherLocale = (locale: Locale): Locale => (locale === 'en' ? 'zh' : 'en');

const calendarDay = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether a text is a day that exists in the calendar, `2024-02-29` but not `2023-02-29`. */
export function isDay(value: string): boolean {
	const parts = calendarDay.exec(value);
	if (!parts) return false;
	const [year, month, day] = parts.slice(1).map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Whether a text is a year, a month or a day: `2021`, `2021-08` or `2021-08-17`. */
export const isPartialDate = (value: string): boolean =>
	/^\d{4}$/.test(value) || /^\d{4}-(0[1-9]|1[0-2])$/.test(value) || isDay(value);
