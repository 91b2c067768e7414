import { z } from 'zod';
import {
	createDocument,
	type CreateDocumentOptions,
	type ZodOpenApiOperationObject,
	type ZodOpenApiPathsObject
} from 'zod-openapi';
import { answerMeta, answerOf, problemDocument } from '../../domain/api/answer.ts';
import {
	asFile,
	catalogue,
	coverageParameters,
	crossParameters,
	hasSingles,
	listParameters,
	matrixParameters,
	singleParameters,
	tableParameters,
	type Entry
} from '../../domain/api/catalogue.ts';
import { collections, type Collection } from '../../domain/api/collections.ts';
import { matrixMeta, matrixRow } from '../../domain/api/records.ts';
import { positiveInteger } from '../../domain/fields.ts';
import { downloadTypes, type Download } from '../package/current.ts';

const description = `Everything public on the pages of the Remedy Atlas, as data. Read-only, open to every origin, no key.

**Stable.** Under \`/api/v1\` no field and no parameter is renamed, removed or given another meaning. Fields and parameters are
added: ignore what you do not know. Ids never change their meaning; a record that another one replaced answers 301 to it,
a withdrawn one 410 with the reason.

**One shape.** Success is \`{ data, meta }\`. Every error is a problem document (RFC 9457) whose \`errors\` name each wrong
parameter; nothing wrong is silently left out.

**Records** carry the fields of the data files under the same names, in English (\`_en\`) and Chinese (\`_zh\`), and computed
fields. A field without a value is left out. Doubt is part of the data: read \`verification\`, \`confidence\`, \`basis\` and
\`coding_note\` before you count.

**Lists.** Values of one filter stand between commas and widen the choice; different filters narrow it. Pages are cut by
key: give \`meta.next\` back as \`cursor\` until it is null, and no record comes twice or is missed while others are added.
\`Link: rel="next"\` says the same. \`fields\` selects, \`include\` puts related records in. Proposals leave umbrellas out unless
\`level=all\`: never add umbrellas and specific proposals together.

**Law on a day.** \`light\`, \`tense\` and \`coverage\` hold for the day \`as_of\`, today (UTC) unless you name one.

**Tables.** \`.csv\` and \`.xlsx\` after the name of a list give all its rows, flat. CSV is RFC 4180 in UTF-8; lists of words are
joined by \`; \`, deeper lists are JSON. A cell that a spreadsheet would run as a formula starts with an apostrophe.

**Pages and data.** Every record page has twins: \`/proposals/x\` and \`/proposals/x.json\`, \`.jsonld\`, \`.bib\`, \`.ris\`, \`.csl.json\`;
so have the register (\`/regulations.json\`), the codebook, the matrices and frozen slices. A page names them in \`<link rel="alternate">\`
and answers an \`Accept\` of their media type with 303. \`/gaps.json\` and \`/timeline.json\` hold what those pages compute; their shape follows
the page and is not promised.

**Caching.** Answers carry a weak \`ETag\` and \`Last-Modified\`; a conditional request that finds nothing new gets 304. Both change
with the data, at midnight UTC and with a new version of the program. Ranges are not served.

**Fair use.** 600 requests a minute and client; \`RateLimit\` tells what is left, 429 says when to come back. For the whole data
set take \`/data/atlas.zip\`.`;

const problems: Record<string, string> = {
	400: 'A parameter or header is wrong; `errors` names it.',
	404: 'There is nothing here; `near` has records of like ids.',
	406: 'The `Accept` header takes nothing this address has.',
	415: 'The request has a body.',
	416: 'The `Range` header makes no sense.',
	429: 'Too many requests; `Retry-After` says when to come back.',
	503: 'The database does not answer, enough large files are being sent, or a very large data set is being written; `Retry-After` says when to come back.'
};

const problemContent = { 'application/problem+json': { schema: problemDocument } };
const files = {
	csv: 'text/csv',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;

const responses = (
	content: Record<string, { schema: z.ZodType }>
): ZodOpenApiOperationObject['responses'] => ({
	200: {
		description: 'As asked.',
		headers: z.object({
			etag: z.string().meta({ description: 'Weak; for `If-None-Match`.' }),
			'last-modified': z.string(),
			ratelimit: z.string().meta({ description: 'What is left of the quota.' })
		}),
		content
	},
	304: { description: 'Nothing new since the conditions of the request.' },
	...Object.fromEntries(
		Object.entries(problems).map(([status, about]) => [
			status,
			{ description: about, content: problemContent }
		])
	)
});

const singular: Record<Collection, string> = {
	proposals: 'proposal',
	papers: 'paper',
	regulations: 'regulation',
	provisions: 'provision',
	links: 'link',
	assessments: 'assessment',
	vocabularies: 'vocabulary',
	changes: 'change',
	matrices: 'matrix',
	search: 'hit'
};
const upper = (word: string) => word[0].toUpperCase() + word.slice(1);

function pathsOf(name: Collection): ZodOpenApiPathsObject {
	const entry: Entry = catalogue[name];
	const { title, about, record, example, table } = entry;
	const paths: ZodOpenApiPathsObject = {
		[`/api/v1/${name}`]: {
			get: {
				operationId: name === 'search' ? 'search' : `list${upper(name)}`,
				tags: [title],
				summary: `List: ${title}`,
				description: about,
				requestParams: { query: z.object(listParameters(name)) },
				responses: responses({ 'application/json': { schema: answerOf(z.array(record)) } })
			}
		}
	};
	if (table)
		for (const [format, type] of Object.entries(files))
			paths[`/api/v1/${name}.${format}`] = {
				get: {
					operationId: `${format}${upper(name)}`,
					tags: [title],
					summary: `${title} as ${format.toUpperCase()}`,
					description: 'All rows of the list, flat, without related records.',
					requestParams: { query: z.object(tableParameters(name)) },
					responses: responses({ [type]: { schema: z.string() } })
				}
			};
	if (hasSingles(name) && example)
		paths[`/api/v1/${name}/{id}`] = {
			get: {
				operationId: `get${upper(singular[name])}`,
				tags: [title],
				summary: `One ${singular[name]}`,
				description: about,
				requestParams: {
					path: z.object({ id: z.string().meta({ description: 'Its id.', examples: [example] }) }),
					query: z.object(singleParameters(name))
				},
				responses: {
					...responses({ 'application/json': { schema: answerOf(record) } }),
					301: { description: 'Another record took its place.' },
					410: {
						description:
							'The record was withdrawn; `withdrawn` says why, and where its versions can still be read.',
						content: problemContent
					}
				}
			}
		};
	return paths;
}

const matrixAnswer = z.strictObject({
	data: z.array(matrixRow),
	meta: z.strictObject({ ...answerMeta.shape, ...matrixMeta })
});

const slug = z.object({ slug: z.string().meta({ description: 'Its id.', examples: ['layers'] }) });

function matrixPaths(
	name: string,
	id: string,
	{
		summary,
		description,
		path,
		query
	}: { summary: string; description: string; path?: z.ZodObject; query: z.ZodRawShape }
): ZodOpenApiPathsObject {
	const tags = [catalogue.matrices.title];
	const of = path && { path };
	const asFiles = Object.entries(files).map(([format, type]): [string, ZodOpenApiPathsObject[string]] => [
		`/api/v1/matrices/${id}.${format}`,
		{
			get: {
				operationId: `${format}${name}`,
				tags,
				summary: `${summary} as ${format.toUpperCase()}`,
				description: 'All of its rows, with the parameters of the JSON.',
				requestParams: { ...of, query: z.object(asFile(query)) },
				responses: responses({ [type]: { schema: z.string() } })
			}
		}
	]);
	return {
		[`/api/v1/matrices/${id}`]: {
			get: {
				operationId: `get${name}`,
				tags,
				summary,
				description,
				requestParams: { ...of, query: z.object(query) },
				responses: responses({ 'application/json': { schema: matrixAnswer } })
			}
		},
		...Object.fromEntries(asFiles)
	};
}

const matrices: ZodOpenApiPathsObject = {
	...matrixPaths('Matrix', '{slug}', {
		summary: 'The rows of a matrix',
		description:
			'What the page `/matrix/{slug}` shows, with the parameters of its address. A matrix takes `sort` and `cols` by its own columns, of many proposals only those that the database can sort by; `papers` always shows all of its rows.',
		path: slug,
		query: matrixParameters
	}),
	...matrixPaths('Coverage', 'coverage', {
		summary: 'The coverage matrix',
		description:
			'Where proposals are law on a day, as the page `/matrix/coverage` shows it: a row for each proposal, columns for jurisdictions and their groups.',
		query: coverageParameters
	}),
	...matrixPaths('CrossTab', 'cross-tab', {
		summary: 'The cross-tab',
		description:
			'Two dimensions counted against each other, as the page `/matrix/cross-tab` shows them. As soon as one dimension is of links, links are counted, and proposals without any are left out.',
		query: crossParameters
	})
};

const dataSet = {
	name: 'Whole data set',
	description:
		'Every published record in tables with keys and meanings. What is in them is the same in every format.'
};

function dataSetPaths(): ZodOpenApiPathsObject {
	const download = (name: Download, operationId: string, summary: string): ZodOpenApiPathsObject => ({
		[`/data/${name}`]: {
			get: {
				operationId,
				tags: [dataSet.name],
				summary,
				responses: responses({ [downloadTypes[name]]: { schema: z.string() } })
			}
		}
	});
	return {
		...download('atlas.zip', 'downloadDataPackage', 'Data Package of CSV'),
		...download('atlas.jsonl.zip', 'downloadJsonLines', 'Data Package of JSON lines'),
		...download('atlas.sqlite', 'downloadSqlite', 'SQLite database'),
		...download('atlas.sha256', 'downloadChecksums', 'SHA-256 of these files'),
		'/data/atlas/{file}': {
			get: {
				operationId: 'getPackageFile',
				tags: [dataSet.name],
				summary: 'One file of the Data Package of CSV',
				description: '`datapackage.json` or a table such as `links.csv`.',
				requestParams: {
					path: z.object({
						file: z.string().meta({ description: 'Its name.', examples: ['links.csv', 'datapackage.json'] })
					})
				},
				responses: responses({
					'text/csv': { schema: z.string() },
					'application/json': { schema: z.record(z.string(), z.unknown()) }
				})
			}
		}
	};
}

const options: CreateDocumentOptions = {
	allowEmptySchema: { pipe: { output: true } },
	override({ zodSchema, jsonSchema }) {
		// In files whole numbers are text; in answers they are numbers.
		if (zodSchema === (positiveInteger as unknown)) {
			for (const key of Object.keys(jsonSchema)) delete jsonSchema[key as keyof typeof jsonSchema];
			Object.assign(jsonSchema, { type: 'integer', minimum: 1 });
		}
		// Fields may be added, so no client may refuse what it does not know.
		if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
	}
};

let made: ReturnType<typeof createDocument> | undefined;

/** The OpenAPI 3.1 document of the API, made from the schemas that its answers are tested against. */
export function apiDocument() {
	made ??= createDocument(
		{
			openapi: '3.1.0',
			info: {
				title: 'Remedy Atlas API',
				version: '1.0.0',
				description,
				license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' }
			},
			servers: [{ url: '/' }],
			security: [],
			tags: [
				...collections.map((name) => ({ name: catalogue[name].title, description: catalogue[name].about })),
				dataSet
			],
			paths: Object.assign({}, ...collections.map(pathsOf), matrices, dataSetPaths())
		},
		options
	);
	return made;
}
