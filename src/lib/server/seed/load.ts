import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import { listLatestRevisions, saveRelease, type NewRevision } from '../queries/history.ts';
import { saveRecords, type RecordSet } from '../records.ts';
import type { SeedFiles, Sourced } from './read.ts';

/** Author of revisions that come from files; any other author means the record was edited in the app. */
const seedAuthor = 'seed';

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
		const latest = new Map(
			(await listLatestRevisions(tx)).map((row) => [
				`${row.kind} ${row.record}`,
				{ ...row, text: stableText(row.data) }
			])
		);
		const report: LoadReport = { added: 0, changed: 0, unchanged: 0, kept: [] };
		const revisions: NewRevision[] = [];

		/** The records to write, with their revisions noted. */
		function pick<T extends { id: string }>(kind: RecordKind, records: Sourced<T>[]): T[] {
			return records.flatMap(({ record }) => {
				const known = latest.get(`${kind} ${record.id}`);
				if (known && known.text === stableText(record)) {
					report.unchanged++;
					return [];
				}
				if (known && known.author !== seedAuthor) {
					report.kept.push({ kind, record: record.id });
					return [];
				}
				if (known) report.changed++;
				else report.added++;
				revisions.push({
					kind,
					record: record.id,
					version: (known?.version ?? 0) + 1,
					author: seedAuthor,
					note: seed.release ? `data set ${seed.release.record.version}` : 'data set',
					data: record
				});
				return [record];
			});
		}

		const records: RecordSet = {
			vocabulary: pick('vocabulary', seed.vocabularies),
			instrument: pick('instrument', seed.instruments),
			paper: pick('paper', seed.papers),
			proposal: pick('proposal', seed.proposals),
			link: pick('link', seed.links),
			matrix: pick('matrix', seed.matrices)
		};
		progress(
			`${seed.vocabularies.length} vocabularies, ${seed.instruments.length} instruments, ${seed.papers.length} papers, ${seed.proposals.length} proposals`
		);
		await saveRecords(tx, records, revisions);
		if (seed.release) await saveRelease(tx, seed.release.record);
		progress(`${report.added} added, ${report.changed} changed, ${report.unchanged} unchanged`);
		return report;
	});
}

/** JSON with sorted keys and without absent values, so that equal records have equal text. */
function stableText(value: unknown): string {
	return JSON.stringify(value, (_, inner) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
}
