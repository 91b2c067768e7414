import { error } from '@sveltejs/kit';
import { isPictureName } from '$lib/domain/pictures.ts';
import { pictureSvg } from '$lib/domain/pictures-svg.ts';
import * as m from '$lib/paraglide/messages.js';
import { getLocale } from '$lib/paraglide/runtime.js';
import { findPicture } from '$lib/server/views/pictures.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, url }) => {
	if (!isPictureName(params.name)) error(404, m.data_no_picture());
	const today = new Date().toISOString().slice(0, 10);
	const picture = await findPicture(locals.db, params.name, getLocale(), today);
	if (!picture) error(404, m.data_pictures_too_many());
	return new Response(pictureSvg(picture, getLocale()), {
		headers: {
			'content-type': 'image/svg+xml; charset=utf-8',
			'cache-control': 'no-cache',
			...(url.searchParams.has('download') && {
				'content-disposition': `attachment; filename="remedy-atlas-${params.name}.svg"`
			})
		}
	});
};
