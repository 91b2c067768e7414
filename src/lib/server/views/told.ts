import { otherLocale, type Locale } from '../../domain/text.ts';

/** Text for the reader; `lang` only where it could not be had in the reader's language. */
export type Told = { text: string; lang?: string };

/** A field that may be missing altogether or in one of the languages: notes are often in English only. */
export function told<F extends string>(
	record: Partial<Record<`${F}_${Locale}`, string | null | undefined>>,
	field: F,
	locale: Locale
): Told | undefined {
	const own = record[`${field}_${locale}`];
	if (own) return { text: own };
	const other = record[`${field}_${otherLocale(locale)}`];
	return other ? { text: other, lang: otherLocale(locale) } : undefined;
}
