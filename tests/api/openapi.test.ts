import { readFile } from 'node:fs/promises';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { clientTypes, makeClientTypes } from '../../src/cli/api-client.ts';
import { apiDocument } from '../../src/lib/server/api/openapi.ts';

test('the OpenAPI document passes a public linter without a warning', async () => {
	const config = await createConfig({ extends: ['recommended'] });
	const problems = await lintFromString({ source: JSON.stringify(apiDocument()), config });
	expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test('the types of the client are those of the document; else run npm run api:client', async () => {
	expect(await readFile(clientTypes, 'utf8')).toBe(await makeClientTypes());
});
