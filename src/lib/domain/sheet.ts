import type { Layer } from './codes.ts';

/** A column of a file. Codes stand in a column of their own before the words that a screen shows. */
export type SheetColumn = {
	key: string;
	label: string;
	/** What the column says, for the second page of a workbook. */
	meaning: string;
	/** Whether the screen shows it, or it only stands beside a shown one (codes, counts, the other language). */
	shown: boolean;
	/** Key of the column with the codes of this one. */
	codes?: string;
	/** Where the values are codes: their list in `codes` of the sheet. */
	vocabulary?: string;
	/** The record that the whole column is about. */
	href?: string;
	/** Rows of one value stand together below it, as below a heading. */
	heads?: boolean;
	/** The marks of a layer or the shapes of coverage, where a page draws them. */
	mark?: Layer | 'coverage';
};

export type SheetValue = string | number;

export type SheetRow = {
	id: string;
	/** An umbrella: it only groups others and is never added up. */
	marked: boolean;
	href: string;
	/** In the order of the columns. */
	values: SheetValue[];
};

/** Rows that can be counted and read one after the other, again and again, without being held all at once. */
export type Rows<R> = Iterable<R> & { readonly length: number };

/** The same where there are too many to be held, fetched while they are read. */
export type FetchedRows<R> = AsyncIterable<R> & { readonly length: number };

/** Each entry of a list told as something else at the moment it is read. */
export const readRows = <T, R>(list: readonly T[], tell: (entry: T) => R): Rows<R> => ({
	length: list.length,
	*[Symbol.iterator]() {
		for (const entry of list) yield tell(entry);
	}
});

export const readFetched = <T, R>(rows: FetchedRows<T>, tell: (row: T) => R): FetchedRows<R> => ({
	length: rows.length,
	async *[Symbol.asyncIterator]() {
		for await (const row of rows) yield tell(row);
	}
});

/** What the codes of a column mean. */
export type CodeList = {
	title: string;
	purpose: string;
	codes: { code: string; label: string; meaning: string }[];
};

/** What one view shows, flat: CSV, XLSX, JSON and frozen slices are written from this and cannot differ. */
export type Sheet<R = Rows<SheetRow>> = {
	columns: SheetColumn[];
	rows: R;
	/** By the names that columns give as their vocabulary. */
	codes: Record<string, CodeList>;
};

/** A sheet as a slice keeps it; those frozen first have no list of codes. */
export type FrozenSheet = Omit<Sheet, 'rows' | 'codes'> & {
	rows: SheetRow[];
	codes?: Sheet['codes'];
};

/** A sheet with all that must be said beside it. */
export type ViewSheet = {
	/** Address without language: `/matrix/layers`. */
	path: string;
	/** Canonical, with the day pinned where the view depends on one. */
	query: string;
	/** Stem of file names. */
	name: string;
	title: string;
	question: string;
	/** Filters, order and day as sentences. */
	filters: string[];
	sheet: Sheet<Rows<SheetRow> | FetchedRows<SheetRow>>;
	/** Where the sheet is one page of many: the rows of all pages, and the query of the next one. */
	total?: number;
	next?: string | null;
	/** Papers and regulations behind the rows. */
	sources: Source[];
	data_version: number;
	release: string;
	licence: string;
};

export type Source = { href: string; text: string };

/**
 * Rows as the entries of `data` in the JSON answer, by column key and with commas between them. Not by objects, which take twice as
 * long: coverage has some two hundred columns, and the same few words in most of them.
 */
export function recordsJson(columns: Sheet['columns'], rows: Iterable<SheetRow>): string {
	const heads = columns.map(({ key }) => `${JSON.stringify(key)}:`);
	const written = new Map<SheetValue, string>();
	const write = (value: SheetValue) => {
		let text = written.get(value);
		if (text === undefined) written.set(value, (text = JSON.stringify(value)));
		return text;
	};
	return Array.from(
		rows,
		({ values }) => `{${heads.map((head, index) => head + write(values[index])).join(',')}}`
	).join(',');
}

/**
 * Spreadsheets run text that starts with one of these as a formula; an apostrophe before it keeps it text.
 * See OWASP, CSV injection.
 */
export function guardFormula(value: SheetValue): SheetValue {
	return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
