import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { apiDocument } from '../lib/server/api/openapi.ts';

export const clientTypes = join(import.meta.dirname, '..', 'lib', 'api-client', 'schema.d.ts');

/** The types of the TypeScript client, made from the OpenAPI document. */
export async function makeClientTypes(): Promise<string> {
	const tree = await openapiTS(apiDocument() as OpenAPI3);
	const text = `/** Made by \`npm run api:client\` from /api/v1/openapi.json; not edited by hand. */\n${astToString(tree)}`;
	return format(text, { ...(await resolveConfig(clientTypes)), filepath: clientTypes });
}

if (process.argv[1] === import.meta.filename) await writeFile(clientTypes, await makeClientTypes());
