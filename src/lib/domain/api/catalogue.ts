import { z } from 'zod';
import { bindings, confidences, involvements, layers, linkBases, linkRelations } from '../codes.ts';
import { coverageSorts, lenses } from '../coverage-view.ts';
import { dimensionNames, type DimensionName } from '../cross-tab.ts';
import { legalLights } from '../law.ts';
import { recordKinds } from '../record-kinds.ts';
import { registerSorts } from '../register.ts';
import type { Collection } from './collections.ts';
import {
	choiceParameter,
	codesIn,
	codesOf,
	dayParameter,
	listOf,
	paging,
	sortParameter,
	words,
	yearParameter
} from './parameters.ts';
import {
	assessmentRecord,
	changeRecord,
	linkRecord,
	matrixRecord,
	paperRecord,
	proposalRecord,
	provisionRecord,
	regulationRecord,
	searchKinds,
	searchRecord,
	vocabularyRecord
} from './records.ts';

/** One list of the API: what its records are, and what may be asked of them. */
export type Entry = {
	title: string;
	about: string;
	record: z.ZodObject;
	filters: z.ZodRawShape;
	/** Fields to sort by, and the order without `sort`. Without any the order is fixed. */
	sorts: readonly string[];
	order: readonly string[];
	/** Related records that can be asked for, and those that come unasked. */
	includes: readonly string[];
	preset: readonly string[];
	/** Id of a record that exists, for examples. Undefined where a record has no address of its own here. */
	example: string | undefined;
	/** Whether CSV and XLSX of the whole list make sense. */
	table: boolean;
};

const jurisdiction = codesOf('Jurisdictions such as EU or US-NY-NYC, or groups of them such as china', 'EU');
const regulation = codesOf('Ids of regulations', 'eu-platform-work-directive');
const proposal = codesOf('Ids of proposals', 'algorithm-filing-system');
const layerValues = layers.flatMap((layer) => [layer, ...involvements.map((value) => `${layer}:${value}`)]);

const proposalFilters = {
	layer: listOf(
		z.enum(layerValues as [string, ...string[]]),
		'A layer the proposal involves at all, or in this way',
		'technology:primary'
	),
	remedy: codesIn('remedy_types', 'What kind of remedy, first or second', 'audit-assessment'),
	actor: codesIn('actors', 'Who must act', 'platform'),
	beneficiary: codesIn('beneficiaries', 'Who benefits', 'riders'),
	paper: codesOf('Ids of papers with a passage on it', '001'),
	modality: codesIn('modality', 'How firmly it is asked', 'demand'),
	specificity: codesIn('specificity', 'How concrete it is', 'operational'),
	alienation: codesIn('alienation_dimensions', 'Which alienation it answers', 'process-algorithm'),
	obstacle: codesIn('obstacles', 'What stands in its way', 'trade-secrets'),
	level: z
		.enum(['specific', 'all'])
		.default('specific')
		.meta({
			description: 'Umbrellas only group others and are left out unless asked for.',
			examples: ['all']
		}),
	q: words
};

const moment = 'expected a date such as 2026-01-01, or a moment such as 2026-01-01T08:00:00Z';

export const catalogue = {
	proposals: {
		title: 'Proposals',
		about: 'Remedies, with passages, layers and what the law makes of them.',
		record: proposalRecord,
		filters: { ...proposalFilters, as_of: dayParameter },
		sorts: [
			'id',
			'title',
			'title_zh',
			'remedy_type',
			...layers,
			'modality',
			'specificity',
			'level',
			'alienation_dimension',
			'actors',
			'beneficiaries',
			'obstacles',
			'law'
		],
		order: ['id'],
		includes: ['links', 'assessments', 'papers'],
		preset: [],
		example: 'algorithm-filing-system',
		table: true
	},
	papers: {
		title: 'Papers',
		about: 'The academic texts. A field of the bibliography that is not known is left out.',
		record: paperRecord,
		filters: {},
		sorts: ['id', 'title', 'published'],
		order: ['id'],
		includes: [],
		preset: [],
		example: '001',
		table: true
	},
	regulations: {
		title: 'Regulations',
		about: 'Laws, rules, judgments, opinions, conventions, with how far each was verified.',
		record: regulationRecord,
		filters: {
			jurisdiction,
			type: codesIn('instrument_types', 'What kind of text', 'directive'),
			binding: listOf(z.enum(bindings), 'Whether it binds', 'binding'),
			light: listOf(z.enum(legalLights), 'How it stood on the day `as_of`', 'in-force'),
			status: codesIn('instrument_status', 'Status when it was checked', 'in-force'),
			verification: codesIn('instrument_verification', 'How it was checked', 'full-text'),
			touches: listOf(z.enum(['yes', 'no']), 'Whether any proposal is linked to it', 'yes'),
			from: yearParameter('First year.', 2020),
			to: yearParameter('Last year.', 2024),
			q: words,
			as_of: dayParameter
		},
		sorts: registerSorts,
		order: ['jurisdiction', 'title'],
		includes: ['provisions', 'links'],
		preset: ['provisions'],
		example: 'eu-platform-work-directive',
		table: true
	},
	provisions: {
		title: 'Provisions',
		about: 'Single articles and sections, paraphrased by us. The order is that of the law.',
		record: provisionRecord,
		filters: {
			regulation,
			jurisdiction,
			verification: codesIn('provision_verification', 'How it was checked', 'text'),
			as_of: dayParameter
		},
		sorts: ['instrument', 'place', 'jurisdiction', 'verification', 'link_count'],
		order: ['instrument', 'place'],
		includes: [],
		preset: [],
		example: 'eu-platform-work-directive#1',
		table: true
	},
	links: {
		title: 'Links',
		about:
			'Proposal × provision: the object the Atlas is made of. A paper’s own words (`basis` paper) and our reading (coder) are never mixed.',
		record: linkRecord,
		filters: {
			proposal,
			regulation,
			relation: listOf(
				z.enum(linkRelations),
				'How the law stands to the proposal',
				'enacts',
				'partly-enacts'
			),
			basis: listOf(z.enum(linkBases), 'Who says so', 'coder'),
			confidence: listOf(z.enum(confidences), 'How sure the coder is', 'high'),
			jurisdiction,
			layer: listOf(z.enum(layers), 'The layer the proposal acts on first', 'technology'),
			remedy: proposalFilters.remedy,
			paper: proposalFilters.paper,
			level: z
				.enum(['specific', 'all'])
				.default('all')
				.meta({
					description: 'Links of umbrellas stand beside those of specific proposals unless left out.',
					examples: ['specific']
				}),
			as_of: dayParameter
		},
		sorts: ['id', 'proposal', 'instrument', 'jurisdiction', 'relation', 'confidence'],
		order: ['id'],
		includes: [],
		preset: [],
		example: 'accelerate-public-digital-platforms--un-global-digital-compact-1',
		table: true
	},
	assessments: {
		title: 'Assessments',
		about: 'Searches without a find. Silence that was checked is not silence that was not.',
		record: assessmentRecord,
		filters: { proposal: codesOf('Ids of proposals', 'cross-department-data-flow-monitoring'), jurisdiction },
		sorts: ['id', 'proposal', 'jurisdiction', 'as_of'],
		order: ['id'],
		includes: [],
		preset: [],
		example: 'cross-department-data-flow-monitoring--EU-1',
		table: true
	},
	vocabularies: {
		title: 'Vocabularies',
		about: 'The codebook: what every code means, with an example and a counter-example.',
		record: vocabularyRecord,
		filters: {},
		sorts: ['id', 'term_count'],
		order: ['id'],
		includes: ['terms'],
		preset: ['terms'],
		example: 'link_relations',
		table: true
	},
	changes: {
		title: 'Changes',
		about: 'Every published change of a record, newest first. Nothing is ever taken out.',
		record: changeRecord,
		filters: {
			kind: listOf(z.enum(recordKinds), 'Kinds of records', 'proposal'),
			record: codesOf('Ids of records', 'algorithm-filing-system'),
			since: z
				.union([z.iso.datetime({ offset: true }), z.iso.date()], moment)
				.refine((value) => /^(?!0000)\d{4}-/.test(new Date(value).toISOString()), moment)
				.optional()
				.meta({ description: 'Changes from this moment on.', format: 'date-time', examples: ['2026-01-01'] })
		},
		sorts: ['id'],
		order: ['-id'],
		includes: ['data'],
		preset: [],
		example: '1',
		table: true
	},
	matrices: {
		title: 'Matrices',
		about: 'The tables of the site. A single one answers its rows.',
		record: matrixRecord,
		filters: {},
		sorts: [],
		order: [],
		includes: [],
		preset: [],
		example: undefined,
		table: false
	},
	search: {
		title: 'Search',
		about: 'Records that hold every word of the query, or, if there is none, records with words like them.',
		record: searchRecord,
		filters: {
			q: z
				.string()
				.min(1)
				.max(200)
				.meta({
					description:
						'English or Chinese; a word of one or two letters or figures is found where a word begins, longer ones anywhere.',
					examples: ['audit']
				}),
			kind: listOf(z.enum(searchKinds), 'Kinds of records', 'provision')
		},
		sorts: [],
		order: [],
		includes: [],
		preset: [],
		example: undefined,
		table: false
	}
} as const satisfies Record<Collection, Entry>;

/** Single matrices are tables with parameters of their own. */
export const hasSingles = (name: Collection): boolean => name !== 'matrices' && name !== 'search';

/** `fields` and `include`, where the entry has them. */
function selection(entry: Entry): z.ZodRawShape {
	const { record, includes, preset } = entry;
	const fields = Object.keys(record.shape);
	return {
		fields: choiceParameter(fields, 'Only these fields; `id` always comes along.', [fields[1], 'url']),
		...(includes.length > 0 && {
			include: choiceParameter(
				includes,
				`Related records to put in. Preset: ${preset.join(',') || 'none'}; \`include=\` for none.`,
				includes.slice(-1)
			)
		})
	};
}

export const listParameters = onceFor((name): z.ZodRawShape => {
	const entry: Entry = catalogue[name];
	return { ...entry.filters, ...ordering(entry), ...paging, ...selection(entry) };
});

const bom = z
	.enum(['0', '1'])
	.optional()
	.meta({
		description: 'A byte order mark at the start of the CSV, by which Excel knows UTF-8.',
		examples: ['1']
	});

/** Of CSV and XLSX: all rows, so no paging; flat, so no related records. */
export const tableParameters = onceFor((name): z.ZodRawShape => {
	const entry: Entry = catalogue[name];
	return {
		...entry.filters,
		...ordering(entry),
		fields: selection(entry).fields,
		bom
	};
});

export const singleParameters = onceFor((name): z.ZodRawShape => {
	const entry: Entry = catalogue[name];
	const { as_of } = entry.filters;
	return { ...(as_of && { as_of }), ...selection(entry) };
});

/** Made at the first use and kept: what is made for each request is also compiled for each. */
function onceFor<T>(make: (name: Collection) => T): (name: Collection) => T {
	const made = new Map<Collection, T>();
	return (name) => {
		const known = made.get(name) ?? make(name);
		made.set(name, known);
		return known;
	};
}

/** Of a single matrix; the columns it can be sorted by are data. */
export const matrixParameters = {
	...proposalFilters,
	sort: listOf(
		z.string().max(80),
		'Columns of the matrix, each with a minus before it for descending',
		'title'
	),
	cols: listOf(z.string().max(80), 'Columns to answer', 'title'),
	lang: z
		.enum(['en', 'zh'])
		.optional()
		.meta({ description: 'Language of labels and texts.', examples: ['zh'] })
};
const dimension = (preset: DimensionName) =>
	z
		.enum(dimensionNames as [DimensionName, ...DimensionName[]])
		.default(preset)
		.meta({ description: 'What is counted against what.', examples: [preset] });

/** Of the cross-tab, which has no rows of proposals to filter or sort. */
export const crossParameters = {
	rows: dimension('remedy_type'),
	cols: dimension('jurisdiction_group'),
	measure: z
		.enum(['proposals', 'links'])
		.default('proposals')
		.meta({ description: 'What is counted.', examples: ['links'] }),
	level: z
		.enum(['specific', 'all'])
		.default('specific')
		.meta({ description: 'Whether umbrellas are counted too.', examples: ['all'] }),
	empty: z
		.enum(['show', 'hide'])
		.default('hide')
		.meta({ description: 'Whether codes that do not occur have a row or column too.', examples: ['show'] }),
	cell: z
		.string()
		.max(160)
		.optional()
		.meta({
			description: 'The cell that the page opens, as row:column; the rows here stay the same.',
			examples: ['all:all']
		}),
	lang: matrixParameters.lang
};

/** Of coverage, which has columns of places and filters of links. */
export const coverageParameters = {
	as_of: dayParameter,
	rows: z
		.enum(['featured', 'all'])
		.default('featured')
		.meta({
			description: 'Whether all proposals have a row, or those that the matrix features.',
			examples: ['all']
		}),
	level: proposalFilters.level,
	group: z
		.enum(['groups', 'jurisdictions'])
		.default('groups')
		.meta({
			description: 'Whether jurisdictions have a column together, by groups, or each its own.',
			examples: ['jurisdictions']
		}),
	open: codesIn(
		'jurisdiction_groups',
		'Groups whose jurisdictions have columns of their own beside the other groups',
		'china'
	),
	covers: z
		.enum(lenses)
		.optional()
		.meta({ description: 'Counts law only that reaches these people.', examples: ['riders-couriers'] }),
	relation: catalogue.links.filters.relation,
	confidence: catalogue.links.filters.confidence,
	verification: codesIn('provision_verification', 'How the provision was checked', 'text'),
	instrument_verification: codesIn('instrument_verification', 'How the regulation was checked', 'full-text'),
	jurisdiction: codesIn('jurisdictions', 'Where the law is from', 'EU'),
	layer: catalogue.links.filters.layer,
	sort: listOf(
		z.string().max(80),
		`${coverageSorts.map((field) => `\`${field}\``).join(', ')} or codes of columns, each with a minus before it for descending`,
		'-links'
	),
	cell: z
		.string()
		.max(160)
		.optional()
		.meta({
			description:
				'The cell that the page opens, as proposal:column, or proposal:all for a row; the rows here stay the same.',
			examples: ['algorithm-filing-system:all']
		}),
	lang: matrixParameters.lang
};

/** Of a matrix as a file. */
export const asFile = <T extends z.ZodRawShape>(parameters: T) => ({ ...parameters, bom });

const ordering = ({ sorts, order }: Entry): z.ZodRawShape =>
	sorts.length > 0 ? { sort: sortParameter(sorts, order) } : {};
