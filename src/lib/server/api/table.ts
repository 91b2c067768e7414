import { z } from 'zod';
import { unwrap } from '../../domain/fields.ts';
import {
	readFetched,
	readRows,
	type FetchedRows,
	type SheetColumn,
	type SheetRow,
	type SheetValue,
	type ViewSheet
} from '../../domain/sheet.ts';

type Path = { key: string; meaning: string; path: string[] };

/**
 * Records as a flat table with the columns of their schema, whatever the rows hold: objects become several columns, lists of
 * words one cell with `; ` between them, lists of anything else JSON.
 * @param tell makes the record of an entry, at the moment its row is read
 */
export function recordSheet<T>(
	schema: z.ZodObject,
	records: readonly T[] | FetchedRows<T>,
	tell: (record: T) => object,
	omit: readonly string[]
): ViewSheet['sheet'] {
	const paths = columnsOf(schema, []).filter(({ path }) => !omit.includes(path[0]));
	const row = (record: T): SheetRow => {
		const told = tell(record);
		return {
			id: String((told as { id: unknown }).id),
			marked: false,
			href: '',
			values: paths.map(({ path }) => cellOf(path.reduce<unknown>((value, key) => read(value, key), told)))
		};
	};
	return {
		columns: paths.map(({ key, meaning }): SheetColumn => ({ key, label: key, meaning, shown: true })),
		rows: 'map' in records ? readRows(records, row) : readFetched(records, row),
		codes: {}
	};
}

const read = (value: unknown, key: string): unknown =>
	value && typeof value === 'object' ? (value as Record<string, unknown>)[key] : undefined;

function columnsOf(schema: z.ZodObject, before: string[]): Path[] {
	return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]): Path[] => {
		const path = [...before, key];
		const held = unwrap(field);
		if (held instanceof z.ZodObject) return columnsOf(held, path);
		return [{ key: path.join('.'), meaning: field.meta()?.description ?? '', path }];
	});
}

function cellOf(value: unknown): SheetValue {
	if (value === undefined || value === null) return '';
	if (typeof value === 'number' || typeof value === 'string') return value;
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value.join('; ');
	return JSON.stringify(value);
}
