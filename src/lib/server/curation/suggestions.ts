import { randomBytes } from 'node:crypto';
import { ofPath, vocabularyOf } from '../../domain/coded-fields.ts';
import { isCurrent } from '../../domain/standing.ts';
import {
	declineReason,
	listFields,
	suggestionForm,
	suggestionKinds,
	valueAt,
	wholeRecord,
	withValueAt,
	type SuggestionKind
} from '../../domain/suggestion.ts';
import { slug } from '../../domain/fields.ts';
import { indexTerms, type Terms } from '../../domain/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { countAttempt } from '../queries/attempts.ts';
import { findRevision } from '../queries/history.ts';
import {
	findSameSuggestion,
	findSuggestion,
	saveSuggestion,
	updateSuggestion,
	type Suggestion
} from '../queries/suggestions.ts';
import { listTerms } from '../queries/vocabularies.ts';
import { recordSchemas } from '../records.ts';
import { explainIssue } from '../seed/read.ts';
import { longestNote, saveDraft, startDraft } from './drafts.ts';
import { requireMay, type Person } from './person.ts';
import { problemsIn, Refusal } from './refusal.ts';

const hourMs = 3600 * 1000;
/** Suggestions one client may send in an hour. */
export const mostSuggestions = 5;

/** Which field of which record: a path, or `wholeRecord`. */
export type About = { kind: string; record: string; field: string };

/**
 * The published record that a suggestion may speak of, undefined where there is none or it has left. What links a proposal
 * to the law may be said to be missing before the proposal has any link.
 */
export async function findCorrectable(
	db: Db,
	kind: string,
	record: string
): Promise<{ kind: SuggestionKind; data: Record<string, unknown> } | undefined> {
	const known = suggestionKinds.find((candidate) => candidate === kind);
	if (!known || !slug.safeParse(record).success) return undefined;
	const owner = await findRevision(db, known === 'link' ? 'proposal' : known, record, 'newest');
	if (!owner || !isCurrent(owner.data)) return undefined;
	if (known !== 'link') return { kind: known, data: inOrder(known, owner.data) };
	const file = await findRevision(db, 'link', record, 'newest');
	return { kind: known, data: inOrder('link', file?.data ?? { id: record }) };
}

/** The database gives back the fields of a record in an order of its own; readers get them as the codebook lists them. */
const inOrder = (kind: SuggestionKind, data: Record<string, unknown>): Record<string, unknown> =>
	recordSchemas[kind].parse(data);

/** What a field says, as a suggestion keeps it: JSON, or nothing. */
export function presentOf(data: Record<string, unknown>, field: string): string {
	const value = field ? valueAt(data, field) : undefined;
	return value === undefined ? '' : JSON.stringify(value);
}

const findField = (kind: SuggestionKind, data: Record<string, unknown>, path: string) =>
	listFields(kind, data)
		.flatMap(({ fields }) => fields)
		.find((field) => field.path === path);

/**
 * Takes what a reader holds to be wrong. The same suggestion sent twice is one.
 * @param client stands for the reader's address
 * @returns the id of the suggestion
 */
export async function suggest(
	db: Db,
	client: string,
	about: About,
	typed: Record<string, unknown>,
	now: Date
): Promise<string> {
	const found = await findCorrectable(db, about.kind, about.record);
	if (!found) throw new Refusal('not-found', 'There is no such record.');
	const { kind, data } = found;
	if (about.field !== wholeRecord && !findField(kind, data, about.field))
		throw new Refusal('invalid', 'The record has no such field.', [
			{ path: 'field', message: 'expected a field of the record' }
		]);
	const parsed = suggestionForm.safeParse(typed);
	if (!parsed.success)
		throw new Refusal('invalid', 'Something is missing or too long.', problemsIn(parsed.error));
	const { proposed, source, email } = parsed.data;
	const field = about.field === wholeRecord ? '' : about.field;
	const said = { kind, record: about.record, field, proposed };
	const same = await findSameSuggestion(db, said);
	if (same) return same.id;
	if ((await countAttempt(db, 'suggest', client, hourMs, now)) > mostSuggestions)
		throw new Refusal('too-often', `At most ${mostSuggestions} suggestions an hour; try again later.`);
	const id = randomBytes(8).toString('hex');
	await saveSuggestion(db, {
		...said,
		id,
		present: presentOf(data, field),
		source,
		email,
		created_at: now
	});
	return id;
}

/** A decision with the address to answer to, which the database no longer has. */
export type Decision = { suggestion: Suggestion; email: string | undefined };

/**
 * Accepts a suggestion: a draft of its record begins, or the curator's unfinished one goes on, with the proposed value where
 * the field is a simple one and still says what it said. Of two who decide at once, one does.
 * @param note what the draft's note then says of the suggestion, beside what its author wrote already
 */
export async function acceptSuggestion(
	db: Db,
	person: Person | undefined,
	id: string,
	note: string,
	now: Date
): Promise<Decision & { draft: string; filled: boolean }> {
	requireMay(person, 'suggestion.decide');
	const open = await requireSuggestion(db, id);
	return db.transaction(async (tx) => {
		const taken = await decide(tx, person, open, { state: 'accepted' }, now);
		const begun = await startDraft(tx, person, { kind: open.kind, record: open.record });
		const data = { id: open.record, ...begun.data };
		const value = valueOf(open, data, indexTerms(await listTerms(tx)));
		const draft = await saveDraft(tx, person, begun.id, {
			data: value === undefined ? data : withValueAt(data, open.field, value),
			// What the curator wrote stays; the suggestion names its draft in any case.
			note: [begun.note, note].filter(Boolean).join(' · ').slice(0, longestNote),
			saves: begun.saves
		});
		const suggestion = await updateSuggestion(tx, taken, { draft: draft.id });
		return {
			suggestion: suggestion!,
			email: open.email ?? undefined,
			draft: draft.id,
			filled: value !== undefined
		};
	});
}

/**
 * Declines a suggestion for a reason that everybody can read.
 * @param answer.hide takes what the reader wrote off the page: abuse, or data about a person
 */
export async function declineSuggestion(
	db: Db,
	person: Person | undefined,
	id: string,
	answer: { reason: string; hide: boolean },
	now: Date
): Promise<Decision> {
	requireMay(person, 'suggestion.decide');
	const open = await requireSuggestion(db, id);
	const reason = declineReason.safeParse(answer.reason);
	if (!reason.success)
		throw new Refusal('invalid', 'Say why.', [
			{ path: 'reason', message: explainIssue(reason.error.issues[0]) }
		]);
	const hidden = answer.hide ? { proposed: '', source: '' } : {};
	const suggestion = await decide(
		db,
		person,
		open,
		{ state: 'declined', reason: reason.data, ...hidden },
		now
	);
	return { suggestion, email: open.email ?? undefined };
}

async function requireSuggestion(db: Db, id: string): Promise<Suggestion> {
	const found = /^[0-9a-f]{16}$/.test(id) ? await findSuggestion(db, id) : undefined;
	if (!found) throw new Refusal('not-found', 'There is no such suggestion.');
	return found;
}

async function decide(
	db: Db,
	person: Person,
	open: Suggestion,
	change: Partial<Suggestion>,
	now: Date
): Promise<Suggestion> {
	const decided = await updateSuggestion(
		db,
		{ id: open.id, state: 'open' },
		{ ...change, email: null, decided_by: person.pseudonym, decided_at: now }
	);
	if (!decided) throw new Refusal('state', 'Somebody has decided this suggestion already.');
	return decided;
}

/** What can be written into the field as it was proposed: a text, or the code whose label was typed. */
function valueOf(
	{ field, present, proposed, kind }: Suggestion,
	data: Record<string, unknown>,
	terms: Terms
): string | undefined {
	if (!findField(kind as SuggestionKind, data, field)?.single || presentOf(data, field) !== present)
		return undefined;
	const vocabulary = ofPath(vocabularyOf[kind], field);
	if (!vocabulary) return proposed;
	const typed = proposed.toLowerCase();
	return [...(terms.get(vocabulary)?.values() ?? [])].find((term) =>
		[term.code, term.label_en, term.label_zh].some((name) => name.toLowerCase() === typed)
	)?.code;
}
