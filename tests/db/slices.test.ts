import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { slice, slice_rate, slice_salt } from '../../src/lib/server/db/schema.ts';
import { findRelease, saveRevisions } from '../../src/lib/server/queries/history.ts';
import { findProposal, saveProposals } from '../../src/lib/server/queries/proposals.ts';
import { findSlice } from '../../src/lib/server/queries/slices.ts';
import { countChanges, sliceIdPattern } from '../../src/lib/domain/slice.ts';
import {
	changesSince,
	freezeView,
	hashContent,
	slicePage,
	slicesPerHour
} from '../../src/lib/server/views/slice.ts';
import { openLoadedDatabase } from '../harness/database.ts';

let connection: Connection;
beforeAll(async () => {
	connection = await openLoadedDatabase();
});
afterAll(() => connection.close());

const now = new Date('2026-11-21T10:15:00Z');
const today = '2026-11-21';

async function freeze(path: string, query = '', client = 'reader', at = now): Promise<string> {
	const frozen = await freezeView(connection.db, path, query, client, at);
	if (!('id' in frozen)) throw new Error(`refused: ${JSON.stringify(frozen)}`);
	return frozen.id;
}

/** The words of the rule that refused, wherever the driver and drizzle put them. */
async function refusal(write: () => Promise<unknown>): Promise<string> {
	try {
		await write();
		return 'accepted';
	} catch (error) {
		return String(((error as { cause?: unknown }).cause ?? error) as Error);
	}
}

describe('a frozen slice', () => {
	test('holds the view in both languages, its filters in words, the data version and the licence', async () => {
		const id = await freeze('/matrix/layers', '?remedy=audit-assessment&sort=title');
		expect(id).toMatch(sliceIdPattern);
		const stored = (await findSlice(connection.db, id))!;
		const release = await findRelease(connection.db);
		expect(stored).toMatchObject({
			release: release!.version,
			content: { path: '/matrix/layers', query: '?sort=title&remedy=audit-assessment', licence: 'CC-BY-4.0' }
		});
		expect(stored.content.en.filters).toContain('Remedy type: Audit / assessment');
		expect(stored.content.zh.filters.join()).toMatch(/[\u4e00-\u9fff]/);
		// The same rows; by title each language has its own order.
		const ids = (locale: 'en' | 'zh') => stored.content[locale].sheet.rows.map((row) => row.id);
		expect(ids('en').sort()).toEqual(ids('zh').sort());
		expect(stored.content.en.sources.map(({ href }) => href)).toContain('/papers/001');
	});

	test('still has its hash after the database has held it', async () => {
		const stored = (await findSlice(connection.db, await freeze('/matrix/papers')))!;
		expect(hashContent(stored.content).toString('hex')).toBe(stored.content_hash);
	});

	test('is the same for the same view of the same data, however the address was written', async () => {
		const first = await freeze('/matrix/layers', '?modality=demand&level=all', 'a');
		expect(await freeze('/matrix/layers', 'level=all&modality=demand&view=table&utm_source=x', 'b')).toBe(
			first
		);
		const either = await freeze('/matrix/layers', '?remedy=disclosure,audit-assessment', 'a');
		expect(await freeze('/matrix/layers', '?remedy=audit-assessment,disclosure', 'b')).toBe(either);
		expect(await freeze('/matrix/layers', '?modality=demand', 'a')).not.toBe(first);
	});

	test('of the coverage matrix has its day pinned', async () => {
		const { content } = (await findSlice(connection.db, await freeze('/matrix/coverage', '?rows=all')))!;
		expect(content.query).toMatch(/as_of=\d{4}-\d{2}-\d{2}/);
		const at = new Date('2027-05-05T00:00:00Z');
		const [row] = await connection.db
			.select()
			.from(slice)
			.where(eq(slice.id, await freeze('/matrix/coverage', '?rows=all')));
		expect(countChanges((await changesSince(connection.db, row, 'en', at.toISOString().slice(0, 10)))!)).toBe(
			0
		);
	});

	test.each([
		['/compare', '?ids=digital-union-system,external-audit-of-platform-algorithms'],
		['/compare', '?regulations=eu-dsa,eu-platform-work-directive&differs=1'],
		['/trace', '?jurisdiction=CN'],
		['/matrix/cross-tab', '?rows=layer&cols=paper']
	])('can be made of %s%s, and says that nothing has changed', async (path, query) => {
		const id = await freeze(path, query);
		const page = (await slicePage(connection.db, id, 'zh', today))!;
		expect(page.view.path).toBe(path);
		expect(page.view.sheet.rows.length).toBeGreaterThan(2);
		expect(page.view.sources.length).toBeGreaterThan(1);
		expect(countChanges(page.changes!)).toBe(0);
		expect(await freeze(path, `${page.view.query}&utm_source=x`)).toBe(id);
	});

	test.each([
		['/compare', '?ids=digital-union-system,external-audit-of-platform-algorithms'],
		['/trace', '?jurisdiction=EU']
	])('of %s has its day pinned, so that later law is no change of the data', async (path, query) => {
		const [row] = await connection.db
			.select()
			.from(slice)
			.where(eq(slice.id, await freeze(path, query)));
		expect(row.content.query).toContain(`as_of=${today}`);
		expect(row.content.en.filters).toContain(`Day: ${today}`);
		expect(countChanges((await changesSince(connection.db, row, 'en', '2029-05-05'))!)).toBe(0);
	});

	test('is the same for a trace whatever its picture and its page', async () => {
		const id = await freeze('/trace', '?jurisdiction=CN,EU&level=all');
		expect(await freeze('/trace', '?level=all&jurisdiction=EU,CN&colour=relation&expand=regulations')).toBe(
			id
		);
	});

	test('of a comparison tells columns apart by their order', async () => {
		const [a, b] = ['digital-union-system', 'external-audit-of-platform-algorithms'];
		expect(await freeze('/compare', `?ids=${a},${b}`)).not.toBe(await freeze('/compare', `?ids=${b},${a}`));
	});

	test('whose record is gone still says what else has changed, one whose filter is gone does not', async () => {
		const frozen = async (path: string, query: string, lost: string) => {
			const row = (await findSlice(connection.db, await freeze(path, query)))!;
			return { ...row, content: { ...row.content, query: row.content.query + lost } };
		};
		const compared = await frozen(
			'/compare',
			'?ids=digital-union-system,external-audit-of-platform-algorithms',
			'&ids=once-there'
		);
		expect(countChanges((await changesSince(connection.db, compared, 'en', today))!)).toBe(0);
		const matrix = await frozen('/matrix/layers', '?level=all', '&remedy=once-there');
		expect(await changesSince(connection.db, matrix, 'en', today)).toBeUndefined();
	});

	test('of a view without rows is a slice too', async () => {
		const { content } = (await findSlice(connection.db, await freeze('/matrix/layers', '?q=zebra')))!;
		expect(content.en.sheet.rows).toEqual([]);
	});

	test('cannot be changed, deleted or swept away', async () => {
		const id = await freeze('/matrix/subject');
		const { db } = connection;
		expect(await refusal(() => db.update(slice).set({ release: '9' }).where(eq(slice.id, id)))).toContain(
			'slices never change: UPDATE'
		);
		expect(await refusal(() => db.delete(slice).where(eq(slice.id, id)))).toContain(
			'slices never change: DELETE'
		);
		expect(await refusal(() => db.execute(sql`truncate slice`))).toContain('slices never change: TRUNCATE');
	});
});

describe('nothing is frozen', () => {
	test.each([
		['/matrix/beauty', '', []],
		['/proposals/audit', '', []],
		['/matrix/layers', '?remedy=magic', [{ name: 'remedy', value: 'magic' }]],
		['/matrix/coverage', '?as_of=2023-02-30', [{ name: 'as_of', value: '2023-02-30' }]],
		['/trace', '?jurisdiction=XX', [{ name: 'jurisdiction', value: 'XX' }]],
		['/compare', '', [{ name: 'ids', value: '', said: 'no record is named; name two to six' }]],
		[
			'/compare',
			'?ids=digital-union-system,no-such-thing',
			[{ name: 'ids', value: 'no-such-thing', said: 'There is no record “no-such-thing”.', gone: true }]
		]
	])('at %s%s', async (path, query, dropped) => {
		expect(await freezeView(connection.db, path, query, 'reader', now)).toEqual({
			refused: 'address',
			dropped
		});
	});
});

describe('the limit', () => {
	test('holds back a client who makes new slices, not one who finds old ones, and not another client', async () => {
		const at = new Date('2026-11-22T10:00:00Z');
		const queries = Array.from({ length: slicesPerHour + 1 }, (_, index) => `?q=limit${index}`);
		for (const query of queries.slice(0, slicesPerHour))
			await freeze('/matrix/institution', query, '203.0.113.7', at);
		const again = (query: string, client: string, when = at) =>
			freezeView(connection.db, '/matrix/institution', query, client, when);
		const last = queries.at(-1)!;
		expect(await again(last, '203.0.113.7')).toEqual({ refused: 'rate' });
		expect(await again(queries[0], '203.0.113.7')).toHaveProperty('id');
		expect(await again('?q=other', '203.0.113.8')).toHaveProperty('id');
		expect(await again(last, '203.0.113.7', new Date('2026-11-22T11:00:00Z'))).toHaveProperty('id');
	}, 120_000);

	test('keeps no address, and no salt from which one could be found on a later day', async () => {
		await freeze('/matrix/technology', '?q=salt', '198.51.100.9', new Date('2026-11-23T00:30:00Z'));
		const rates = await connection.db.select().from(slice_rate);
		expect(rates).toHaveLength(1);
		expect(rates[0].client).toMatch(/^[0-9a-f]{64}$/);
		const salts = await connection.db.select().from(slice_salt);
		expect(salts.map(({ day }) => day)).toEqual(['2026-11-23']);
	});
});

test('after an edit the slice stands as it was and names the cells that changed since', async () => {
	const { db } = connection;
	const id = await freeze('/matrix/technology', '', 'editor', new Date('2026-11-24T09:00:00Z'));
	const compared = await freeze(
		'/compare',
		'?ids=external-audit-of-platform-algorithms,digital-union-system'
	);
	const traced = await freeze('/trace', '?proposal=external-audit-of-platform-algorithms');
	const before = (await slicePage(db, id, 'en', today))!;
	expect(countChanges(before.changes!)).toBe(0);
	const audit = (await findProposal(db, 'external-audit-of-platform-algorithms'))!;
	const edited = { ...audit, title_en: 'Independent audit', actors: audit.actors.slice(0, 1) };
	await db.transaction(async (tx) => {
		await saveProposals(tx, [edited]);
		await saveRevisions(tx, [
			{
				kind: 'proposal',
				record: audit.id,
				version: 2,
				author: 'curator',
				note: 'a better name',
				data: edited
			}
		]);
	});
	const after = (await slicePage(db, id, 'en', today))!;
	expect(after.view).toEqual(before.view);
	expect(after.changes!.cells).toContainEqual(
		expect.objectContaining({ row: audit.id, before: audit.title_en, after: 'Independent audit' })
	);
	const fresh = await freeze('/matrix/technology', '', 'editor', new Date('2026-11-24T09:00:00Z'));
	expect(fresh).not.toBe(id);

	const told = (await slicePage(db, compared, 'en', today))!.changes!;
	expect(told.cells).toEqual([
		expect.objectContaining({
			row: 'actors',
			title: 'Who must act',
			before: expect.stringMatching(/^State regulator.*\nPlatform company/),
			after: ''
		})
	]);
	expect(told.columns_renamed).toEqual([{ before: audit.title_en, after: 'Independent audit' }]);
	expect((await slicePage(db, traced, 'en', today))!.changes!.cells).toContainEqual(
		expect.objectContaining({ column: 'Proposal', before: audit.title_en, after: 'Independent audit' })
	);
});
