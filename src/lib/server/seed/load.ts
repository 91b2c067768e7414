import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import { compareLatest, hasRevisions, saveRelease, type NewRevision } from '../queries/history.ts';
import { analyzeTables } from '../queries/totals.ts';
import { saveRecords, type RecordSet } from '../records.ts';
import { oneWriter } from '../summaries.ts';
import type { SeedFiles, Sourced } from './read.ts';

/** Author of revisions that come from files; any other author means the record was edited in the app. */
const seedAuthor = 'seed';

const comparedAtOnce = 1000;

export type LoadReport = {
	added: number;
	changed: number;
	unchanged: number;
	/** Records that differ from their file but were edited in the app: left as they are. */
	kept: { kind: RecordKind; record: string }[];
};

/**
 * Writes a checked data set in one transaction. Records already there and equal are not touched, so a second load
 * changes nothing; records somebody edited in the app are listed instead of overwritten.
 * @param progress called with a short line per step
 */
export async function loadSeed(
	db: Db,
	seed: SeedFiles,
	progress: (line: string) => void
): Promise<LoadReport> {
	return db.transaction(async (tx) => {
		await oneWriter(tx);
		const report: LoadReport = { added: 0, changed: 0, unchanged: 0, kept: [] };
		const revisions: NewRevision[] = [];
		// Where there is nothing yet no record is sent to be compared with it.
		const isFirst = !(await hasRevisions(tx));
		const note = seed.release ? `data set ${seed.release.record.version}` : 'data set';

		/** The records to write, with their revisions noted. */
		async function pick<T extends { id: string }>(kind: RecordKind, records: Sourced<T>[]): Promise<T[]> {
			const picked: T[] = [];
			for (let start = 0; start < records.length; start += comparedAtOnce) {
				const some = records.slice(start, start + comparedAtOnce).map(({ record }) => record);
				const known = isFirst
					? []
					: await compareLatest(
							tx,
							some.map((record) => ({ kind, record: record.id, data: record }))
						);
				const latest = new Map(known.map((row) => [row.record, row]));
				for (const record of some) {
					const before = latest.get(record.id);
					if (before?.same) report.unchanged++;
					else if (before && before.author !== seedAuthor) report.kept.push({ kind, record: record.id });
					else {
						report[before ? 'changed' : 'added']++;
						const version = (before?.version ?? 0) + 1;
						revisions.push({ kind, record: record.id, version, author: seedAuthor, note, data: record });
						picked.push(record);
					}
				}
			}
			return picked;
		}

		const records: RecordSet = {
			vocabulary: await pick('vocabulary', seed.vocabularies),
			instrument: await pick('instrument', seed.instruments),
			paper: await pick('paper', seed.papers),
			proposal: await pick('proposal', seed.proposals),
			link: await pick('link', seed.links),
			matrix: await pick('matrix', seed.matrices)
		};
		progress(
			`${seed.vocabularies.length} vocabularies, ${seed.instruments.length} instruments, ${seed.papers.length} papers, ${seed.proposals.length} proposals`
		);
		await saveRecords(tx, records, revisions);
		if (seed.release) await saveRelease(tx, seed.release.record);
		// Until the planner knows how much there is now, it reads whole tables.
		if (report.added + report.changed > comparedAtOnce) await analyzeTables(tx);
		progress(`${report.added} added, ${report.changed} changed, ${report.unchanged} unchanged`);
		return report;
	});
}
