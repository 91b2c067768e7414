import jsonld from 'jsonld';
import { describe, expect, inject, test } from 'vitest';

const url = inject('app_url');

const known = [
	'http://schema.org/',
	'http://www.w3.org/2004/02/skos/core#',
	'http://purl.org/dc/terms/',
	'http://www.w3.org/ns/dcat#',
	'http://www.w3.org/ns/prov#',
	'http://www.w3.org/ns/oa#',
	'http://data.europa.eu/eli/ontology#',
	'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
	'http://www.w3.org/2000/01/rdf-schema#',
	`${url}/codebook.jsonld#`
];

/** In safe mode a word without meaning, a relative address or a lost value is an error; nothing may be fetched. */
const options = {
	safe: true,
	documentLoader(address: string): never {
		throw new Error(`The document needs ${address}.`);
	}
} as jsonld.Options.Expand;

type Expanded = { '@id'?: string; '@type'?: string[]; '@value'?: unknown; [property: string]: unknown };

async function expand(document: object): Promise<Expanded[]> {
	return (await jsonld.expand(document as jsonld.JsonLdDocument, options)) as Expanded[];
}

const documentAt = async (path: string) => (await (await fetch(url + path)).json()) as object;

function* nodes(value: unknown): Generator<Expanded> {
	if (Array.isArray(value)) for (const entry of value) yield* nodes(entry);
	else if (value && typeof value === 'object') {
		yield value as Expanded;
		for (const inner of Object.values(value)) yield* nodes(inner);
	}
}

async function recordPaths(): Promise<string[]> {
	const lists = await Promise.all(
		['proposals?level=all&', 'papers?', 'regulations?'].map(async (list) => {
			const { data } = (await documentAt(`/api/v1/${list}limit=200&fields=id`)) as { data: { id: string }[] };
			expect(data.length).toBeGreaterThan(3);
			return data.map(({ id }) => `/${list.split('?')[0]}/${id}`);
		})
	);
	return lists.flat();
}

test('the processor refuses a word without meaning, a relative address and a foreign context', async () => {
	const good = await documentAt('/papers/001.jsonld');
	await expect(expand({ ...good, colour: 'red' })).rejects.toThrow();
	await expect(expand({ ...good, '@graph': [{ '@id': 'papers/001', name: 'x' }] })).rejects.toThrow();
	await expect(expand({ '@context': 'https://schema.org', name: 'x' })).rejects.toThrow();
});

test(
	'every record expands without an error and says only what has a meaning',
	{ timeout: 120_000 },
	async () => {
		for (const path of await recordPaths()) {
			const graph = await expand(await documentAt(`${path}.jsonld`));
			const subjects = graph.map((node) => node['@id']);
			expect(subjects).toContain(url + path);
			expect(subjects).toContain(`${url}${path}#this`);
			const names = new Set<string>();
			for (const node of nodes(graph)) {
				for (const name of Object.keys(node)) names.add(name);
				if (!('@value' in node)) for (const type of node['@type'] ?? []) names.add(type);
				if (node['@id']) expect(URL.canParse(node['@id']), `${path}: ${node['@id']}`).toBe(true);
			}
			for (const name of names)
				expect(
					name.startsWith('@') || known.some((namespace) => name.startsWith(namespace)),
					`${path}: ${name}`
				).toBe(true);
		}
	}
);

test.each([
	'/proposals/algorithm-filing-system',
	'/zh/proposals/ubi-as-data-dividend',
	'/papers/002',
	'/regulations/eu-dsa',
	'/zh/regulations/cn-civil-code-127',
	'/codebook',
	'/data'
])('%s carries linked data that expands, in an element that no text can end', async (path) => {
	const html = await (await fetch(url + path)).text();
	const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
	expect(blocks).toHaveLength(1);
	expect(blocks[0][1]).not.toMatch(/[<>]/);
	const graph = await expand(JSON.parse(blocks[0][1]) as object);
	expect(graph.length).toBeGreaterThan(1);
	const twin = await expand(await documentAt(`${path.replace('/zh', '')}.jsonld`));
	expect(new Set(twin.map((node) => node['@id']))).toEqual(
		new Set([...twin, ...graph].map((node) => node['@id']))
	);
});

describe('the codebook', () => {
	test('is a SKOS scheme per vocabulary, with every code and what lies in what', async () => {
		const graph = await expand(await documentAt('/codebook.jsonld'));
		const byId = new Map(graph.map((node) => [node['@id'], node]));
		const { data } = (await documentAt('/codebook.json')) as {
			data: { id: string; terms: { code: string; label_zh: string; parent?: string }[] }[];
		};
		const skos = 'http://www.w3.org/2004/02/skos/core#';
		for (const { id, terms } of data) {
			expect(byId.get(`${url}/codebook#${id}`)!['@type']).toContain(`${skos}ConceptScheme`);
			for (const { code, label_zh, parent } of terms) {
				const concept = byId.get(`${url}/codebook#${id}.${code}`)!;
				expect(concept['@type']).toEqual(['http://schema.org/DefinedTerm', `${skos}Concept`]);
				expect(concept[`${skos}prefLabel`]).toContainEqual({ '@value': label_zh, '@language': 'zh' });
				expect(concept[`${skos}broader`]).toEqual(
					parent ? [{ '@id': `${url}/codebook#${id}.${parent}` }] : undefined
				);
			}
		}
	});

	test('explains every word that is our own, and its anchors are on the page', async () => {
		const graph = await expand(await documentAt('/codebook.jsonld'));
		const own = graph.map((node) => node['@id']!).filter((id) => id.startsWith(`${url}/codebook.jsonld#`));
		const used = new Set<string>();
		for (const path of [
			'/proposals/algorithm-filing-system',
			'/proposals/ubi-as-data-dividend',
			'/regulations/eu-dsa'
		])
			for (const node of nodes(await expand(await documentAt(`${path}.jsonld`))))
				for (const name of Object.keys(node)) if (name.startsWith(url)) used.add(name);
		expect(used.size).toBeGreaterThan(10);
		for (const name of used) expect(own).toContain(name);

		const html = await (await fetch(`${url}/codebook`)).text();
		for (const anchor of ['link_relations', 'link_relations.enacts', 'jurisdictions.US-NY-NYC'])
			expect(html).toContain(`id="${anchor}"`);
	});
});

test('the data set names files that are there, of the type it says', async () => {
	const graph = await expand(await documentAt('/data.jsonld'));
	const set = graph.find((node) => node['@id'] === `${url}/data#this`)!;
	const files = set['http://www.w3.org/ns/dcat#distribution'] as { '@id': string }[];
	expect(files).toEqual(set['http://schema.org/distribution']);
	expect(files.length).toBeGreaterThan(10);
	for (const { '@id': address } of files) {
		const file = graph.find((node) => node['@id'] === address)!;
		const [type] = file['http://schema.org/encodingFormat'] as { '@value': string }[];
		const response = await fetch(address, { method: 'HEAD' });
		expect([address, response.status]).toEqual([address, 200]);
		expect(response.headers.get('content-type')!.split(';')[0]).toBe(type['@value']);
	}
});

test('the data set names every file and every list, and size and checksum of a file once it is written', async () => {
	const sums = (await (await fetch(`${url}/data/atlas.sha256`)).text()).match(/^.* atlas\..*$/gm)!;
	const { paths } = (await documentAt('/api/v1/openapi.json')) as { paths: object };
	const tables = Object.keys(paths).filter((path) => /^\/api\/v1\/\w+\.csv$/.test(path));
	const graph = await expand(await documentAt('/data.jsonld'));
	const set = graph.find((node) => node['@id'] === `${url}/data#this`)!;
	const named = (set['http://schema.org/distribution'] as { '@id': string }[]).map((file) => file['@id']);
	expect([sums.length, tables.length]).toEqual([3, 8]);
	expect(named).toEqual(expect.arrayContaining(tables.map((path) => url + path)));
	for (const line of sums) {
		const [sum, name] = line.split(/\s+/);
		const address = `${url}/data/${name}`;
		expect(named).toContain(address);
		const file = graph.find((node) => node['@id'] === address)!;
		const size = (await fetch(address, { method: 'HEAD' })).headers.get('content-length');
		expect(file['http://www.w3.org/ns/dcat#byteSize']).toMatchObject([{ '@value': Number(size) }]);
		expect(file['http://schema.org/sha256']).toMatchObject([{ '@value': sum }]);
	}
});

test('a version of a record stands at the address its provenance gives it', async () => {
	const graph = await expand(await documentAt('/proposals/algorithm-filing-system.jsonld'));
	const prov = 'http://www.w3.org/ns/prov#';
	const versions = graph.filter((node) => `${prov}specializationOf` in node);
	expect(versions).toHaveLength(2);
	for (const version of versions) {
		const { data } = (await (await fetch(version['@id']!)).json()) as { data: { at: string } };
		expect(version[`${prov}generatedAtTime`]).toMatchObject([{ '@value': data.at }]);
		expect((version[`${prov}wasDerivedFrom`] as object[]).length).toBeGreaterThan(0);
	}
});
