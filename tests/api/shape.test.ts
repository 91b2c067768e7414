import { describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { answerMeta, answerOf, problemDocument } from '../../src/lib/domain/api/answer.ts';
import { catalogue } from '../../src/lib/domain/api/catalogue.ts';
import { collections, type Collection } from '../../src/lib/domain/api/collections.ts';
import { matrixMeta, matrixRow } from '../../src/lib/domain/api/records.ts';
import { apiDocument } from '../../src/lib/server/api/openapi.ts';

const url = inject('app_url');

type Parameter = { in: string; name: string; required?: boolean; schema: { examples?: unknown[] } };
type Operation = { operationId: string; parameters?: Parameter[] };

const operations = Object.entries(apiDocument().paths!).map(([path, item]) => {
	const { operationId, parameters = [] } = item.get as unknown as Operation;
	return { path, operationId, parameters };
});

const exampleOf = ({ schema, name }: Parameter): string => {
	const [example] = schema.examples ?? [];
	if (example === undefined) throw new Error(`${name} has no example`);
	return encodeURIComponent([example].flat().join(','));
};

/** The addresses of an operation: with what it needs alone, and with each further parameter by itself. */
function addressesOf({ path, parameters }: (typeof operations)[number]): string[] {
	const inPath = parameters.filter((parameter) => parameter.in === 'path');
	const inQuery = parameters.filter((parameter) => parameter.in === 'query' && parameter.name !== 'cursor');
	const base = inPath.reduce(
		(text, parameter) => text.replace(`{${parameter.name}}`, exampleOf(parameter)),
		path
	);
	const needed = inQuery.filter(({ required }) => required).map((one) => `${one.name}=${exampleOf(one)}`);
	const address = (more: string[]) => [base, [...needed, ...more].join('&')].filter(Boolean).join('?');
	return [
		address([]),
		...inQuery.filter(({ required }) => !required).map((one) => address([`${one.name}=${exampleOf(one)}`]))
	];
}

const matrixAnswer = z.strictObject({
	data: z.array(matrixRow),
	meta: z.strictObject({ ...answerMeta.shape, ...matrixMeta })
});

function schemaOf(path: string, partial: boolean): z.ZodType {
	if (/^\/api\/v1\/matrices\/(\{slug\}|coverage|cross-tab)$/.test(path)) return matrixAnswer;
	const [, , , name, id] = path.split('/') as [string, string, string, Collection, string?];
	const { record } = catalogue[name];
	const shown: z.ZodObject = partial ? record.partial() : record;
	return answerOf(id ? shown : z.array(shown));
}

describe.each(operations)('$path', (operation) => {
	test.each(addressesOf(operation))('the example %s answers in the one success shape', async (address) => {
		const response = await fetch(url + address);
		expect(response.status, await response.clone().text()).toBe(200);
		expect(response.headers.get('etag')).toMatch(/^W\/"[\w-]+"$/);
		expect(response.headers.get('cache-control')).toContain('max-age=60');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(response.headers.get('ratelimit')).toMatch(/^"client";r=\d+;t=\d+$/);
		if (/\.(csv|xlsx)$|^\/data\//.test(operation.path)) {
			expect(response.headers.get('content-disposition')).toContain('attachment');
			expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
			return;
		}
		expect(response.headers.get('content-type')).toBe('application/json');
		const body = await response.json();
		expect(
			schemaOf(operation.path, address.includes('fields=')).safeParse(body).error?.issues
		).toBeUndefined();
		if (Array.isArray(body.data) && !/[?&](as_of|q|jurisdiction|kind)=/.test(address))
			expect(body.data.length, 'an example that finds nothing explains nothing').toBeGreaterThan(0);
	});

	test.each(['GET', 'POST', 'DELETE'])('a wrong %s answers in the one error shape', async (method) => {
		const [address] = addressesOf(operation);
		const wrong = `${address}${address.includes('?') ? '&' : '?'}${method === 'GET' ? 'no_such_thing=1' : ''}`;
		const response = await fetch(url + wrong, { method });
		const body = await response.json();
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(problemDocument.safeParse(body).error?.issues).toBeUndefined();
		expect(body.status).toBe(response.status);
		if (method === 'GET') {
			expect(response.status).toBe(400);
			expect(body.errors[0].path).toBe('no_such_thing');
		} else {
			expect(response.status).toBe(405);
			expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
		}
	});
});

test('the index names every list, and no list is missing from the document', async () => {
	const { data } = (await (await fetch(`${url}/api/v1`)).json()) as { data: { id: string }[] };
	expect(data.map(({ id }) => id)).toEqual(collections);
	const paths = Object.keys(apiDocument().paths!);
	for (const name of collections) expect(paths).toContain(`/api/v1/${name}`);
});

test('the document itself is served', async () => {
	expect(await (await fetch(`${url}/api/v1/openapi.json`)).json()).toEqual(
		JSON.parse(JSON.stringify(apiDocument()))
	);
});
