import { amount } from '../../domain/amount.ts';
import * as m from '../../paraglide/messages.js';

/** How many records a search found, or that these are the first ones. */
export const foundWords = (count: number, words: string, limit: number): string =>
	count === 0
		? m.form_attach_found_none({ words })
		: count === limit
			? m.form_attach_found_first({ count: amount(count), words })
			: m.form_attach_found({ count: amount(count), words });
