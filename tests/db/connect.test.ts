import { expect, inject, test } from 'vitest';
import { isMigrated } from '../../src/lib/server/db/migrate.ts';
import { openTestDatabase } from '../harness/database.ts';

test('a fresh database is migrated, runs on the engine of this project, and closes', async () => {
	const { db, engine, close } = await openTestDatabase();
	try {
		expect(engine).toBe(inject('engine'));
		expect(await isMigrated(db)).toBe(true);
	} finally {
		await close();
	}
});
