import createClient, { type ClientOptions } from 'openapi-fetch';
import type { paths } from './schema.d.ts';

/**
 * A typed client of the API.
 * @param baseUrl where the Atlas answers, `https://atlas.example`
 * @param options of openapi-fetch: another `fetch`, further headers
 */
export const atlasClient = (baseUrl: string, options: Omit<ClientOptions, 'baseUrl'> = {}) =>
	createClient<paths>({
		...options,
		baseUrl,
		// Values of one parameter stand between commas.
		querySerializer: { array: { style: 'form', explode: false } }
	});
