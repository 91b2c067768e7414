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

/** What one view shows, flat: CSV, XLSX, JSON and frozen slices are written from this and cannot differ. */
export type Sheet = { columns: SheetColumn[]; rows: SheetRow[] };

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
	sheet: Sheet;
	/** Papers and regulations behind the rows. */
	sources: Source[];
	data_version: number;
	release: string;
	licence: string;
};

export type Source = { href: string; text: string };

/** A record per row, by column key: the `data` of the JSON answer. */
export function sheetRecords({ columns, rows }: Sheet): Record<string, SheetValue>[] {
	return rows.map(({ values }) => Object.fromEntries(columns.map(({ key }, index) => [key, values[index]])));
}

/**
 * Spreadsheets run text that starts with one of these as a formula; an apostrophe before it keeps it text.
 * See OWASP, CSV injection.
 */
export function guardFormula(value: SheetValue): SheetValue {
	return typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}
