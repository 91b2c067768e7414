import { strFromU8, strToU8, unzipSync } from 'fflate';
import writeXlsx, { type Cell } from 'write-excel-file/node';
import type { SheetColumn, SheetRow, SheetValue, ViewSheet } from '../../domain/sheet.ts';
import { zipChunks } from '../zip.ts';
import { batches } from './byte-stream.ts';

const strong = { fontWeight: 'bold', alignVertical: 'top' } as const;
const head = { ...strong, backgroundColor: '#f3f1ea', wrap: true } as const;
const words = { wrap: true, alignVertical: 'top' } as const;
const widest = 60;
/** By the lengths of so many rows the widths of the columns are set. */
const rowsMeasured = 200;
/** A spreadsheet opens no cell with more. */
const longestText = 32_767;

const dataPage = 'xl/worksheets/sheet1.xml';

/**
 * A workbook with the data, its head and first columns frozen, and a second page of what must be known to read it, chunk by
 * chunk. The library holds a whole book in memory, so it makes one with the head only, and the rows are written into its
 * page while it is packed.
 * @param about pairs of a word and what it means, in order
 */
export async function xlsxChunks(
	{ columns, rows }: Pick<ViewSheet['sheet'], 'columns' | 'rows'>,
	names: { data: string; about: string },
	about: [string, SheetValue][]
): Promise<AsyncIterable<Uint8Array>> {
	const book = await writeXlsx([
		{
			data: [
				columns.map(({ label }) => ({ value: label, type: String, ...head })),
				// Shows what a cell of text looks like in this book.
				[{ value: columns[0].label, type: String, ...words }]
			],
			sheet: sheetName(names.data),
			columns: (await widthsOf(columns, rows)).map((width) => ({ width })),
			stickyRowsCount: 1,
			stickyColumnsCount: Math.max(1, columns.findIndex(({ key }) => key === 'title') + 1)
		},
		{
			data: about.map(([word, value]): Cell[] => [
				{ value: word, type: String, ...strong },
				aboutCell(value)
			]),
			sheet: sheetName(names.about),
			columns: [{ width: 32 }, { width: 100 }]
		}
	]).toBuffer();
	const { [dataPage]: template, ...others } = unzipSync(new Uint8Array(book));
	return zipChunks([
		...Object.entries(others).map(([path, bytes]): [string, Uint8Array[]] => [path, [bytes]]),
		[dataPage, pageChunks(strFromU8(template), columns.length, rows)]
	]);
}

/** The page of the template with the rows in the place of its sample, and filter buttons on its head. */
async function* pageChunks(
	template: string,
	width: number,
	rows: ViewSheet['sheet']['rows']
): AsyncGenerator<Uint8Array> {
	const [whole, style] = /<row r="2"><c r="A2" s="(\d+)".*?<\/row>/.exec(template)!;
	const [before, behind] = template.split(whole);
	yield strToU8(before);
	let number = 1;
	for await (const batch of batches<SheetRow>(rows))
		yield strToU8(batch.map(({ values }) => rowXml(values, ++number, style)).join(''));
	const filters = `<autoFilter ref="A1:${columnLetters(width - 1)}${number}"/>`;
	yield strToU8(behind.replace('</sheetData>', `</sheetData>${filters}`));
}

function rowXml(values: SheetValue[], number: number, style: string): string {
	const cells = values.map((value, index) => {
		if (value === '') return '';
		const place = `${columnLetters(index)}${number}`;
		// A text that looks like a formula stays text, because the file says so.
		return typeof value === 'number'
			? `<c r="${place}"><v>${value}</v></c>`
			: `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(fitting(value))}</t></is></c>`;
	});
	return `<row r="${number}">${cells.join('')}</row>`;
}

const fitting = (text: string) => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);

const escapeXml = (text: string) =>
	text
		// eslint-disable-next-line no-control-regex -- XML 1.0 has no place for these, not even escaped
		.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
		.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);

/** Column letters as spreadsheets count them: A … Z, AA … */
function columnLetters(index: number): string {
	const rest = Math.floor(index / 26);
	return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}

async function widthsOf(columns: SheetColumn[], rows: ViewSheet['sheet']['rows']): Promise<number[]> {
	const lengths = columns.map(({ label }) => displayLength(label));
	let measured = 0;
	for await (const { values } of rows as AsyncIterable<SheetRow>) {
		values.forEach(
			(value, index) => (lengths[index] = Math.max(lengths[index], displayLength(String(value))))
		);
		if (++measured === rowsMeasured) break;
	}
	return lengths.map((length) => Math.min(Math.max(length + 2, 9), widest));
}

/** Of the longest line; Chinese characters take the room of two. */
const displayLength = (text: string): number =>
	Math.max(...text.split('\n').map((line) => line.length + (line.match(/[\u2e80-\uffef]/g)?.length ?? 0)));

const aboutCell = (value: SheetValue): Cell =>
	value === ''
		? null
		: typeof value === 'number'
			? { value, type: Number }
			: { value, type: String, ...words };

/** What a spreadsheet allows as the name of a page. */
const sheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
