import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSaver, type SaveAnswer } from './draft-saver.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const timing = { pauseMs: 1000, retryMs: [2000, 5000] };
const saved: SaveAnswer = { kind: 'saved', at: new Date(0) };

/** A saver whose server answers what the test says, when it says so. */
function withServer() {
	const waiting: { resolve(answer: SaveAnswer): void; reject(why: Error): void }[] = [];
	let sent = 0;
	const send = () => {
		sent++;
		return new Promise<SaveAnswer>((resolve, reject) => waiting.push({ resolve, reject }));
	};
	const saver = createSaver(send, () => 'broken', timing);
	return {
		saver,
		sent: () => sent,
		async answer(answer: SaveAnswer) {
			waiting.shift()!.resolve(answer);
			await vi.advanceTimersByTimeAsync(0);
		},
		async fail() {
			waiting.shift()!.reject(new SyntaxError('no answer of ours'));
			await vi.advanceTimersByTimeAsync(0);
		}
	};
}

test('saves once, a pause after the last letter', async () => {
	const { saver, sent, answer } = withServer();
	saver.touch();
	await vi.advanceTimersByTimeAsync(900);
	saver.touch();
	await vi.advanceTimersByTimeAsync(900);
	expect([sent(), saver.state]).toEqual([0, 'unsaved']);
	await vi.advanceTimersByTimeAsync(100);
	expect([sent(), saver.state]).toEqual([1, 'saving']);
	await answer(saved);
	expect([saver.state, saver.savedAt]).toEqual(['saved', new Date(0)]);
	await vi.advanceTimersByTimeAsync(60_000);
	expect(sent()).toBe(1);
});

test('never has two on their way, and sends what was typed meanwhile afterwards', async () => {
	const { saver, sent, answer } = withServer();
	saver.touch();
	await vi.advanceTimersByTimeAsync(1000);
	saver.touch();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(sent()).toBe(1);
	await answer(saved);
	expect([saver.state, saver.isClean]).toEqual(['unsaved', false]);
	await vi.advanceTimersByTimeAsync(1000);
	expect(sent()).toBe(2);
});

test('tries again by itself, more and more slowly, where nobody answers', async () => {
	const { saver, sent, answer } = withServer();
	saver.touch();
	await vi.advanceTimersByTimeAsync(1000);
	await answer({ kind: 'failed', why: 'offline' });
	expect([saver.state, saver.why]).toEqual(['failed', 'offline']);
	await vi.advanceTimersByTimeAsync(2000);
	await answer({ kind: 'failed', why: 'offline' });
	await vi.advanceTimersByTimeAsync(4900);
	expect(sent()).toBe(2);
	await vi.advanceTimersByTimeAsync(100);
	await answer(saved);
	expect([sent(), saver.state]).toEqual([3, 'saved']);
});

test('waits for something else to be typed where it was refused, and for good after a conflict', async () => {
	const { saver, sent, answer } = withServer();
	saver.touch();
	await vi.advanceTimersByTimeAsync(1000);
	await answer({ kind: 'refused', why: 'too long' });
	await vi.advanceTimersByTimeAsync(60_000);
	expect(sent()).toBe(1);
	saver.touch();
	await vi.advanceTimersByTimeAsync(1000);
	await answer({ kind: 'conflict' });
	saver.touch();
	await vi.advanceTimersByTimeAsync(60_000);
	expect([sent(), saver.state]).toEqual([2, 'conflict']);
	expect(await saver.flush()).toBe(false);
});

test('saves at once when asked to, after what is on its way', async () => {
	const { saver, sent, answer } = withServer();
	expect(await saver.flush()).toBe(true);
	expect(sent()).toBe(0);
	saver.touch();
	await vi.advanceTimersByTimeAsync(1000);
	saver.touch();
	const flushed = saver.flush();
	await answer(saved);
	await answer(saved);
	expect(await flushed).toBe(true);
	expect(sent()).toBe(2);
});

test('waits while something else sends, and goes on with what was typed meanwhile', async () => {
	const { saver, sent } = withServer();
	saver.pause();
	saver.touch();
	await vi.advanceTimersByTimeAsync(60_000);
	expect([sent(), saver.state]).toEqual([0, 'unsaved']);
	saver.resume();
	await vi.advanceTimersByTimeAsync(1000);
	expect(sent()).toBe(1);
});

test('sends once more when asked to, even if nothing was typed', async () => {
	const { saver, sent, answer } = withServer();
	const flushed = saver.flush(true);
	await answer(saved);
	expect(await flushed).toBe(true);
	expect(sent()).toBe(1);
});

test('tries again where an answer could not be read', async () => {
	const { saver, sent, answer, fail } = withServer();
	saver.touch();
	await vi.advanceTimersByTimeAsync(1000);
	await fail();
	expect([saver.state, saver.why]).toEqual(['failed', 'broken']);
	await vi.advanceTimersByTimeAsync(2000);
	await answer(saved);
	expect([sent(), saver.state]).toEqual([2, 'saved']);
});

test('tries again after something else was sent, but not what was refused', async () => {
	const { saver, sent, answer } = withServer();
	saver.touch();
	await vi.advanceTimersByTimeAsync(1000);
	await answer({ kind: 'failed', why: 'signed out' });
	saver.pause();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(sent()).toBe(1);
	saver.resume();
	await vi.advanceTimersByTimeAsync(1000);
	expect(sent()).toBe(2);
	await answer({ kind: 'refused', why: 'too long' });
	saver.pause();
	saver.resume();
	await vi.advanceTimersByTimeAsync(60_000);
	expect(sent()).toBe(2);
});
