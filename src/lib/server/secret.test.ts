import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecret } from './secret.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'atlas-secret-'));
});
afterEach(() => rm(folder, { recursive: true }));
const read = () => readSecret({ ATLAS_DATA_DIR: folder });

test('a secret is made once, for its owner alone, also by several that start together', async () => {
	const [first, ...others] = await Promise.all([read(), read(), read()]);
	expect(first.length).toBeGreaterThanOrEqual(32);
	expect(new Set([...others, await read()])).toEqual(new Set([first]));
	expect(await readdir(folder)).toEqual(['auth-secret']);
	expect((await stat(join(folder, 'auth-secret'))).mode & 0o777).toBe(0o600);
});

test('a file that was cut off is never taken for a secret', async () => {
	for (const rest of ['', 'half']) {
		await writeFile(join(folder, 'auth-secret'), rest);
		await expect(read()).rejects.toThrow(/holds no secret: it was cut off/);
	}
});

test('a secret that is too short is refused', async () => {
	await expect(readSecret({ AUTH_SECRET: 'short' })).rejects.toThrow(/at least 32 characters/);
});
