import { inLocale, locales, type Locale } from '../text.ts';

const namespaces = {
	// As its own context expands it, so that statements of others about the same things meet ours.
	schema: 'http://schema.org/',
	skos: 'http://www.w3.org/2004/02/skos/core#',
	dcterms: 'http://purl.org/dc/terms/',
	dcat: 'http://www.w3.org/ns/dcat#',
	prov: 'http://www.w3.org/ns/prov#',
	oa: 'http://www.w3.org/ns/oa#',
	eli: 'http://data.europa.eu/eli/ontology#',
	rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
	rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
	xsd: 'http://www.w3.org/2001/XMLSchema#'
} as const;

/** Every class and property the documents use, by namespace. What is not here has no meaning in them and does not compile. */
const classes = {
	schema: [
		'AdministrativeArea',
		'CategoryCode',
		'CreativeWork',
		'DataDownload',
		'Dataset',
		'DefinedTerm',
		'DefinedTermSet',
		'Legislation',
		'Organization',
		'Periodical',
		'Person',
		'PropertyValue',
		'PublicationIssue',
		'PublicationVolume',
		'ScholarlyArticle',
		'WebAPI',
		'WebPage'
	],
	skos: ['Concept', 'ConceptScheme'],
	dcat: ['DataService', 'Distribution'],
	prov: ['Activity', 'Agent', 'Entity', 'SoftwareAgent'],
	oa: ['Annotation', 'FragmentSelector', 'SpecificResource', 'TextQuoteSelector', 'TextualBody'],
	rdf: ['Property']
} as const;

const properties = {
	schema: [
		'about',
		'affiliation',
		'alternateName',
		'author',
		'creativeWorkStatus',
		'creator',
		'datePublished',
		'description',
		'disambiguatingDescription',
		'distribution',
		'documentation',
		'encodingFormat',
		'hasDefinedTerm',
		'hasPart',
		'identifier',
		'inDefinedTermSet',
		'inLanguage',
		'isPartOf',
		'issueNumber',
		'legislationDate',
		'legislationDateOfApplicability',
		'legislationDateVersion',
		'legislationIdentifier',
		'legislationJurisdiction',
		'legislationLegalForce',
		'legislationType',
		'mainEntity',
		'mainEntityOfPage',
		'mentions',
		'name',
		'pagination',
		'propertyID',
		'publisher',
		'sha256',
		'termCode',
		'value',
		'version',
		'volumeNumber'
	],
	skos: [
		'broader',
		'definition',
		'example',
		'hasTopConcept',
		'inScheme',
		'narrower',
		'notation',
		'prefLabel',
		'related',
		'scopeNote',
		'topConceptOf'
	],
	dcterms: ['conformsTo', 'created', 'issued', 'modified', 'title'],
	dcat: ['byteSize', 'mediaType'],
	prov: [
		'generatedAtTime',
		'specializationOf',
		'used',
		'wasAssociatedWith',
		'wasAttributedTo',
		'wasDerivedFrom',
		'wasGeneratedBy',
		'wasRevisionOf'
	],
	oa: ['exact', 'hasBody', 'hasSelector', 'hasSource', 'hasTarget', 'motivatedBy', 'refinedBy'],
	eli: ['date_no_longer_in_force', 'first_date_entry_in_force'],
	rdfs: ['comment', 'label', 'range', 'seeAlso']
} as const;

/** Properties whose text is an address. */
const addresses = {
	schema: ['contentUrl', 'license', 'sameAs', 'url'],
	dcat: ['accessURL', 'downloadURL', 'endpointURL']
} as const;

/** Names that two vocabularies share. */
const renamed = {
	rdfValue: 'rdf:value',
	DcatDataset: 'dcat:Dataset',
	dcatDistribution: 'dcat:distribution',
	dctermsDescription: 'dcterms:description',
	dctermsLicense: 'dcterms:license',
	dctermsPublisher: 'dcterms:publisher',
	servesDataset: 'dcat:servesDataset'
} as const;

/** What no public vocabulary has a word for; each is explained in `/codebook.jsonld`. */
export const ownProperties = {
	actor: 'Who has to act, as the papers name it.',
	actorInferred: 'Who has to act, inferred by the coder; no paper names it.',
	basis: 'Who makes the connection: the paper itself, or the coder who read the law.',
	beneficiary: 'Who is better off, as the papers name it.',
	beneficiaryInferred: 'Who is better off, inferred by the coder; no paper names it.',
	bindingness: 'Whether an instrument of this kind binds. Not whether it is in force.',
	confidence: 'How sure the coder is of the link.',
	covers: 'Whom the provision reaches.',
	finding: 'What somebody found who looked for a proposal in a jurisdiction.',
	findingScope: 'Whether a finding speaks of one jurisdiction or of a registered set as a whole.',
	force: 'What a link to the instrument may say at most.',
	level: 'One remedy, or an umbrella that only groups others. Never add both up.',
	missing: 'What the law leaves out of the proposal.',
	modality: 'How firmly the papers put it.',
	primaryLayer: 'The one layer the proposal acts on first.',
	relation:
		'What the provision does for the proposal, or the paper with the law. It holds while the law does.',
	remedyType: 'What kind of remedy it is.',
	role: 'What the passage does for the proposal.',
	specificity: 'How concrete the proposal is.',
	supportingLayer: 'A further layer the proposal involves.',
	supports: 'A proposal that this one makes easier, possible or more effective.',
	tensionWith: 'A proposal that cannot be pursued at once without a choice or a safeguard.',
	unverified: 'What could not be confirmed, in the words of the curators. A value it names is left out.',
	urlBasis: 'How the official address is known.',
	verification: 'How far the record was checked against the text.'
} as const;

type Member<T> = T extends Record<string, readonly (infer Name)[]> ? Name : never;
export type Class = Member<typeof classes> | 'DcatDataset';
type PropertyName =
	| Member<typeof properties>
	| Member<typeof addresses>
	| Exclude<keyof typeof renamed, Class>
	| keyof typeof ownProperties;

export type Literal = string | number | { '@value': string; '@language'?: string; '@type'?: string };
type Value = Literal | Node | readonly (Literal | Node)[] | undefined;
export type Node = { '@id'?: string; '@type'?: Class | readonly Class[] } & {
	[name in PropertyName]?: Value;
};

export type LinkedDocument = { '@context': Record<string, unknown>; '@graph': Node[] };

const expanded = (groups: Record<string, readonly string[]>): [string, string][] =>
	Object.entries(groups).flatMap(([prefix, names]) =>
		names.map((name): [string, string] => [name, `${prefix}:${name}`])
	);

const definitions = new Map<string, unknown>([
	...expanded(classes),
	...expanded(properties),
	...expanded(addresses).map(([name, iri]): [string, unknown] => [name, { '@id': iri, '@type': '@id' }]),
	...Object.entries(renamed),
	...Object.keys(ownProperties).map((name): [string, unknown] => [name, `atlas:${name}`])
]);

/**
 * A document with its context inside, so that it is understood without asking another server for anything. The context
 * holds the words that the document uses.
 * @param origin `https://atlas.example`; our own words live in its codebook
 */
export function linkedDocument(origin: string, graph: Node[]): LinkedDocument {
	const said = sayOnce(graph, new Set()) as Node[];
	const used = new Set<string>();
	collectWords(said, used);
	return {
		'@context': {
			'@version': 1.1,
			...namespaces,
			atlas: `${origin}/codebook.jsonld#`,
			...Object.fromEntries([...definitions].filter(([name]) => used.has(name)))
		},
		'@graph': said
	};
}

/** What was said of a thing is not said again, only its name: a code that stands in forty links has its labels once. */
function sayOnce(value: unknown, said: Set<string>): unknown {
	if (Array.isArray(value)) return value.map((entry) => sayOnce(entry, said));
	if (!value || typeof value !== 'object') return value;
	const own = value as Node;
	if (own['@id'] && Object.keys(own).length > 1) {
		const text = JSON.stringify(own);
		if (said.has(text)) return { '@id': own['@id'] };
		said.add(text);
	}
	return Object.fromEntries(Object.entries(own).map(([key, inner]) => [key, sayOnce(inner, said)]));
}

function collectWords(value: unknown, used: Set<string>): void {
	if (Array.isArray(value)) for (const entry of value) collectWords(entry, used);
	else if (value && typeof value === 'object')
		for (const [key, inner] of Object.entries(value)) {
			used.add(key);
			if (key === '@type') for (const name of [inner].flat()) used.add(name);
			else collectWords(inner, used);
		}
}

/** Without the fields that have no value. */
export function node(fields: Node): Node {
	return Object.fromEntries(
		Object.entries(fields).filter(
			([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)
		)
	);
}

export const inLanguage = (text: string, language: string): Literal => ({
	'@value': text,
	'@language': language
});

/** The texts of a field in each language it has. */
export function bothLanguages<F extends string>(
	record: Partial<Record<`${F}_${Locale}`, string | undefined>>,
	field: F
): Literal[] {
	return locales.flatMap((locale) =>
		record[`${field}_${locale}`] ? [inLanguage(inLocale(record, field, locale), locale)] : []
	);
}

const precisions: Record<number, string> = { 4: 'xsd:gYear', 7: 'xsd:gYearMonth', 10: 'xsd:date' };

/** A partial date with the precision it has: `2021-08` is a month and never becomes its first day. */
export const dateValue = (date: string | undefined): Literal | undefined =>
	date === undefined ? undefined : { '@value': date, '@type': precisions[date.length] };

export const momentValue = (at: Date): Literal => ({ '@value': at.toISOString(), '@type': 'xsd:dateTime' });

/** JSON for a `script` element: no text in it can end the element or start another. */
export const scriptJson = (document: object): string =>
	JSON.stringify(document).replace(
		/[<>&\u2028\u2029]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
	);
