import type { Connection } from '../../src/lib/server/db/connect.ts';
import { migrate } from '../../src/lib/server/db/migrate.ts';
import { loadSeed } from '../../src/lib/server/seed/load.ts';
import { readSeed } from '../../src/lib/server/seed/read.ts';

/** What the database of a test can be a copy of. Each is made once, before the tests of its engine. */
export type TemplateName = 'empty' | 'loaded';

/** The templates in the order in which they are made, each out of the one before it. */
export const templates: [TemplateName, (before: Connection) => Promise<unknown>][] = [
	['empty', migrate],
	['loaded', async ({ db }) => loadSeed(db, await readSeed('seed'), () => {})]
];
