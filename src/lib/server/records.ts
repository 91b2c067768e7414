import type { z } from 'zod';
import { instrumentFile, type Instrument } from '../domain/instrument.ts';
import { linkFile, type LinkFile } from '../domain/link.ts';
import { matrixFile, type MatrixDefinition } from '../domain/matrix/definition.ts';
import { paperFile, type Paper } from '../domain/paper.ts';
import { proposalFile, type Proposal } from '../domain/proposal.ts';
import { isCurrent } from '../domain/standing.ts';
import { vocabularyFile, type Vocabulary } from '../domain/vocabulary.ts';
import { summariseWhile } from './summaries.ts';
import type { Db } from './db/connect.ts';
import type { RecordKind } from './db/schema.ts';
import { saveRevisions, type NewRevision } from './queries/history.ts';
import { saveCitations, saveInstruments } from './queries/instruments.ts';
import { saveLinkFiles } from './queries/links.ts';
import { saveMatrices } from './queries/matrices.ts';
import { savePapers } from './queries/papers.ts';
import { refreshProposalEntries } from './queries/proposal-entries.ts';
import { saveProposals } from './queries/proposals.ts';
import { deleteSearchEntries, saveSearchEntries } from './queries/search.ts';
import { saveVocabularies } from './queries/vocabularies.ts';
import { searchEntriesOf } from './seed/search-entries.ts';

/** A whole record of each kind, as its file, its form and its revision hold it. */
export type RecordOf = {
	vocabulary: Vocabulary;
	paper: Paper;
	instrument: Instrument;
	proposal: Proposal;
	link: LinkFile;
	matrix: MatrixDefinition;
};

/** What a record of each kind must be by itself; `checkSeed` says what it must be beside the others. */
export const recordSchemas: { [K in RecordKind]: z.ZodType<RecordOf[K]> } = {
	vocabulary: vocabularyFile,
	paper: paperFile,
	instrument: instrumentFile,
	proposal: proposalFile,
	link: linkFile,
	matrix: matrixFile
};

export type RecordSet = { [K in RecordKind]: RecordOf[K][] };

/** Writes whole records with their revisions and what the search finds of them. Call it in a transaction, after all checks. */
export async function saveRecords(db: Db, records: RecordSet, revisions: NewRevision[]): Promise<void> {
	await summariseWhile(db, records, () => writeRecords(db, records, revisions));
}

async function writeRecords(db: Db, records: RecordSet, revisions: NewRevision[]): Promise<void> {
	const { instrument, paper, proposal } = records;
	await saveVocabularies(db, records.vocabulary);
	await saveInstruments(db, instrument);
	await savePapers(db, paper);
	await saveCitations(db, instrument);
	await saveProposals(db, proposal);
	await saveLinkFiles(db, records.link);
	await saveMatrices(db, records.matrix);
	for (const kind of ['proposal', 'paper', 'instrument'] as const)
		await deleteSearchEntries(
			db,
			kind === 'instrument' ? ['instrument', 'provision'] : [kind],
			records[kind].map(({ id }) => id)
		);
	await saveSearchEntries(
		db,
		searchEntriesOf({
			papers: paper.filter(isCurrent),
			instruments: instrument.filter(isCurrent),
			proposals: proposal.filter(isCurrent)
		})
	);
	// Lists sort codes by their place in the vocabulary, which may be another one now.
	if (records.vocabulary.length > 0) await refreshProposalEntries(db);
	else if (proposal.length > 0)
		await refreshProposalEntries(
			db,
			proposal.map(({ id }) => id)
		);
	await saveRevisions(db, revisions);
}
