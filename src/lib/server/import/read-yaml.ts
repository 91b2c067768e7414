import { amount } from '../../domain/amount.ts';
import { LineCounter, parseDocument } from 'yaml';
import type { ImportKind } from '../../domain/import/columns.ts';
import type { Fields } from '../../domain/typed-fields.ts';
import { readText, type Given, type Path, type RowProblem } from '../../domain/import/rows.ts';
import * as m from '../../paraglide/messages.js';
import { explainSyntax, lineOf } from '../seed/read.ts';
import { limits } from './limits.ts';
import type { Report } from './progress.ts';
import { refuse } from './read-file.ts';

type Piece = { text: string; line: number };

/** Records of a YAML file, as in the folders of the data set, with `---` between them. */
export async function readYaml(kind: ImportKind, text: string, report: Report): Promise<Given[]> {
	const pieces = splitDocuments(text);
	if (pieces.length > limits.rows) refuse(m.import_too_many_rows({ most: amount(limits.rows) }));
	const records: Given[] = [];
	for (const [place, piece] of pieces.entries()) {
		await report('reading', place, pieces.length);
		const record = readPiece(kind, piece);
		if (record) records.push(record);
	}
	return records;
}

/** A line that starts with three hyphens ends a record, whatever came before it: YAML allows it nowhere else. */
function splitDocuments(text: string): Piece[] {
	const pieces: Piece[] = [];
	let lines: string[] = [];
	let start = 1;
	const end = () =>
		lines.some((line) => /^\s*[^#\s]/.test(line)) && pieces.push({ text: lines.join('\n'), line: start });
	text.split(/\r\n|\n|\r/).forEach((line, place) => {
		if (!/^---(\s|$)/.test(line)) {
			lines.push(line);
			return;
		}
		end();
		lines = [line.slice(3)];
		start = place + 1;
	});
	end();
	return pieces;
}

function readPiece(kind: ImportKind, piece: Piece): Given | undefined {
	const problems: RowProblem[] = [];
	const first = piece.line + piece.text.split('\n').findIndex((line) => /^\s*[^#\s]/.test(line));
	const wrong = (message: string, line = first): Given => ({
		id: '',
		row: first,
		data: {},
		problems: [{ row: line, column: '', message }],
		locate: () => ({ row: first, column: '' }),
		within: (column) => [column]
	});
	if (piece.text.length > limits.record)
		return wrong(`expected at most ${limits.record} characters in a record; put --- between records`);
	let value: unknown;
	try {
		const { document, lines } = parsePiece(piece);
		const [error] = document.errors;
		if (error && /call stack/.test(error.message)) throw new RangeError(error.message);
		if (error) {
			const line = error.linePos?.[0].line ?? 1;
			return wrong(explainSyntax(error.message), piece.line - 1 + line);
		}
		value = cleaned(document.toJS({ maxAliasCount: 0 }), (path, message) =>
			problems.push({ row: piece.line - 1 + lineOf(document, lines, path), column: path.join('.'), message })
		);
	} catch (error) {
		if (error instanceof RangeError) return wrong('the record is nested too deeply');
		if (error instanceof ReferenceError) return wrong('write it out: references (& and *) are not read');
		throw error;
	}
	if (value === undefined && problems.length === 0) return undefined;
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		return wrong(`expected the fields of one ${kind}; put --- between records instead of a list`);
	const data = value as Fields;
	return {
		id: typeof data.id === 'string' ? data.id : '',
		row: first,
		data,
		problems,
		locate(path) {
			const { document, lines } = parsePiece(piece);
			const line = lineOf(document, lines, path);
			return { row: path.length === 0 ? first : piece.line - 1 + line, column: path.join('.') };
		},
		within: (column) => [column]
	};
}

/** Read again where a line is asked for: to keep what the reader makes of ten thousand records would want a gigabyte. */
function parsePiece({ text }: Piece) {
	const lines = new LineCounter();
	return { document: parseDocument(text, { schema: 'failsafe', lineCounter: lines }), lines };
}

/** Without what is empty; texts as a database takes them. */
function cleaned(value: unknown, complain: (path: Path, message: string) => void, path: Path = []): unknown {
	if (typeof value === 'string') {
		const { text, problem } = readText(value);
		if (problem) complain(path, problem);
		return text === '' ? undefined : text;
	}
	if (Array.isArray(value)) {
		const list = value
			.map((item, place) => cleaned(item, complain, [...path, place]))
			.filter((item) => item !== undefined);
		return list.length > 0 ? list : undefined;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	const fields = Object.entries(value).flatMap(([key, inner]) => {
		const kept = cleaned(inner, complain, [...path, key]);
		return kept === undefined ? [] : [[key, kept] as const];
	});
	return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}
