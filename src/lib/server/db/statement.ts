import { DatabaseUnavailable, isPassing } from './unavailable.ts';

/** What is told of each statement, for metrics and for the log of slow ones. */
export type Statement = {
	/** With `$1` in the place of each value. */
	text: string;
	/** Waiting for a free connection included. */
	ms: number;
	outcome: 'done' | 'refused' | 'unavailable';
};

/** Whether a statement changes no data, as far as its first word tells. */
export const isSelect = (text: string): boolean => /^\s*select\b/i.test(text);

export type Told = (statement: Statement) => void;

/** Asks one statement, tells how that went, and gives errors that pass by themselves their common name. */
export async function tellOf<T>(told: Told, text: string, ask: () => PromiseLike<T>): Promise<T> {
	const started = performance.now();
	let outcome: Statement['outcome'] = 'refused';
	try {
		const answer = await ask();
		outcome = 'done';
		return answer;
	} catch (error) {
		const named = nameFailure(error);
		if (named instanceof DatabaseUnavailable) outcome = 'unavailable';
		throw named;
	} finally {
		told({ text, ms: performance.now() - started, outcome });
	}
}

/** The error itself, or `DatabaseUnavailable` where asking again later may help. */
function nameFailure(error: unknown): unknown {
	if (error instanceof DatabaseUnavailable || !isPassing(error)) return error;
	return new DatabaseUnavailable((error as Error).message, { cause: error });
}
