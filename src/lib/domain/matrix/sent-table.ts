import type { Cell, MatrixTable } from './build.ts';

/**
 * A table on its way to a page. The framework would write its rows down object by object, which takes longer than all else in the
 * data of a page: they go as one text instead, and each cell and item in it once, however many rows have it.
 */
export class SentTable implements MatrixTable {
	columns: MatrixTable['columns'];
	rows: MatrixTable['rows'];
	sort: MatrixTable['sort'];

	constructor({ columns, rows, sort }: MatrixTable) {
		this.columns = columns;
		this.rows = rows;
		this.sort = sort;
	}
}

/** Another list of many small things, for the same reason; on the server a list like any other. */
export class SentList<T> extends Array<T> {
	static override get [Symbol.species]() {
		return Array;
	}
}

type Item = NonNullable<Cell['items']>[number];
/** Text, rank, code, places of the items, other text and address. */
type SentCell = [string, number, string?, number[]?, string?, string?];
type Sent = Omit<MatrixTable, 'rows'> & {
	fields: string[];
	/** Id, whether it is marked, and the place of the cell of each field. */
	rows: [string, boolean, ...number[]][];
	cells: SentCell[];
	items: Item[];
};

export function packTable({ columns, rows, sort }: MatrixTable): string {
	const fields = Object.keys(rows[0]?.cells ?? {});
	const cells = numbered<Cell>();
	const items = numbered<Item>();
	const sent: Sent = {
		columns,
		sort,
		fields,
		rows: rows.map((row) => [row.id, row.marked, ...fields.map((field) => cells.placeOf(row.cells[field]))]),
		cells: cells.all().map(({ text: line, rank, code, items: own, other, href }): SentCell => {
			const places = own?.map(items.placeOf);
			// What a cell says in one line is for files: a page shows the items, where it has any.
			const text = own?.length ? '' : line;
			return href ? [text, rank, code, places, other, href] : [text, rank, code, places, other];
		}),
		items: items.all()
	};
	return JSON.stringify(sent);
}

export function unpackTable(text: string): MatrixTable {
	const { columns, sort, fields, rows, cells, items } = JSON.parse(text) as Sent;
	// JSON has null where nothing was given.
	const read = cells.map(([text, rank, code, own, other, href]): Cell => ({
		text,
		rank,
		...(code != null && { code }),
		...(own != null && { items: own.map((place) => items[place]) }),
		...(other != null && { other }),
		...(href != null && { href })
	}));
	return {
		columns,
		sort,
		rows: rows.map(([id, marked, ...places]) => ({
			id,
			marked,
			cells: Object.fromEntries(fields.map((field, index) => [field, read[places[index]]]))
		}))
	};
}

/** Objects in the order in which they first came, each once. */
function numbered<T>() {
	const places = new Map<T, number>();
	return {
		all: () => [...places.keys()],
		placeOf(value: T): number {
			const known = places.get(value) ?? places.size;
			places.set(value, known);
			return known;
		}
	};
}
