import { z } from 'zod';
import { valuesAt, vocabularyOf } from '../../domain/coded-fields.ts';
import { isPossible, type Duplicate, type ImportAct, type Outcome } from '../../domain/import/batch.ts';
import { importKinds, type ImportKind } from '../../domain/import/columns.ts';
import type { Fields } from '../../domain/typed-fields.ts';
import { givenPath, mergeGiven, numberLinks, repeatedPaths } from '../../domain/import/merge.ts';
import type { Given, Path, RowProblem } from '../../domain/import/rows.ts';
import { diffRecords } from '../../domain/record-diff.ts';
import { may } from '../../domain/roles.ts';
import { isCurrent, type Standing } from '../../domain/standing.ts';
import { text } from '../../domain/fields.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { findDuplicates } from '../import/duplicates.ts';
import { inProgress, type Report } from '../import/progress.ts';
import { readFile, type Upload } from '../import/read-file.ts';
import { listLatestVersions } from '../queries/history.ts';
import {
	countImportRecords,
	deleteImport,
	findImport,
	listBatchRevisions,
	listImportRecords,
	listImportTargets,
	saveImport,
	updateImport,
	type ImportBatch,
	type ImportRecord
} from '../queries/imports.ts';
import { requireMay, type Person } from './person.ts';
import {
	checkTogether,
	listPresent,
	parseRecord,
	publishRecords,
	type Change,
	type Sound
} from './publish.ts';
import { Refusal, type FieldProblem } from './refusal.ts';

/** Problems kept of one record, and of the file as a whole; a file that has more is not mended by reading them all. */
const mostProblems = 100;
const shortText = text.pipe(z.string().max(2000));

/**
 * Reads a file and says of every record what it would do and what is wrong with it. Writes that report and nothing else.
 * @param wanted.id a new one, or that of an own import which is not handed in, to give a mended file
 * @throws Refusal `invalid` where the file as a whole cannot be read
 */
export async function checkImport(
	db: Db,
	person: Person | undefined,
	wanted: { id: string; kind: string; file: Upload }
): Promise<ImportBatch> {
	requireMay(person, 'import.prepare');
	const id = z.uuid().safeParse(wanted.id);
	const kind = importKinds.find((known) => known === wanted.kind);
	if (!id.success || !kind)
		throw new Refusal('invalid', m.import_malformed(), [
			{ path: 'kind', message: `expected one of ${importKinds.join(' | ')}` }
		]);
	const former = await findImport(db, id.data);
	if (former) requireOwn(former, person, 'check');
	if (former && former.kind !== kind) throw new Refusal('state', m.import_other_kind());

	return inProgress(id.data, async (report) => {
		const { format, records, problems } = await readFile(kind, wanted.file, report);
		const checked = await checkRecords(db, kind, records, report);
		await report('saving');
		await db.transaction(async (tx) => {
			// Nobody may have handed it in while the file was read.
			const now = await findImport(tx, id.data);
			if (now?.state !== former?.state) throw new Refusal('conflict', m.import_changed());
			await saveImport(
				tx,
				{
					id: id.data,
					kind,
					file_name: wanted.file.name.slice(-200),
					format,
					author: person.pseudonym,
					note: former?.note ?? '',
					reason: former?.reason,
					state: 'checked',
					problems: most([...problems, ...checked.elsewhere]),
					created_at: new Date()
				},
				checked.records
			);
		});
		return (await findImport(db, id.data))!;
	});
}

/** Where in the file a complaint about a merged record belongs. */
type Merged = { given: Given; data: Fields; problems: RowProblem[]; base_version: number; present?: Fields };

async function checkRecords(db: Db, kind: ImportKind, given: Given[], report: Report) {
	await report('merging');
	const present = await listPresent(db);
	const published = new Map((present[kind] as Fields[]).map((record) => [String(record.id), record]));
	const versions = new Map(
		(
			await listLatestVersions(
				db,
				[...new Set(given.map(({ id }) => id))].map((record) => ({ kind, record }))
			)
		).map(({ record, version }) => [record, version])
	);
	const vocabularies = new Map(
		present.vocabulary.map(({ id, terms }) => [id, new Set(terms.map(({ code }) => code))])
	);
	const owners = kind === 'link' ? 'proposal' : kind;
	const left = new Map(
		(present[owners] as (Standing & { id: string })[])
			.filter((record) => !isCurrent(record))
			.map((record) => [record.id, record])
	);
	const rowOf = new Map<string, number>();
	const sound: { merged: Merged; record: Sound }[] = [];
	const all: Merged[] = [];
	const unread = new Set<string>();
	for (const [place, one] of given.entries()) {
		await report('merging', place, given.length);
		const merged = merge(kind, one, published.get(one.id), versions.get(one.id) ?? 0);
		all.push(merged);
		// Of a record that cannot be read nothing is known to be missing.
		if (one.problems.length > 0 && Object.keys(one.data).length === 0) continue;
		const other = rowOf.get(one.id);
		if (one.id && other !== undefined)
			merged.problems.push({ ...one.locate(['id']), message: `row ${other} has the same id` });
		else if (one.id) rowOf.set(one.id, one.row);
		const gone = left.get(one.id);
		// A file that says itself how the record stands may well change it.
		if (gone && one.data.moved_to === undefined && one.data.retired_on === undefined)
			merged.problems.push({ ...one.locate(['id']), message: tellLeft(owners, gone) });
		const parsed = parseRecord(kind, merged.data);
		if ('problems' in parsed) {
			const known = new Set(parsed.problems.map(({ path }) => path));
			const codes = unknownCodes(kind, merged.data, vocabularies).filter(({ path }) => !known.has(path));
			merged.problems.push(...placed(merged, [...parsed.problems, ...codes]));
		}
		if ('record' in parsed && merged.problems.length === 0) {
			merged.data = parsed.record.record as Fields;
			sound.push({ merged, record: parsed.record });
		} else if (one.id) unread.add(one.id);
	}

	await report('checking');
	const { own, elsewhere } = checkTogether(
		present,
		sound.map(({ record }) => record),
		unread
	);
	sound.forEach(({ merged }, place) => merged.problems.push(...placed(merged, own[place])));

	const duplicates = await findDuplicates(
		kind,
		present[kind] as Fields[],
		all.map(({ given: { id, row }, data, base_version }) => ({
			id,
			row,
			fields: data,
			isNew: base_version === 0
		})),
		report
	);
	return {
		records: all.map((merged, place) => asRecord(merged, place, duplicates[place])),
		elsewhere: elsewhere.map(({ message }) => ({ row: 0, column: '', message }))
	};
}

/** Why nothing is written of a record that left, and what to do instead. */
const tellLeft = (kind: ImportKind, { id, moved_to }: Standing & { id: string }): string =>
	moved_to
		? `${kind} "${id}" moved to "${moved_to}"; give that id instead`
		: `${kind} "${id}" was withdrawn; restore a version of it from its history first`;

function merge(kind: ImportKind, given: Given, present: Fields | undefined, base_version: number): Merged {
	if (kind === 'link') numberLinks(present, given.data);
	const problems = [...given.problems];
	for (const path of repeatedPaths(given.data))
		problems.push({ ...given.locate(path), message: 'stands twice in the file' });
	return { given, present, base_version, problems, data: mergeGiven(kind, present, given.data) };
}

/** Complaints about fields of a merged record as complaints about cells of the file. */
function placed({ given, data }: Merged, problems: FieldProblem[]): RowProblem[] {
	return problems.flatMap(({ path, message }) => {
		const steps = stepsOf(path);
		const own = givenPath(data, given.data, steps);
		// What the file does not name is told by its path in the record.
		const { row, column } =
			own || steps.length === 1 ? given.locate(own ?? steps) : { row: given.row, column: path };
		const columns = message === 'is missing' ? given.within(column) : [column];
		return columns.map((name) => ({ row, column: name, message }));
	});
}

const stepsOf = (path: string): Path =>
	path === '' ? [] : path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** Codes that are in no vocabulary, of a record that is not sound enough to be checked beside the others. */
function unknownCodes(
	kind: ImportKind,
	data: Fields,
	vocabularies: Map<string, Set<string>>
): FieldProblem[] {
	return Object.entries(vocabularyOf[kind]).flatMap(([pattern, vocabulary]) =>
		valuesAt(data, pattern)
			.filter(({ value }) => typeof value === 'string' && !vocabularies.get(vocabulary)?.has(value))
			.map(({ path, value }) => ({
				path: path.join('.'),
				message: `"${String(value)}" is not in the vocabulary ${vocabulary}`
			}))
	);
}

function asRecord(
	{ given, data, problems, base_version, present }: Merged,
	place: number,
	duplicates: Duplicate[]
): Omit<ImportRecord, 'batch'> {
	const outcome: Outcome =
		problems.length > 0
			? 'wrong'
			: base_version === 0
				? 'new'
				: present && diffRecords(present, data).length === 0
					? 'unchanged'
					: 'changed';
	return {
		place,
		row: given.row,
		record: given.id.slice(0, 200),
		outcome,
		base_version,
		data,
		problems: most(problems),
		duplicates
	};
}

/** So many that they can be read, and how many more there are. */
function most(problems: RowProblem[]): RowProblem[] {
	const more = problems.length - mostProblems;
	return more > 0
		? [
				...problems.slice(0, mostProblems),
				{ row: problems[mostProblems].row, column: '', message: `and ${more} more` }
			]
		: problems;
}

/** An import as those who may prepare one see it. */
export async function requireImport(db: Db, person: Person | undefined, id: string): Promise<ImportBatch> {
	requireMay(person, 'import.prepare');
	const batch = z.uuid().safeParse(id).success ? await findImport(db, id) : undefined;
	if (!batch) throw new Refusal('not-found', m.import_not_found());
	return batch;
}

/** What this person may do with it now. */
export const actsOn = (batch: ImportBatch, person: Person): ImportAct[] => {
	const own = batch.author === person.pseudonym;
	const allowed: Record<ImportAct, boolean> = {
		check: own,
		submit: own,
		discard: own,
		return: !own && may(person.role, 'import.publish'),
		publish: !own && may(person.role, 'import.publish'),
		undo: may(person.role, 'import.undo')
	};
	return (Object.keys(allowed) as ImportAct[]).filter((act) => allowed[act] && isPossible(batch.state, act));
};

/** Hands a file without errors to the reviewers. */
export async function submitImport(
	db: Db,
	person: Person | undefined,
	id: string,
	note: string
): Promise<ImportBatch> {
	const batch = await requireImport(db, person, id);
	requireOwn(batch, person!, 'submit');
	const why = shortText.safeParse(note);
	if (!why.success)
		throw new Refusal('invalid', m.import_needs_note(), [
			{ path: 'note', message: 'expected 1 to 2000 characters' }
		]);
	const wrong = await countImportRecords(db, id, { outcomes: ['wrong'] });
	if (wrong > 0 || batch.problems.length > 0) throw new Refusal('invalid', m.import_has_errors());
	const records = await listImportTargets(db, id);
	if (records.length === 0) throw new Refusal('invalid', m.import_changes_nothing());
	const moved = await listMoved(db, batch, records);
	if (moved.length > 0) throw new Refusal('conflict', m.import_moved_on(), moved);
	return requireChanged(
		await updateImport(db, batch, { state: 'submitted', note: why.data, submitted_at: new Date() })
	);
}

/** Records that somebody else published since the file was checked. */
async function listMoved(
	db: Db,
	{ kind }: ImportBatch,
	records: Pick<ImportRecord, 'record' | 'base_version'>[]
): Promise<FieldProblem[]> {
	const latest = await listLatestVersions(
		db,
		records.map(({ record }) => ({ kind, record }))
	);
	const versions = new Map(latest.map(({ record, version }) => [record, version]));
	return records
		.filter(({ record, base_version }) => (versions.get(record) ?? 0) !== base_version)
		.map(({ record, base_version }) => ({
			path: '',
			message: `${kind} "${record}": version ${versions.get(record) ?? 0}, not ${base_version}`
		}));
}

/** An import as somebody read it: what is decided about it holds only for what was handed in then. */
export type ImportAsRead = Pick<ImportBatch, 'id' | 'submitted_at'>;

/** Gives an import back to its author, who must be told why. */
export async function returnImport(
	db: Db,
	person: Person | undefined,
	read: ImportAsRead,
	reason: string
): Promise<ImportBatch> {
	const batch = await requireOthers(db, person, read, 'return');
	const why = shortText.safeParse(reason);
	if (!why.success)
		throw new Refusal('invalid', m.import_needs_reason(), [
			{ path: 'reason', message: 'expected 1 to 2000 characters' }
		]);
	return requireChanged(
		await updateImport(db, batch, { state: 'returned', reason: why.data, reviewer: person!.pseudonym })
	);
}

/**
 * Publishes every record of an import in one transaction, each with the same note.
 * @throws Refusal `conflict` with the list where records have moved on, where somebody else was faster, or where another file
 * was handed in since it was read
 */
export async function publishImport(
	db: Db,
	person: Person | undefined,
	read: ImportAsRead
): Promise<ImportBatch> {
	const batch = await requireOthers(db, person, read, 'publish');
	return inProgress(batch.id, async (report) => {
		const records = await listImportRecords(db, batch.id, { outcomes: ['new', 'changed'] });
		return db.transaction(async (tx) => {
			const published = requireChanged(
				await updateImport(tx, batch, {
					state: 'published',
					reviewer: person!.pseudonym,
					reason: null,
					published_at: new Date()
				})
			);
			await publishRecords(
				tx,
				records.map(({ base_version, data }): Change => ({ kind: batch.kind, base_version, data })),
				{ author: batch.author, reviewer: person!.pseudonym, note: batch.note, batch: batch.id },
				(step) => report(step)
			);
			return published;
		});
	});
}

/**
 * Puts back what an import changed: every record gets its former version as a new one, and one that the import made is retired
 * (a link file is emptied).
 * @throws Refusal `conflict` with the list where one of the records was changed since, `invalid` where others refer to it
 */
export async function undoImport(
	db: Db,
	person: Person | undefined,
	id: string,
	reason: { en: string; zh: string },
	now: Date
): Promise<ImportBatch> {
	const batch = await requireImport(db, person, id);
	requireMay(person, 'import.undo');
	requirePossible(batch, 'undo');
	const [en, zh] = [shortText.safeParse(reason.en), shortText.safeParse(reason.zh)];
	if (!en.success || !zh.success)
		throw new Refusal(
			'invalid',
			m.import_needs_reasons(),
			Object.entries({ reason_en: en, reason_zh: zh })
				.filter(([, { success }]) => !success)
				.map(([path]) => ({ path, message: 'expected 1 to 2000 characters' }))
		);
	return inProgress(id, (report) =>
		db.transaction(async (tx) => {
			const undone = requireChanged(
				await updateImport(tx, batch, {
					state: 'undone',
					reason: en.data,
					undone_by: person.pseudonym,
					undone_at: now
				})
			);
			const made = await listBatchRevisions(tx, id);
			const latest = await listLatestVersions(tx, made);
			const versions = new Map(latest.map(({ record, version }) => [record, version]));
			const changed = made.filter(({ record, version }) => versions.get(record) !== version);
			if (changed.length > 0)
				throw new Refusal(
					'conflict',
					m.import_changed_since(),
					changed.map(({ kind, record, version }) => ({
						path: '',
						message: `${kind} "${record}": version ${versions.get(record)}, not ${version}`
					}))
				);
			await publishRecords(
				tx,
				made.map(({ kind, version, data, before }): Change => {
					const retired = {
						...data,
						moved_to: undefined,
						retired_on: now.toISOString().slice(0, 10),
						retired_reason_en: en.data,
						retired_reason_zh: zh.data
					};
					const withdrawn = kind === 'link' ? { id: data.id } : retired;
					return { kind, base_version: version, data: before ?? withdrawn };
				}),
				{ author: person.pseudonym, note: en.data, batch: `${id}-undo` },
				(step) => report(step)
			);
			return undone;
		})
	);
}

/** Forgets an own import that was never published. */
export async function discardImport(db: Db, person: Person | undefined, id: string): Promise<void> {
	const batch = await requireImport(db, person, id);
	requireOwn(batch, person!, 'discard');
	if (!(await deleteImport(db, batch))) throw new Refusal('conflict', m.import_changed());
}

function requireOwn(batch: ImportBatch, person: Person, act: ImportAct): void {
	if (batch.author !== person.pseudonym) throw new Refusal('forbidden', m.import_only_author());
	requirePossible(batch, act);
}

async function requireOthers(
	db: Db,
	person: Person | undefined,
	{ id, submitted_at }: ImportAsRead,
	act: 'return' | 'publish'
): Promise<ImportBatch> {
	requireMay(person, 'import.publish');
	const batch = await requireImport(db, person, id);
	if (batch.author === person.pseudonym) throw new Refusal('forbidden', m.import_not_own());
	requirePossible(batch, act);
	if (batch.submitted_at?.getTime() !== submitted_at?.getTime())
		throw new Refusal('conflict', m.import_handed_in_anew());
	return batch;
}

function requirePossible({ state }: ImportBatch, act: ImportAct): void {
	if (!isPossible(state, act)) throw new Refusal('state', m.import_wrong_state());
}

function requireChanged(batch: ImportBatch | undefined): ImportBatch {
	if (!batch) throw new Refusal('conflict', m.import_changed());
	return batch;
}
