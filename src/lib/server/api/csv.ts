import { stringify } from 'csv-stringify/sync';
import { guardFormula, type SheetValue } from '../../domain/sheet.ts';

const rowsAtOnce = 500;

/**
 * CSV by RFC 4180 in UTF-8, a few hundred rows at a time, so that a hundred thousand need no more memory than a few.
 * @param options.bom a byte order mark at the start, by which Excel knows UTF-8
 */
export function csvStream(
	head: string[],
	rows: Iterable<SheetValue[]>,
	options: { bom?: boolean } = {}
): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	const iterator = rows[Symbol.iterator]();
	const write = (records: SheetValue[][]) =>
		encoder.encode(
			stringify(
				records.map((record) => record.map(guardFormula)),
				{ record_delimiter: 'windows' }
			)
		);
	return new ReadableStream({
		start(controller) {
			if (options.bom) controller.enqueue(encoder.encode('\ufeff'));
			controller.enqueue(write([head]));
		},
		pull(controller) {
			const batch: SheetValue[][] = [];
			while (batch.length < rowsAtOnce) {
				const next = iterator.next();
				if (next.done) break;
				batch.push(next.value);
			}
			if (batch.length > 0) controller.enqueue(write(batch));
			if (batch.length < rowsAtOnce) controller.close();
		}
	});
}
