import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../src/lib/server/db/connect.ts';
import { proposal, revision, search_entry } from '../../src/lib/server/db/schema.ts';
import { findRelease, saveRevisions } from '../../src/lib/server/queries/history.ts';
import { findProposal } from '../../src/lib/server/queries/proposals.ts';
import { checkSeed } from '../../src/lib/server/seed/check.ts';
import { seedTexts } from '../../src/lib/server/seed/export.ts';
import { loadSeed } from '../../src/lib/server/seed/load.ts';
import { readSeed, type SeedFiles } from '../../src/lib/server/seed/read.ts';
import { atlasSnapshot, type Snapshot } from '../../src/lib/server/views/snapshot.ts';
import { openTestDatabase, undone } from '../harness/database.ts';

let connection: Connection;
let seed: SeedFiles;
let snapshot: Snapshot;
const quiet = () => {};

beforeAll(async () => {
	seed = await readSeed('seed');
	connection = await openTestDatabase();
	await loadSeed(connection.db, seed, quiet);
	snapshot = await atlasSnapshot(connection.db);
});
afterAll(() => connection.close());

test('the data set is sound', () => {
	expect(checkSeed(seed)).toEqual([]);
});

test('loading and exporting gives the same bytes for every file', async () => {
	const texts = await seedTexts(connection.db);
	expect(texts.size).toBe(
		seed.vocabularies.length +
			seed.papers.length +
			seed.instruments.length +
			seed.proposals.length +
			seed.links.length +
			seed.matrices.length +
			1
	);
	for (const [path, text] of texts) expect(text, path).toBe(await readFile(join('seed', path), 'utf8'));
});

test('a second load changes nothing', async () => {
	const report = await loadSeed(connection.db, seed, quiet);
	expect(report).toMatchObject({ added: 0, changed: 0, kept: [] });
	const [{ revisions }] = await connection.db
		.select({ revisions: sql<number>`count(*)::int` })
		.from(revision);
	expect(revisions).toBe(report.unchanged);
});

test('a changed file becomes the next revision; a record edited in the app is kept and listed', async () => {
	await undone(connection.db, async (tx) => {
		const changed = structuredCloneSeed(seed);
		const [first, second] = changed.proposals;
		first.record.title_en = 'A better title';
		second.record.title_en = 'A title from the file';
		await saveRevisions(tx, [
			{
				kind: 'proposal',
				record: second.record.id,
				version: 2,
				author: 'ana',
				note: 'typo',
				data: { edited: true }
			}
		]);
		const report = await loadSeed(tx, changed, quiet);
		expect(report).toMatchObject({
			added: 0,
			changed: 1,
			kept: [{ kind: 'proposal', record: second.record.id }]
		});
		expect((await findProposal(tx, first.record.id))?.title_en).toBe('A better title');
		expect((await findProposal(tx, second.record.id))?.title_en).not.toBe('A title from the file');
	});
});

test('a load that fails in the middle leaves nothing behind', async () => {
	const broken = structuredCloneSeed(seed);
	broken.proposals[0].record.title_en = 'Half a load';
	broken.links[0].record.links![0].provision = 'no-such-act#1';
	broken.links[0].record.links![0].reason_en = 'changed';
	await expect(loadSeed(connection.db, broken, quiet)).rejects.toThrow();
	const [row] = await connection.db
		.select()
		.from(proposal)
		.where(sql`title_en = 'Half a load'`);
	expect(row).toBeUndefined();
});

test('everything can be searched for', async () => {
	const rows = await connection.db
		.select({ kind: search_entry.kind, count: sql<number>`count(*)::int` })
		.from(search_entry)
		.groupBy(search_entry.kind);
	expect(Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))).toEqual({
		proposal: 109,
		paper: 5,
		instrument: 160,
		provision: 520
	});
});

/** The totals the coders published with the data set, recounted from the database. */
describe('the coding arrived exactly:', () => {
	const specific = () => snapshot.proposals.filter(({ level }) => level === 'specific');
	const countBy = <T>(items: T[], key: (item: T) => string) => {
		const counts: Record<string, number> = {};
		for (const item of items) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
		return counts;
	};

	test('83 specific proposals and 26 umbrellas', () => {
		expect(countBy(snapshot.proposals, ({ level }) => level)).toEqual({ specific: 83, umbrella: 26 });
	});

	test('primary layers of specific proposals and umbrellas', () => {
		expect(countBy(specific(), ({ primary_layer }) => primary_layer)).toEqual({
			institution: 37,
			technology: 28,
			subject: 18
		});
		const umbrellas = snapshot.proposals.filter(({ level }) => level === 'umbrella');
		expect(countBy(umbrellas, ({ primary_layer }) => primary_layer)).toEqual({
			institution: 14,
			technology: 7,
			subject: 5
		});
	});

	test('involvement of each layer', () => {
		const involvement = (layer: 'institution' | 'technology' | 'subject') =>
			countBy(snapshot.proposals, (row) => row.layers[layer].involvement);
		expect(involvement('institution')).toEqual({ primary: 51, supporting: 28, none: 30 });
		expect(involvement('technology')).toEqual({ primary: 35, supporting: 31, none: 43 });
		expect(involvement('subject')).toEqual({ primary: 23, supporting: 20, none: 66 });
	});

	test('specific and umbrella proposals per paper that proposes them', () => {
		const per = (paper: string) => {
			const own = snapshot.proposals.filter((row) =>
				row.papers.some(({ id, proposing }) => proposing && id === paper)
			);
			return countBy(own, ({ level }) => level);
		};
		expect(per('000')).toEqual({ specific: 27, umbrella: 7 });
		expect(per('001')).toEqual({ specific: 27, umbrella: 13 });
		expect(per('002')).toEqual({ specific: 13, umbrella: 3 });
		expect(per('003')).toEqual({ specific: 4, umbrella: 1 });
		expect(per('004')).toEqual({ specific: 13, umbrella: 4 });
	});

	test('remedy types, main and secondary', () => {
		expect(countBy(snapshot.proposals, ({ remedy_type }) => remedy_type)).toEqual({
			'rights-definition': 10,
			'classification-status': 2,
			'labour-standard': 4,
			redistribution: 6,
			disclosure: 6,
			'audit-assessment': 4,
			'oversight-monitoring': 8,
			'participation-co-governance': 5,
			'collective-organisation': 8,
			'public-infrastructure': 5,
			'technical-redesign': 4,
			'identity-portability': 1,
			'platform-responsibility': 4,
			'education-literacy': 4,
			'subject-awakening': 5,
			'industry-innovation': 8,
			'international-cooperation': 7,
			'structural-transformation': 3,
			'systemic-coordination': 6,
			'value-orientation': 4,
			'theory-critique': 5
		});
		expect(
			snapshot.proposals.flatMap(({ secondary_remedy_types = [] }) => secondary_remedy_types)
		).toHaveLength(47);
	});

	test('modality', () => {
		expect(countBy(snapshot.proposals, ({ modality }) => modality)).toEqual({
			demand: 72,
			option: 18,
			'existing-instrument': 4,
			reported: 4,
			implied: 1,
			forecast: 8,
			exemplified: 1,
			goal: 1
		});
	});

	test('176 relations, 182 actors, 198 beneficiaries and 163 passages', () => {
		const sum = (count: (row: Snapshot['proposals'][number]) => number) =>
			snapshot.proposals.reduce((total, row) => total + count(row), 0);
		expect(sum(({ relations = [] }) => relations.length)).toBe(176);
		expect(sum(({ actors }) => actors.length)).toBe(182);
		expect(sum(({ beneficiaries }) => beneficiaries.length)).toBe(198);
		expect(sum(({ evidence }) => evidence.length)).toBe(163);
	});

	test('421 links by relation and 21 assessments', () => {
		expect(countBy(snapshot.links, ({ relation }) => relation)).toEqual({
			enacts: 9,
			'partly-enacts': 186,
			enables: 75,
			precedent: 128,
			conflicts: 14,
			'builds-on': 4,
			'models-on': 4,
			'warns-against': 1
		});
		expect(snapshot.assessments).toHaveLength(21);
	});

	test('the totals of the release', async () => {
		expect((await findRelease(connection.db))?.totals).toMatchObject({
			papers: 5,
			proposals: 109,
			proposals_specific: 83,
			relations: 176,
			evidence: 300,
			instruments: 160,
			provisions: 520,
			links: 421,
			assessments: 21
		});
	});
});

function structuredCloneSeed(files: SeedFiles): SeedFiles {
	const copy = <T>(list: { file: string; record: T; problem: never }[]) =>
		list.map((sourced) => ({ ...sourced, record: structuredClone(sourced.record) }));
	return {
		...files,
		proposals: copy(files.proposals as never) as never,
		links: copy(files.links as never) as never
	};
}
