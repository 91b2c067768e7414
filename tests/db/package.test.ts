import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { currentPackage } from '../../src/lib/server/package/current.ts';
import { readPackage } from '../../src/lib/server/package/read.ts';
import { listRecords, writePackage } from '../../src/lib/server/package/write.ts';
import { saveRevisions } from '../../src/lib/server/queries/history.ts';
import { checkSeed } from '../../src/lib/server/seed/check.ts';
import { seedTexts } from '../../src/lib/server/seed/export.ts';
import { loadSeed } from '../../src/lib/server/seed/load.ts';
import { describeProblem } from '../../src/lib/server/seed/read.ts';
import { bytesOf, difficultSeed, noon } from '../fixtures/package.ts';
import { openTestDatabase } from '../harness/database.ts';

let first: Connection;
let second: Connection;
const quiet = () => {};

beforeAll(async () => {
	first = await openTestDatabase();
	second = await openTestDatabase();
	await loadSeed(first.db, await difficultSeed(), quiet);
});
afterAll(() => Promise.all([first.close(), second.close()]));

test('package → empty database → package gives the same bytes in every form, but for the moment', async () => {
	const { records, created } = await listRecords(first.db);
	expect(Math.abs(Date.now() - created.getTime())).toBeLessThan(300_000);
	const written = await writePackage(records, noon);

	const seed = readPackage(bytesOf(written, 'atlas.zip'));
	expect(checkSeed(seed).map(describeProblem)).toEqual([]);
	await loadSeed(second.db, seed, quiet);

	const again = await writePackage((await listRecords(second.db)).records, noon);
	const files = [...written.downloads, ...written.parts];
	for (const [index, { name, bytes, sha256 }] of [...again.downloads, ...again.parts].entries()) {
		expect(name).toBe(files[index].name);
		expect(sha256, name).toBe(files[index].sha256);
		expect(Buffer.compare(bytes, files[index].bytes), name).toBe(0);
	}
	// The files of curators say the same: the package leaves nothing of a record behind.
	expect(await seedTexts(second.db)).toEqual(await seedTexts(first.db));
}, 120_000);

test('the package is written once for all who ask, and again when something was published', async () => {
	const [made, ...others] = await Promise.all(Array.from({ length: 50 }, () => currentPackage(first.db)));
	// By identity: a comparison that fails would walk through all bytes.
	expect(others.every((other) => other === made)).toBe(true);
	const { records } = await listRecords(first.db);
	await saveRevisions(first.db, [
		{
			kind: 'matrix',
			record: 'layers',
			version: 2,
			author: 'ana',
			note: 'words',
			data: records.matrices.find(({ id }) => id === 'layers')!
		}
	]);
	const next = await currentPackage(first.db);
	expect(next === made).toBe(false);
	expect(next.created.getTime()).toBeGreaterThan(made.created.getTime());
}, 120_000);
