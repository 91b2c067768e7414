import { version } from '$app/environment';
import { json } from '@sveltejs/kit';
import { parseIfNoneMatch } from '$lib/server/api/headers.ts';
import { findProposalTitles, paletteFile } from '$lib/server/views/palette.ts';
import type { RequestHandler } from './$types';

/** Longer ones are cut: no title is. */
const longestQuery = 200;

/** The titles of the palette; with `q` those of proposals that hold its words, where they are too many for the file. */
export const GET: RequestHandler = async ({ locals, request, url }) => {
	// PostgreSQL takes no NUL in a text, and no reader means the other control characters.
	const query = url.searchParams
		.get('q')
		?.replace(/\p{C}+/gu, ' ')
		.slice(0, longestQuery);
	const file =
		query === undefined ? await paletteFile(locals.db) : await findProposalTitles(locals.db, query);
	// The pages belong to the program, the records to the data.
	const headers = { etag: `"${version}-${file.data_version}"`, 'cache-control': 'no-cache' };
	if (parseIfNoneMatch(request.headers.get('if-none-match') ?? '')?.includes(headers.etag))
		return new Response(null, { status: 304, headers });
	return json(file, { headers });
};
