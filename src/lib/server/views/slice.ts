import { createHash, randomBytes } from 'node:crypto';
import { storable } from '../../domain/form.ts';
import {
	canonicalJson,
	compareSheets,
	sliceId,
	type SliceChanges,
	type SliceContent
} from '../../domain/slice.ts';
import type { Sheet, SheetRow, ViewSheet } from '../../domain/sheet.ts';
import { locales, type Locale } from '../../domain/text.ts';
import type { Db } from '../db/connect.ts';
import {
	countSlice,
	findSlice,
	findSliceByHash,
	requireSalt,
	saveSlice,
	type Slice
} from '../queries/slices.ts';
import { heldRows, openView, type DroppedValue } from './sheet.ts';

/** New slices a client may make in an hour; finding one that exists costs nothing. */
export const slicesPerHour = 20;

type Sliceable = {
	content: SliceContent;
	data_version: number;
	release: string;
	dropped: DroppedValue[];
};

/**
 * A view as it would be frozen now, in both languages, or undefined where its address leads to none. Every view `openView`
 * knows can be frozen; a new kind of view is added there.
 */
async function sliceable(
	db: Db,
	path: string,
	query: string,
	today: string
): Promise<Sliceable | { content?: undefined; dropped: DroppedValue[] } | undefined> {
	const parameters = new URLSearchParams([...new URLSearchParams(query)].map((pair) => pair.map(storable)));
	const [en, zh] = await Promise.all(locales.map((locale) => openView(db, path, parameters, locale, today)));
	if (!en || !zh) return undefined;
	const [heldEn, heldZh] = [heldRows(en.view), heldRows(zh.view)];
	if ('refused' in heldEn || 'refused' in heldZh)
		return {
			dropped: [heldEn, heldZh].flatMap((held) => ('refused' in held ? held.refused : [])).slice(0, 1)
		};
	const text = ({ title, question, filters, sheet, sources }: ViewSheet, rows: SheetRow[]) => ({
		title,
		question,
		filters,
		sheet: { ...sheet, rows },
		sources
	});
	return {
		content: {
			path,
			query: en.view.query,
			licence: en.view.licence,
			en: text(en.view, heldEn),
			zh: text(zh.view, heldZh)
		},
		data_version: en.view.data_version,
		release: en.view.release,
		dropped: en.dropped
	};
}

export type Frozen = { id: string } | { refused: 'address'; dropped: DroppedValue[] } | { refused: 'rate' };

/**
 * Freezes a view and gives its slice: a new one, or the one that has the same content already.
 * @param client address of the reader's connection; only a salted hash of it is kept, and that for a day
 */
export async function freezeView(
	db: Db,
	path: string,
	query: string,
	client: string,
	now: Date
): Promise<Frozen> {
	const view = await sliceable(db, path, query, now.toISOString().slice(0, 10));
	if (!view?.content || view.dropped.length > 0) return { refused: 'address', dropped: view?.dropped ?? [] };
	const hash = hashContent(view.content);
	const content_hash = hash.toString('hex');
	const known = await findSliceByHash(db, content_hash);
	if (known) return { id: known.id };
	if (!(await mayFreeze(db, client, now))) return { refused: 'rate' };
	// Two contents share 80 bits once in the life of no archive; then the second has a longer name.
	const taken = await findSlice(db, sliceId(hash));
	await saveSlice(db, {
		id: sliceId(hash, taken ? 32 : undefined),
		content_hash,
		content: view.content,
		data_version: view.data_version,
		release: view.release
	});
	return { id: (await findSliceByHash(db, content_hash))!.id };
}

export const hashContent = (content: SliceContent): Buffer =>
	createHash('sha256').update(canonicalJson(content)).digest();

async function mayFreeze(db: Db, address: string, now: Date): Promise<boolean> {
	const day = now.toISOString().slice(0, 10);
	const salt = await requireSalt(db, day, randomBytes(16).toString('hex'));
	const client = createHash('sha256').update(`${salt} ${address}`).digest('hex');
	const hour = new Date(now);
	hour.setUTCMinutes(0, 0, 0);
	return (await countSlice(db, client, hour)) <= slicesPerHour;
}

/** The frozen view in one language, as files and pages show it. */
export function frozenView(
	{ id, content, data_version, release }: Slice,
	locale: Locale
): ViewSheet & { sheet: Sheet } {
	const { path, query, licence } = content;
	const { sheet, ...text } = content[locale];
	return {
		path,
		query,
		licence,
		name: `slice-${id}`,
		data_version,
		release,
		...text,
		sheet: { codes: {}, ...sheet }
	};
}

/** The same as pages show it, without the meanings of the codes, which stand in the files. */
export function shownSlice(slice: Slice, locale: Locale): SlicePage['view'] {
	const { sheet, ...view } = frozenView(slice, locale);
	return { ...view, sheet: { columns: sheet.columns, rows: sheet.rows } };
}

/** What the same view says today; undefined where it can no longer be built. */
export async function changesSince(
	db: Db,
	{ content }: Slice,
	locale: Locale,
	today: string
): Promise<SliceChanges | undefined> {
	const now = await sliceable(db, content.path, content.query, today);
	if (!now?.content || now.dropped.some(({ gone }) => !gone)) return undefined;
	return compareSheets(content[locale].sheet, now.content[locale].sheet);
}

export type SlicePage = {
	id: string;
	content_hash: string;
	frozen_on: string;
	view: Omit<ViewSheet, 'sheet'> & { sheet: Pick<Sheet, 'columns' | 'rows'> };
	/** Undefined where the view can no longer be built. */
	changes: SliceChanges | undefined;
};

export async function slicePage(
	db: Db,
	id: string,
	locale: Locale,
	today: string
): Promise<SlicePage | undefined> {
	const slice = await findSlice(db, id);
	if (!slice) return undefined;
	return {
		id,
		content_hash: slice.content_hash,
		frozen_on: slice.created_at.toISOString().slice(0, 10),
		view: shownSlice(slice, locale),
		changes: await changesSince(db, slice, locale, today)
	};
}
