import { outcomes, type Duplicate, type ImportState, type Outcome } from '../../domain/import/batch.ts';
import type { ImportKind } from '../../domain/import/columns.ts';
import type { RowProblem } from '../../domain/import/rows.ts';
import { diffRecords } from '../../domain/record-diff.ts';
import { inLocale, type Locale } from '../../domain/text.ts';
import { inLanguage, type Told } from '../../i18n/complaints.ts';
import type { Db } from '../db/connect.ts';
import { findProgress, listProgress, type Progress } from '../import/progress.ts';
import { findRevision } from '../queries/history.ts';
import {
	countImportRecords,
	countOutcomes,
	listImportRecords,
	listImports,
	type ImportBatch,
	type ImportRecord,
	type RecordFilter
} from '../queries/imports.ts';

const mostListed = 100;
const recordsAPage = 25;
/** Characters of a value. Who publishes must have seen what is published, so it is more than any passage has. */
const longestShown = 20_000;

const shows = ['all', ...outcomes, 'duplicates'] as const;
type Show = (typeof shows)[number];

type ListedImport = {
	id: string;
	kind: ImportKind;
	file_name: string;
	author: string;
	state: ImportState;
	created_at: Date;
	counts: Record<Outcome, number>;
};

export type ImportListPage = {
	imports: ListedImport[];
	/** Those that are worked on just now; a first check is not in the list yet. */
	running: { id: string; progress: Progress }[];
};

export async function importListPage(db: Db): Promise<ImportListPage> {
	return {
		imports: await withCounts(db, await listImports(db, { limit: mostListed })),
		running: listProgress().map(([id, progress]) => ({ id, progress }))
	};
}

/** What waits for a reviewer, oldest first. */
export async function waitingImports(db: Db): Promise<ListedImport[]> {
	return withCounts(db, (await listImports(db, { states: ['submitted'] })).reverse());
}

async function withCounts(db: Db, imports: ImportBatch[]): Promise<ListedImport[]> {
	const counted = await countOutcomes(
		db,
		imports.map(({ id }) => id)
	);
	return imports.map(({ id, kind, file_name, author, state, created_at }) => ({
		id,
		kind,
		file_name,
		author,
		state,
		created_at,
		counts: countsOf(counted.filter(({ batch }) => batch === id))
	}));
}

const countsOf = (counted: { outcome: Outcome; n: number }[]): Record<Outcome, number> =>
	Object.fromEntries(
		outcomes.map((outcome) => [outcome, counted.find((one) => one.outcome === outcome)?.n ?? 0])
	) as Record<Outcome, number>;

type ShownRecord = {
	place: number;
	row: number;
	record: string;
	title: string;
	/** Where the published record is shown; undefined for one that is not there yet. */
	href?: string;
	outcome: Outcome;
	problems: Told<RowProblem>[];
	duplicates: (Duplicate & { href?: string })[];
	changes: { path: string; before: string; after: string }[];
};

export type ImportPage = {
	batch: Omit<ImportBatch, 'problems'> & { problems: Told<RowProblem>[] };
	progress?: Progress;
	counts: Record<Outcome, number>;
	duplicates: number;
	show: Show;
	page: number;
	pages: number;
	records: ShownRecord[];
};

/** An import with one page of its records; what is wrong first, unless something else is asked for. */
export async function importPage(
	db: Db,
	batch: ImportBatch,
	asked: { show: string | null; page: string | null },
	locale: Locale
): Promise<ImportPage> {
	const counts = countsOf(await countOutcomes(db, [batch.id]));
	const show = shows.find((known) => known === asked.show) ?? (counts.wrong > 0 ? 'wrong' : 'all');
	const filter: RecordFilter =
		show === 'all' ? {} : show === 'duplicates' ? { duplicates: true } : { outcomes: [show] };
	const total = await countImportRecords(db, batch.id, filter);
	const pages = Math.max(1, Math.ceil(total / recordsAPage));
	const page = Math.min(pages, Math.max(1, Math.trunc(Number(asked.page)) || 1));
	const records = await listImportRecords(db, batch.id, filter, {
		limit: recordsAPage,
		offset: (page - 1) * recordsAPage
	});
	const progress = findProgress(batch.id);
	return {
		batch: { ...batch, problems: batch.problems.map((problem) => inLanguage(problem, locale)) },
		...(progress && { progress }),
		counts,
		duplicates: await countImportRecords(db, batch.id, { duplicates: true }),
		show,
		page,
		pages,
		records: await Promise.all(records.map((record) => showRecord(db, batch, record, locale)))
	};
}

async function showRecord(
	db: Db,
	{ kind, state }: ImportBatch,
	{ place, row, record, outcome, base_version, data, problems, duplicates }: ImportRecord,
	locale: Locale
): Promise<ShownRecord> {
	// Of a new record every field is told, since its reviewer has nowhere else to read it.
	const base =
		outcome === 'changed'
			? await findRevision(db, kind, record, { version: base_version })
			: outcome === 'new'
				? { data: {} }
				: undefined;
	const isThere = base_version > 0 || state === 'published' || state === 'undone';
	const title = inLocale(data as Record<string, string>, 'title', locale);
	return {
		place,
		row,
		record,
		title: typeof title === 'string' ? title.slice(0, 200) : '',
		...(isThere && record && { href: hrefOf(kind, record) }),
		outcome,
		problems: problems.map((problem) => inLanguage(problem, locale)),
		duplicates: duplicates.map((one) => ({
			...one,
			...(one.row === undefined && one.why !== 'link' && { href: hrefOf(kind, one.id) })
		})),
		changes: base
			? diffRecords(base.data, data).map(({ path, before, after }) => ({
					path,
					before: inWords(before),
					after: inWords(after)
				}))
			: []
	};
}

const hrefOf = (kind: ImportKind, id: string): string =>
	kind === 'instrument'
		? `/regulations/${encodeURIComponent(id)}`
		: `/proposals/${encodeURIComponent(id)}${kind === 'link' ? '#law' : ''}`;

/** A value as the file would hold it, things of a list by their fields. */
function inWords(value: unknown): string {
	const whole = (inner: unknown): string => {
		if (inner === undefined || inner === null) return '';
		if (Array.isArray(inner)) return inner.map(whole).join('; ');
		if (typeof inner !== 'object') return String(inner);
		return Object.entries(inner)
			.filter(([, held]) => held !== undefined)
			.map(([key, held]) => `${key}: ${whole(held)}`)
			.join(' · ');
	};
	const text = whole(value);
	return text.length > longestShown ? `${text.slice(0, longestShown)} …` : text;
}
