import { amount } from '../../domain/amount.ts';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import type { Cell, Row } from '../../domain/import/rows.ts';
import * as m from '../../paraglide/messages.js';
import { Refusal } from '../curation/refusal.ts';
import { limits } from './limits.ts';
import type { Report } from './progress.ts';
import { refuse } from './read-file.ts';

/** The rows of the first sheet of a workbook; of a formula the value it had when the file was saved. */
export async function* readXlsx(bytes: Uint8Array, report: Report): AsyncGenerator<Row> {
	let sheet: Cell[][];
	try {
		checkArchive(bytes);
		await report('reading');
		sheet = (await readSheet(Uint8Array.from(bytes).buffer)) as Cell[][];
	} catch (error) {
		if (error instanceof Refusal) throw error;
		// The library and the unpacker throw errors of many kinds for a file that is no workbook.
		return refuse(m.import_no_workbook());
	}
	for (const [place, cells] of sheet.entries()) {
		if (place % 100 === 0) await report('reading', place, sheet.length);
		yield { row: place + 1, cells };
	}
}

/**
 * Refuses what would fill the memory when it is read: an archive that unpacks to much more than it is, or a sheet with a cell
 * so far out that all the empty ones before it would have to be made. Both the sizes in the directory of the archive and what is read
 * here bind the reader: it unpacks by the same directory, into just that much room.
 */
function checkArchive(bytes: Uint8Array): void {
	const names: string[] = [];
	let unpacked = 0;
	let files = 0;
	unzipSync(bytes, {
		filter: ({ name, originalSize }) => {
			if (++files > limits.files) refuse(m.import_too_many_files({ most: amount(limits.files) }));
			unpacked += originalSize;
			if (/\.(xml|rels)$/.test(name)) names.push(name);
			return false;
		}
	});
	if (unpacked > limits.unpacked)
		refuse(m.import_unpacks_too_large({ most: amount(limits.unpacked / 1_000_000) }));
	if (names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).length > limits.sheets)
		refuse(m.import_too_many_sheets({ most: amount(limits.sheets) }));
	for (const name of new Set(names)) {
		const [xml] = Object.values(unzipSync(bytes, { filter: (entry) => entry.name === name }));
		for (const [, column, row] of strFromU8(xml).matchAll(
			/<(?:\w+:)?(?:c|row)\s[^<>]*?\br\s*=\s*["']\s*([A-Z]*)(\d+)/g
		)) {
			if (Number(row) > limits.rows + 1_000) refuse(m.import_too_many_rows({ most: amount(limits.rows) }));
			if (columnNumber(column) > limits.columns)
				refuse(m.import_too_many_columns({ most: amount(limits.columns) }));
		}
	}
}

/** A is 1, Z is 26, AA is 27. */
const columnNumber = (letters: string): number =>
	[...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
