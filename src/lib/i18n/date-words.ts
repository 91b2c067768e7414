import type { Locale } from '../domain/text.ts';
import * as m from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';

const formatsOf = (language: string) => {
	const toMonth = { year: 'numeric', month: 'short', timeZone: 'UTC' } as const;
	return {
		month: new Intl.DateTimeFormat(language, toMonth),
		day: new Intl.DateTimeFormat(language, { ...toMonth, day: 'numeric' })
	};
};
const languages = { en: 'en-GB', zh: 'zh-CN' };
const formats = { en: formatsOf(languages.en), zh: formatsOf(languages.zh) };

/** A date with the precision it has: `21 Nov 2026`, `Aug 2021`, `2021`. A paper's may be any text, which stays as it is. */
export function dateText(date: string, locale: Locale = getLocale()): string {
	if (!/^\d{4}(-\d\d){0,2}$/.test(date)) return date;
	const [year, month, day] = date.split('-').map(Number);
	if (!month) return locale === 'zh' ? `${year}年` : String(year);
	return formats[locale][day ? 'day' : 'month'].format(Date.UTC(year, month - 1, day || 1));
}

/** The same, saying where the day is not known: `Aug 2021 (month only)`. Files, which name their locale, keep dates as the data has them. */
export function partialWords(date: string, locale?: Locale): string {
	const shown = locale ? date : dateText(date);
	if (date.length === 7) return m.law_date_month({ date: shown }, { locale });
	return date.length === 4 ? m.law_date_year({ date: shown }, { locale }) : shown;
}

/** When something was done, by the clock of whoever reads: `21 Nov 2026, 14:05`. */
export const momentText = (at: Date): string =>
	at.toLocaleString(languages[getLocale()], { dateStyle: 'medium', timeStyle: 'short' });
