import type { Locale } from './text.ts';
import type { FrozenSheet, SheetRow, SheetValue, Source } from './sheet.ts';

type SliceText = {
	title: string;
	question: string;
	filters: string[];
	sheet: FrozenSheet;
	sources: Source[];
};

/** All a frozen slice shows, in both languages. Its hash is its identity: the same content is the same slice. */
export type SliceContent = { path: string; query: string; licence: string } & Record<Locale, SliceText>;

/** JSON with sorted keys and without absent values: equal contents have equal text, also after a round trip through jsonb. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, inner: unknown) =>
		inner && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
			: inner
	);
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** The start of a SHA-256 as Crockford's base 32: no letter that is taken for a figure, nothing an address must escape. */
export function sliceId(hash: Uint8Array, length = 16): string {
	let bits = 0;
	let held = 0;
	let id = '';
	for (const byte of hash) {
		bits = (bits << 8) | byte;
		held += 8;
		while (held >= 5 && id.length < length) {
			held -= 5;
			id += alphabet[(bits >> held) & 31];
		}
		bits &= (1 << held) - 1;
	}
	return id;
}

export const sliceIdPattern = /^[0-9a-hjkmnp-tv-z]{12,32}$/;

type ChangedCell = {
	row: string;
	title: string;
	href: string;
	column: string;
	before: SheetValue;
	after: SheetValue;
};

export type SliceChanges = {
	cells: ChangedCell[];
	/** Rows and columns that only one of the two has. */
	rows_added: { id: string; title: string; href: string }[];
	rows_removed: { id: string; title: string; href: string }[];
	columns_added: string[];
	columns_removed: string[];
	/** Columns about a record that is now called otherwise. */
	columns_renamed: { before: string; after: string }[];
};

/**
 * What a view built today says otherwise than the frozen one. A code and its words count as one cell; a changed order
 * of the rows alone counts as nothing.
 */
export function compareSheets(frozen: FrozenSheet, today: FrozenSheet): SliceChanges {
	const titleOf = (sheet: FrozenSheet, row: SheetRow) => ({
		id: row.id,
		title: String(row.values[sheet.columns.findIndex(({ key }) => key === 'title')] ?? row.id),
		href: row.href
	});
	const onlyIn = <T>(one: T[], other: T[], key: (entry: T) => string) => {
		const there = new Set(other.map(key));
		return one.filter((entry) => !there.has(key(entry)));
	};
	const columnKey = ({ key }: { key: string }) => key;
	const rowKey = ({ id }: { id: string }) => id;
	const places = new Map(today.columns.map(({ key }, index) => [key, index]));
	const rowsToday = new Map(today.rows.map((row) => [row.id, row]));
	const cells: ChangedCell[] = [];
	for (const row of frozen.rows) {
		const now = rowsToday.get(row.id);
		if (!now) continue;
		const { title } = titleOf(frozen, row);
		frozen.columns.forEach((column, index) => {
			if (!column.shown) return;
			const same = [column.key, ...(column.codes ? [column.codes] : [])].every((key) => {
				const place = places.get(key);
				const before = key === column.key ? index : frozen.columns.findIndex((other) => other.key === key);
				return place === undefined || row.values[before] === now.values[place];
			});
			if (same) return;
			cells.push({
				row: row.id,
				title,
				href: row.href,
				column: column.label,
				...changedLines(row.values[index], now.values[places.get(column.key)!])
			});
		});
	}
	const shownOnly = (sheet: FrozenSheet) => sheet.columns.filter(({ shown }) => shown);
	return {
		cells,
		rows_added: onlyIn(today.rows, frozen.rows, rowKey).map((row) => titleOf(today, row)),
		rows_removed: onlyIn(frozen.rows, today.rows, rowKey).map((row) => titleOf(frozen, row)),
		columns_added: onlyIn(shownOnly(today), frozen.columns, columnKey).map(({ label }) => label),
		columns_removed: onlyIn(shownOnly(frozen), today.columns, columnKey).map(({ label }) => label),
		columns_renamed: shownOnly(frozen).flatMap(({ key, href, label: before }) => {
			const place = places.get(key);
			const after = place === undefined ? before : today.columns[place].label;
			return href && after !== before ? [{ before, after }] : [];
		})
	};
}

/** Of two texts of several lines those that only one of them has; the whole texts where none are. */
function changedLines(before: SheetValue, after: SheetValue): { before: SheetValue; after: SheetValue } {
	if (![before, after].some((value) => String(value).includes('\n'))) return { before, after };
	const lines = (value: SheetValue) => String(value).split('\n');
	const only = (own: string[], other: string[]) => own.filter((line) => !other.includes(line)).join('\n');
	const [was, is] = [lines(before), lines(after)];
	const changed = { before: only(was, is), after: only(is, was) };
	return changed.before || changed.after ? changed : { before, after };
}

/** Cells that differ, where a whole row or column that came or went counts as one. */
export const countChanges = (changes: SliceChanges): number =>
	Object.values(changes).reduce((sum, list) => sum + list.length, 0);
