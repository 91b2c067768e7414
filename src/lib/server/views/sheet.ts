import { amount } from '../../domain/amount.ts';
import type { Dropped } from '../../domain/matrix/view.ts';
import type { SheetRow, ViewSheet } from '../../domain/sheet.ts';
import type { Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import type { Db } from '../db/connect.ts';
import { readCompare } from './sheet-compare.ts';
import { readCoverage } from './sheet-coverage.ts';
import { readCross } from './sheet-cross.ts';
import { readMatrix } from './sheet-matrix.ts';
import { readTraceSheet } from './sheet-trace.ts';
import { atlasFrame } from './snapshot.ts';

/** A value of an address that its view cannot show as it stands. */
export type DroppedValue = Dropped & {
	/** Why, where it is not simply unknown. */
	said?: string;
	/** A record that is not there; the rest of the view is what was asked for. */
	gone?: boolean;
};

/** The rows of a view that is kept or followed whole, or why that cannot be. */
export function heldRows({ sheet: { rows } }: ViewSheet): SheetRow[] | { refused: DroppedValue } {
	if (Symbol.iterator in rows) return [...rows];
	return {
		refused: {
			name: 'rows',
			value: String(rows.length),
			said: m.share_too_many_rows({ rows: amount(rows.length) })
		}
	};
}

export type Opened = { view: ViewSheet; dropped: DroppedValue[] };

type Asked = {
	db: Db;
	/** The part of the address that names the view: `layers`, `compare`. */
	name: string;
	parameters: URLSearchParams;
	locale: Locale;
	/** YYYY-MM-DD */
	today: string;
	/** Of very many rows one page, as the screen shows it; else all. */
	paged: boolean;
	/** Number of the data, where the request has asked for it already. */
	state?: number;
};
type Read = Omit<ViewSheet, 'path' | 'name' | 'data_version' | 'release' | 'licence'> & {
	dropped: DroppedValue[];
};
/** One kind of view as a sheet; undefined where there is no view of that name. */
export type SheetReader = (asked: Asked) => Promise<Read | undefined>;

/** Every kind of view that can be exported and frozen: the start of its address, and how it is read. The first that fits counts. */
const kinds: { address: RegExp; read: SheetReader }[] = [
	{ address: /^\/matrix\/(coverage)$/, read: readCoverage },
	{ address: /^\/matrix\/(cross-tab)$/, read: readCross },
	{ address: /^\/matrix\/([a-z]+(?:-[a-z]+)*)$/, read: readMatrix },
	{ address: /^\/(compare)$/, read: readCompare },
	{ address: /^\/(trace)$/, read: readTraceSheet }
];

/**
 * The view at an address as a flat sheet, or undefined where there is none that can be taken away.
 * @param path without language, `/matrix/layers`
 * @param today YYYY-MM-DD
 * @param options.paged of very many rows one page, where the view has pages
 */
export async function openView(
	db: Db,
	path: string,
	parameters: URLSearchParams,
	locale: Locale,
	today: string,
	{ paged = false, state }: { paged?: boolean; state?: number } = {}
): Promise<Opened | undefined> {
	for (const { address, read } of kinds) {
		const name = address.exec(path)?.[1];
		if (!name) continue;
		const [found, { data_version, release, licence }] = await Promise.all([
			read({ db, name, parameters, locale, today, paged, ...(state !== undefined && { state }) }),
			atlasFrame(db, state)
		]);
		if (!found) return undefined;
		const { dropped, ...view } = found;
		return {
			view: {
				path,
				name,
				...view,
				data_version,
				release,
				licence
			},
			dropped
		};
	}
	return undefined;
}
