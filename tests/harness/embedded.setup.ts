import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import type { TestProject } from 'vitest/node';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { templates } from './templates.ts';

/** Makes the templates as files that an engine in memory starts with: that takes a fraction of making it anew. */
export default async function setup(project: TestProject) {
	const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-templates-'));
	const client = await PGlite.create({ extensions: { pg_trgm } });
	for (const [name, fill] of templates) {
		await fill({ db: drizzle(client), engine: 'embedded' } as unknown as Connection);
		const dump = await client.dumpDataDir('none');
		await writeFile(join(folder, name), new Uint8Array(await dump.arrayBuffer()));
	}
	await client.close();
	project.provide('dumps', folder);
	return () => rm(folder, { recursive: true, force: true });
}
