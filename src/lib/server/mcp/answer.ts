import { createMcpHandler } from '@modelcontextprotocol/server';
import type { RequestEvent } from '@sveltejs/kit';
import { clientOf } from '../api/answer.ts';
import { takeToken } from '../api/rate-limit.ts';
import { isRefusedOrigin } from './origin.ts';
import { atlasServer } from './server.ts';

/** A call is an id or two and some words; what is longer is none. */
const longestBody = 64 * 1024;
const methods = 'POST, OPTIONS';

/**
 * The endpoint of the Model Context Protocol, as stateless Streamable HTTP: every POST is answered by itself, and there is
 * no stream to open (GET) and no session to end (DELETE). Open to every origin like the API, and under the same limit.
 */
export async function answerMcp(event: RequestEvent): Promise<Response> {
	const { headers: limit, wait } = takeToken(clientOf(event));
	const response =
		wait === undefined
			? await answer(event)
			: failure(429, `Too many requests: try again in ${wait} s.`, { 'retry-after': String(wait) });
	const open = {
		'access-control-allow-origin': '*',
		'access-control-expose-headers': 'RateLimit, RateLimit-Policy, Retry-After, X-Request-Id',
		'cache-control': 'no-store'
	};
	for (const [name, value] of Object.entries({ ...open, ...limit })) response.headers.set(name, value);
	return response;
}

async function answer({ request, url, locals }: RequestEvent): Promise<Response> {
	const { method, headers } = request;
	if (isRefusedOrigin(headers.get('origin'), headers.get('host')))
		return failure(403, 'Origin: not an origin that may ask here.');
	if (method === 'OPTIONS')
		return new Response(null, {
			status: 204,
			headers: {
				allow: methods,
				'access-control-allow-methods': methods,
				'access-control-allow-headers': headers.get('access-control-request-headers') ?? '*',
				'access-control-max-age': '86400'
			}
		});
	if (method !== 'POST')
		return failure(405, `Here you can ${methods}: there is no stream and no session.`, { allow: methods });
	const asked = { db: locals.db, origin: url.origin, now: new Date() };
	const handler = createMcpHandler(() => atlasServer(asked), {
		maxRequestBodySize: longestBody,
		maxSubscriptions: 0
	});
	return handler.fetch(request);
}

/** As the protocol has it: an error that answers no call in particular. */
const failure = (status: number, message: string, headers: Record<string, string> = {}): Response =>
	new Response(JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null }), {
		status,
		headers: { 'content-type': 'application/json', ...headers }
	});
