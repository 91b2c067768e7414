import { sql } from 'drizzle-orm';
import { addCounts, crossTally, type CrossCount } from '../domain/cross-count.ts';
import { coverageTally } from '../domain/coverage-steps.ts';
import type { CountedInstrument, LinkSurroundings } from '../domain/cross-tab.ts';
import { dateFields } from '../domain/law.ts';
import { indexTerms } from '../domain/vocabulary.ts';
import type { Db } from './db/connect.ts';
import { addCoverageSteps, deleteCoverageSteps } from './queries/coverage-steps.ts';
import {
	deleteCrossCounts,
	hasCrossCounts,
	listCountedInstruments,
	listCountedProposals,
	listCrossCounts,
	listProposalIds,
	listProposalsLinkedTo,
	saveCrossCounts
} from './queries/cross-counts.ts';
import { listTerms } from './queries/vocabularies.ts';
import type { RecordSet } from './records.ts';

const countedAtOnce = 1000;
type Tally = { cross: ReturnType<typeof crossTally>; coverage: ReturnType<typeof coverageTally> };
const newTally = (): Tally => ({ cross: crossTally(), coverage: coverageTally() });

/**
 * Keeps what the cross-tab and the coverage matrix sum up right while records are written: what the proposals they touch counted
 * for before is taken off, what they count for afterwards is added. Not by triggers, which would see one row at a time and could
 * not tell when a proposal is whole. Writers must come one after the other: see `oneWriter`.
 */
export async function summariseWhile(db: Db, records: RecordSet, write: () => Promise<void>): Promise<void> {
	// Of an empty table everything is counted once, at the end; a first load pays nothing per record.
	if (!(await hasCrossCounts(db))) {
		await write();
		return summariseAll(db);
	}
	const before = await surroundings(db);
	const listed = records.instrument.filter(({ id, ...instrument }) => {
		const known = before.instruments.get(id);
		return known && countedOf(known) !== countedOf(instrument);
	});
	const touched = [
		...new Set([
			...records.proposal.map(({ id }) => id),
			...records.link.map(({ id }) => id),
			...(await listProposalsLinkedTo(
				db,
				listed.map(({ id }) => id)
			))
		])
	];
	const tally = newTally();
	await tallyUp(db, tally, touched, before, -1);
	await write();
	const isFramed = records.instrument.length + records.vocabulary.length > 0;
	const after = isFramed ? await surroundings(db) : before;
	// Places moved to other groups: every link there counts for another one.
	if (groupsOf(before) !== groupsOf(after)) {
		await deleteSummaries(db);
		return summariseAll(db);
	}
	await tallyUp(db, tally, touched, after, 1);
	await addUp(db, tally);
}

/** Fills the summaries where a database has none: it was restored, or comes from a version that had none. */
export async function fillSummaries(db: Db): Promise<void> {
	if (await hasCrossCounts(db)) return;
	await db.transaction(async (tx) => {
		await oneWriter(tx);
		if (!(await hasCrossCounts(tx))) await summariseAll(tx);
	});
}

/** Waits until no other transaction writes records: what they sum up is the difference between before and after. */
export async function oneWriter(db: Db): Promise<void> {
	await db.execute(sql`select pg_advisory_xact_lock(7215003)`);
}

async function deleteSummaries(db: Db): Promise<void> {
	await deleteCrossCounts(db);
	await deleteCoverageSteps(db);
}

async function summariseAll(db: Db): Promise<void> {
	const tally = newTally();
	await tallyUp(db, tally, await listProposalIds(db), await surroundings(db), 1);
	await addUp(db, tally);
}

async function tallyUp(
	db: Db,
	tally: Tally,
	ids: string[],
	around: LinkSurroundings,
	sign: 1 | -1
): Promise<void> {
	for (let start = 0; start < ids.length; start += countedAtOnce)
		for (const proposal of await listCountedProposals(
			db,
			ids.slice(start, start + countedAtOnce),
			around.instruments
		)) {
			tally.cross.add(proposal, around, sign);
			tally.coverage.add(proposal, around, sign);
		}
}

async function addUp(db: Db, tally: Tally): Promise<void> {
	await addCoverageSteps(db, tally.coverage.steps());
	const changes = tally.cross.counts();
	if (changes.length === 0) return;
	const keyOf = ({ level, rows, cols }: CrossCount) => `${level} ${rows} ${cols}`;
	const kept = new Map(
		(
			await listCrossCounts(
				db,
				changes.map(({ rows, cols }) => [rows, cols])
			)
		).map((count) => [keyOf(count), count.counts])
	);
	await saveCrossCounts(
		db,
		changes.map((change) => ({
			...change,
			counts: addCounts(kept.get(keyOf(change)) ?? [], change.counts)
		}))
	);
}

async function surroundings(db: Db): Promise<LinkSurroundings> {
	const [instruments, terms] = await Promise.all([listCountedInstruments(db), listTerms(db)]);
	return { instruments, terms: indexTerms(terms) };
}

/** All that is counted of an instrument and its provisions, as one text. */
const countedOf = (instrument: CountedInstrument) =>
	JSON.stringify([
		countedFields.map((field) => instrument[field] ?? null),
		instrument.provisions
			.map(({ number, verification, applicable_from }): [number, string, string | null] => [
				number,
				verification,
				applicable_from ?? null
			])
			.sort(([a], [b]) => a - b)
	]);
const countedFields = [
	'jurisdiction',
	'type',
	'force',
	'status',
	'verification',
	...dateFields,
	'checked_on'
] as const satisfies (keyof CountedInstrument)[];

const groupsOf = ({ terms }: LinkSurroundings) =>
	JSON.stringify(
		[...(terms.get('jurisdictions')?.values() ?? [])].map(({ code, group }) => [code, group]).sort()
	);
