import { datasetIri, houseIri, schemeIri } from './addresses.ts';
import { dateValue, inLanguage, momentValue, node, type Literal, type Node } from './node.ts';
import { house, licenceAddress } from './records.ts';
import { remediesIri } from './remedy.ts';

/** A list of the API, and the files it is given out as. */
type List = { id: string; title: string; about: string; files: { ending: string; type: string }[] };

export type DatasetFacts = {
	name: Literal[];
	description: Literal[];
	/** Undefined as long as nothing has been loaded. */
	release: { version: string; released_on: string } | undefined;
	changed: Date | undefined;
	lists: readonly List[];
	/** The whole set in one file; size in bytes and checksum where it is written already. */
	downloads: readonly { name: string; type: string; size?: number; sha256?: string }[];
	vocabularies: readonly string[];
};

/**
 * The data set for search engines (schema.org `Dataset`) and for catalogues (DCAT): every file is a download of the one and
 * a distribution of the other, and the API is a service of both.
 */
export function datasetGraph(origin: string, facts: DatasetFacts): Node[] {
	const { name, description, release, changed, lists, downloads, vocabularies } = facts;
	const download = (address: string, type: string, more: Node): Node => ({
		'@id': address,
		'@type': ['DataDownload', 'Distribution'],
		contentUrl: address,
		accessURL: address,
		encodingFormat: type,
		mediaType: { '@id': `https://www.iana.org/assignments/media-types/${type}` },
		license: licenceAddress,
		...more
	});
	const files = [
		...downloads.map((file) =>
			download(`${origin}/data/${file.name}`, file.type, {
				name: file.name,
				downloadURL: `${origin}/data/${file.name}`,
				byteSize: file.size,
				sha256: file.sha256
			})
		),
		...lists.flatMap((list) =>
			list.files.map(({ ending, type }) =>
				download(`${origin}/api/v1/${list.id}${ending}`, type, {
					name: inLanguage(list.title, 'en'),
					description: inLanguage(list.about, 'en')
				})
			)
		)
	];
	const refer = files.map((file) => ({ '@id': file['@id'] }));
	return [
		node({
			'@id': datasetIri(origin),
			'@type': ['Dataset', 'DcatDataset', 'Entity'],
			name,
			title: name,
			description,
			dctermsDescription: description,
			url: `${origin}/data`,
			license: licenceAddress,
			creator: { '@id': houseIri(origin) },
			publisher: { '@id': houseIri(origin) },
			dctermsPublisher: { '@id': houseIri(origin) },
			dctermsLicense: { '@id': licenceAddress },
			inLanguage: ['en', 'zh'],
			version: release?.version,
			datePublished: dateValue(release?.released_on),
			issued: dateValue(release?.released_on),
			modified: changed && momentValue(changed),
			hasPart: [
				{ '@id': remediesIri(origin) },
				...vocabularies.map((vocabulary) => ({ '@id': schemeIri(origin, vocabulary) }))
			],
			distribution: refer,
			dcatDistribution: refer
		}),
		...files,
		{
			'@id': `${origin}/api/v1`,
			'@type': ['WebAPI', 'DataService'],
			name: 'Remedy Atlas API',
			url: `${origin}/api/v1`,
			endpointURL: `${origin}/api/v1`,
			documentation: { '@id': `${origin}/api/v1/openapi.json` },
			servesDataset: { '@id': datasetIri(origin) },
			license: licenceAddress
		},
		house(origin)
	];
}
