import type { Locale } from '../../src/lib/domain/text.ts';
import { dateText } from '../../src/lib/i18n/date-words.ts';

/** What a file says, with its days as pages write them. */
export const withDaysInWords = (text: string, locale: Locale): string =>
	text.replace(/\d{4}-\d{2}-\d{2}/g, (day) => dateText(day, locale));
