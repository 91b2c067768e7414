import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue } from '../../src/lib/domain/api/catalogue.ts';
import { openContext, resources } from '../../src/lib/server/api/resources.ts';
import { dataState } from '../../src/lib/server/data-state.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { keep, keptBody } from '../../src/lib/server/kept-answers.ts';
import { provisionCounts } from '../../src/lib/server/views/counts.ts';
import { facetsUnder } from '../../src/lib/server/views/proposal-list.ts';
import { atlasFrame, snapshotAround } from '../../src/lib/server/views/snapshot.ts';
import { openLoadedDatabase } from '../harness/database.ts';
import { holdsRequest } from '../harness/held.ts';

let connection: Connection;
beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

const keepers: Record<string, (db: Db) => Promise<unknown>> = {
	'what is read once': (db) => atlasFrame(db),
	'what stands around a proposal': (db) => snapshotAround(db, 'algorithm-filing-system'),
	'counts of proposals': async (db) =>
		facetsUnder(db, await dataState(db), { facets: [], words: [], level: 'all' }),
	'counts of provisions': provisionCounts,
	'counts of links': async (db) => {
		const context = await openContext(db, 'links', {}, 'https://atlas.test', '2026-11-21');
		const given = new URLSearchParams();
		return resources.links.page({ filters: {}, given, sort: [...catalogue.links.order], limit: 5 }, context);
	}
};

/** The same database, of which nothing is kept yet. */
const anew = () => Object.create(connection.db) as Db;

test.each(Object.entries(keepers))('%s lets go of the request that asked for it first', async (_, ask) => {
	const asked = anew();
	// A connection holds the request that opened it, and the last for which it was asked something.
	const others = () => Promise.all([...Array.from({ length: 10 }, anew).map(ask), dataState(asked)]);
	await others();
	expect(await holdsRequest(() => ask(asked), others)).toBe(false);
});

test('what an answer is packed to lets go of the request that asked for it first', async () => {
	const long = new Response('worth packing '.repeat(100));
	await keep('tag', long, new Request('https://atlas.test'));
	expect(await holdsRequest(() => keptBody('tag', 'gzip'))).toBe(false);
});
