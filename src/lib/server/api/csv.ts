import { stringify } from 'csv-stringify/sync';
import { guardFormula, type SheetValue } from '../../domain/sheet.ts';
import { batches } from './byte-stream.ts';

/**
 * CSV by RFC 4180, chunk by chunk.
 * @param options.bom a byte order mark at the start, by which Excel knows UTF-8
 */
export async function* csvChunks(
	head: string[],
	rows: Iterable<SheetValue[]> | AsyncIterable<SheetValue[]>,
	options: { bom?: boolean } = {}
): AsyncGenerator<string> {
	const write = (records: SheetValue[][]) =>
		stringify(
			records.map((record) => record.map(guardFormula)),
			{ record_delimiter: 'windows' }
		);
	yield (options.bom ? '\ufeff' : '') + write([head]);
	for await (const batch of batches(rows)) yield write(batch);
}
