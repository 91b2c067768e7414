import type { RecordKind } from './record-kinds.ts';

/**
 * Which vocabulary the codes of a field come from, by kind of record and path; `*` stands for the rows of a list and for
 * the keys of a record. The check of the data set, the forms and the codebook all read this table.
 */
export const vocabularyOf: Record<RecordKind, Record<string, string>> = {
	proposal: {
		'layers.*.involvement': 'involvement',
		level: 'level',
		remedy_type: 'remedy_types',
		'secondary_remedy_types.*': 'remedy_types',
		modality: 'modality',
		specificity: 'specificity',
		'actors.*.code': 'actors',
		'beneficiaries.*.code': 'beneficiaries',
		'actors.*.basis': 'actor_basis',
		'beneficiaries.*.basis': 'actor_basis',
		alienation_dimension: 'alienation_dimensions',
		'secondary_alienation_dimensions.*': 'alienation_dimensions',
		alienation_basis: 'alienation_basis',
		'target_problems.*': 'target_problems',
		'obstacles.*': 'obstacles',
		'evidence.*.role': 'evidence_roles',
		'regulations_named.*.use': 'regulation_use',
		'relations.*.type': 'relation_types',
		'relations.*.basis': 'relation_basis',
		'relations.*.scope': 'relation_scope'
	},
	paper: {
		'bibliography.*.source': 'bibliography_source',
		'named_items.*.type': 'named_item_types'
	},
	instrument: {
		'cited_by_papers.*.kind': 'cited_by_kind',
		jurisdiction: 'jurisdictions',
		type: 'instrument_types',
		force: 'instrument_force',
		status: 'instrument_status',
		verification: 'instrument_verification',
		binding: 'binding',
		'provisions.*.verification': 'provision_verification',
		title_en_basis: 'title_en_basis',
		title_zh_basis: 'title_zh_basis',
		url_basis: 'url_basis'
	},
	link: {
		'links.*.basis': 'link_basis',
		'links.*.relation': 'link_relations',
		'links.*.confidence': 'confidence',
		'links.*.covers.*': 'worker_groups',
		'assessments.*.jurisdiction': 'jurisdictions',
		'assessments.*.finding': 'assessment_findings',
		'assessments.*.scope': 'assessment_scope',
		'assessments.*.strength': 'assessment_strength'
	},
	vocabulary: {
		'terms.*.level': 'jurisdiction_levels',
		'terms.*.group': 'jurisdiction_groups'
	},
	matrix: {}
};

export type Referenced = 'proposal' | 'instrument' | 'paper' | 'provision' | 'vocabulary';

/** Which records a field names, by kind of record and path, as above. A provision is named `eu-dsa#7`. */
export const referenceOf: Record<RecordKind, Record<string, Referenced>> = {
	proposal: {
		'evidence.*.paper': 'paper',
		'relations.*.to': 'proposal',
		'regulations_named.*.instrument': 'instrument'
	},
	paper: { 'regulations_named.*.instrument': 'instrument' },
	instrument: { 'cited_by_papers.*.paper': 'paper' },
	link: {
		id: 'proposal',
		'links.*.provision': 'provision',
		'links.*.evidence.paper': 'paper',
		'assessments.*.exceptions.*': 'instrument'
	},
	vocabulary: { 'terms.*.evidence.*.paper': 'paper' },
	matrix: {
		'columns.*.vocabulary': 'vocabulary',
		'columns.*.each': 'vocabulary',
		'featured.*.proposal': 'proposal'
	}
};

/** Where a record says that something stands in a paragraph of a paper; without a `paper` of its own it is the paper's record itself. */
export const passagesOf: Record<RecordKind, string[]> = {
	proposal: ['evidence.*'],
	paper: ['regulations_named.*', 'named_items.*', 'considered_not_coded.*'],
	instrument: [],
	link: ['links.*.evidence'],
	vocabulary: ['terms.*.evidence.*'],
	matrix: []
};

/** What a table such as `vocabularyOf` says of one path, `layers.subject.involvement` or `evidence.*.role`. */
export function ofPath<T>(table: Record<string, T>, path: string): T | undefined {
	if (path in table) return table[path];
	const steps = path.split('.');
	const pattern = Object.keys(table).find((candidate) => {
		const wanted = candidate.split('.');
		return wanted.length === steps.length && wanted.every((step, at) => step === '*' || step === steps[at]);
	});
	return pattern === undefined ? undefined : table[pattern];
}

/** Every value that stands at a pattern such as `evidence.*.section`, with its own path. */
export function valuesAt(record: unknown, pattern: string): { path: (string | number)[]; value: unknown }[] {
	return pattern.split('.').reduce<{ path: (string | number)[]; value: unknown }[]>(
		(found, step) =>
			found.flatMap(({ path, value }) => {
				if (typeof value !== 'object' || value === null) return [];
				if (step !== '*') {
					const inner = (value as Record<string, unknown>)[step];
					return inner === undefined ? [] : [{ path: [...path, step], value: inner }];
				}
				return Array.isArray(value)
					? value.map((inner, place) => ({ path: [...path, place], value: inner as unknown }))
					: Object.entries(value).map(([key, inner]) => ({ path: [...path, key], value: inner as unknown }));
			}),
		[{ path: [], value: record }]
	);
}
