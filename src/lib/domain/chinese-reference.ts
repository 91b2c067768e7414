import type { Instrument } from './instrument.ts';
import { provisionName } from './names.ts';
import type { Locale } from './text.ts';

/** Numbers as references have them: `22`, `5a`, `13(2)(f), 14(2)(g)`, `12-13`, `47-bis`, `291-A`, `1.2`. */
const numbers = String.raw`\d+[a-z]?(?:[-.]\w+)*(?:\(\w+\))*(?:-\(\w+\))?`;
const listed = `${numbers}(?:(?:, | to )${numbers})*`;

/** Signs of what is numbered, and how Chinese writes it around the numbers. */
const plain: [sign: string, before: string, after: string][] = [
	[`arts?\\.|articles?`, '第', '条'],
	[`ss?\\.|sections?|§§?`, '第', '条'],
	[`recitals?`, '序言第', '段'],
	[`chapter`, '第', '章'],
	[`paras?\\.`, '第', '段'],
	[`principle`, '原则', '']
];
const patterns = plain.map(
	([sign, before, after]) => [new RegExp(`^(?:${sign}) (${listed})$`, 'i'), before, after] as const
);
const part = /^part ([IVXLC]+|\d+)$/i;
const item = new RegExp(`^art\\. (${numbers}), items? (${numbers})$`, 'i');
const schedulePart = /^sch\. (\d+) part (\d+)$/i;
const whole = /^(?:whole act|(?:act|convention|treaty|recommendation|proposal) as a whole)$/i;
const annex = /^annex ([IVXLC]+|\d+)(?: points? (\d+(?:-\d+)?))?$/i;

/**
 * A plain English reference to foreign law as Chinese writes it: `Art. 22(1)` is 第22(1)条. What is below an article stays in its
 * parentheses, since only the law says whether that is 款 or 项, and so do hyphens, which may name a number or a range. Undefined
 * for all that says more.
 */
export function chineseReference(reference: string): string | undefined {
	for (const [pattern, before, after] of patterns) {
		const found = pattern.exec(reference)?.[1];
		if (found) return before + found.replaceAll(', ', '、').replaceAll(' to ', '至') + after;
	}
	const inPart = part.exec(reference);
	if (inPart) return `第${inPart[1]}部分`;
	const inItem = item.exec(reference);
	if (inItem) return `第${inItem[1]}条第${inItem[2]}项`;
	const inSchedule = schedulePart.exec(reference);
	if (inSchedule) return `附表${inSchedule[1]}第${inSchedule[2]}部分`;
	if (whole.test(reference)) return '全文';
	const inAnnex = annex.exec(reference);
	return inAnnex ? `附件${inAnnex[1]}${inAnnex[2] ? `第${inAnnex[2]}点` : ''}` : undefined;
}

/** A reference as a reader of the language writes it, where that is certain. */
export const referenceIn = (locale: Locale, reference: string): string =>
	(locale === 'zh' ? chineseReference(reference) : undefined) ?? reference;

/** What a page calls a provision: for readers of Chinese as `provisionName`, and plain references to foreign law in Chinese. */
export const provisionTitle = (
	instrument: Pick<Instrument, 'original_language'>,
	provision: { ref: string; ref_en: string },
	locale: Locale
): string => referenceIn(locale, provisionName(instrument, provision, locale));
