import type { Term, Vocabulary } from '../vocabulary.ts';
import { conceptIri, schemeIri } from './addresses.ts';
import { passageAnnotation } from './annotations.ts';
import { bothLanguages, inLanguage, node, ownProperties, type Node } from './node.ts';

/**
 * The codebook: each vocabulary a `DefinedTermSet` and a SKOS scheme, each code a `DefinedTerm` and a concept in it, and the
 * properties for which no public vocabulary has a word.
 */
export function codebookGraph(origin: string, vocabularies: readonly Vocabulary[]): Node[] {
	return [
		...vocabularies.flatMap((vocabulary) => [
			schemeNode(origin, vocabulary),
			...vocabulary.terms.map((term) => conceptNode(origin, vocabulary.id, term))
		]),
		...vocabularies.flatMap(({ id, terms }) =>
			terms.flatMap(({ code, evidence = [] }) =>
				evidence.map((passage, index) =>
					passageAnnotation(origin, `${conceptIri(origin, id, code)}.e${index + 1}`, passage, {
						'@id': conceptIri(origin, id, code)
					})
				)
			)
		),
		...Object.entries(ownProperties).map(([name, comment]) =>
			node({
				'@id': `${origin}/codebook.jsonld#${name}`,
				'@type': 'Property',
				label: inLanguage(name, 'en'),
				comment: inLanguage(comment, 'en'),
				seeAlso: { '@id': `${origin}/codebook` }
			})
		)
	];
}

/** A vocabulary without its codes: what the page of the codebook carries. */
export function schemeHead(origin: string, vocabulary: Omit<Vocabulary, 'terms'>): Node {
	return node({
		'@id': schemeIri(origin, vocabulary.id),
		'@type': ['DefinedTermSet', 'ConceptScheme'],
		identifier: vocabulary.id,
		name: bothLanguages(vocabulary, 'title'),
		prefLabel: bothLanguages(vocabulary, 'title'),
		description: bothLanguages(vocabulary, 'purpose')
	});
}

function schemeNode(origin: string, vocabulary: Vocabulary): Node {
	const refer = (terms: Vocabulary['terms']) =>
		terms.map(({ code }) => ({ '@id': conceptIri(origin, vocabulary.id, code) }));
	return node({
		...schemeHead(origin, vocabulary),
		scopeNote: bothLanguages(vocabulary, 'purpose'),
		example: bothLanguages(vocabulary, 'example'),
		hasDefinedTerm: refer(vocabulary.terms),
		hasTopConcept: refer(vocabulary.terms.filter(({ parent }) => !parent))
	});
}

function conceptNode(origin: string, vocabulary: string, term: Omit<Term, 'rank'>): Node {
	const scheme = { '@id': schemeIri(origin, vocabulary) };
	return node({
		'@id': conceptIri(origin, vocabulary, term.code),
		'@type': ['DefinedTerm', 'Concept'],
		termCode: term.code,
		notation: term.code,
		name: bothLanguages(term, 'label'),
		prefLabel: bothLanguages(term, 'label'),
		description: bothLanguages(term, 'definition'),
		definition: bothLanguages(term, 'definition'),
		inDefinedTermSet: scheme,
		inScheme: scheme,
		...(term.parent
			? { broader: { '@id': conceptIri(origin, vocabulary, term.parent) } }
			: { topConceptOf: scheme })
	});
}
