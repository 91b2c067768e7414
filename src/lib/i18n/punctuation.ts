import type { Locale } from '../domain/text.ts';
import { getLocale } from '../paraglide/runtime.js';

const sign =
	(en: string, zh: string) =>
	(locale: Locale = getLocale()): string =>
		locale === 'zh' ? zh : en;

/** Between two sentences: the Chinese full stop brings its own blank. */
export const gap = sign(' ', '');
/** At the end of a sentence. */
export const stop = sign('.', '。');
/** Between a word and what it names. */
export const colon = sign(': ', '：');
/** Between the entries of a list. */
export const comma = sign(', ', '、');
/** Between a thing and what is said of it more closely. */
export const pause = sign(', ', '，');
/** Between a law and its provision. */
export const beforeReference = sign(', ', ' ');
/** Between entries that hold commas. */
export const semicolon = sign('; ', '；');
/** What is said by the way, with the blank before it. */
export const inBrackets = (text: string, locale: Locale = getLocale()): string =>
	locale === 'zh' ? `（${text}）` : ` (${text})`;
/** Between a text that may be a sentence and what is told beside it. */
export const beside = (text: string) => (/[。！？；]$/.test(text) ? '' : ' · ');
