import type { Locale } from '../../domain/text.ts';
import { labelOf, type Terms } from '../../domain/vocabulary.ts';
import { comma } from '../../i18n/punctuation.ts';

/** Jurisdictions and groups of them by name, as one line. */
export function placeNames(codes: readonly string[], terms: Terms, locale: Locale): string {
	return codes
		.map((code) =>
			labelOf(
				terms,
				terms.get('jurisdictions')?.has(code) ? 'jurisdictions' : 'jurisdiction_groups',
				code,
				locale
			)
		)
		.join(comma(locale));
}
