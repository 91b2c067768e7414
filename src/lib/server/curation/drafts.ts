import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isOpen, stateAfter, type DraftAct, type DraftState } from '../../domain/draft.ts';
import { diffRecords } from '../../domain/record-diff.ts';
import { isCurrent } from '../../domain/standing.ts';
import { may } from '../../domain/roles.ts';
import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import {
	findDraft,
	listDraftEvents,
	listDrafts,
	saveDraftEvent,
	saveDraftRow,
	updateDraft,
	type Draft,
	type DraftEventRow
} from '../queries/drafts.ts';
import { findRevision, listLatestVersions } from '../queries/history.ts';
import { requireMay, type Person } from './person.ts';
import { findProblems, parseRecord, publishRecords, type Sound } from './publish.ts';
import { Refusal, type FieldProblem } from './refusal.ts';

/** Longest text of a draft as JSON, in characters; the longest record of the data set has about 60,000. */
const longestData = 1_000_000;
/** In characters. */
export const longestNote = 2000;
/** What a person says in a few words; without the one character that PostgreSQL takes in no text. */
export const note = z
	.string()
	.overwrite((said) => said.replaceAll('\0', ''))
	.trim()
	.max(longestNote);

/** A draft with what the record was when it began, what it is now, and what happened to it. */
export type OpenedDraft = {
	draft: Draft;
	/** Undefined for a new record. */
	base: Record<string, unknown> | undefined;
	/** The newest published version and its number; undefined where there is none. */
	current: { version: number; data: Record<string, unknown>; author: string; at: Date } | undefined;
	events: DraftEventRow[];
};

/**
 * Begins a draft of a new record or of one that is there; of the latter somebody's own unfinished draft is given back
 * instead of a second one.
 */
export async function startDraft(
	db: Db,
	person: Person | undefined,
	wanted: {
		kind: RecordKind;
		/** Empty for a new record. */
		record: string;
		/** What it begins with, where not with the published record: a restored version, a merged one. */
		data?: Record<string, unknown>;
		note?: string;
		batch?: string;
	}
): Promise<Draft> {
	requireMay(person, 'draft.write');
	requireKind(person, wanted.kind);
	await requireStanding(db, wanted);
	const current = wanted.record ? await findRevision(db, wanted.kind, wanted.record, 'newest') : undefined;
	if (current) requireMay(person, 'draft.write-existing');
	if (wanted.record && !wanted.data) {
		const own = await listDrafts(db, {
			states: ['draft', 'returned'],
			author: person.pseudonym,
			record: { kind: wanted.kind, id: wanted.record }
		});
		if (own[0]) return own[0];
	}
	const id = randomUUID();
	return db.transaction(async (tx) => {
		await saveDraftRow(tx, {
			id,
			kind: wanted.kind,
			record: wanted.record,
			base_version: current?.version ?? 0,
			data: wanted.data ?? current?.data ?? (wanted.record ? { id: wanted.record } : {}),
			note: wanted.note ?? '',
			author: person.pseudonym,
			batch: wanted.batch
		});
		await saveDraftEvent(tx, { draft: id, author: person.pseudonym, type: 'started' });
		return (await findDraft(tx, id))!;
	});
}

/** A draft as its author, or whoever may read submitted ones, sees it. To anybody else it is not there. */
export async function requireDraft(db: Db, person: Person | undefined, id: string): Promise<Draft> {
	requireMay(person, 'draft.write');
	const draft = z.uuid().safeParse(id).success ? await findDraft(db, id) : undefined;
	const seen =
		draft &&
		(draft.author === person.pseudonym ||
			(draft.state !== 'draft' && may(person.role, 'draft.read-submitted')));
	if (!seen) throw new Refusal('not-found', 'There is no such draft.');
	return draft;
}

export async function openDraft(db: Db, person: Person | undefined, id: string): Promise<OpenedDraft> {
	const draft = await requireDraft(db, person, id);
	const [base, current, events] = await Promise.all([
		draft.base_version > 0
			? findRevision(db, draft.kind, draft.record, { version: draft.base_version })
			: undefined,
		draft.record ? findRevision(db, draft.kind, draft.record, 'newest') : undefined,
		listDraftEvents(db, id)
	]);
	return {
		draft,
		base: base?.data,
		current: current && {
			version: current.version,
			data: current.data,
			author: current.author,
			at: current.at
		},
		events
	};
}

/**
 * Keeps what was typed, sound or not.
 * @param typed.saves the count the writer saw; where the draft was saved elsewhere since, nothing is written
 * @param typed.base_version given once the writer has taken in what others published meanwhile
 * @throws Refusal `conflict`
 */
export async function saveDraft(
	db: Db,
	person: Person | undefined,
	id: string,
	typed: { data: Record<string, unknown>; note: string; saves: number; base_version?: number }
): Promise<Draft> {
	const draft = await requireOwn(db, person, id);
	if (!isOpen(draft.state)) throw new Refusal('state', 'This draft can no longer be changed.');
	if (JSON.stringify(typed.data).length > longestData)
		throw new Refusal('invalid', 'The record is too long.', [
			{ path: '', message: `expected at most ${longestData} characters in all` }
		]);
	const why = note.safeParse(typed.note);
	if (!why.success)
		throw new Refusal('invalid', 'The note is too long.', [
			{ path: 'note', message: 'expected at most 2000 characters' }
		]);
	const base_version = typed.base_version ?? draft.base_version;
	if (base_version !== draft.base_version) {
		// A new record that takes in one that is there becomes an edit of it.
		requireMay(person, 'draft.write-existing');
		const newest = await findRevision(db, draft.kind, draft.record, 'newest');
		if (newest?.version !== base_version)
			throw new Refusal('conflict', 'The record was changed once more meanwhile.');
	}
	const saved = await updateDraft(
		db,
		{ id, saves: typed.saves, state: draft.state },
		{
			data: typed.data,
			note: why.data,
			base_version,
			// The id of a record is chosen with it and never changes afterwards.
			record: draft.base_version === 0 ? idOf(typed.data) : draft.record
		}
	);
	if (!saved)
		throw new Refusal(
			'conflict',
			'This draft was saved in another window meanwhile. Nothing was overwritten.'
		);
	return saved;
}

/**
 * Sound records that the same author has handed in already and that are not published yet: a new paper, and the proposals
 * that rest on it, can then be written and submitted in one go. One whose record has moved on cannot be published as it is.
 */
export async function companionsOf(db: Db, draft: Draft): Promise<Sound[]> {
	const others = await listDrafts(
		db,
		{ states: ['submitted', 'accepted'], author: draft.author },
		'submitted'
	);
	const latest = await listLatestVersions(db, others);
	const versions = new Map(latest.map(({ kind, record, version }) => [`${kind} ${record}`, version]));
	const sound = others
		.filter(({ id, kind, record }) => id !== draft.id && !(kind === draft.kind && record === draft.record))
		.filter(({ kind, record, base_version }) => (versions.get(`${kind} ${record}`) ?? 0) === base_version)
		.map(({ kind, data }) => parseRecord(kind, data))
		.flatMap((parsed) => ('record' in parsed ? [parsed.record] : []));
	// Of two drafts of one record the one submitted last counts.
	return [...new Map(sound.map((one) => [`${one.kind} ${one.record.id}`, one])).values()];
}

/** What stands between a draft and its submission, by field. */
export async function checkDraft(db: Db, draft: Draft): Promise<FieldProblem[]> {
	const parsed = parseRecord(draft.kind, draft.data);
	const problems =
		'problems' in parsed
			? parsed.problems
			: (await findProblems(db, [parsed.record, ...(await companionsOf(db, draft))]))[0];
	if (draft.base_version > 0 && idOf(draft.data) !== draft.record)
		problems.push({ path: 'id', message: `expected ${draft.record}: the id of a record never changes` });
	if (
		draft.base_version === 0 &&
		draft.record &&
		(await findRevision(db, draft.kind, draft.record, 'newest'))
	)
		problems.push({ path: 'id', message: `there is a record "${draft.record}" already` });
	if (!draft.note) problems.push({ path: 'note', message: 'say why, in a few words' });
	return problems;
}

/** Hands a sound draft to the reviewers. */
export async function submitDraft(db: Db, person: Person | undefined, id: string): Promise<Draft> {
	const draft = await requireOwn(db, person, id);
	requireMay(person, 'draft.submit');
	await requireStanding(db, draft);
	const newest = draft.record ? await findRevision(db, draft.kind, draft.record, 'newest') : undefined;
	if (draft.base_version > 0 && newest?.version !== draft.base_version)
		throw new Refusal('conflict', 'The record was changed meanwhile; take those changes in first.');
	const problems = await checkDraft(db, draft);
	if (problems.length === 0 && newest && isSameRecord(draft, newest.data))
		problems.push({
			path: '',
			message: 'nothing differs from what is published; change something, or withdraw the draft'
		});
	if (problems.length > 0) throw new Refusal('invalid', 'The draft has errors.', problems);
	return act(db, person!, draft, 'submit', '', { submitted_at: new Date() });
}

/** Ends a draft; one that waits for a reviewer goes back to its author instead, to be written on. */
export async function withdrawDraft(db: Db, person: Person | undefined, id: string): Promise<Draft> {
	return act(db, person!, await requireOwn(db, person, id), 'withdraw', '');
}

/** A draft as somebody read it: what is decided about it holds only as long as it says what they read. */
export type DraftAsRead = Pick<Draft, 'id' | 'saves'>;

/** Gives a draft back to its author, who must be told why. */
export async function returnDraft(
	db: Db,
	person: Person | undefined,
	read: DraftAsRead,
	reason: string
): Promise<Draft> {
	const draft = await requireOthers(db, person, read, 'draft.review');
	const why = note.min(1).safeParse(reason);
	if (!why.success)
		throw new Refusal('invalid', 'Say why.', [{ path: 'reason', message: 'expected 1 to 2000 characters' }]);
	return act(db, person!, draft, 'return', why.data);
}

export async function acceptDraft(db: Db, person: Person | undefined, read: DraftAsRead): Promise<Draft> {
	return act(db, person!, await requireOthers(db, person, read, 'draft.review'), 'accept', '');
}

/**
 * Publishes an accepted draft, or accepts and publishes a submitted one, in one transaction with its revision.
 * @throws Refusal `conflict` where the record moved on since the draft began, or the draft since it was read
 */
export async function publishDraft(db: Db, person: Person | undefined, read: DraftAsRead): Promise<Draft> {
	const draft = await requireOthers(db, person, read, 'draft.publish');
	return db.transaction(async (tx) => {
		const accepted = draft.state === 'submitted' ? await act(tx, person!, draft, 'accept', '') : draft;
		await publishRecords(tx, [{ kind: draft.kind, base_version: draft.base_version, data: draft.data }], {
			author: draft.author,
			reviewer: person!.pseudonym,
			note: draft.note,
			batch: draft.batch ?? undefined
		});
		// From here on nobody else publishes, so that the proposal cannot leave any more.
		await requireStanding(tx, draft);
		return act(tx, person!, accepted, 'publish', '');
	});
}

/** A remark on a draft or on one of its fields, by its author or a reviewer. */
export async function commentDraft(
	db: Db,
	person: Person | undefined,
	id: string,
	remark: { field?: string; text: string }
): Promise<void> {
	const draft = await requireDraft(db, person, id);
	const parsed = z.object({ field: z.string().max(200).optional(), text: note.min(1) }).safeParse(remark);
	if (!parsed.success)
		throw new Refusal('invalid', 'Say something.', [
			{ path: 'text', message: 'expected 1 to 2000 characters' }
		]);
	await saveDraftEvent(db, {
		draft: draft.id,
		author: person!.pseudonym,
		type: 'commented',
		field: parsed.data.field || null,
		text: parsed.data.text
	});
}

const eventOf = {
	submit: 'submitted',
	return: 'returned',
	accept: 'accepted',
	publish: 'published',
	withdraw: 'withdrawn'
} as const satisfies Record<DraftAct, DraftEventRow['type']>;

async function act(
	db: Db,
	person: Person,
	draft: Draft,
	what: DraftAct,
	text: string,
	more: Partial<Pick<Draft, 'submitted_at'>> = {}
): Promise<Draft> {
	const state: DraftState | undefined = stateAfter(draft.state, what);
	if (!state) throw new Refusal('state', `A draft that is ${draft.state} cannot be ${eventOf[what]}.`);
	return db.transaction(async (tx) => {
		const changed = await updateDraft(tx, draft, { state, ...more });
		if (!changed) throw new Refusal('conflict', 'This draft was changed by somebody else meanwhile.');
		await saveDraftEvent(tx, { draft: draft.id, author: person.pseudonym, type: eventOf[what], text });
		return changed;
	});
}

async function requireOwn(db: Db, person: Person | undefined, id: string): Promise<Draft> {
	const draft = await requireDraft(db, person, id);
	if (draft.author !== person?.pseudonym)
		throw new Refusal('forbidden', 'Only the author may do this; comment on it or return it.');
	return draft;
}

async function requireOthers(
	db: Db,
	person: Person | undefined,
	read: DraftAsRead,
	what: 'draft.review' | 'draft.publish'
): Promise<Draft> {
	requireMay(person, what);
	const draft = await requireDraft(db, person, read.id);
	if (draft.author === person.pseudonym)
		throw new Refusal('forbidden', 'Another person than the author reviews a draft.');
	if (draft.saves !== read.saves)
		throw new Refusal(
			'conflict',
			'The draft changed since you read it. Read what it says now, then decide again.'
		);
	return draft;
}

/** The links of a proposal that left stay with it as they were: nobody would see them changed. */
async function requireStanding(db: Db, { kind, record }: Pick<Draft, 'kind' | 'record'>): Promise<void> {
	const proposal = kind === 'link' && (await findRevision(db, 'proposal', record, 'newest'));
	if (proposal && !isCurrent(proposal.data))
		throw new Refusal(
			'state',
			'This proposal has left the Atlas and its links stay as they are; restore it from its history first.'
		);
}

/** Vocabularies are for admins: a new code changes what everybody else may write. */
function requireKind(person: Person, kind: RecordKind): void {
	if (kind === 'vocabulary') requireMay(person, 'vocabulary.write');
}

/** Whether a sound draft says what is published. */
function isSameRecord({ kind, data }: Draft, published: Record<string, unknown>): boolean {
	const parsed = parseRecord(kind, data);
	return 'record' in parsed && diffRecords(published, parsed.record.record).length === 0;
}

const idOf = (data: Record<string, unknown>): string =>
	typeof data.id === 'string' ? data.id.slice(0, 200) : '';
