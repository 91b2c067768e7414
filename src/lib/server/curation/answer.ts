import { error, fail } from '@sveltejs/kit';
import { inLanguage } from '../../i18n/complaints.ts';
import { getLocale } from '../../paraglide/runtime.js';
import { Refusal, statusOf } from './refusal.ts';

/** For `load`: an act that is refused becomes the error page of its status, in the reader's language. */
export async function orError<T>(act: Promise<T>): Promise<T> {
	try {
		return await act;
	} catch (refusal) {
		if (refusal instanceof Refusal) {
			const { message, lang } = inLanguage({ message: refusal.message }, getLocale());
			error(statusOf[refusal.why], { message, lang });
		}
		throw refusal;
	}
}

/**
 * For form actions: a refused act becomes `{ refused, typed }` with its status, so that the page shows what was wrong
 * beside what was typed, in the reader's language.
 */
export async function orFail<T, Typed>(act: Promise<T>, typed: Typed) {
	try {
		return { done: await act };
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const { why, message } = refusal;
		const locale = getLocale();
		const problems = refusal.problems.map((problem) => inLanguage(problem, locale));
		return {
			failed: fail(statusOf[why], { refused: { why, ...inLanguage({ message }, locale), problems }, typed })
		};
	}
}
