import { error } from '@sveltejs/kit';
import { isBearer } from '$lib/server/bearer.ts';
import { readMetrics } from '$lib/server/metrics.ts';
import type { RequestHandler } from './$types';

/**
 * For whoever has METRICS_TOKEN; to anybody else, and where there is none, this is not there. Not for every program of
 * this machine: behind a proxy on it, the whole world comes from there.
 */
export const GET: RequestHandler = async ({ locals, request }) => {
	if (!locals.metrics_token || !isBearer(request.headers, locals.metrics_token)) error(404);
	const { text, type } = await readMetrics();
	return new Response(text, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
};
