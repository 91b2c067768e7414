import { json } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { badValues } from '$lib/server/api/answer.ts';
import { problem } from '$lib/server/api/problem.ts';
import { matrixBlock } from '$lib/server/views/matrix.ts';
import type { RequestHandler } from './$types';

/** Rows for the grid of a matrix that is too large to be sent whole; programs ask the API. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	const block = await matrixBlock(locals.db, params.slug, url.searchParams, getLocale());
	if (!block)
		return problem({
			status: 404,
			title: m.share_no_table(),
			detail: m.matrix_unknown({ slug: params.slug })
		});
	return 'dropped' in block ? badValues(block.dropped) : json(block);
};
