import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Db } from '../../src/lib/server/db/connect.ts';
import { openDatabase } from '../../src/lib/server/open.ts';
import type { createPeople } from '../fixtures/people.ts';
import { startApp, type App } from './app.ts';

/** A data folder with the data set and the people of the tests, for an application of its own; the caller removes it. */
export async function copyData(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-app-'));
	await cp(inject('app_data'), folder, { recursive: true });
	return folder;
}

/**
 * Starts an application whose data folder somebody has written to first, for tests that would be in the way of the others.
 * @param prepare what it is to hold besides data set and people; its answer is given back as `prepared`
 */
export async function startAppWith<T>(
	prepare: (db: Db, people: Awaited<ReturnType<typeof createPeople>>) => Promise<T>
): Promise<App & { prepared: T }> {
	const folder = await copyData();
	const { db, close } = await openDatabase({ ATLAS_DATA_DIR: folder }, () => {});
	const prepared = await prepare(db, inject('people'));
	await close();
	const app = await startApp({ ATLAS_DATA_DIR: folder });
	return {
		...app,
		prepared,
		async stop(signal) {
			const code = await app.stop(signal);
			await rm(folder, { recursive: true, force: true });
			return code;
		}
	};
}
