import { layers } from '../codes.ts';
import type { ProposalRow } from '../matrix/rows.ts';
import { sideOf, type RelationSide } from '../proposal.ts';
import type { Terms } from '../vocabulary.ts';
import { pageIri, thingIri } from './addresses.ts';
import { concept } from './concepts.ts';
import { bothLanguages, node, type Node } from './node.ts';

/** The remedies as a scheme of concepts; its address leads to the matrix that lists them. */
export const remediesIri = (origin: string): string => `${origin}/proposals`;

/**
 * A proposal as a `DefinedTerm` and SKOS concept. It is an idea that several papers put forward in their own words: no work,
 * since the works are the papers, and no action, since nobody may have taken it. As a concept it has a name and a definition
 * of ours, is broader and narrower than others, and others can map their own lists of remedies to it.
 */
export function remedy(origin: string, terms: Terms, row: ProposalRow, rows: readonly ProposalRow[]): Node {
	const code = (vocabulary: string) => (value: string) => concept(origin, terms, vocabulary, value);
	const refer = (ids: Iterable<string>) =>
		[...new Set(ids)].map((id) => ({ '@id': thingIri(origin, 'proposals', id) }));
	const people = (field: 'actors' | 'beneficiaries', basis: 'named' | 'inferred') =>
		row[field].filter((entry) => entry.basis === basis).map((entry) => code(field)(entry.code));
	const { broader, narrower, supports, tension } = relationsOf(row, rows);
	return node({
		...remedyHead(origin, row),
		'@type': ['DefinedTerm', 'Concept'],
		termCode: row.id,
		notation: row.id,
		prefLabel: bothLanguages(row, 'title'),
		description: bothLanguages(row, 'summary'),
		definition: bothLanguages(row, 'summary'),
		inDefinedTermSet: { '@id': remediesIri(origin) },
		inScheme: { '@id': remediesIri(origin) },
		level: code('level')(row.level),
		remedyType: [row.remedy_type, ...(row.secondary_remedy_types ?? [])].map(code('remedy_types')),
		primaryLayer: code('layers')(row.primary_layer),
		supportingLayer: layers
			.filter((layer) => row.layers[layer].involvement === 'supporting')
			.map(code('layers')),
		modality: code('modality')(row.modality),
		specificity: code('specificity')(row.specificity),
		actor: people('actors', 'named'),
		actorInferred: people('actors', 'inferred'),
		beneficiary: people('beneficiaries', 'named'),
		beneficiaryInferred: people('beneficiaries', 'inferred'),
		broader: refer(broader),
		narrower: refer(narrower),
		related: refer([...supports, ...tension]),
		supports: refer(supports),
		tensionWith: refer(tension),
		mainEntityOfPage: { '@id': pageIri(origin, 'proposals', row.id) }
	});
}

/** Enough of a proposal to know which one is meant. */
export const remedyHead = (origin: string, row: Pick<ProposalRow, 'id' | 'title_en' | 'title_zh'>): Node => ({
	'@id': thingIri(origin, 'proposals', row.id),
	'@type': ['DefinedTerm', 'Concept'],
	name: bothLanguages(row, 'title')
});

function relationsOf({ id, relations = [] }: ProposalRow, rows: readonly ProposalRow[]) {
	const shown = new Set(rows.map((row) => row.id));
	const own = relations.map(({ type, to }) => ({ side: sideOf(type, true), other: to }));
	const stated = rows.flatMap((row) =>
		(row.relations ?? [])
			.filter(({ to }) => to === id)
			.map(({ type }) => ({ side: sideOf(type, false), other: row.id }))
	);
	const on = (side: RelationSide) =>
		[...own.filter(({ other }) => shown.has(other)), ...stated]
			.filter((relation) => relation.side === side)
			.map(({ other }) => other);
	return {
		broader: on('broader'),
		narrower: on('narrower'),
		supports: on('supports'),
		tension: on('tensions')
	};
}
