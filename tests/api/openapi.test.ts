import { readFile } from 'node:fs/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, inject, test } from 'vitest';
import { clientTypes, makeClientTypes } from '../../src/cli/api-client.ts';
import { coverageParameters, crossParameters } from '../../src/lib/domain/api/catalogue.ts';
import { coverageFilters, parseCoverageView } from '../../src/lib/domain/coverage-view.ts';
import { dimensionNames, parseCrossView } from '../../src/lib/domain/cross-tab.ts';
import { apiDocument } from '../../src/lib/server/api/openapi.ts';
import { whileDataStand } from '../harness/data-stand.ts';

test('the OpenAPI document passes a public linter without a warning', async () => {
	const config = await createConfig({ extends: ['recommended'] });
	const problems = await lintFromString({ source: JSON.stringify(apiDocument()), config });
	expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test('the types of the client are those of the document; else run npm run api:client', async () => {
	expect(await readFile(clientTypes, 'utf8')).toBe(await makeClientTypes());
});

test('the cross-tab takes every parameter that the document names, and the document every one that it writes', () => {
	const written = parseCrossView(new URLSearchParams());
	const names = Object.keys(crossParameters).filter((name) => name !== 'lang');
	expect(names.sort()).toEqual(Object.keys(written.view).sort());
	for (const format of ['', '.csv', '.xlsx']) {
		const { parameters = [] } = apiDocument().paths![`/api/v1/matrices/cross-tab${format}`].get!;
		const described = parameters.map((parameter) => ('name' in parameter ? parameter.name : ''));
		expect(described).toEqual(expect.arrayContaining(names));
	}
	for (const [name, { example }] of Object.entries({
		rows: { example: 'layer' },
		cols: { example: 'relation' },
		measure: { example: 'links' },
		level: { example: 'all' },
		empty: { example: 'show' },
		cell: { example: 'all:all' }
	}))
		expect(parseCrossView(new URLSearchParams({ [name]: example })).dropped, name).toEqual([]);
	for (const name of dimensionNames)
		expect(crossParameters.rows.safeParse(name).success && crossParameters.cols.safeParse(name).success).toBe(
			true
		);
});

test('coverage takes every parameter that the document names, and the document every one that a file of it takes', () => {
	const { filters, page, ...set } = parseCoverageView(new URLSearchParams(), {
		terms: new Map(),
		proposals: new Set()
	}).view;
	expect([filters, page]).toEqual([{}, undefined]);
	const names = Object.keys(coverageParameters).filter((name) => name !== 'lang');
	expect(names.sort()).toEqual([...Object.keys(set), ...coverageFilters].sort());
	for (const format of ['', '.csv', '.xlsx']) {
		const { parameters = [] } = apiDocument().paths![`/api/v1/matrices/coverage${format}`].get!;
		const described = parameters.map((parameter) => ('name' in parameter ? parameter.name : ''));
		expect(described).toEqual(expect.arrayContaining(names));
	}
});

test.each(['coverage', 'cross-tab'])(
	'%s answers every value and example that the document names, and the presets where none is named',
	(slug) =>
		whileDataStand(async () => {
			const read = async (query: string) => {
				const response = await fetch(`${inject('app_url')}/api/v1/matrices/${slug}?${query}`);
				expect(response.status, query).toBe(200);
				return ((await response.json()) as { data: unknown }).data;
			};
			const whole = await read('');
			for (const parameter of apiDocument().paths![`/api/v1/matrices/${slug}`].get!.parameters!) {
				const { name, schema } = parameter as { name: string; schema: Described };
				for (const value of [...schema.examples, ...(schema.items?.enum ?? schema.enum ?? [])])
					await read(`${name}=${encodeURIComponent([value].flat().join(','))}`);
				if (schema.default) expect(await read(`${name}=${schema.default}`), name).toEqual(whole);
				const vocabulary = /codes of the vocabulary `(\w+)`/.exec(schema.description)?.[1];
				if (vocabulary) await read(`${name}=${await codesOf(vocabulary)}`);
			}
		})()
);

type Described = {
	description: string;
	examples: (string | string[])[];
	enum?: string[];
	items?: { enum?: string[] };
	default?: string;
};

async function codesOf(vocabulary: string): Promise<string> {
	const response = await fetch(`${inject('app_url')}/api/v1/vocabularies/${vocabulary}`);
	const { data } = (await response.json()) as { data: { terms: { code: string }[] } };
	return data.terms.map(({ code }) => code).join(',');
}
