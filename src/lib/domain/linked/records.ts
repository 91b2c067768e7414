import type { Terms } from '../vocabulary.ts';
import { datasetIri, houseIri, pageIri, thingIri, type RecordKind } from './addresses.ts';
import { concept } from './concepts.ts';
import { node, type Node } from './node.ts';

export const licenceAddress = 'https://creativecommons.org/licenses/by/4.0/';

/** The record of something: what is ours, under our licence. Never the thing it describes. */
export function recordPage(origin: string, kind: RecordKind, id: string): Node {
	return {
		'@id': pageIri(origin, kind, id),
		'@type': ['WebPage', 'Entity'],
		url: pageIri(origin, kind, id),
		inLanguage: ['en', 'zh'],
		license: licenceAddress,
		creator: { '@id': houseIri(origin) },
		isPartOf: { '@id': datasetIri(origin) },
		mainEntity: { '@id': thingIri(origin, kind, id) }
	};
}

/** How far the record of a law was checked is said of the record, not of the law. */
export const checkedRecord = (
	origin: string,
	terms: Terms,
	instrument: { id: string; verification: string }
): Node =>
	node({
		...recordPage(origin, 'regulations', instrument.id),
		verification: concept(origin, terms, 'instrument_verification', instrument.verification)
	});

export const house = (origin: string): Node => ({
	'@id': houseIri(origin),
	'@type': 'Organization',
	name: 'Remedy Atlas',
	url: origin
});
