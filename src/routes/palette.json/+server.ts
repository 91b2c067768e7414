import { version } from '$app/environment';
import { json } from '@sveltejs/kit';
import { paletteFile } from '$lib/server/views/palette.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, request }) => {
	const file = await paletteFile(locals.db);
	// The pages belong to the program, the records to the data.
	const headers = { etag: `"${version}-${file.data_version}"`, 'cache-control': 'no-cache' };
	const known = request.headers.get('if-none-match')?.split(',') ?? [];
	if (known.some((tag) => tag.trim().replace(/^W\//, '') === headers.etag))
		return new Response(null, { status: 304, headers });
	return json(file, { headers });
};
