import { changeHref } from '../../domain/change.ts';
import { stateAfter } from '../../domain/draft.ts';
import type { Author } from '../../domain/history-page.ts';
import { diffRecords } from '../../domain/record-diff.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type {
	ConversationEntry,
	DraftHead,
	QueueEntry,
	RecordName,
	ReviewPage,
	ToldProblem
} from '../../domain/review-page.ts';
import { may } from '../../domain/roles.ts';
import { standingIn } from '../../domain/standing.ts';
import { inLocale, locales, type Locale } from '../../domain/text.ts';
import { inLanguage } from '../../i18n/complaints.ts';
import { checkDraft, openDraft } from '../curation/drafts.ts';
import type { Person } from '../curation/person.ts';
import type { FieldProblem } from '../curation/refusal.ts';
import { listQueue } from '../curation/review.ts';
import type { Db } from '../db/connect.ts';
import type { Draft, DraftEventRow } from '../queries/drafts.ts';
import { listLinkFiles } from '../queries/links.ts';
import { listProposals } from '../queries/proposals.ts';
import { listSimilarTitles, type SearchKind } from '../queries/search.ts';
import { nameAuthors } from './authors.ts';
import { namedProposals, namePath, tellChanges, tellRecord, titleOf } from './record-told.ts';
import { atlasAround, type Around } from './snapshot.ts';

/** What waits for a reviewer, oldest first. */
export async function queuePage(db: Db, person: Person, locale: Locale, now: Date): Promise<QueueEntry[]> {
	const queue = await listQueue(db, person);
	const around = await atlasAround(
		db,
		queue.flatMap(({ draft }) => draftNames(draft))
	);
	const named = await nameAuthors(
		db,
		queue.map(({ draft }) => draft.author)
	);
	return Promise.all(
		queue.map(async ({ draft, moved_on }) => ({
			...headOf(around, draft, person, named, { moved_on, now }, locale),
			similar: await similarTo(db, around, draft, locale)
		}))
	);
}

/** A draft beside what it began from, with everything that was said about it. */
export async function reviewPage(
	db: Db,
	person: Person | undefined,
	id: string,
	locale: Locale,
	now: Date
): Promise<ReviewPage> {
	const { draft, base, current, events } = await openDraft(db, person, id);
	const problems =
		draft.state === 'published' || draft.state === 'withdrawn' ? [] : await checkDraft(db, draft);
	const around = await aroundPlaces(
		db,
		problems.flatMap(({ at }) => at ?? []),
		[
			draftNames(draft),
			...[base, current?.data].map((data) => (data ? namedProposals(draft.kind, data) : []))
		].flat()
	);
	const named = await nameAuthors(db, [
		draft.author,
		...(current ? [current.author] : []),
		...events.map(({ author }) => author)
	]);
	const over = draft.state === 'published' || draft.state === 'withdrawn';
	const moved_on = !over && (current?.version ?? 0) !== draft.base_version;
	const changes = tellChanges(around, draft.kind, base ?? {}, draft.data, locale);
	const touched = new Set(changes.map(({ path }) => path.split('.')[0]));
	const own = draft.author === person!.pseudonym;
	const can = (act: 'accept' | 'publish' | 'return', role: 'draft.review' | 'draft.publish') =>
		!own && may(person!.role, role) && stateAfter(draft.state, act) !== undefined;
	return {
		head: headOf(around, draft, person!, named, { moved_on, now }, locale),
		saves: draft.saves,
		base_version: draft.base_version || undefined,
		changes,
		unchanged: tellRecord(around, draft.kind, draft.data, locale).filter(({ path }) => !touched.has(path)),
		...(moved_on &&
			current && {
				meanwhile: {
					version: current.version,
					author: named(current.author),
					at: current.at.toISOString(),
					changes: tellChanges(around, draft.kind, base ?? {}, current.data, locale),
					both: changedByBoth(base ?? {}, current.data, draft.data)
				}
			}),
		problems: tellProblems(around, draft, problems, locale),
		conversation: converse(around, draft, events, named, locale),
		similar: await similarTo(db, around, draft, locale),
		may: {
			comment: !over,
			review: can('return', 'draft.review'),
			publish:
				!moved_on &&
				(can('publish', 'draft.publish') ||
					(can('accept', 'draft.review') && may(person!.role, 'draft.publish')))
		}
	};
}

function headOf(
	around: Around,
	draft: Draft,
	person: Person,
	named: (pseudonym: string) => Author,
	{ moved_on, now }: { moved_on: boolean; now: Date },
	locale: Locale
): DraftHead {
	const at = draft.submitted_at ?? draft.updated_at;
	return {
		id: draft.id,
		kind: draft.kind,
		record: draft.record,
		title: titleOf(around, draft.kind, { ...draft.data, id: draft.record }, locale),
		href:
			draft.base_version > 0 || draft.state === 'published'
				? changeHref(draft.kind, draft.record)
				: undefined,
		state: draft.state,
		author: named(draft.author),
		own: draft.author === person.pseudonym,
		note: draft.note,
		at: at.toISOString(),
		days: Math.max(0, Math.floor((now.getTime() - at.getTime()) / (24 * 3600 * 1000))),
		moved_on,
		standing: standingIn(draft.data)
	};
}

function converse(
	around: Around,
	draft: Draft,
	events: DraftEventRow[],
	named: (pseudonym: string) => Author,
	locale: Locale
): ConversationEntry[] {
	return events.map(({ at, author, type, field, text }) => ({
		at: at.toISOString(),
		author: named(author),
		type,
		...(field && {
			field: { path: field, name: namePath(around, draft.kind, field.split('.'), draft.data, locale) }
		}),
		text
	}));
}

function tellProblems(
	around: AroundPlaces,
	{ kind, data }: Draft,
	problems: FieldProblem[],
	locale: Locale
): ToldProblem[] {
	return problems.map(({ path, message, at }) => ({
		path,
		name: path ? namePath(around, kind, path.split('.'), data, locale) : '',
		...inLanguage({ message: at ? message.replace(/^[^:]*: /, '') : message }, locale),
		...(at && { at: tellPlace(around, at, locale) })
	}));
}

/** Other records that stand in the way of one, with those of them that are not in the frame. */
export type AroundPlaces = Around & { found: Map<string, Record<string, unknown>> };
type Place = NonNullable<FieldProblem['at']>;

/** @param named other proposals that are named */
export async function aroundPlaces(db: Db, places: Place[], named: string[] = []): Promise<AroundPlaces> {
	const idsOf = (wanted: RecordKind) => [
		...new Set(places.filter(({ kind }) => kind === wanted).map(({ record }) => record))
	];
	const [proposals, links] = await Promise.all([
		listProposals(db, idsOf('proposal')),
		listLinkFiles(db, idsOf('link'))
	]);
	const records = [
		...proposals.map((data) => ({ kind: 'proposal' as const, data })),
		...links.map((data) => ({ kind: 'link' as const, data }))
	];
	const around = await atlasAround(db, [
		...named,
		...records.flatMap(({ kind, data }) => namedProposals(kind, data))
	]);
	return { ...around, found: new Map(records.map(({ kind, data }) => [`${kind} ${data.id}`, data])) };
}

/** Another record and one of its fields, in words. */
export function tellPlace(
	around: AroundPlaces,
	{ kind, record, path }: Place,
	locale: Locale
): NonNullable<ToldProblem['at']> {
	const data = currentData(around, kind, record);
	return {
		title: titleOf(around, kind, data, locale),
		field: namePath(around, kind, path.split('.'), data, locale),
		kind,
		record
	};
}

function currentData(
	{ papers, instruments, matrices, found }: AroundPlaces,
	kind: RecordKind,
	id: string
): Record<string, unknown> {
	const framed = { paper: papers, instrument: instruments, matrix: matrices }[kind as string];
	return framed?.get(id) ?? found.get(`${kind} ${id}`) ?? { id };
}

/** Proposals that a draft names, itself among them. */
const draftNames = ({ kind, record, data }: Draft): string[] => [record, ...namedProposals(kind, data)];

/** Top-level fields, or deeper ones, that the draft and what was published meanwhile both changed. */
function changedByBoth(
	base: Record<string, unknown>,
	theirs: Record<string, unknown>,
	mine: Record<string, unknown>
): string[] {
	const other = new Set(diffRecords(base, theirs).map(({ path }) => path));
	return diffRecords(base, mine)
		.map(({ path }) => path)
		.filter((path) => other.has(path));
}

const searchKinds: Partial<Record<RecordKind, SearchKind>> = {
	proposal: 'proposal',
	paper: 'paper',
	instrument: 'instrument'
};

/** Records of the same kind whose title is like a new one of the draft: it may have been made before. */
async function similarTo(db: Db, around: Around, draft: Draft, locale: Locale): Promise<RecordName[]> {
	const kind = searchKinds[draft.kind];
	if (!kind) return [];
	const published: Record<string, { get(id: string): object | undefined }> = {
		proposal: new Map(around.proposals.map((row) => [row.id, row])),
		paper: around.papers,
		instrument: around.instruments
	};
	const known = (draft.base_version > 0 && published[draft.kind].get(draft.record)) || {};
	const titles = locales
		.map((language) =>
			[draft.data, known].map((data) =>
				titleOf(around, draft.kind, data as Record<string, unknown>, language)
			)
		)
		.filter(([typed, present]) => typed !== present)
		.map(([typed]) => typed.slice(0, 300));
	const found = await listSimilarTitles(db, [kind], [...new Set(titles)], 4);
	return found
		.filter(({ record }) => record !== draft.record)
		.slice(0, 3)
		.map((match) => ({
			title: inLocale(match, 'title', locale),
			href: changeHref(draft.kind, match.record)
		}));
}
