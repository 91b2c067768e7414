/** What became of one attempt to save. */
export type SaveAnswer =
	| { kind: 'saved'; at: Date }
	/** It was saved elsewhere meanwhile: somebody has to choose. */
	| { kind: 'conflict' }
	/** Asking again is of no use until something else is typed. */
	| { kind: 'refused'; why: string }
	/** Nobody answered, or the server could not: it is tried again. */
	| { kind: 'failed'; why: string };

/** `unsaved`: typed and not yet sent. */
type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict';

type Timing = { pauseMs: number; retryMs: readonly number[] };

/**
 * Saves while somebody types: a pause after the last letter, never two at once, again by itself where the server did not
 * answer, and not at all any more after a conflict.
 * @param send takes what is typed at the moment it is called; where it throws, that counts as no answer
 * @param broken what to say then
 */
export function createSaver(
	send: () => Promise<SaveAnswer>,
	broken: () => string,
	{ pauseMs, retryMs }: Timing = { pauseMs: 1200, retryMs: [2_000, 5_000, 15_000, 30_000] }
) {
	let state: SaveState = $state('saved');
	let savedAt: Date | undefined = $state();
	let why = $state('');
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running: Promise<void> | undefined;
	/** Attempts without an answer since the last that had one. */
	let failures = 0;
	/** Typed while a save was on its way. */
	let again = false;
	let paused = false;

	function plan(ms: number) {
		clearTimeout(timer);
		timer = setTimeout(() => void run(), ms);
	}

	function run(): Promise<void> {
		clearTimeout(timer);
		running ??= attempt().finally(() => (running = undefined));
		return running;
	}

	async function attempt() {
		state = 'saving';
		again = false;
		const answer = await send().catch((): SaveAnswer => ({ kind: 'failed', why: broken() }));
		if (answer.kind === 'saved') {
			failures = 0;
			savedAt = answer.at;
			state = again ? 'unsaved' : 'saved';
			if (again) plan(pauseMs);
			return;
		}
		if (answer.kind === 'conflict') {
			state = 'conflict';
			return;
		}
		state = 'failed';
		why = answer.why;
		if (answer.kind === 'failed') plan(retryMs[Math.min(failures++, retryMs.length - 1)]);
		else failures = 0;
	}

	return {
		get state() {
			return state;
		},
		/** When the server last took it; undefined where it has not in this window. */
		get savedAt() {
			return savedAt;
		},
		/** Why the last attempt failed. */
		get why() {
			return why;
		},
		get isClean() {
			return state === 'saved';
		},
		/** Something was typed. */
		touch() {
			if (state === 'conflict') return;
			if (running) {
				again = true;
				return;
			}
			state = 'unsaved';
			if (!paused) plan(pauseMs);
		},
		/**
		 * Saves at once what is not saved; true where everything is.
		 * @param anyway sends even if nothing was typed
		 */
		async flush(anyway = false): Promise<boolean> {
			while (running) await running;
			if (state === 'unsaved' || state === 'failed' || (anyway && state === 'saved')) await run();
			return state === 'saved';
		},
		/** While another way of sending is under way nothing is saved; `resume` goes on with what is not saved by then. */
		pause() {
			paused = true;
			clearTimeout(timer);
		},
		resume() {
			paused = false;
			if (state === 'unsaved' || (state === 'failed' && failures > 0)) plan(pauseMs);
		}
	};
}
