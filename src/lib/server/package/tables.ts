import { z } from 'zod';
import { passagesOf, referenceOf, vocabularyOf, type Referenced } from '../../domain/coded-fields.ts';
import { code } from '../../domain/vocabulary.ts';
import { day, partialDate, positiveInteger, slug, unwrap, webAddress } from '../../domain/fields.ts';
import { descriptions, type Description } from './descriptions.ts';
import { kinds, type Kind } from './kinds.ts';

const tableOf: Record<Referenced, string> = {
	proposal: 'proposals',
	instrument: 'instruments',
	paper: 'papers',
	provision: 'provisions',
	vocabulary: 'vocabularies'
};

export type Column = {
	name: string;
	/** Where its value comes from: the row's owner, its place or name among the owner's rows, its own fields, or others. */
	from: 'owner' | 'place' | 'name' | 'field' | 'made';
	/** Of a field: where it stands in the entry. Empty where the whole entry is one code. */
	path: string[];
	type: 'string' | 'integer' | 'date' | 'array';
	required: boolean;
	format?: 'uri';
	pattern?: string;
	/** Codes the program knows. */
	options?: readonly string[];
	/** Vocabulary of its codes. */
	vocabulary?: string;
	/** What it says, where the codebook has no line on it. */
	about?: string;
};

type Reference = { columns: string[]; table: string; to: string[] };

export type Table = {
	name: string;
	about: string;
	kind: Kind;
	/** Table of the entries that own the rows, and the field that holds them; neither for the records themselves. */
	parent?: Table;
	field?: string;
	/** Columns that name the owner, with the columns of the owner they repeat. */
	owner: [column: string, of: string][];
	columns: Column[];
	key: string[];
	references: Reference[];
	/** Whether the entries lie in an object by name, in a list, or in a list of plain codes. */
	shape: 'named' | 'list' | 'plain';
	/** Of named entries: the names there can be. */
	names?: readonly string[];
	/** Field that tells the entries of one owner apart. */
	by?: string;
	/** Whether the owner must have the field, if only as an empty list. */
	required: boolean;
};

const isOptional = (schema: z.ZodType) => schema instanceof z.ZodOptional;
const isCode = (schema: z.ZodType) => schema === code || schema === slug;
const shapeOf = (schema: z.ZodObject) => Object.entries(schema.shape as Record<string, z.ZodType>);

/** The entries a field holds, as tables see them; undefined for a field that is columns of its own row. */
function entriesOf(
	schema: z.ZodType
): { entry: z.ZodType; shape: Table['shape']; names?: readonly string[] } | undefined {
	const field = unwrap(schema);
	if (field instanceof z.ZodArray) {
		const entry = unwrap(field.element as z.ZodType);
		if (entry instanceof z.ZodObject) return { entry, shape: 'list' };
		return isCode(entry) ? { entry, shape: 'plain' } : undefined;
	}
	if (field instanceof z.ZodRecord)
		return {
			entry: unwrap(field.valueType as z.ZodType),
			shape: 'named',
			names: (field.keyType as z.ZodEnum).options as string[]
		};
	if (
		field instanceof z.ZodObject &&
		shapeOf(field).every(([, value]) => unwrap(value) instanceof z.ZodObject)
	)
		return {
			entry: shapeOf(field)[0][1],
			shape: 'named',
			names: shapeOf(field).map(([name]) => name)
		};
	return undefined;
}

/** Columns of the fields that are no tables of their own. An object in a row becomes several columns. */
function fieldColumns(schema: z.ZodObject, before: string[] = [], required = true): Column[] {
	return shapeOf(schema).flatMap(([key, given]): Column[] => {
		if (entriesOf(given)) return [];
		const path = [...before, key];
		const name = path.join('_');
		const needed = required && !isOptional(given);
		const field = unwrap(given);
		if (field instanceof z.ZodObject) return fieldColumns(field, path, needed);
		const column = { name, from: 'field', path, required: needed } as const;
		if (field === positiveInteger) return [{ ...column, type: 'integer' }];
		if (field instanceof z.ZodUnion)
			return [
				{ ...column, required: false, type: 'string' },
				{ ...column, required: false, type: 'array', name: `${name}_list` }
			];
		if (field instanceof z.ZodArray) return [{ ...column, type: 'array' }];
		return [{ ...column, ...scalar(field) }];
	});
}

function scalar(schema: z.ZodType): Pick<Column, 'type' | 'format' | 'pattern' | 'options'> {
	if (schema === day) return { type: 'date' };
	if (schema === webAddress) return { type: 'string', format: 'uri' };
	if (schema === partialDate) return { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' };
	if (schema instanceof z.ZodEnum) return { type: 'string', options: schema.options as string[] };
	return { type: 'string' };
}

const keyColumn = (name: string, from: Column['from'], more: Partial<Column> = {}): Column => ({
	name,
	from,
	path: [],
	type: 'string',
	required: true,
	...more
});

/** A table with what is only needed to make those that hang on it. */
type Built = Table & {
	schema: z.ZodType;
	one: string;
	/** Where its rows stand in a record: `structure.*.paragraphs.*`. */
	pattern: string[];
};

function buildTable(description: Description, parent: Built | undefined): Built {
	const { name, about, kind, field, by, id, made } = description;
	const root = kinds[kind];
	const held = field && ((parent?.schema ?? root.schema) as z.ZodObject).shape[field];
	const entries = held && entriesOf(held);
	if (held && !entries) throw new Error(`The field ${field} of ${name} holds no entries.`);
	const schema = entries?.entry ?? root.schema;
	const shape = entries?.shape ?? 'list';
	const pattern = [...(parent?.pattern ?? []), ...(field ? [field, '*'] : [])];
	const withVocabulary = (path: string[]) => {
		const vocabulary = root.record && vocabularyOf[root.record][[...pattern, ...path].join('.')];
		return vocabulary ? { vocabulary } : {};
	};

	const owner: Table['owner'] = parent
		? parent.key.map((of) => [of === 'id' || of === 'ordinal' ? parent.one : of, of])
		: field
			? [[root.owner, 'id']]
			: [];
	const place = description.place ?? 'ordinal';
	const columns = owner.map(([column, of]) =>
		keyColumn(column, 'owner', {
			type: parent?.columns.find((candidate) => candidate.name === of)?.type ?? 'string',
			about: `The row of \`${parent?.name ?? `${root.owner}s`}\` it belongs to.`
		})
	);
	if (shape === 'named')
		columns.push(keyColumn(by!, 'name', { vocabulary: description.names, options: entries?.names }));
	else if (field)
		columns.push(keyColumn(place, 'place', { type: 'integer', about: 'Place in the list, from 1.' }));
	if (made) columns.push(keyColumn(made, 'made'));
	if (shape === 'plain') columns.push(keyColumn(description.plain ?? 'code', 'field', withVocabulary([])));
	else
		for (const column of fieldColumns(schema as z.ZodObject))
			columns.push({ ...column, ...withVocabulary(column.path) });

	const own = id ?? made ?? (field ? undefined : 'id');
	const key = own ? [own] : [...owner.map(([column]) => column), by ?? place];
	const inOrder = [
		...key.map((column) => columns.find((candidate) => candidate.name === column)!),
		...columns.filter((column) => !key.includes(column.name))
	];
	return {
		name,
		about,
		kind,
		one: description.one ?? (field ? name : root.owner),
		pattern,
		schema,
		shape,
		owner,
		key,
		references: [],
		required: Boolean(held) && !(held instanceof z.ZodOptional),
		...(parent && { parent }),
		...(field && { field }),
		...(entries?.names && { names: entries.names }),
		...(by && { by }),
		columns: inOrder.map((column) => {
			const text = description.columns?.[column.name];
			return text ? { ...column, about: text } : column;
		})
	};
}

/** What the rows name: their owner, passages of papers, records, and the record that took the place of one. */
function referencesOf(table: Built, built: Map<string, Built>): Reference[] {
	const to = (columns: string[], target: string): Reference => ({
		columns,
		table: target,
		to: built.get(target)!.key
	});
	const record = kinds[table.kind].record;
	const found: Reference[] = [];
	if (table.field)
		found.push({
			columns: table.owner.map(([column]) => column),
			table: table.parent?.name ?? 'proposals',
			to: table.owner.map(([, of]) => of)
		});
	for (const passage of record ? passagesOf[record] : []) {
		const steps = passage.split('.');
		const inside = steps.slice(table.pattern.length);
		if (table.pattern.some((step, index) => step !== steps[index]) || inside.includes('*')) continue;
		found.push(
			to(
				['paper', 'section', 'paragraph'].map((field) => [...inside, field].join('_')),
				'paper_paragraphs'
			)
		);
	}
	for (const { name, path, from } of table.columns) {
		const target = record && from === 'field' && referenceOf[record][[...table.pattern, ...path].join('.')];
		// Who names a passage names its paper.
		if (target && !found.some(({ columns }) => columns.includes(name)))
			found.push(to([name], tableOf[target]));
		if (name === 'moved_to') found.push(to([name], table.name));
	}
	return found;
}

function buildTables(): Table[] {
	const built = new Map<string, Built>();
	for (const description of descriptions)
		built.set(description.name, buildTable(description, built.get(description.in ?? '')));
	for (const table of built.values()) {
		table.references = referencesOf(table, built);
		if (table.shape === 'plain') continue;
		const owned = [...built.values()].filter(({ parent }) => parent === table).map(({ field }) => field);
		for (const [field, given] of shapeOf(table.schema as z.ZodObject))
			if (entriesOf(given) && !owned.includes(field))
				throw new Error(`The list ${field} of ${table.name} has no table.`);
	}
	return [...built.values()];
}

export const tables: readonly Table[] = buildTables();

/** `eu-dsa#7`, the owner of a row and what tells it apart there. */
export const madeKey = (table: Table, row: Record<string, unknown>): string =>
	`${table.owner.map(([column]) => row[column]).join('#')}#${row[table.by!]}`;
