import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import {
	codesOf,
	countedRecords,
	dimensionNames,
	everything,
	parseCrossView,
	recordsIn
} from '../../src/lib/domain/cross-tab.ts';
import type { Instrument } from '../../src/lib/domain/instrument.ts';
import type { Link, LinkFile } from '../../src/lib/domain/link.ts';
import type { Proposal } from '../../src/lib/domain/proposal.ts';
import { fillCrossCounts } from '../../src/lib/server/cross-counts.ts';
import { publishRecords } from '../../src/lib/server/curation/publish.ts';
import { Refusal } from '../../src/lib/server/curation/refusal.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { cross_count, type RecordKind } from '../../src/lib/server/db/schema.ts';
import { listLatestVersions } from '../../src/lib/server/queries/history.ts';
import { listInstruments } from '../../src/lib/server/queries/instruments.ts';
import { listLinkFiles } from '../../src/lib/server/queries/links.ts';
import { listProposals } from '../../src/lib/server/queries/proposals.ts';
import { listTerms, listVocabularies } from '../../src/lib/server/queries/vocabularies.ts';
import { saveRecords, type RecordSet } from '../../src/lib/server/records.ts';
import { loadSeed } from '../../src/lib/server/seed/load.ts';
import { readSeed } from '../../src/lib/server/seed/read.ts';
import { crossPage } from '../../src/lib/server/views/cross-tab.ts';
import { atlasSnapshot, currentPapers } from '../../src/lib/server/views/snapshot.ts';
import { openTestDatabase } from '../harness/database.ts';

let connection: Connection;
const none: RecordSet = { vocabulary: [], instrument: [], paper: [], proposal: [], link: [], matrix: [] };
const retired = { retired_on: '2026-01-01', retired_reason_en: 'Gone.', retired_reason_zh: '撤回。' };

beforeAll(async () => {
	connection = await openTestDatabase();
	await loadSeed(connection.db, await readSeed('seed'), () => {});
});
afterAll(() => connection.close());

type Edit = { kind: RecordKind; data: { id: string } };

/** As a curator would; what the rules of the data set refuse is written without asking them. */
async function write(db: Db, { kind, data }: Edit): Promise<void> {
	const [latest] = await listLatestVersions(db, [{ kind, record: data.id }]);
	try {
		await publishRecords(db, [{ kind, data, base_version: latest?.version ?? 0 }], {
			author: 'somebody',
			note: 'An edit.'
		});
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		await saveRecords(db, { ...none, [kind]: [data] }, []);
	}
}

/** Does something in a transaction that is undone afterwards. */
async function undone(run: (db: Db) => Promise<void>): Promise<void> {
	await connection.db
		.transaction(async (tx) => {
			await run(tx);
			tx.rollback();
		})
		.catch((error: Error) => {
			if (error.message !== 'Rollback') throw error;
		});
}

/** Any change of a proposal, of its links or of an instrument. */
async function edits(): Promise<fc.Arbitrary<Edit>> {
	const { db } = connection;
	const [terms, proposals, files, instruments] = await Promise.all([
		listTerms(db),
		listProposals(db),
		listLinkFiles(db),
		listInstruments(db)
	]);
	const codes = (vocabulary: string) =>
		fc.constantFrom(...terms.filter((term) => term.vocabulary === vocabulary).map(({ code }) => code));
	const provisions = instruments.flatMap(({ id, provisions }) =>
		provisions.map(({ number }) => `${id}#${number}`)
	);
	const proposal = fc
		.record({
			of: fc.constantFrom(...proposals),
			level: fc.constantFrom('specific' as const, 'umbrella' as const),
			remedy_type: codes('remedy_types'),
			modality: codes('modality'),
			actors: fc
				.uniqueArray(codes('actors'), { maxLength: 3 })
				.map((list) => list.map((code) => ({ code, basis: 'named' as const }))),
			obstacles: fc.uniqueArray(codes('obstacles'), { maxLength: 2 }),
			leaves: fc.constantFrom({}, {}, retired, { moved_to: proposals[0].id })
		})
		.map(({ of, leaves, ...changes }): { kind: RecordKind; data: Proposal } => ({
			kind: 'proposal',
			data: { ...of, ...changes, ...leaves }
		}));
	const link = fc
		.record({
			of: fc.constantFrom(...files),
			keep: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
			provision: fc.constantFrom(...provisions),
			confidence: fc.constantFrom('high' as const, 'low' as const),
			covers: fc.uniqueArray(codes('worker_groups'), { minLength: 1, maxLength: 3 }),
			relation: fc.constantFrom('enables' as const, 'precedent' as const, 'conflicts' as const),
			assessments: fc.boolean()
		})
		.map(({ of, keep, assessments, relation, ...changes }): { kind: RecordKind; data: LinkFile } => ({
			kind: 'link',
			data: {
				id: of.id,
				links: of.links
					?.filter((_, place) => keep[place % keep.length])
					.map((link, place): Link =>
						place === 0 && link.basis === 'coder'
							? { ...link, ...changes, relation, missing_en: undefined, missing_zh: undefined }
							: link
					),
				assessments: assessments ? of.assessments : undefined
			}
		}));
	const instrument = fc
		.record({
			of: fc.constantFrom(...instruments),
			jurisdiction: codes('jurisdictions'),
			status: codes('instrument_status'),
			type: codes('instrument_types'),
			in_force_from: fc.constantFrom('2015-05-01', '2031-01-01', '2024', undefined),
			verification: codes('provision_verification')
		})
		.map(({ of, verification, ...changes }): { kind: RecordKind; data: Instrument } => ({
			kind: 'instrument',
			data: {
				...of,
				...changes,
				provisions: of.provisions.map((entry, place) => (place === 0 ? { ...entry, verification } : entry))
			}
		}));
	return fc.oneof(proposal, link, link, instrument);
}
const numRuns = () => (inject('engine') === 'server' ? 6 : 3);

const views = fc
	.record({
		rows: fc.constantFrom(...dimensionNames),
		cols: fc.constantFrom(...dimensionNames),
		measure: fc.constantFrom('proposals', 'links'),
		level: fc.constantFrom('specific', 'all'),
		empty: fc.constantFrom('show', 'hide')
	})
	.map((view) => new URLSearchParams(view));

/** The same page computed from all records. */
async function countedAnew(db: Db, parameters: URLSearchParams) {
	const snapshot = await atlasSnapshot(db);
	const { view } = parseCrossView(parameters);
	const records = countedRecords(snapshot.proposals, view, snapshot);
	const count = (row: string, col: string) => {
		const found = recordsIn(records, row, col);
		return view.measure === 'links' ? found.length : new Set(found.map(({ proposal }) => proposal)).size;
	};
	const around = { terms: snapshot.terms, papers: currentPapers(snapshot).map(({ id }) => id) };
	const codes = (side: 'rows' | 'cols') =>
		codesOf(view[side], new Set(records.flatMap((record) => record[side])), view.empty, around);
	const shown = snapshot.proposals.filter(({ level }) => view.level === 'all' || level === 'specific');
	return {
		columns: codes('cols').map((code) => [code, count(everything, code)]),
		rows: codes('rows').map((code) => [
			code,
			...codes('cols').map((col) => count(code, col)),
			count(code, everything)
		]),
		total: count(everything, everything),
		without_link: records.some(({ link }) => link)
			? shown.length - new Set(records.map(({ proposal }) => proposal)).size
			: 0
	};
}

async function pageFigures(db: Db, parameters: URLSearchParams) {
	const { columns, rows, total, without_link } = await crossPage(db, parameters, 'en');
	return {
		columns: columns.map(({ code, total }) => [code, total]),
		rows: rows.map(({ code, counts, total }) => [code, ...counts, total]),
		total,
		without_link
	};
}

describe('the counts of the cross-tab', () => {
	const kept = (db: Db) =>
		db.select().from(cross_count).orderBy(cross_count.rows, cross_count.cols, cross_count.level);

	test(
		'are those that are counted from all records, for any two dimensions',
		{ timeout: 60_000 },
		async () => {
			await fc.assert(
				fc.asyncProperty(views, async (parameters) => {
					expect(await pageFigures(connection.db, parameters)).toEqual(
						await countedAnew(connection.db, parameters)
					);
				}),
				{ numRuns: 60 }
			);
		}
	);

	test('are right after any edits, the moment these are written', { timeout: 120_000 }, async () => {
		const edit = await edits();
		await fc.assert(
			fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), views, async (wanted, parameters) => {
				await undone(async (db) => {
					for (const one of wanted) await write(db, one);
					expect(await pageFigures(db, parameters)).toEqual(await countedAnew(db, parameters));
					const told = await kept(db);
					await db.delete(cross_count);
					await fillCrossCounts(db);
					const shown = (await kept(db)).map((row) => [row.rows, row.cols, row.level, row.counts]);
					expect(
						told
							.filter(({ counts }) => counts.length > 0)
							.map((row) => [row.rows, row.cols, row.level, row.counts])
					).toEqual(shown);
				});
			}),
			{ numRuns: numRuns() }
		);
	});

	test('follow a place that is moved to another group', async () => {
		const parameters = new URLSearchParams('cols=jurisdiction_group&rows=relation');
		const before = await pageFigures(connection.db, parameters);
		await undone(async (db) => {
			const vocabulary = (await listVocabularies(db)).find(({ id }) => id === 'jurisdictions')!;
			const moved = vocabulary.terms.map((term) =>
				term.code === 'CN' ? { ...term, group: 'european-union' } : term
			);
			await saveRecords(db, { ...none, vocabulary: [{ ...vocabulary, terms: moved }] }, []);
			const after = await pageFigures(db, parameters);
			expect(after).toEqual(await countedAnew(db, parameters));
			expect(after.columns).not.toEqual(before.columns);
		});
	});

	test(
		'an open cell lists the proposals it counts, whatever its dimensions',
		{ timeout: 120_000 },
		async () => {
			for (const name of dimensionNames) {
				const plain = new URLSearchParams({ rows: name, cols: 'jurisdiction_group', level: 'all' });
				const { rows } = await crossPage(connection.db, plain, 'en');
				for (const { code, total } of rows.slice(-2)) {
					const { drawer } = await crossPage(
						connection.db,
						new URLSearchParams([...plain, ['cell', `${code}:${everything}`]]),
						'en'
					);
					expect([drawer!.count, drawer!.proposals.length], `${name} ${code}`).toEqual([total, total]);
					expect(drawer!.proposals.every(({ links }) => links.length > 0)).toBe(true);
				}
			}
		}
	);
});
