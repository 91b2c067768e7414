import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import {
	link as linkTable,
	proposal_layer,
	provision,
	revision,
	term
} from '../../src/lib/server/db/schema.ts';
import { saveInstruments } from '../../src/lib/server/queries/instruments.ts';
import { saveLinkFiles } from '../../src/lib/server/queries/links.ts';
import { savePapers } from '../../src/lib/server/queries/papers.ts';
import { listProposals, saveProposals } from '../../src/lib/server/queries/proposals.ts';
import { saveVocabularies } from '../../src/lib/server/queries/vocabularies.ts';
import { instrument, link, paper, proposal, vocabularies } from '../fixtures/records.ts';
import { openTestDatabase } from '../harness/database.ts';

let connection: Connection;
let db: Db;

beforeAll(async () => {
	connection = await openTestDatabase();
	db = connection.db;
	await saveVocabularies(db, vocabularies);
	await saveInstruments(db, [instrument]);
	await savePapers(db, [paper]);
	await db.transaction((tx) => saveProposals(tx, [proposal('sound')]));
});
afterAll(() => connection.close());

/** The name of the rule that refused, wherever the driver and drizzle put it. */
async function refusal(write: (tx: Db) => Promise<unknown>): Promise<string> {
	try {
		await db.transaction(async (tx) => {
			await write(tx);
		});
		return 'accepted';
	} catch (error) {
		const cause = (error as { cause?: unknown }).cause ?? error;
		const { constraint, constraint_name, message, code } = cause as Record<string, string>;
		return constraint ?? constraint_name ?? `${code} ${message}`;
	}
}

describe('the database refuses', () => {
	test('a proposal without a primary layer', async () => {
		const layers = proposal('x').layers;
		const none = { ...layers, technology: { ...layers.technology, involvement: 'supporting' as const } };
		expect(await refusal((tx) => saveProposals(tx, [proposal('no-primary', { layers: none })]))).toBe(
			'proposal_is_whole'
		);
	});

	test('a proposal with two primary layers', async () => {
		const layers = proposal('x').layers;
		const two = { ...layers, institution: { ...layers.institution, involvement: 'primary' as const } };
		expect(await refusal((tx) => saveProposals(tx, [proposal('two-primary', { layers: two })]))).toBe(
			'proposal_layer_one_primary'
		);
	});

	test('a proposal that loses one of its three layers', async () => {
		expect(await refusal((tx) => tx.delete(proposal_layer).where(sql`layer = 'subject'`))).toBe(
			'proposal_is_whole'
		);
	});

	test('a proposal without evidence', async () => {
		expect(await refusal((tx) => saveProposals(tx, [proposal('no-evidence', { evidence: [] })]))).toBe(
			'proposal_is_whole'
		);
	});

	test('an involvement without a reason', async () => {
		const layers = proposal('x').layers;
		const mute = { ...layers, subject: { ...layers.subject, reason_en: '' } };
		expect(await refusal((tx) => saveProposals(tx, [proposal('mute', { layers: mute })]))).toBe(
			'proposal_layer_has_reason'
		);
	});

	test('a code that is in no vocabulary, alone or in a list', async () => {
		expect(await refusal((tx) => saveProposals(tx, [proposal('odd', { remedy_type: 'magic' })]))).toMatch(
			/remedy_type/
		);
		expect(await refusal((tx) => saveProposals(tx, [proposal('odd', { obstacles: ['gravity'] })]))).toMatch(
			/proposal_code/
		);
	});

	test('a term that records still use', async () => {
		expect(await refusal((tx) => tx.delete(term).where(sql`code = 'audit-assessment'`))).toMatch(
			/remedy_type/
		);
	});

	test('evidence in a paper that is not there', async () => {
		const evidence = [{ ...proposal('x').evidence[0], paper: '999' }];
		expect(await refusal((tx) => saveProposals(tx, [proposal('lost', { evidence })]))).toMatch(
			/proposal_evidence_paper/
		);
	});

	test('a relation of a proposal to itself, one without a reason, and the same twice', async () => {
		const relation = {
			type: 'supports',
			reason_en: 'So.',
			reason_zh: '因此。',
			basis: 'paper-stated',
			scope: 'within-paper'
		} as const;
		expect(
			await refusal((tx) =>
				saveProposals(tx, [proposal('self', { relations: [{ ...relation, to: 'self' }] })])
			)
		).toBe('proposal_relation_to_another');
		expect(
			await refusal((tx) =>
				saveProposals(tx, [proposal('mute', { relations: [{ ...relation, to: 'sound', reason_zh: '' }] })])
			)
		).toBe('proposal_relation_has_reason');
		const once = { ...relation, to: 'sound' };
		expect(await refusal((tx) => saveProposals(tx, [proposal('twice', { relations: [once, once] })]))).toBe(
			'proposal_relation_once'
		);
	});

	test('a link without a reason', async () => {
		expect(
			await refusal((tx) => saveLinkFiles(tx, [{ id: 'sound', links: [link('sound', { reason_en: '' })] }]))
		).toBe('link_has_reason');
	});

	test('a link the paper states without the passage', async () => {
		const cited = link('sound', { basis: 'paper', relation: 'models-on' });
		expect(await refusal((tx) => saveLinkFiles(tx, [{ id: 'sound', links: [cited] }]))).toBe(
			'link_paper_has_evidence'
		);
	});

	test('a relation that does not belong to the basis', async () => {
		const mixed = link('sound', { relation: 'models-on' });
		expect(await refusal((tx) => saveLinkFiles(tx, [{ id: 'sound', links: [mixed] }]))).toBe(
			'link_relation_of_basis'
		);
	});

	test('partly-enacts that does not say what is missing', async () => {
		const partly = link('sound', { relation: 'partly-enacts' });
		expect(await refusal((tx) => saveLinkFiles(tx, [{ id: 'sound', links: [partly] }]))).toBe(
			'link_partly_says_what_is_missing'
		);
	});

	test('a link to a provision that is not there, and the removal of a provision that is linked', async () => {
		const lost = link('sound', { provision: 'eu-test-act#9' });
		expect(await refusal((tx) => saveLinkFiles(tx, [{ id: 'sound', links: [lost] }]))).toMatch(
			/link_instrument_provision/
		);
		expect(
			await refusal(async (tx) => {
				await saveLinkFiles(tx, [{ id: 'sound', links: [link('sound')] }]);
				await tx.delete(provision);
			})
		).toMatch(/link_instrument_provision/);
	});

	test('repealed law as enacting', async () => {
		expect(
			await refusal(async (tx) => {
				await saveInstruments(tx, [
					{ ...instrument, id: 'eu-old-act', force: 'repealed-or-ended', status: 'repealed' }
				]);
				await saveLinkFiles(tx, [{ id: 'sound', links: [link('sound', { provision: 'eu-old-act#1' })] }]);
			})
		).toBe('link_within_force');
	});

	test('an assessment without a day', async () => {
		const assessment = {
			jurisdiction: 'EU',
			finding: 'nothing-found',
			as_of: 'lately',
			scope: 'jurisdiction',
			strength: 'explicit-note',
			reason_en: 'Looked.',
			reason_zh: '查过。'
		};
		expect(await refusal((tx) => saveLinkFiles(tx, [{ id: 'sound', assessments: [assessment] }]))).toBe(
			'assessment_is_dated'
		);
	});

	test('any change to a revision', async () => {
		const first = {
			kind: 'proposal',
			record: 'sound',
			version: 1,
			author: 'seed',
			note: 'test',
			data: {}
		} as const;
		await db.insert(revision).values(first);
		for (const write of [
			(tx: Db) => tx.update(revision).set({ note: 'other' }),
			(tx: Db) => tx.delete(revision),
			(tx: Db) => tx.execute(sql`truncate revision`)
		])
			expect(await refusal(write)).toMatch(/append-only/);
		expect(await refusal((tx) => tx.insert(revision).values(first))).toBe('revision_once');
	});
});

test('what was refused left nothing behind', async () => {
	expect((await listProposals(db)).map(({ id }) => id)).toEqual(['sound']);
	expect(await db.select().from(linkTable)).toEqual([]);
});

test('a proposal reads back as it was saved', async () => {
	const [read] = await listProposals(db, ['sound']);
	expect(JSON.parse(JSON.stringify(read))).toEqual(proposal('sound'));
});
