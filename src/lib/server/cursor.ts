import { createHash } from 'node:crypto';

/** What rows are sorted by; null is for "not known" and comes last in either direction. */
export type SortValue = number | string | null;

/**
 * The place after a row: what it is sorted by, ending with its id. The sum ties it to the filters and the order it was made
 * for. It is no secret: whoever forges one that fits only starts elsewhere in the same public list.
 */
export function formatCursor(values: SortValue[], context: string): string {
	const text = Buffer.from(JSON.stringify(values)).toString('base64url');
	return `${text}.${checksum(text, context)}`;
}

/** The values of a cursor, or undefined when it was not made here, or for another list. */
export function parseCursor(cursor: string, context: string, length: number): SortValue[] | undefined {
	const [text, sum, ...rest] = cursor.split('.');
	if (rest.length > 0 || sum !== checksum(text, context)) return undefined;
	let values: unknown;
	try {
		values = JSON.parse(Buffer.from(text, 'base64url').toString());
	} catch {
		return undefined;
	}
	const isValue = (value: unknown): value is SortValue =>
		value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
	return Array.isArray(values) && values.length === length && values.every(isValue) ? values : undefined;
}

const checksum = (text: string, context: string): string =>
	createHash('sha256').update(`${text}\n${context}`).digest('base64url').slice(0, 16);

const collator = new Intl.Collator('en', { numeric: true });

/** Order of two rows by their values; the last value is the id and decides what the others leave open. */
function compareValues(a: SortValue[], b: SortValue[], descending: boolean[]): number {
	for (const [index, turned] of descending.entries()) {
		const [left, right] = [a[index], b[index]];
		if (left === right) continue;
		if (left === null) return 1;
		if (right === null) return -1;
		const order =
			typeof left === 'number' && typeof right === 'number'
				? left - right
				: collator.compare(String(left), String(right));
		if (order !== 0) return turned ? -order : order;
	}
	const [left, right] = [String(a.at(-1)), String(b.at(-1))];
	return left === right ? 0 : left < right ? -1 : 1;
}

/** The rows after a place, at most `limit`, and the values of the last one while there are more. */
export function pageOf<T>(
	rows: readonly T[],
	valuesOf: (row: T) => SortValue[],
	descending: boolean[],
	{ limit, after }: { limit: number; after?: SortValue[] }
): { rows: T[]; last?: SortValue[] } {
	const sorted = rows
		.map((row) => ({ row, values: valuesOf(row) }))
		.filter(({ values }) => !after || compareValues(values, after, descending) > 0)
		.sort((a, b) => compareValues(a.values, b.values, descending));
	const page = sorted.slice(0, limit);
	return { rows: page.map(({ row }) => row), ...(sorted.length > limit && { last: page.at(-1)!.values }) };
}
