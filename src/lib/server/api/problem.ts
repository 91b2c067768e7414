import type { Problem } from '../../domain/api/answer.ts';

export type { Problem };

/** The one error shape: RFC 9457, with a list of what is wrong where. */
export function problem(body: Problem, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify({ type: 'about:blank', ...body }), {
		status: body.status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers }
	});
}
