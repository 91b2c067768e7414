import { z } from 'zod';
import { valuesAt } from '../coded-fields.ts';
import { instrumentFile } from '../instrument.ts';
import { linkFile } from '../link.ts';
import { proposalFile } from '../proposal.ts';
import { day, partialDate, positiveInteger, text } from '../fields.ts';
import type { Fields } from '../typed-fields.ts';

/** Kinds of record that can be brought in by a file. A link file holds the links and assessments of one proposal. */
export const importKinds = ['proposal', 'instrument', 'link'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What a row of a table of links is. */
export const entries = ['link', 'assessment'] as const;
export type Entry = (typeof entries)[number];

/** A column of a table; `*` in its name stands for a number from 1: `evidence.*.paper` is `evidence.1.paper`, `evidence.2.paper` … */
export type Column = {
	name: string;
	/** Whether a new record must have it; of a list of things, whether each of them must. */
	required: boolean;
	holds: 'text' | 'texts' | 'codes' | 'number' | 'day' | 'date';
	/** Which rows of a table of links have it. */
	of?: Entry[];
};

/** Written into a cell, or as a value in YAML, to take a field out of a record. */
export const removeWord = '(remove)';

/** Most things one list of a row can hold. */
const mostNumbered = 200;

const linkSchema = linkFile.shape.links.unwrap().element;
const assessmentSchema = linkFile.shape.assessments.unwrap().element;
const schemaOf: Record<Exclude<ImportKind, 'link'>, z.ZodObject> = {
	proposal: proposalFile,
	instrument: instrumentFile
};

/** Every column that a table of this kind may have, in the order of the schema. */
export const columnsOf: Record<ImportKind, Column[]> = {
	proposal: leavesOf(schemaOf.proposal),
	instrument: leavesOf(schemaOf.instrument),
	link: [
		{ name: 'entry', required: true, holds: 'text', of: [...entries] },
		{ name: 'proposal', required: true, holds: 'text', of: [...entries] },
		...together(leavesOf(linkSchema), leavesOf(assessmentSchema))
	]
};

function leavesOf(schema: z.ZodObject, before = ''): Column[] {
	return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([key, field]): Column[] => {
		const name = before + key;
		const required = !(field instanceof z.ZodOptional);
		const inner = field instanceof z.ZodOptional ? (field.unwrap() as z.ZodType) : field;
		if (inner instanceof z.ZodObject)
			return leavesOf(inner, `${name}.`).map((column) => ({
				...column,
				required: required && column.required
			}));
		if (inner instanceof z.ZodArray && inner.element instanceof z.ZodObject)
			return leavesOf(inner.element, `${name}.*.`);
		if (inner instanceof z.ZodArray)
			return [{ name, required, holds: inner.element === text ? 'texts' : 'codes' }];
		if (inner === positiveInteger) return [{ name, required, holds: 'number' }];
		if (inner === day) return [{ name, required, holds: 'day' }];
		return [{ name, required, holds: inner === partialDate ? 'date' : 'text' }];
	});
}

/** Columns of links and of assessments as those of one table. */
function together(links: Column[], assessments: Column[]): Column[] {
	const shared = new Set(assessments.map(({ name }) => name));
	const own = new Set(links.map(({ name }) => name));
	return [
		...links.map((column) => ({ ...column, of: shared.has(column.name) ? [...entries] : ['link' as const] })),
		...assessments
			.filter(({ name }) => !own.has(name))
			.map((column) => ({ ...column, of: ['assessment' as const] }))
	];
}

/** `evidence.2.paper` as its column and the numbers in it; undefined where there is no such column. */
export function findColumn(
	kind: ImportKind,
	heading: string
): { column: Column; path: (string | number)[] } | undefined {
	const path = heading.split('.').map((step) => (/^[1-9]\d{0,2}$/.test(step) ? Number(step) : step));
	if (path.some((step) => typeof step === 'number' && step > mostNumbered)) return undefined;
	const name = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
	const column = columnsOf[kind].find((candidate) => candidate.name === name);
	return column && { column, path };
}

/** The columns that make up a field which has none of its own: of `layers` the involvement and the reasons of each layer. */
export function columnsWithin(kind: ImportKind, field: string): string[] {
	const name = field.replace(/\.\d+(?=\.|$)/g, '.*');
	const inside = columnsOf[kind].filter((column) => column.required && column.name.startsWith(`${name}.`));
	return inside.length === 0
		? [field]
		: inside.map((column) => (field + column.name.slice(name.length)).replaceAll('*', '1'));
}

/** Several values in one cell: `; ` between them, and `\;` for a semicolon that belongs to a value. */
export const joinValues = (values: readonly string[]): string =>
	values.map((value) => value.replace(/[\\;]/g, '\\$&')).join('; ');

export function splitValues(cell: string): string[] {
	const values = [''];
	for (const [sign] of cell.matchAll(/\\[\\;]|[^]/gu)) {
		if (sign === ';') values.push('');
		else values[values.length - 1] += sign.length === 2 && sign[0] === '\\' ? sign[1] : sign;
	}
	return values.map((value) => value.trim()).filter((value) => value !== '');
}

/** A record as rows of a table: one, or for a link file one per link and assessment. The counterpart of `readRow`. */
export function toRows(kind: ImportKind, record: Fields): Record<string, string>[] {
	if (kind !== 'link') return [toCells(columnsOf[kind], record)];
	const list = (entry: Entry, things: unknown) =>
		((things ?? []) as Fields[]).map((thing) => ({
			entry,
			proposal: String(record.id),
			...toCells(
				columnsOf.link.filter(({ name, of }) => of!.includes(entry) && !['entry', 'proposal'].includes(name)),
				thing
			)
		}));
	return [...list('link', record.links), ...list('assessment', record.assessments)];
}

function toCells(columns: Column[], record: Fields): Record<string, string> {
	return Object.fromEntries(
		columns.flatMap(({ name }) =>
			valuesAt(record, name).map(({ path, value }) => [
				path.map((step) => (typeof step === 'number' ? step + 1 : step)).join('.'),
				Array.isArray(value) ? joinValues(value.map(String)) : String(value)
			])
		)
	);
}
