import * as m from '../../paraglide/messages.js';
import { Refusal } from '../curation/refusal.ts';

type Step = 'reading' | 'merging' | 'checking' | 'comparing' | 'saving' | 'writing';

/** How far an import is. Without a `total` nobody knows how long the step takes. */
export type Progress = { step: Step; done: number; total?: number };

/** Tells how far it is, and lets other requests have their turn. */
export type Report = (step: Step, done?: number, total?: number) => Promise<void>;

const turnMs = 25;
/** What this process works on, by id of the import. It is only told, never relied on: what is true stands in the database. */
const running = new Map<string, Progress>();

export const findProgress = (id: string): Progress | undefined => running.get(id);
export const listProgress = (): [string, Progress][] => [...running];

/**
 * Does a long act on an import, one at a time: two files of ten thousand rows would want the memory of both.
 * @throws Refusal `state` while another one runs
 */
export async function inProgress<T>(id: string, act: (report: Report) => Promise<T>): Promise<T> {
	if (running.size > 0) throw new Refusal('state', m.import_busy());
	running.set(id, { step: 'reading', done: 0 });
	let turn = performance.now();
	try {
		return await act(async (step, done = 0, total) => {
			running.set(id, { step, done, ...(total !== undefined && { total }) });
			if (performance.now() - turn < turnMs && done > 0) return;
			await new Promise((resolve) => setImmediate(resolve));
			turn = performance.now();
		});
	} finally {
		running.delete(id);
	}
}
