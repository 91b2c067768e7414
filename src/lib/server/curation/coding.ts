import { z } from 'zod';
import {
	codedFields,
	codedVocabularies,
	codesOf,
	codingForm,
	codingOf,
	differingFields,
	isSameCoding,
	withCoded,
	type CodedField,
	type Coding
} from '../../domain/coding.ts';
import { isCurrent } from '../../domain/standing.ts';
import type { Proposal } from '../../domain/proposal.ts';
import type { Db } from '../db/connect.ts';
import {
	deleteCoding,
	findCoding,
	listResolutions,
	saveResolution,
	startCodingRow,
	updateCoding,
	type CodingResolution,
	type CodingRow
} from '../queries/codings.ts';
import type { Draft } from '../queries/drafts.ts';
import { findRevision, listRevisions } from '../queries/history.ts';
import { listTerms } from '../queries/vocabularies.ts';
import { findProposal } from '../queries/proposals.ts';
import { explainIssue } from '../seed/read.ts';
import { longestNote, note, startDraft } from './drafts.ts';
import { requireMay, type Person } from './person.ts';
import { Refusal, type FieldProblem } from './refusal.ts';

const unfinishedForm = z.strictObject(codingForm.shape).partial();
const reasonText = note.min(1);

/** A finished second coding beside the first one, and what was decided where they differ. */
export type FinishedCoding = {
	first: Coding;
	second: Coding;
	/** Pseudonym of the second coder. */
	coder: string;
	finished_at: Date;
	resolutions: CodingResolution[];
};

/** Begins to code a proposal blind, or goes on with one's own coding. One second coder per proposal, who wrote none of its versions. */
export async function startCoding(db: Db, person: Person | undefined, id: string): Promise<CodingRow> {
	requireMay(person, 'coding.second');
	const proposal = await requireProposal(db, id);
	const authors = (await listRevisions(db, 'proposal', proposal.id)).map(({ author }) => author);
	if (authors.includes(person.pseudonym))
		throw new Refusal('forbidden', 'You wrote a version of this record; the second coder is somebody else.');
	const begun = await startCodingRow(db, proposal.id, person.pseudonym);
	const coding = (await findCoding(db, proposal.id))!;
	if (!begun && coding.coder !== person.pseudonym)
		throw new Refusal('conflict', 'Somebody else codes this proposal a second time already.');
	return coding;
}

/** The unfinished coding of this person, or of anybody a finished one. */
async function requireCoding(db: Db, person: Person | undefined, id: string): Promise<CodingRow> {
	requireMay(person, 'coding.second');
	const coding = await findCoding(db, id);
	if (!coding || (!coding.finished_at && coding.coder !== person.pseudonym))
		throw new Refusal('not-found', 'You have not begun to code this proposal.');
	return coding;
}

/** What a coding said when its window was opened: another window may have saved it since. Undefined where that is not known. */
type Seen = Record<string, unknown> | undefined;

/** Keeps what was chosen so far. */
export async function saveCoding(
	db: Db,
	person: Person | undefined,
	id: string,
	seen: Seen,
	chosen: Partial<Record<CodedField, unknown>>
): Promise<void> {
	await requireOwnOpen(db, person, id);
	const parsed = unfinishedForm.safeParse(chosen, { reportInput: true });
	const problems = parsed.success ? await findUnknownCodes(db, parsed.data) : problemsOf(parsed.error);
	if (problems.length > 0) throw new Refusal('invalid', 'There are errors.', problems);
	await change(db, id, person!, seen, { data: parsed.data! });
}

/** Ends the coding: what is published at this moment is kept beside it, and nothing of either changes any more. */
export async function finishCoding(
	db: Db,
	person: Person | undefined,
	id: string,
	seen: Seen,
	chosen: Partial<Record<CodedField, unknown>>
): Promise<void> {
	await requireOwnOpen(db, person, id);
	const parsed = codingForm.safeParse(chosen, { reportInput: true });
	const problems = parsed.success ? await findUnknownCodes(db, parsed.data) : problemsOf(parsed.error);
	if (problems.length > 0) throw new Refusal('invalid', 'There are errors.', problems);
	const first = codingOf(await requireProposal(db, id));
	await change(db, id, person!, seen, { data: parsed.data!, first, finished_at: new Date() });
}

/** Gives an unfinished coding up, so that somebody else may do it. */
export async function abandonCoding(db: Db, person: Person | undefined, id: string): Promise<void> {
	await requireOwnOpen(db, person, id);
	if (!(await deleteCoding(db, id, person!.pseudonym))) throw over();
}

/** Both codings of a proposal and what was decided; undefined as long as the second one is not finished. */
export async function findFinishedCoding(db: Db, id: string): Promise<FinishedCoding | undefined> {
	const coding = await findCoding(db, id);
	if (!coding?.first) return undefined;
	const { coder, finished_at } = coding;
	return {
		...finished(coding),
		coder,
		finished_at: finished_at!,
		resolutions: await listResolutions(db, id)
	};
}

/** The two codings of a finished row. */
export const finished = ({ data, first }: CodingRow): { first: Coding; second: Coding } => ({
	first: first!,
	second: data as Coding
});

/**
 * Decides one field in which the two coders differ, for good. With the last one of them a draft begins, unless the record says
 * all of it already; somebody else publishes it as always.
 * @param noteOn what the note of that draft says of the decisions it carries out
 * @returns that draft
 */
export async function resolveCoding(
	db: Db,
	person: Person | undefined,
	id: string,
	decided: { field: string; take: 'first' | 'second' | { value: unknown }; reason: string },
	noteOn: (decisions: CodingResolution[]) => string
): Promise<Draft | undefined> {
	requireMay(person, 'coding.resolve');
	const row = await findCoding(db, id);
	if (!row?.first) throw new Refusal('not-found', 'There is no finished second coding of this proposal.');
	if (row.coder === person.pseudonym)
		throw new Refusal('forbidden', 'Another person than the second coder decides.');
	const { first, second } = finished(row);
	const differing = differingFields(first, second);
	const field = differing.find((name) => name === decided.field);
	if (!field) throw new Refusal('not-found', 'The two coders do not differ in this field.');
	const reason = reasonText.safeParse(decided.reason);
	const taken =
		decided.take === 'first' ? first[field] : decided.take === 'second' ? second[field] : decided.take.value;
	const value = codingForm.shape[field].safeParse(taken, { reportInput: true });
	const problems = [
		...(value.success ? await findUnknownCodes(db, { [field]: value.data }) : []),
		...(value.success ? [] : problemsOf(value.error).map(({ message }) => ({ path: field, message }))),
		...(reason.success ? [] : [{ path: 'reason', message: 'expected 1 to 2000 characters' }])
	];
	if (problems.length > 0 || !value.success || !reason.success)
		throw new Refusal('invalid', 'There are errors.', problems);
	return db.transaction(async (tx) => {
		const saved = await saveResolution(tx, {
			proposal: id,
			field,
			resolution: { value: value.data },
			reason: reason.data,
			resolved_by: person.pseudonym
		});
		if (!saved) throw new Refusal('conflict', 'This field was decided already.');
		const resolutions = await listResolutions(tx, id);
		return resolutions.length < differing.length
			? undefined
			: startResolvedDraft(tx, person, id, resolutions, noteOn);
	});
}

async function startResolvedDraft(
	db: Db,
	person: Person,
	id: string,
	resolutions: CodingResolution[],
	noteOn: (decisions: CodingResolution[]) => string
): Promise<Draft | undefined> {
	const proposal = await findProposal(db, id);
	const newest = await findRevision(db, 'proposal', id, 'newest');
	if (!proposal || !isCurrent(proposal) || !newest) return undefined;
	const published = codingOf(proposal);
	const other = resolutions.filter(
		({ field, resolution }) => !isSameCoding(published[field as CodedField], resolution.value)
	);
	if (other.length === 0) return undefined;
	return startDraft(db, person, {
		kind: 'proposal',
		record: id,
		data: other.reduce(
			(record, { field, resolution }) => withCoded(record, field as CodedField, resolution.value),
			newest.data
		),
		note: noteOn(other).slice(0, longestNote)
	});
}

const problemsOf = (error: z.ZodError): FieldProblem[] =>
	error.issues.map((issue) => ({ path: String(issue.path[0] ?? ''), message: explainIssue(issue) }));

async function requireProposal(db: Db, id: string): Promise<Proposal> {
	const proposal = await findProposal(db, id);
	if (!proposal || !isCurrent(proposal)) throw new Refusal('not-found', 'There is no such proposal.');
	return proposal;
}

async function requireOwnOpen(db: Db, person: Person | undefined, id: string): Promise<CodingRow> {
	const coding = await requireCoding(db, person, id);
	if (coding.finished_at) throw over();
	return coding;
}

const over = () => new Refusal('state', 'This coding is finished and can no longer be changed.');

async function change(
	db: Db,
	id: string,
	{ pseudonym }: Person,
	seen: Seen,
	to: Parameters<typeof updateCoding>[2]
): Promise<void> {
	if (seen && (await updateCoding(db, { proposal: id, coder: pseudonym, data: seen }, to))) return;
	if ((await findCoding(db, id))?.finished_at) throw over();
	throw new Refusal(
		'conflict',
		'This coding was saved in another window meanwhile. Nothing was overwritten; load the page again to see what was saved, or send it again to put this in its place.'
	);
}

async function findUnknownCodes(db: Db, data: Partial<Coding>): Promise<FieldProblem[]> {
	const known = new Set((await listTerms(db)).map(({ vocabulary, code }) => `${vocabulary} ${code}`));
	return codedFields.flatMap((field) => {
		const value = data[field];
		if (value === undefined) return [];
		return codesOf(value)
			.filter((code) => !known.has(`${codedVocabularies[field]} ${code}`))
			.map((code) => ({
				path: field,
				message: `"${code}" is not in the vocabulary ${codedVocabularies[field]}`
			}));
	});
}
