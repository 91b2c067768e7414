import { unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { currentPackage, packageOffer } from '../../src/lib/server/package/current.ts';
import { readPackage } from '../../src/lib/server/package/read.ts';
import { writePackage } from '../../src/lib/server/package/write.ts';
import { findRelease, saveRelease, saveRevisions } from '../../src/lib/server/queries/history.ts';
import { listMatrices } from '../../src/lib/server/queries/matrices.ts';
import { checkSeed } from '../../src/lib/server/seed/check.ts';
import { seedTexts } from '../../src/lib/server/seed/export.ts';
import { loadSeed } from '../../src/lib/server/seed/load.ts';
import { describeProblem } from '../../src/lib/server/seed/read.ts';
import { setMostInPage, usualMostInPage } from '../../src/lib/server/views/matrix.ts';
import { bytesOf, difficultSeed, readFiles } from '../fixtures/package.ts';
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
afterEach(() => setMostInPage(usualMostInPage));

test('package → empty database → package gives the same bytes in every form, but for the moment', async () => {
	const made = await writePackage(first.db);
	expect(Math.abs(Date.now() - made.created.getTime())).toBeLessThan(300_000);
	const written = await readFiles(made);

	const seed = readPackage(bytesOf(written, 'atlas.zip'));
	expect(checkSeed(seed).map(describeProblem)).toEqual([]);
	await loadSeed(second.db, seed, quiet);

	const again = await readFiles(await writePackage(second.db));
	const dated = /^datapackage\.json$|\.zip$/;
	const files = [...written.downloads, ...written.parts].filter(({ name }) => !dated.test(name));
	expect(files.length).toBeGreaterThan(20);
	for (const { name, bytes, sha256 } of files) {
		const other = [...again.downloads, ...again.parts].find((file) => file.name === name)!;
		expect(other.sha256, name).toBe(sha256);
		expect(Buffer.compare(other.bytes, bytes), name).toBe(0);
	}
	for (const archive of ['atlas.zip', 'atlas.jsonl.zip']) {
		const [before, after] = [written, again].map((all) => unzipSync(bytesOf(all, archive)));
		expect(Object.keys(after)).toEqual(Object.keys(before));
		for (const [name, bytes] of Object.entries(after))
			if (!dated.test(name)) expect(Buffer.compare(bytes, before[name]), name).toBe(0);
	}
	// The files of curators say the same: the package leaves nothing of a record behind.
	expect(await seedTexts(second.db)).toEqual(await seedTexts(first.db));
}, 120_000);

test('the package is written once for all who ask, and again when something was published', async () => {
	setMostInPage(20);
	expect((await packageOffer(first.db)).downloads.map(({ size }) => size)).toEqual(Array(3).fill(undefined));
	const [made, ...others] = await Promise.all(Array.from({ length: 50 }, () => currentPackage(first.db)));
	// By identity: a comparison that fails would walk through all bytes.
	expect(others.every((other) => other === made)).toBe(true);
	const offer = await packageOffer(first.db);
	expect(offer.rows).toBe(made.rows);
	expect(offer.downloads).toEqual(
		made.downloads.map(({ name, size, sha256 }) => expect.objectContaining({ name, size, sha256 }))
	);

	const reader = made.downloads[0].pieces();
	let read = (await reader.next()).value!.length;
	await saveRevisions(first.db, [
		{
			kind: 'matrix',
			record: 'layers',
			version: 2,
			author: 'ana',
			note: 'words',
			data: (await listMatrices(first.db)).find(({ id }) => id === 'layers')!
		}
	]);
	// What was written is of another state now: a page does not tell of it, and does not wait either.
	expect((await packageOffer(first.db)).rows).toBeUndefined();
	setMostInPage(usualMostInPage);
	const [next, same] = await Promise.all([currentPackage(first.db), currentPackage(first.db)]);
	expect([next === made, next === same]).toEqual([false, true]);
	// Of few proposals it waits.
	expect((await packageOffer(first.db)).rows).toBe(next.rows);
	expect(next.created.getTime()).toBeGreaterThan(made.created.getTime());
	// Who was reading the old one reads it to its end; after that it is gone.
	for await (const piece of reader) read += piece.length;
	expect(read).toBe(made.downloads[0].size);
	await expect(made.downloads[0].pieces().next()).rejects.toThrow();
	const { released_on, licence, totals } = (await findRelease(first.db))!;
	await saveRelease(first.db, { version: '9.0.0', released_on, licence, totals });
	const released = await currentPackage(first.db);
	expect([next.version, released.version]).toEqual([expect.not.stringContaining('9.0.0'), '9.0.0']);
	expect((await packageOffer(first.db)).rows).toBe(released.rows);
	await released.close();
}, 120_000);

test('a package that could not be written is tried again by the next who asks', async () => {
	const { db } = second;
	const transaction = vi.spyOn(db, 'transaction').mockRejectedValueOnce(new Error('no room'));
	const asked = await Promise.allSettled([currentPackage(db), currentPackage(db)]);
	expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	transaction.mockRestore();
	const made = await currentPackage(db);
	expect(made.rows).toBeGreaterThan(1000);
	await made.close();
}, 120_000);
