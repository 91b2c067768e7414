import type { HistoryEntry, HistoryPage, HistoryVersion } from '../../domain/history-page.ts';
import { isLawDay } from '../../domain/law.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import { listChanges } from '../queries/changes.ts';
import { findRevision } from '../queries/history.ts';
import { nameAuthors } from './authors.ts';
import { namedProposals, tellChanges, tellRecord, titleOf } from './record-told.ts';
import { atlasAround } from './snapshot.ts';

/** Every version of a record, newest first; of several kinds together, such as a proposal and its links. */
export async function listHistory(db: Db, kinds: RecordKind[], id: string): Promise<HistoryEntry[]> {
	const changes = await listChanges(db, { kinds, records: [id] }, { descending: true });
	const named = await nameAuthors(
		db,
		changes.flatMap(({ author, reviewer }) => [author, ...(reviewer ? [reviewer] : [])])
	);
	const newest = new Map(kinds.map((of) => [of, changes.find(({ kind }) => kind === of)?.version]));
	return changes.map(({ kind, version, at, author, reviewer, note, change }) => ({
		of: kind,
		version,
		at: at.toISOString(),
		author: named(author),
		reviewer: reviewer ? named(reviewer) : undefined,
		note,
		change,
		current: newest.get(kind) === version
	}));
}

/**
 * Who changed a record when and why, from the first version on, whether or not it is still shown; and what the reader asks to
 * see of it: `from` and `to` for a comparison, `version` or `as_of` for what it said then, `of` for which of the kinds.
 * Undefined where there never was such a record.
 * @param at.href page of the record
 * @param at.path address of this history
 */
export async function historyPage(
	db: Db,
	streams: [RecordKind, ...RecordKind[]],
	id: string,
	at: { href: string; path: string },
	parameters: URLSearchParams,
	locale: Locale
): Promise<HistoryPage | undefined> {
	// PostgreSQL takes no NUL, and no id holds anything else that could not be typed.
	if (!/^[\w-]{1,80}$/.test(id)) return undefined;
	const entries = await listHistory(db, streams, id);
	if (!entries.some(({ of }) => of === streams[0])) return undefined;
	const record = await findRevision(db, streams[0], id, 'newest');
	const around = await atlasAround(db, namedProposals(streams[0], record!.data));
	const latest = new Map(streams.map((of) => [of, entries.find((entry) => entry.of === of)?.version ?? 0]));
	const { asked, dropped } = parseAsked(parameters, streams, latest);
	const page: HistoryPage = {
		id,
		title: titleOf(around, streams[0], record!.data, locale),
		...at,
		streams,
		entries,
		dropped
	};
	if ('from' in asked) return { ...page, comparison: await compare(db, id, asked, locale) };
	if ('version' in asked || 'as_of' in asked)
		return { ...page, shown: await show(db, id, asked, streams, locale) };
	return page;
}

type Asked =
	| { of: RecordKind; from: number; to: number }
	| { of: RecordKind; version: number }
	| { as_of: string }
	| Record<never, never>;

function parseAsked(
	parameters: URLSearchParams,
	streams: [RecordKind, ...RecordKind[]],
	latest: Map<RecordKind, number>
): { asked: Asked; dropped: Dropped[] } {
	const dropped: Dropped[] = [];
	const given = (name: string) => parameters.get(name)?.trim() || undefined;
	const drop = (name: string) => dropped.push({ name, value: given(name)!.slice(0, 80) });
	const asked_of = given('of');
	const of = streams.find((kind) => kind === asked_of) ?? streams[0];
	if (asked_of && asked_of !== of) drop('of');
	const number = (name: string): number | undefined => {
		const text = given(name);
		if (text === undefined) return undefined;
		if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= latest.get(of)!) return Number(text);
		drop(name);
		return undefined;
	};
	const [from, to, version] = [number('from'), number('to'), number('version')];
	if (from !== undefined && to !== undefined) return { asked: { of, from, to }, dropped };
	if (version !== undefined) return { asked: { of, version }, dropped };
	const as_of = given('as_of');
	if (as_of && isLawDay(as_of)) return { asked: { as_of }, dropped };
	if (as_of) drop('as_of');
	return { asked: {}, dropped };
}

async function compare(
	db: Db,
	id: string,
	{ of, from, to }: { of: RecordKind; from: number; to: number },
	locale: Locale
): Promise<HistoryPage['comparison']> {
	const [before, after] = await Promise.all(
		[from, to].map((version) => findRevision(db, of, id, { version }))
	);
	const around = await atlasAround(
		db,
		[before!, after!].flatMap(({ data }) => namedProposals(of, data))
	);
	return {
		of,
		from: versionOf(before!),
		to: versionOf(after!),
		changes: tellChanges(around, of, before!.data, after!.data, locale)
	};
}

async function show(
	db: Db,
	id: string,
	asked: { of: RecordKind; version: number } | { as_of: string },
	streams: RecordKind[],
	locale: Locale
): Promise<HistoryPage['shown']> {
	const found = await Promise.all(
		'version' in asked
			? [findRevision(db, asked.of, id, { version: asked.version })]
			: streams.map((of) => findRevision(db, of, id, { by: endOf(asked.as_of) }))
	);
	const versions = found.filter((revision) => revision !== undefined);
	const around = await atlasAround(
		db,
		versions.flatMap(({ kind, data }) => namedProposals(kind, data))
	);
	return {
		...('as_of' in asked && { as_of: asked.as_of }),
		versions: versions.map((revision) => ({
			...versionOf(revision),
			fields: tellRecord(around, revision.kind, revision.data, locale)
		}))
	};
}

const versionOf = ({
	kind,
	version,
	at
}: {
	kind: RecordKind;
	version: number;
	at: Date;
}): HistoryVersion => ({
	of: kind,
	version,
	at: at.toISOString()
});

/** What was published in the course of a day belongs to it. */
const endOf = (day: string) => new Date(`${day}T23:59:59.999Z`);
