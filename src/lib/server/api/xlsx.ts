import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeXlsx, { type Cell, type Feature, type SheetData } from 'write-excel-file/node';
import type { Sheet, SheetValue } from '../../domain/sheet.ts';

const strong = { fontWeight: 'bold', alignVertical: 'top' } as const;
const head = { ...strong, backgroundColor: '#f3f1ea', wrap: true } as const;
const widest = 60;

/** What the library lets a part of its file be. */
type FileContent = Stream | Buffer | Blob;

/** A cell of the given text; a text that looks like a formula stays text, because the file says so. */
const cell = (value: SheetValue): Cell =>
	value === ''
		? null
		: typeof value === 'number'
			? { value, type: Number }
			: { value, type: String, wrap: value.length > 40, alignVertical: 'top' };

/** Column letters as spreadsheets count them: A … Z, AA … */
function columnLetters(index: number): string {
	const rest = Math.floor(index / 26);
	return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

/** Filter buttons on the head of the first page; the library has none of its own. */
function filterButtons({ columns, rows }: Sheet): Feature<FileContent> {
	const range = `A1:${columnLetters(columns.length - 1)}${rows.length + 1}`;
	return {
		files: {
			transform: {
				'xl/worksheets/sheet{id}.xml': {
					insert: (_, { sheetIndex }) => (sheetIndex === 0 ? `<autoFilter ref="${range}"/>` : undefined)
				}
			}
		}
	} as Feature<FileContent>;
}

/**
 * A workbook with the data, its head and first columns frozen, and a second page of what must be known to read it.
 * @param about pairs of a word and what it means, in order
 */
export async function xlsxFile(
	sheet: Sheet,
	names: { data: string; about: string },
	about: [string, SheetValue][]
): Promise<Buffer> {
	const data: SheetData = [
		sheet.columns.map(({ label }) => ({ value: label, type: String, ...head })),
		...sheet.rows.map(({ values }) => values.map(cell))
	];
	const lengths = sheet.columns.map(({ label }, index) =>
		Math.max(...[label, ...sheet.rows.map(({ values }) => String(values[index]))].map(displayLength))
	);
	return writeXlsx(
		[
			{
				data,
				sheet: sheetName(names.data),
				columns: lengths.map((length) => ({ width: Math.min(Math.max(length + 2, 9), widest) })),
				stickyRowsCount: 1,
				stickyColumnsCount: Math.max(1, sheet.columns.findIndex(({ key }) => key === 'title') + 1)
			},
			{
				data: about.map(([word, value]): Cell[] => [{ value: word, type: String, ...strong }, cell(value)]),
				sheet: sheetName(names.about),
				columns: [{ width: 32 }, { width: 100 }]
			}
		],
		{ features: [filterButtons(sheet)] }
	).toBuffer();
}

/** Chinese characters take the room of two. */
const displayLength = (text: string): number => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);

/** What a spreadsheet allows as the name of a page. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
