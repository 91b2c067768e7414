import { error, fail } from '@sveltejs/kit';
import { Refusal, statusOf } from './refusal.ts';

/** For `load`: an act that is refused becomes the error page of its status. */
export async function orError<T>(act: Promise<T>): Promise<T> {
	try {
		return await act;
	} catch (refusal) {
		if (refusal instanceof Refusal) error(statusOf[refusal.why], refusal.message);
		throw refusal;
	}
}

/**
 * For form actions: a refused act becomes `{ refused, typed }` with its status, so that the page shows what was wrong
 * beside what was typed.
 */
export async function orFail<T, Typed>(act: Promise<T>, typed: Typed) {
	try {
		return { done: await act };
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const { why, message, problems } = refusal;
		return { failed: fail(statusOf[why], { refused: { why, message, problems }, typed }) };
	}
}
