import type { Terms } from '../vocabulary.ts';
import { conceptIri } from './addresses.ts';
import { bothLanguages, node, type Class, type Node } from './node.ts';

/**
 * A code as a thing with its words: a schema.org term and a SKOS concept at once. Codes that say of which category a thing
 * is are category codes, which is what `legislationType` asks for.
 */
export function concept(
	origin: string,
	terms: Terms,
	vocabulary: string,
	code: string,
	type: Class = 'DefinedTerm'
): Node {
	const term = terms.get(vocabulary)?.get(code);
	return node({
		'@id': conceptIri(origin, vocabulary, code),
		'@type': [type, 'Concept'],
		termCode: code,
		name: term && bothLanguages(term, 'label')
	});
}

/** A place in law. What is no place, an organisation or a set of instruments, stays a plain concept. */
export function jurisdiction(origin: string, terms: Terms, code: string): Node {
	const level = terms.get('jurisdictions')?.get(code)?.level;
	const isPlace = level === 'national' || level === 'subnational' || level === 'supranational';
	return concept(origin, terms, 'jurisdictions', code, isPlace ? 'AdministrativeArea' : 'DefinedTerm');
}
