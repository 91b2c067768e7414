import type { Fields } from '../typed-fields.ts';
import { columnsWithin, entries, findColumn, removeWord, splitValues } from './columns.ts';
import type { Column, Entry, ImportKind } from './columns.ts';

/** What a spreadsheet may hold in a cell; a file of plain text holds only texts. */
export type Cell = string | number | boolean | Date | null;

/** A complaint about one cell: the row as the spreadsheet counts it (of YAML the line), the name of the column, what was expected. */
export type RowProblem = { row: number; column: string; message: string };

export type Path = (string | number)[];

/** A record as a file gives it, before it is put together with the published one. */
export type Given = {
	/** Empty where the file does not say. */
	id: string;
	/** First row, or line, of the record. */
	row: number;
	data: Fields;
	problems: RowProblem[];
	/** Where in the file a field of `data` stands. */
	locate(path: Path): { row: number; column: string };
	/** What to fill in where a field is missing: of a table the columns within it. */
	within(column: string): string[];
};

export type Row = { row: number; cells: Cell[] };

const longestText = 32_767;

type Heading = { place: number; name: string; column: Column; path: Path };

/**
 * The records of a table. Rows whose first cell starts with `#` are remarks, empty rows are passed over.
 * @param head names of the columns; `nearest` gives a hint for one that does not exist
 */
export function readRows(
	kind: ImportKind,
	head: { row: number; cells: string[] },
	rows: Iterable<Row>,
	nearest: (name: string) => string
): { records: Given[]; problems: RowProblem[] } {
	const { headings, problems } = readHead(kind, head, nearest);
	const records: Given[] = [];
	const files = new Map<string, LinkRows>();
	for (const { row, cells } of rows) {
		const beyond = cells.findIndex((cell, place) => place >= head.cells.length && !isEmpty(cell));
		if (kind === 'link') readLinkRow(files, headings, row, cells);
		else records.push(readRow(kind, headings, row, cells));
		if (beyond >= 0)
			(kind === 'link' ? problems : records.at(-1)!.problems).push({
				row,
				column: `#${beyond + 1}`,
				message: `expected at most ${head.cells.length} cells, as the head has`
			});
	}
	return { records: kind === 'link' ? [...files.values()].map(asGiven) : records, problems };
}

/** Whether a row is a remark or holds nothing. */
export const isPassedOver = (cells: Cell[]): boolean =>
	cells.every(isEmpty) || (typeof cells[0] === 'string' && cells[0].startsWith('#'));

const isEmpty = (cell: Cell | undefined): boolean =>
	cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

function readHead(
	kind: ImportKind,
	{ row, cells }: { row: number; cells: string[] },
	nearest: (name: string) => string
) {
	const problems: RowProblem[] = [];
	const headings: Heading[] = [];
	const seen = new Set<string>();
	cells.forEach((cell, place) => {
		const name = cell.trim();
		const found = findColumn(kind, name);
		if (name === '') return;
		if (!found)
			problems.push({
				row,
				column: name.slice(0, 80),
				message: `there is no such column${nearest(name)}`
			});
		else if (seen.has(name)) problems.push({ row, column: name, message: 'this column stands twice' });
		else headings.push({ place, name, ...found });
		seen.add(name);
	});
	const first = kind === 'link' ? ['entry', 'proposal'] : ['id'];
	for (const name of first)
		if (!seen.has(name)) problems.push({ row, column: name, message: 'this column is missing' });
	return { headings, problems };
}

/** What the cells of a row say, as nested fields; what is empty is left out. */
function readCells(headings: Heading[], row: number, cells: Cell[]) {
	const problems: RowProblem[] = [];
	const data: Fields = {};
	/** Things of each list by the number in their columns. */
	const lists = new Map<string, Map<number, Fields>>();
	for (const { place, name, column, path } of headings) {
		const cell = cells[place];
		if (isEmpty(cell)) continue;
		const { text, problem } = readCell(cell, column);
		if (problem) problems.push({ row, column: name, message: problem });
		if (text === undefined) continue;
		const isList = column.holds === 'texts' || column.holds === 'codes';
		const value = isList && text !== removeWord ? splitValues(text) : text;
		const at = path.findIndex((step) => typeof step === 'number');
		if (at < 0) setAt(data, path as string[], value);
		else {
			const list = path.slice(0, at).join('.');
			const things = lists.get(list) ?? new Map<number, Fields>();
			lists.set(list, things);
			const number = path[at] as number;
			const thing = things.get(number) ?? {};
			things.set(number, thing);
			setAt(thing, path.slice(at + 1) as string[], value);
		}
	}
	const numbers = new Map<string, number[]>();
	for (const [list, things] of lists) {
		const order = [...things.keys()].sort((a, b) => a - b);
		numbers.set(list, order);
		const values = order.map((number) => things.get(number)!);
		const removed = values.every((thing) => Object.values(thing).every((value) => value === removeWord));
		setAt(data, list.split('.'), removed ? removeWord : values);
	}
	return { data, problems, numbers };
}

function setAt(data: Fields, path: string[], value: unknown): void {
	const [key, ...rest] = path;
	if (rest.length === 0) data[key] = value;
	else setAt((data[key] ??= {}) as Fields, rest, value);
}

function readCell(cell: Cell, { holds }: Column): { text?: string; problem?: string } {
	if (typeof cell === 'string') return readText(cell);
	if (typeof cell === 'boolean')
		return { problem: `expected text, found ${String(cell).toUpperCase()}; format the cell as text` };
	if (cell instanceof Date) {
		const iso = Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
		// A month typed into a spreadsheet becomes its first day: which was meant, only the curator knows.
		if (holds === 'day' || (holds === 'date' && !iso.endsWith('-01'))) return { text: iso };
		return {
			problem:
				holds === 'date'
					? `expected ${iso.slice(0, 7)} or ${iso}, found a date of the spreadsheet; format the cell as text`
					: 'expected text, found a date of the spreadsheet; format the cell as text'
		};
	}
	if (cell === null) return {};
	if (Number.isSafeInteger(cell)) return { text: String(cell) };
	return {
		problem: `expected text, found the number ${cell}, whose last noughts may be lost; format the cell as text`
	};
}

/** A text as it may be kept; what no database takes is left out and told. */
export function readText(typed: string): { text?: string; problem?: string } {
	const text = typed.replace(/\r\n?/g, '\n').trim();
	if (text.length > longestText)
		return { problem: `expected at most ${longestText} characters, found ${text.length}` };
	// eslint-disable-next-line no-control-regex -- these very characters are looked for
	const clean = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]/gu, '');
	return clean === text ? { text } : { text: clean, problem: 'expected text without control characters' };
}

function readRow(kind: ImportKind, headings: Heading[], row: number, cells: Cell[]): Given {
	const { data, problems, numbers } = readCells(headings, row, cells);
	return {
		id: typeof data.id === 'string' ? data.id : '',
		row,
		data,
		problems,
		locate: (path) => ({ row, column: nameOf(path, numbers) }),
		within: (column) => columnsWithin(kind, column)
	};
}

/** A path of fields as the table names it: `evidence.0.paper` is `evidence.2.paper` where the first thing stands in the second columns. */
function nameOf(path: Path, numbers: Map<string, number[]>): string {
	const place = path.findIndex((step) => typeof step === 'number');
	if (place < 0) return path.join('.');
	const list = path.slice(0, place).join('.');
	const order = numbers.get(list);
	// A list in one cell has no numbers of its own.
	if (!order) return list;
	const number = order[path[place] as number] ?? (path[place] as number) + 1;
	const inner = path.slice(place + 1);
	const end = inner.findIndex((step) => typeof step === 'number');
	return [list, number, ...(end < 0 ? inner : inner.slice(0, end))].join('.');
}

/** The rows of one link file, as they come. */
type LinkRows = {
	id: string;
	row: number;
	problems: RowProblem[];
	things: Record<Entry, { row: number; data: Fields }[]>;
};

const listOf = { link: 'links', assessment: 'assessments' } as const;

function readLinkRow(files: Map<string, LinkRows>, headings: Heading[], row: number, cells: Cell[]): void {
	const { data, problems } = readCells(headings, row, cells);
	const { entry, proposal, ...thing } = data;
	const id = typeof proposal === 'string' ? proposal : '';
	const key = id || `row ${row}`;
	const file = files.get(key) ?? { id, row, problems: [], things: { link: [], assessment: [] } };
	files.set(key, file);
	file.problems.push(...problems);
	if (!id) file.problems.push({ row, column: 'proposal', message: 'is missing' });
	if (entry !== 'link' && entry !== 'assessment') {
		file.problems.push({ row, column: 'entry', message: `expected one of ${entries.join(' | ')}` });
		return;
	}
	for (const { name, column, place } of headings)
		if (!column.of!.includes(entry) && !isEmpty(cells[place])) {
			file.problems.push({
				row,
				column: name,
				message: `expected nothing, because ${entry}s have no such field`
			});
			delete thing[name.split('.')[0]];
		}
	file.things[entry].push({ row, data: thing });
}

function asGiven({ id, row, problems, things }: LinkRows): Given {
	const data: Fields = { id };
	for (const entry of entries)
		if (things[entry].length > 0) data[listOf[entry]] = things[entry].map(({ data: thing }) => thing);
	return {
		id,
		row,
		data,
		problems,
		locate([list, place, ...inner]) {
			const entry = entries.find((name) => listOf[name] === list);
			const at = entry && typeof place === 'number' ? things[entry][place] : undefined;
			if (!at) return { row, column: list === 'id' ? 'proposal' : 'entry' };
			const end = inner.findIndex((step) => typeof step === 'number');
			return { row: at.row, column: (end < 0 ? inner : inner.slice(0, end)).join('.') || 'entry' };
		},
		within: (column) => columnsWithin('link', column)
	};
}
