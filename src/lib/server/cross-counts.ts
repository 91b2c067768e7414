import { addCounts, crossTally, type CrossCount } from '../domain/cross-count.ts';
import type { CountedInstrument, LinkSurroundings } from '../domain/cross-tab.ts';
import { indexTerms } from '../domain/vocabulary.ts';
import type { Db } from './db/connect.ts';
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
type Tally = ReturnType<typeof crossTally>;

/**
 * Keeps the counts of the cross-tab right while records are written: what the proposals they touch counted for before is taken off,
 * what they count for afterwards is added. Not by triggers, which would see one row at a time and could not tell when a proposal is
 * whole. Writers must come one after the other.
 */
export async function countWhile(db: Db, records: RecordSet, write: () => Promise<void>): Promise<void> {
	// Of an empty table everything is counted once, at the end; a first load pays nothing per record.
	if (!(await hasCrossCounts(db))) {
		await write();
		return countAll(db);
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
	const tally = crossTally();
	await tallyUp(db, tally, touched, before, -1);
	await write();
	const isFramed = records.instrument.length + records.vocabulary.length > 0;
	const after = isFramed ? await surroundings(db) : before;
	// Places moved to other groups: every link there counts for another one.
	if (groupsOf(before) !== groupsOf(after)) {
		await deleteCrossCounts(db);
		return countAll(db);
	}
	await tallyUp(db, tally, touched, after, 1);
	await addUp(db, tally.counts());
}

/** Fills the counts where a database has none: it was restored, or comes from a version that did not count. */
export async function fillCrossCounts(db: Db): Promise<void> {
	if (!(await hasCrossCounts(db))) await countAll(db);
}

async function countAll(db: Db): Promise<void> {
	const tally = crossTally();
	await tallyUp(db, tally, await listProposalIds(db), await surroundings(db), 1);
	await addUp(db, tally.counts());
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
		))
			tally.add(proposal, around, sign);
}

async function addUp(db: Db, changes: CrossCount[]): Promise<void> {
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

const countedOf = ({ jurisdiction, type, force, status, verification, provisions }: CountedInstrument) =>
	JSON.stringify([
		...[jurisdiction, type, force, status, verification],
		provisions
			.map((provision): [number, string] => [provision.number, provision.verification])
			.sort(([a], [b]) => a - b)
	]);

const groupsOf = ({ terms }: LinkSurroundings) =>
	JSON.stringify(
		[...(terms.get('jurisdictions')?.values() ?? [])].map(({ code, group }) => [code, group]).sort()
	);
