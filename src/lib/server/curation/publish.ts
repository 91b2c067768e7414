import type { z } from 'zod';
import { referenceOf, valuesAt, type Referenced } from '../../domain/coded-fields.ts';
import type { Db } from '../db/connect.ts';
import { recordKinds, type RecordKind } from '../db/schema.ts';
import { listLatestVersions } from '../queries/history.ts';
import { listInstruments } from '../queries/instruments.ts';
import { listLinkFiles } from '../queries/links.ts';
import { listMatrices } from '../queries/matrices.ts';
import { listPapers } from '../queries/papers.ts';
import { listProposals, listProposalsAbove, listProposalsNaming } from '../queries/proposals.ts';
import { listProposalsLike } from '../queries/proposal-entries.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { oneWriter } from '../summaries.ts';
import { recordSchemas, saveRecords, type RecordOf, type RecordSet } from '../records.ts';
import { checkSeed } from '../seed/check.ts';
import type { Sourced } from '../seed/read.ts';
import { problemsIn, Refusal, type FieldProblem } from './refusal.ts';

/** A record as somebody wants it, with the version it was written on top of (0: there was none). */
export type Change = { kind: RecordKind; base_version: number; data: unknown };

/** A record that its schema has read. */
export type Sound = { [K in RecordKind]: { kind: K; record: RecordOf[K] } }[RecordKind];

/** What is wrong with a record by itself; the record as its schema reads it where nothing is. */
export function parseRecord(
	kind: RecordKind,
	data: unknown
): { record: Sound } | { problems: FieldProblem[] } {
	const parsed = (recordSchemas[kind] as z.ZodType).safeParse(data, { reportInput: true });
	if (parsed.success) return { record: { kind, record: parsed.data } as Sound };
	return { problems: problemsIn(parsed.error) };
}

/** The data set as it is published, without what is only told about it. */
export const listPresent = async (db: Db): Promise<RecordSet> => ({
	vocabulary: await listVocabularies(db),
	paper: await listPapers(db),
	instrument: await listInstruments(db),
	proposal: await listProposals(db),
	link: await listLinkFiles(db),
	matrix: await listMatrices(db)
});

/**
 * What of the data set the check of some changes can speak of: a few proposals, however many there are, unless a vocabulary
 * changes, which any record may rest on.
 */
async function listAround(
	db: Db,
	changes: Sound[]
): Promise<{
	present: RecordSet;
	/** Proposals that these name and that are there, but need not be read. */
	beyond: Set<string>;
}> {
	if (changes.some(({ kind }) => kind === 'vocabulary'))
		return { present: await listPresent(db), beyond: new Set() };
	const named = (wanted: Referenced) =>
		changes.flatMap(({ kind, record }) =>
			Object.entries(referenceOf[kind])
				.filter(([, to]) => to === wanted)
				.flatMap(([pattern]) => valuesAt(record, pattern).map(({ value }) => value as string))
		);
	const idsOf = (wanted: RecordKind) =>
		changes.filter(({ kind }) => kind === wanted).map(({ record }) => record.id);
	const moved = changes.flatMap(({ kind, record }) =>
		kind === 'proposal' && record.moved_to ? [record.moved_to] : []
	);
	const changed = [...new Set([...idsOf('proposal'), ...idsOf('link'), ...named('proposal'), ...moved])];
	const [naming, above, near] = await Promise.all([
		listProposalsNaming(db, {
			proposals: idsOf('proposal'),
			instruments: idsOf('instrument'),
			papers: idsOf('paper')
		}),
		listProposalsAbove(db, changed),
		listProposalsLike(db, changed)
	]);
	const ids = new Set([...changed, ...naming, ...above, ...near]);
	const present: RecordSet = {
		vocabulary: await listVocabularies(db),
		paper: await listPapers(db),
		instrument: await listInstruments(db),
		proposal: await listProposals(db, [...ids]),
		link: await listLinkFiles(db, [...ids]),
		matrix: await listMatrices(db)
	};
	const beyond = [
		...present.proposal.flatMap(({ relations = [], moved_to }) => [
			...relations.map(({ to }) => to),
			...(moved_to ? [moved_to] : [])
		]),
		...present.matrix.flatMap(({ featured = [] }) => featured.map(({ proposal }) => proposal))
	].filter((id) => !ids.has(id));
	return { present, beyond: new Set(beyond) };
}

/**
 * What would be wrong with the data set if these records were published: the same rules that the files of the data set obey.
 * @param unread ids of records that are there, or are meant to come along, but were not read: nobody is told that they are missing
 * @returns problems of each change in its place, and those it makes in other records
 */
export function checkTogether(
	present: RecordSet,
	changes: Sound[],
	unread: Set<string> = new Set()
): { own: FieldProblem[][]; elsewhere: FieldProblem[] } {
	const nameOf = (kind: RecordKind, id: string) => `${kind} ${id}`;
	const sourced = <K extends RecordKind>(kind: K): Sourced<RecordOf[K]>[] => {
		const changed = new Map(
			changes.flatMap((change) => (change.kind === kind ? [[change.record.id, change.record]] : []))
		) as Map<string, RecordOf[K]>;
		const kept = (present[kind] as RecordOf[K][]).filter(({ id }) => !changed.has(id));
		return [...kept, ...changed.values()].map((record) => ({
			file: nameOf(kind, record.id),
			record,
			problem: (path, reason) => ({ file: nameOf(kind, record.id), line: 0, field: path.join('.'), reason })
		}));
	};
	const places = new Map(changes.map(({ kind, record }, place) => [nameOf(kind, record.id), place]));
	const own: FieldProblem[][] = changes.map(() => []);
	const elsewhere: FieldProblem[] = [];
	for (const { file, field, reason } of checkSeed({
		vocabularies: sourced('vocabulary'),
		papers: sourced('paper'),
		instruments: sourced('instrument'),
		proposals: sourced('proposal'),
		links: sourced('link'),
		matrices: sourced('matrix'),
		release: undefined,
		problems: [],
		unread
	})) {
		const place = places.get(file);
		if (place === undefined) elsewhere.push(tellElsewhere(file, field, reason));
		else own[place].push({ path: field, message: reason });
	}
	return { own, elsewhere };
}

function tellElsewhere(file: string, field: string, reason: string): FieldProblem {
	const [kind, record] = file.split(' ') as [RecordKind, string];
	return { path: '', message: `${kind} "${record}", ${field}: ${reason}`, at: { kind, record, path: field } };
}

/** The same, record by record; a problem the change makes in another record is told of the change as a whole. */
export async function findProblems(db: Db, changes: Sound[]): Promise<FieldProblem[][]> {
	const { present, beyond } = await listAround(db, changes);
	const { own, elsewhere } = checkTogether(present, changes, beyond);
	return own.map((problems, place) => (place === 0 ? [...problems, ...elsewhere] : problems));
}

export const recordSetOf = (records: Sound[]): RecordSet =>
	Object.fromEntries(
		recordKinds.map((kind) => [
			kind,
			records.filter((change) => change.kind === kind).map(({ record }) => record)
		])
	) as RecordSet;

/**
 * Writes records and their revisions in one transaction, after checking each by itself, beside all others and against
 * the version it was written on top of.
 * @param told called before each of the two parts that take long where there are many records
 * @throws Refusal `conflict` with every record that has moved on, `invalid` with the problems by field
 */
export async function publishRecords(
	db: Db,
	changes: Change[],
	by: { author: string; reviewer?: string; note: string; batch?: string },
	told: (step: 'checking' | 'writing') => Promise<void> | void = () => {}
): Promise<{ kind: RecordKind; record: string; version: number }[]> {
	await told('checking');
	const records = changes.map(({ kind, data }) => {
		const parsed = parseRecord(kind, data);
		if ('problems' in parsed) throw new Refusal('invalid', 'The record has errors.', parsed.problems);
		return parsed.record;
	});
	return db.transaction(async (tx) => {
		// One publication at a time: the numbers of revisions then stand in the order in which readers see them.
		await oneWriter(tx);
		const versions = new Map(
			(
				await listLatestVersions(
					tx,
					records.map(({ kind, record }) => ({ kind, record: record.id }))
				)
			).map(({ kind, record, version }) => [`${kind} ${record}`, version])
		);
		const latest = ({ kind, record }: Sound) => versions.get(`${kind} ${record.id}`) ?? 0;
		const moved = records.flatMap((change, place): FieldProblem[] => {
			const { base_version } = changes[place];
			if (latest(change) === base_version) return [];
			const [kind, id] = [change.kind, change.record.id];
			return [
				{
					path: '',
					message:
						base_version === 0
							? `${kind} "${id}" is there already.`
							: `${kind} "${id}" was changed meanwhile: version ${latest(change)}, not ${base_version}.`
				}
			];
		});
		if (moved.length > 0) throw new Refusal('conflict', moved[0].message, moved);
		const problems = (await findProblems(tx, records)).flat();
		if (problems.length > 0) throw new Refusal('invalid', 'The record does not fit the others.', problems);
		await told('writing');
		const published = records.map((change) => ({
			kind: change.kind,
			record: change.record.id,
			version: latest(change) + 1
		}));
		await saveRecords(
			tx,
			recordSetOf(records),
			published.map((revision, place) => ({ ...revision, ...by, data: records[place].record }))
		);
		return published;
	});
}
