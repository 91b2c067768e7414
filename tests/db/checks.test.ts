import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	checkTogether,
	findProblems,
	listPresent,
	type Sound
} from '../../src/lib/server/curation/publish.ts';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { recordKinds, type RecordKind } from '../../src/lib/server/db/schema.ts';
import type { RecordSet } from '../../src/lib/server/records.ts';
import { openLoadedDatabase } from '../harness/database.ts';

/** The check of a change reads only the records it can speak of; it must say what the check of the whole set says. */
let connection: Connection;
let present: RecordSet;
beforeAll(async () => {
	connection = await openLoadedDatabase();
	present = await listPresent(connection.db);
});
afterAll(() => connection.close());

const left = { retired_on: '2026-01-01', retired_reason_en: 'x', retired_reason_zh: 'x' };
type Wrong = (record: Record<string, unknown>, turn: number) => Record<string, unknown>;
const other = (kind: 'proposal' | 'instrument', turn: number) =>
	present[kind][(turn * 7) % present[kind].length].id;

/** Ways to spoil a record that only the records around it can tell. */
const spoilt: [string, RecordKind[], Wrong][] = [
	['nothing', [...recordKinds], (record) => record],
	['withdrawn', ['proposal', 'instrument', 'paper'], (record) => ({ ...record, ...left })],
	[
		'merged',
		['proposal', 'instrument'],
		(record, turn) => ({
			...record,
			moved_to: other('provisions' in record ? 'instrument' : 'proposal', turn)
		})
	],
	['moved to nothing', ['proposal', 'instrument'], (record) => ({ ...record, moved_to: 'not-there' })],
	['without provisions', ['instrument'], (record) => ({ ...record, provisions: [] })],
	['repealed', ['instrument'], (record) => ({ ...record, force: 'repealed-or-ended' })],
	['without structure', ['paper'], (record) => ({ ...record, structure: [] })],
	['without terms', ['vocabulary'], (record) => ({ ...record, terms: [] })],
	[
		'a link to nothing',
		['link'],
		({ links, ...record }) => ({
			...record,
			links: ((links ?? []) as object[]).map((link, place) => ({
				...link,
				provision: `eu-dsa#${900 + place}`
			}))
		})
	],
	[
		'below a slip of the keyboard',
		['proposal'],
		(record) => above(record, 'broader', `${record.id as string}s`)
	],
	['below another', ['proposal'], (record, turn) => above(record, 'broader', other('proposal', turn))],
	['above another', ['proposal'], (record, turn) => above(record, 'narrower', other('proposal', turn))]
];
const above = (record: Record<string, unknown>, type: string, to: string) => ({
	...record,
	relations: [
		...((record.relations ?? []) as object[]),
		{ type, to, reason_en: 'x', reason_zh: 'x', basis: 'coder-inference', scope: 'overlapping' }
	]
});

const changesOf = ([, kinds, spoil]: (typeof spoilt)[number], every: number): Sound[] =>
	kinds.flatMap((kind) =>
		(present[kind] as { id: string }[])
			.filter((_, place) => place % every === 0)
			.map((record, turn) => ({ kind, record: spoil(record, turn) }) as unknown as Sound)
	);

test.each(spoilt.map((way): [string, (typeof spoilt)[number]] => [way[0], way]))(
	'of single records, %s',
	async (name, way) => {
		let told = 0;
		for (const change of changesOf(way, 41)) {
			const whole = checkTogether(present, [change]);
			expect((await findProblems(connection.db, [change]))[0], `${name} ${change.record.id}`).toEqual([
				...whole.own[0],
				...whole.elsewhere
			]);
			told += whole.own[0].length + whole.elsewhere.length;
		}
		expect(told > 0).toBe(name !== 'nothing');
	}
);

test.each([
	['of the highest', 'three-layer-coordination', 'narrower', 'livestream-data-title-mechanism'],
	['of the lowest', 'livestream-data-title-mechanism', 'broader', 'three-layer-coordination']
])('of a circle over four proposals, closed from the record %s', async (_, id, type, to) => {
	const record = above(
		present.proposal.find((proposal) => proposal.id === id)!,
		type,
		to
	);
	const found = (
		await findProblems(connection.db, [{ kind: 'proposal', record } as unknown as Sound])
	).flat();
	expect(found).toMatchObject([{ message: expect.stringMatching(/run in a circle: .* → .* → .* → .* → /) }]);
});

test('of several records at once', async () => {
	const changes = spoilt.flatMap((way) => changesOf(way, 23)).filter(({ kind }) => kind !== 'vocabulary');
	const once = [...new Map(changes.map((change) => [`${change.kind} ${change.record.id}`, change])).values()];
	const { own, elsewhere } = checkTogether(present, once);
	const found = await findProblems(connection.db, once);
	expect(found.flat()).toEqual([...own[0], ...elsewhere, ...own.slice(1).flat()]);
	expect(own.flat().length).toBeGreaterThan(10);
});
