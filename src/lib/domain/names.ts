import type { Instrument } from './instrument.ts';
import type { Paper } from './paper.ts';
import { inLocale, otherLocale, type Locale } from './text.ts';

export type NamedPaper = Pick<Paper, 'id' | 'bibliography' | 'working_label_en' | 'working_label_zh'>;

/** A paper's title in the reader's language; `ours` when the paper's own title is not known and the label is the editors'. */
export function paperTitle(paper: NamedPaper, locale: Locale): { text: string; ours: boolean } {
	const own = (language: Locale) => paper.bibliography[`title_${language}`]?.value as string | undefined;
	const title = own(locale);
	if (title) return { text: title, ours: false };
	if (paper.working_label_en || paper.working_label_zh)
		return { text: inLocale(paper, 'working_label', locale), ours: true };
	return { text: own(otherLocale(locale)) ?? paper.id, ours: false };
}

/** `Wang 2026` as far as known, else `Paper 002`: how a passage names its paper. */
export function paperShortName(paper: NamedPaper, locale: Locale): string {
	const authors =
		paper.bibliography[`authors_${locale}`] ?? paper.bibliography.authors_zh ?? paper.bibliography.authors_en;
	if (!authors) return locale === 'zh' ? `论文 ${paper.id}` : `Paper ${paper.id}`;
	const names = Array.isArray(authors.value) ? authors.value : [authors.value];
	const families = names.map((name) =>
		/^[\x20-\x7e]+$/.test(name) ? (name.split(' ').at(-1) ?? name) : name
	);
	const year = String(paper.bibliography.published?.value ?? '').slice(0, 4);
	const people =
		families.length > 2
			? `${families[0]} ${locale === 'zh' ? '等' : 'et al.'}`
			: families.join(locale === 'zh' ? '、' : ' & ');
	return [people, year].filter(Boolean).join(' ');
}

/** `§4.2 ¶3`, the paper's own numbering. */
export function locatorText(place: { section: string; paragraph: number; page?: string }): string {
	const section = /^\d/.test(place.section) ? `§${place.section}` : place.section;
	return `${section} ¶${place.paragraph}${place.page ? `, p. ${place.page}` : ''}`;
}

/**
 * A Chinese reader gets the law's own words where they are Chinese, every other reader the English ones. Views that can be frozen
 * say it so: in a slice other words would be other cells.
 */
export function provisionName(
	instrument: Pick<Instrument, 'original_language'>,
	provision: { ref: string; ref_en: string },
	locale: Locale
): string {
	return locale === 'zh' && instrument.original_language === 'zh' ? provision.ref : provision.ref_en;
}
