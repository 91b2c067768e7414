import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { outsideRequest, requestLocals } from './request-locals.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Whether the request is still held when only the promise is. */
async function holdsRequest(keep: (promise: Promise<number>) => Promise<number>): Promise<boolean> {
	let held: WeakRef<App.Locals>;
	const kept = (() => {
		const request = {} as App.Locals;
		held = new WeakRef(request);
		return requestLocals.run(request, () => keep(new Promise((resolve) => setTimeout(resolve, 1, 7))));
	})();
	expect(await kept).toBe(7);
	await new Promise((resolve) => setTimeout(resolve, 10));
	collect();
	const holds = held!.deref() !== undefined;
	expect(await kept).toBe(7);
	return holds;
}

test('a promise that is kept lets its request go', async () => {
	expect(await holdsRequest((promise) => promise)).toBe(true);
	expect(await holdsRequest(outsideRequest)).toBe(false);
});

test('what fails, fails outside as well', async () => {
	await expect(outsideRequest(Promise.reject(new Error('away')))).rejects.toThrow('away');
});
