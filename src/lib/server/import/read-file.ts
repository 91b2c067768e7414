import { amount } from '../../domain/amount.ts';
import type { ImportKind } from '../../domain/import/columns.ts';
import { columnsOf } from '../../domain/import/columns.ts';
import {
	isPassedOver,
	readRows,
	type Cell,
	type Given,
	type Row,
	type RowProblem
} from '../../domain/import/rows.ts';
import * as m from '../../paraglide/messages.js';
import { Refusal } from '../curation/refusal.ts';
import { nearest } from '../seed/check.ts';
import { limits } from './limits.ts';
import type { Report } from './progress.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { readYaml } from './read-yaml.ts';

export const formats = ['csv', 'xlsx', 'yaml'] as const;
export type Format = (typeof formats)[number];

export type Upload = { name: string; bytes: Uint8Array };

export type Reading = {
	format: Format;
	records: Given[];
	/** What is wrong with the file as a whole, such as a column that does not exist. */
	problems: RowProblem[];
};

/**
 * The records of a file, each with what is wrong in reading it.
 * @throws Refusal `invalid` where the file as a whole cannot be read
 */
export async function readFile(kind: ImportKind, { name, bytes }: Upload, report: Report): Promise<Reading> {
	if (name === '') refuse(m.import_no_file());
	const format = formatOf(name);
	if (bytes.length === 0) refuse(m.import_empty());
	if (bytes.length > limits.file) refuse(m.import_too_large({ most: amount(limits.file / 1_000_000) }));
	await report('reading');
	if (format === 'yaml') {
		const records = await readYaml(kind, decode(bytes), report);
		if (records.length === 0) refuse(m.import_empty());
		return { format, records, problems: [] };
	}
	if (format === 'csv' && isZip(bytes)) refuse(m.import_wrong_type());
	const table = format === 'csv' ? readCsv(kind, decode(bytes), report) : readXlsx(bytes, report);
	const { head, rows } = await collect(table);
	const names = columnsOf[kind].map((column) => column.name.replaceAll('*', '1'));
	return { format, ...readRows(kind, head, rows, (heading) => nearest(heading, names)) };
}

const endings: Record<string, Format> = { csv: 'csv', tsv: 'csv', xlsx: 'xlsx', yaml: 'yaml', yml: 'yaml' };

function formatOf(name: string): Format {
	const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1].toLowerCase() ?? '';
	if (ending === 'xls') refuse(m.import_old_workbook());
	return Object.hasOwn(endings, ending) ? endings[ending] : refuse(m.import_wrong_type());
}

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3;

/** Text in UTF-8; a byte order mark is passed over. */
function decode(bytes: Uint8Array): string {
	if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
		refuse(m.import_utf16());
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return refuse(m.import_not_utf8({ line: firstWrongLine(bytes) }));
	}
	if (text.includes('\0')) refuse(m.import_binary());
	if (text.trim() === '') refuse(m.import_empty());
	return text;
}

function firstWrongLine(bytes: Uint8Array): number {
	const decoder = new TextDecoder('utf-8', { fatal: true });
	let line = 1;
	for (let start = 0; start < bytes.length; line++) {
		const end = bytes.indexOf(0x0a, start);
		const next = end < 0 ? bytes.length : end + 1;
		try {
			decoder.decode(bytes.subarray(start, next));
		} catch {
			return line;
		}
		start = next;
	}
	return line;
}

/** The first row is the head; the others are counted while they come, so that nothing too large is ever held. */
async function collect(table: AsyncIterable<Row>) {
	let head: { row: number; cells: string[] } | undefined;
	const rows: Row[] = [];
	let cells = 0;
	for await (const row of table) {
		if (isPassedOver(row.cells)) continue;
		if (!head) {
			head = { row: row.row, cells: row.cells.map(asHeading) };
			while (head.cells.at(-1) === '') head.cells.pop();
			if (head.cells.length > limits.columns)
				refuse(m.import_too_many_columns({ most: amount(limits.columns) }));
			continue;
		}
		cells += row.cells.length;
		if (rows.push(row) > limits.rows) refuse(m.import_too_many_rows({ most: amount(limits.rows) }));
		if (cells > limits.cells) refuse(m.import_too_many_cells({ most: amount(limits.cells) }));
	}
	if (!head || rows.length === 0) return refuse(m.import_empty());
	return { head, rows };
}

const asHeading = (cell: Cell): string => (typeof cell === 'string' ? cell.trim() : String(cell ?? ''));

/** For what is wrong with a file as a whole. */
export function refuse(message: string): never {
	throw new Refusal('invalid', message, [{ path: 'file', message }]);
}
