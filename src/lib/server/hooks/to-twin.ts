import type { Handle } from '@sveltejs/kit';
import { twinsOf } from '../../domain/twins.ts';
import { deLocalizeUrl } from '../../paraglide/runtime.js';
import { preferred } from '../api/headers.ts';

/**
 * A page sends whoever asks its address for one of its data formats there. By 303 and not with the data itself: the twin
 * has an address of its own to keep and to cite, and a cache that does not mind `Vary` cannot mix the two up.
 */
export const toTwin: Handle = async ({ event, resolve }) => {
	const { method, headers } = event.request;
	const isRead = method === 'GET' || method === 'HEAD';
	const twins = twinsOf(event.route.id, {
		path: event.url.pathname,
		plain: deLocalizeUrl(event.url).pathname,
		search: event.url.search
	});
	if (!isRead || event.isDataRequest || twins.length === 0) return resolve(event);
	const wanted = preferred(
		headers.get('accept'),
		twins.map(({ type }) => type),
		'text/html'
	);
	const twin = twins.find(({ type }) => type === wanted);
	const response = twin
		? new Response(null, {
				status: 303,
				headers: { location: twin.href, 'access-control-allow-origin': '*' }
			})
		: await resolve(event);
	response.headers.append('vary', 'Accept');
	return response;
};
