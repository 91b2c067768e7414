import { z } from 'zod';
import { diffRecords } from '../../domain/record-diff.ts';
import { isCurrent } from '../../domain/standing.ts';
import { slug, text } from '../../domain/fields.ts';
import type { Db } from '../db/connect.ts';
import type { RecordKind } from '../db/schema.ts';
import type { Draft } from '../queries/drafts.ts';
import { findRevision } from '../queries/history.ts';
import { note, startDraft } from './drafts.ts';
import { requireMay, type Person } from './person.ts';
import { findProblems, parseRecord } from './publish.ts';
import { problemsIn, Refusal, type FieldProblem } from './refusal.ts';

/** Kinds of records that can be merged into another or withdrawn. */
const leavingKinds = ['proposal', 'paper', 'instrument'] as const satisfies RecordKind[];
export type LeavingKind = (typeof leavingKinds)[number];
export const isLeavingKind = (kind: string): kind is LeavingKind =>
	(leavingKinds as readonly string[]).includes(kind);

const today = () => new Date().toISOString().slice(0, 10);

/** The newest version of a record that can leave, also where it has left already. */
export async function requireLeaving(db: Db, person: Person | undefined, kind: LeavingKind, id: string) {
	requireMay(person, 'record.retire');
	const found = slug.safeParse(id).success ? await findRevision(db, kind, id, 'newest') : undefined;
	if (!found) throw new Refusal('not-found', 'There is no such record.');
	return found;
}

/** What of the current records still points to this one: nothing may, once it has left. */
export async function findReferences(
	db: Db,
	kind: LeavingKind,
	id: string
): Promise<NonNullable<FieldProblem['at']>[]> {
	const found = await findRevision(db, kind, id, 'newest');
	const { moved_to: _, ...data } = found!.data;
	const parsed = parseRecord(kind, {
		...data,
		retired_on: today(),
		retired_reason_en: 'x',
		retired_reason_zh: 'x'
	});
	if ('problems' in parsed) return [];
	return (await findProblems(db, [parsed.record])).flat().flatMap(({ at }) => (at ? [at] : []));
}

/** Begins a draft in which another record takes the place of this one; published, its address leads there. */
export async function startMerge(
	db: Db,
	person: Person | undefined,
	kind: LeavingKind,
	id: string,
	wanted: { into: string; note: string }
): Promise<Draft> {
	const { data } = await requireLeaving(db, person, kind, id);
	const into = wanted.into.trim();
	const target = slug.safeParse(into).success ? await findRevision(db, kind, into, 'newest') : undefined;
	const why = note.safeParse(wanted.note);
	const wrong = [
		...(target ? [] : [{ path: 'into', message: `there is no ${kind} "${into.slice(0, 80)}"` }]),
		...(into === id ? [{ path: 'into', message: 'a record is not merged into itself' }] : []),
		...(target && into !== id && !isCurrent(target.data)
			? [{ path: 'into', message: `${kind} "${into}" has itself left the Atlas` }]
			: []),
		...(why.success ? [] : [{ path: 'note', message: 'expected at most 2000 characters' }])
	];
	if (wrong.length > 0 || !why.success) throw new Refusal('invalid', 'There are errors.', wrong);
	return startDraft(db, person, {
		kind,
		record: id,
		data: { ...withoutStanding(data), moved_to: into },
		note: why.data
	});
}

/** Begins a draft that withdraws a record; published, a page with the reason stays at its address. */
export async function startRetirement(
	db: Db,
	person: Person | undefined,
	kind: LeavingKind,
	id: string,
	wanted: { reason_en: string; reason_zh: string; note: string }
): Promise<Draft> {
	const { data } = await requireLeaving(db, person, kind, id);
	const reason = note.pipe(text);
	const parsed = z.object({ reason_en: reason, reason_zh: reason, note }).safeParse(wanted);
	if (!parsed.success) throw new Refusal('invalid', 'There are errors.', problemsIn(parsed.error));
	return startDraft(db, person, {
		kind,
		record: id,
		data: {
			...withoutStanding(data),
			retired_on: today(),
			retired_reason_en: parsed.data.reason_en,
			retired_reason_zh: parsed.data.reason_zh
		},
		note: parsed.data.note
	});
}

/** Begins a draft that says again what an old version said, on top of what is published now. */
export async function startRestoration(
	db: Db,
	person: Person | undefined,
	kind: RecordKind,
	id: string,
	wanted: { version: number; note: string }
): Promise<Draft> {
	requireMay(person, 'draft.write-existing');
	const [old, newest] = await Promise.all([
		findRevision(db, kind, id, { version: wanted.version }),
		findRevision(db, kind, id, 'newest')
	]);
	if (!old || !newest) throw new Refusal('not-found', 'There is no such version.');
	if (diffRecords(old.data, newest.data).length === 0)
		throw new Refusal('state', 'This is what the record says now.');
	const why = note.safeParse(wanted.note);
	if (!why.success)
		throw new Refusal('invalid', 'The note is too long.', [
			{ path: 'note', message: 'expected at most 2000 characters' }
		]);
	return startDraft(db, person, {
		kind,
		record: id,
		data: old.data,
		note: why.data
	});
}

function withoutStanding(data: Record<string, unknown>): Record<string, unknown> {
	const { moved_to: _, retired_on: __, retired_reason_en: ___, retired_reason_zh: ____, ...rest } = data;
	return rest;
}
