import { z } from 'zod';
import { passagesOf, referenceOf, vocabularyOf, type Referenced } from '../../domain/coded-fields.ts';
import { instrumentFile, type Instrument } from '../../domain/instrument.ts';
import { linkFile, type LinkFile } from '../../domain/link.ts';
import { matrixFile, type MatrixDefinition } from '../../domain/matrix/definition.ts';
import { paperFile, type Paper } from '../../domain/paper.ts';
import { proposalFile, type Proposal } from '../../domain/proposal.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { releaseFile, type Release } from '../../domain/release.ts';
import { code, vocabularyFile, type Vocabulary } from '../../domain/vocabulary.ts';
import { day, partialDate, positiveInteger, slug, webAddress } from '../../domain/text.ts';

/** Everything that is published, as the seed files hold it; of releases the last one. */
export type Records = {
	vocabularies: Vocabulary[];
	papers: Paper[];
	instruments: Instrument[];
	proposals: Proposal[];
	links: LinkFile[];
	matrices: MatrixDefinition[];
	releases: Release[];
};
export type Kind = keyof Records;

type Root = {
	schema: z.ZodObject;
	/** What a column that names such a record is called. */
	owner: string;
	/** How lists of fields call it; releases are in none. */
	record?: RecordKind;
	/** Its heading in the codebook. */
	heading: string;
};

export const kinds: Record<Kind, Root> = {
	vocabularies: {
		schema: vocabularyFile,
		owner: 'vocabulary',
		record: 'vocabulary',
		heading: 'Vocabularies'
	},
	papers: { schema: paperFile, owner: 'paper', record: 'paper', heading: 'Papers' },
	instruments: { schema: instrumentFile, owner: 'instrument', record: 'instrument', heading: 'Instruments' },
	proposals: { schema: proposalFile, owner: 'proposal', record: 'proposal', heading: 'Proposals' },
	links: { schema: linkFile, owner: 'proposal', record: 'link', heading: 'Links and assessments' },
	matrices: { schema: matrixFile, owner: 'matrix', record: 'matrix', heading: 'Matrices' },
	releases: { schema: releaseFile, owner: 'release', heading: 'Release' }
};

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

type Description = {
	name: string;
	about: string;
	kind: Kind;
	/** Table whose entries own the rows. */
	in?: string;
	field?: string;
	/** What one row is called where other tables name it; left out where none does. */
	one?: string;
	/** Field that tells the entries of one owner apart; for entries in an object, the column of their names. Else the place. */
	by?: string;
	/** Field that alone tells all rows apart. */
	id?: string;
	/** Column made of the owner and `by`, by which other tables name a row: `eu-dsa#7`. */
	made?: string;
	/** Column of the place in the list. */
	place?: string;
	/** Column of the codes, where entries are plain codes. */
	plain?: string;
	/** Vocabulary of the names of entries in an object. */
	names?: string;
	/** What columns say that the codebook has no line on. */
	columns?: Record<string, string>;
};

/**
 * The tables of the data package, owners before what they own. The columns are those of the schemas: a field that is
 * added to a schema becomes a column, and a list that is added must be given a table here.
 */
const descriptions: Description[] = [
	{
		name: 'releases',
		kind: 'releases',
		id: 'version',
		about: 'The last release of the data set, and how much it held. What was edited since is in the tables.',
		columns: {
			version: 'Number of the release.',
			released_on: 'Day of the release.',
			licence: 'Licence of our coding, as SPDX names it; the papers stay their authors’.',
			totals_papers: 'Papers of the release.',
			totals_proposals: 'Proposals of the release, umbrellas included.',
			totals_proposals_specific: 'Specific proposals of the release.',
			totals_relations: 'Relations between proposals.',
			totals_evidence: 'Located passages, wherever they are used; see the codebook.',
			totals_instruments: 'Instruments of the release.',
			totals_provisions: 'Provisions of the release.',
			totals_links: 'Links of the release.',
			totals_assessments: 'Assessments of the release.'
		}
	},
	{ name: 'vocabularies', kind: 'vocabularies', about: 'Closed lists of codes: the codebook.' },
	{
		name: 'terms',
		kind: 'vocabularies',
		in: 'vocabularies',
		field: 'terms',
		by: 'code',
		place: 'rank',
		about: 'The codes of every vocabulary and what they mean. The rank is the order for sorting.',
		columns: { rank: 'Place in the vocabulary, from 1; matrices sort by it.' }
	},
	{
		name: 'term_evidence',
		kind: 'vocabularies',
		in: 'terms',
		field: 'evidence',
		about: 'Where papers name an obstacle or a target problem.',
		columns: {
			paper: 'Paper that names it.',
			section: 'Section, as the paper counts.',
			paragraph: 'Paragraph inside the section.',
			page: 'Only where the text carries page marks.',
			key_terms: 'Short terms, verbatim after all blanks are removed.'
		}
	},
	{
		name: 'papers',
		kind: 'papers',
		about: 'The academic texts that propose remedies.'
	},
	{
		name: 'paper_bibliography',
		kind: 'papers',
		in: 'papers',
		field: 'bibliography',
		by: 'field',
		about: 'What is known about the publication, each value with its source. What is not known is left out.',
		columns: {
			field: 'Which value it is.',
			value_list: 'The values, where the print gives a list of them; then `value` is empty.'
		}
	},
	{
		name: 'paper_structure',
		kind: 'papers',
		in: 'papers',
		field: 'structure',
		by: 'section',
		about: 'Sections of the coded text: the ruler for every locator.'
	},
	{
		name: 'paper_paragraphs',
		kind: 'papers',
		in: 'paper_structure',
		field: 'paragraphs',
		by: 'paragraph',
		about: 'Paragraphs of the sections; every passage in other tables is one of these.'
	},
	{
		name: 'paper_regulations_named',
		kind: 'papers',
		in: 'papers',
		field: 'regulations_named',
		about: 'Regulations a paper names, with the instrument they are here.'
	},
	{
		name: 'paper_named_items',
		kind: 'papers',
		in: 'papers',
		field: 'named_items',
		about: 'Laws, platforms, statistics and other things a paper names.'
	},
	{
		name: 'paper_considered_not_coded',
		kind: 'papers',
		in: 'papers',
		field: 'considered_not_coded',
		about: 'Passages that were weighed and left out, with the reason.'
	},
	{
		name: 'instruments',
		kind: 'instruments',
		about: 'Laws, rules, judgments, opinions and conventions, with how far each was verified.'
	},
	{
		name: 'instrument_issuing_bodies',
		kind: 'instruments',
		in: 'instruments',
		field: 'issuing_bodies',
		about: 'Who issued an instrument.',
		columns: {
			name_original: 'Name in the original language.',
			name_en: 'Name in English.',
			name_zh: 'Name in Chinese.'
		}
	},
	{
		name: 'provisions',
		kind: 'instruments',
		in: 'instruments',
		field: 'provisions',
		by: 'number',
		made: 'id',
		about: 'Articles and sections of instruments, in our paraphrase and in the order of the law.',
		columns: { id: '`<instrument>#<number>`, by which links name it.' }
	},
	{
		name: 'instrument_cited_by_papers',
		kind: 'instruments',
		in: 'instruments',
		field: 'cited_by_papers',
		about: 'How papers stand to an instrument. Only `named` is a citation.',
		columns: {
			paper: 'Id of the paper.',
			kind: 'How the paper refers to the instrument.',
			how_en: 'How the paper touches it.',
			where: 'Section and paragraph, in words.'
		}
	},
	{
		name: 'proposals',
		kind: 'proposals',
		about: 'Remedies. Never add umbrellas and specific proposals together.'
	},
	{
		name: 'proposal_layers',
		kind: 'proposals',
		in: 'proposals',
		field: 'layers',
		by: 'layer',
		names: 'layers',
		about: 'How far a proposal acts on each of the three layers; exactly one is primary.',
		columns: { layer: 'Institution, technology or subject: the people themselves.' }
	},
	...(
		[
			['secondary_remedy_types', 'Further kinds of remedy of a proposal.'],
			['secondary_alienation_dimensions', 'Further forms of alienation a proposal answers.'],
			['target_problems', 'Ills a proposal answers, as its papers diagnose them.'],
			['actors', 'Who has to act for a proposal.'],
			['beneficiaries', 'Who is better off with a proposal.'],
			['obstacles', 'What stands in the way of a proposal, as its papers say.']
		] as const
	).map(([field, about]): Description => ({
		name: `proposal_${field}`,
		kind: 'proposals',
		in: 'proposals',
		field,
		about,
		columns: {
			code: 'Code of the vocabulary.',
			basis: 'Whether the paper names it or the coder inferred it.'
		}
	})),
	{
		name: 'proposal_mechanisms',
		kind: 'proposals',
		in: 'proposals',
		field: 'mechanisms',
		about: 'Means a paper names or implies: a filing system, a union, a tax. Never a law.',
		columns: { name_en: 'Name in English.', name_zh: 'Name in Chinese.' }
	},
	{
		name: 'proposal_regulations_named',
		kind: 'proposals',
		in: 'proposals',
		field: 'regulations_named',
		about: 'Regulations a paper names for a proposal. Not the laws we found: those are links.',
		columns: {
			instrument: 'Id of the instrument.',
			verbatim: 'How the paper names it.',
			use: 'What the paper uses it for.'
		}
	},
	{
		name: 'proposal_evidence',
		kind: 'proposals',
		in: 'proposals',
		field: 'evidence',
		about: 'Passages a proposal rests on.'
	},
	{
		name: 'proposal_relations',
		kind: 'proposals',
		in: 'proposals',
		field: 'relations',
		about: 'Relations that start from a proposal; each is stored once.'
	},
	{
		name: 'links',
		kind: 'links',
		field: 'links',
		one: 'link',
		id: 'id',
		about: 'Proposal × provision: typed, located on both ends, with reason, author’s basis and doubt.'
	},
	{
		name: 'link_covers',
		kind: 'links',
		in: 'links',
		field: 'covers',
		about: 'Whom the provision of a link reaches.',
		columns: { code: 'Code of the vocabulary.' }
	},
	{
		name: 'assessments',
		kind: 'links',
		field: 'assessments',
		one: 'assessment',
		about:
			'Somebody looked for a proposal in a jurisdiction and found nothing. Where there is neither link nor assessment, nobody has recorded a look.'
	},
	{
		name: 'assessment_exceptions',
		kind: 'links',
		in: 'assessments',
		field: 'exceptions',
		plain: 'instrument',
		about: 'Instruments the finding of an assessment does not speak of.',
		columns: { instrument: 'Id of the instrument.' }
	},
	{ name: 'matrices', kind: 'matrices', about: 'The tables of the site: rows, order and words.' },
	{
		name: 'matrix_columns',
		kind: 'matrices',
		in: 'matrices',
		field: 'columns',
		about: 'Columns of the matrices.'
	},
	{
		name: 'matrix_featured',
		kind: 'matrices',
		in: 'matrices',
		field: 'featured',
		about: 'Remedies a matrix shows first.',
		columns: {
			proposal: 'Id of the proposal.',
			reason_en: 'Why it is shown first.',
			reason_zh: 'Why it is shown first.'
		}
	}
];

const unwrap = (schema: z.ZodType): z.ZodType =>
	schema instanceof z.ZodOptional ? unwrap(schema.unwrap() as z.ZodType) : schema;
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
