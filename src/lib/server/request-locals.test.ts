import { expect, test } from 'vitest';
import { holdsRequest } from '../../../tests/harness/held.ts';
import { outsideRequest } from './request-locals.ts';

test('a promise that is kept lets its request go', async () => {
	const kept: Promise<number>[] = [];
	const later = () => new Promise<number>((resolve) => setTimeout(resolve, 1, 7));
	expect(await holdsRequest(() => (kept[0] = later()))).toBe(true);
	expect(await holdsRequest(() => (kept[1] = outsideRequest(later())))).toBe(false);
	expect(await Promise.all(kept)).toEqual([7, 7]);
});

test('what fails, fails outside as well', async () => {
	await expect(outsideRequest(Promise.reject(new Error('away')))).rejects.toThrow('away');
});
