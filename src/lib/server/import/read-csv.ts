import { CsvError, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { findColumn, type ImportKind } from '../../domain/import/columns.ts';
import type { Row } from '../../domain/import/rows.ts';
import * as m from '../../paraglide/messages.js';
import type { Report } from './progress.ts';
import { refuse } from './read-file.ts';

const delimiters = [',', ';', '\t'];

/** The rows of a CSV file, separated by comma, semicolon or tab, whichever makes the head one of known columns. */
export async function* readCsv(kind: ImportKind, text: string, report: Report): AsyncGenerator<Row> {
	const delimiter = findDelimiter(kind, text);
	let row = 0;
	let line = 0;
	const parser = parse(text, {
		delimiter,
		relax_column_count: true,
		// Rows come in batches: where it breaks, only the parser itself knows the last whole one.
		on_record: (record: string[], { lines }) => {
			line = lines;
			return record;
		}
	});
	try {
		for await (const record of parser as AsyncIterable<string[]>) {
			row++;
			if (row % 100 === 0) await report('reading', row);
			yield { row, cells: record.map(unguarded) };
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		if (error.code === 'CSV_QUOTE_NOT_CLOSED') refuse(m.import_quote_open({ line: line + 1 }));
		refuse(m.import_quote_wrong({ line: Number(error.lines ?? line + 1) }));
	}
}

function findDelimiter(kind: ImportKind, text: string): string {
	const known = delimiters.map((delimiter) => {
		try {
			const options = { delimiter, relax_column_count: true, to: 1, skip_empty_lines: true };
			const [head = []] = parseAtOnce(text.slice(0, 100_000), options) as string[][];
			return head.filter((name) => findColumn(kind, name.trim())).length;
		} catch {
			return 0;
		}
	});
	return delimiters[known.indexOf(Math.max(...known))];
}

/** Takes away the apostrophe that our exports put before text a spreadsheet would run as a formula; see `guardFormula`. */
const unguarded = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
