import { version } from '$app/environment';
import type { Handle } from '@sveltejs/kit';
import { readTheme, themeCookie } from '../../theme.ts';
import { parseIfNoneMatch } from '../api/headers.ts';
import { dataState } from '../data-state.ts';
import { stopIfGone } from '../gone.ts';
import { findKept, keep, tagOf, unchanged } from '../kept-answers.ts';

/**
 * Pages that are the same for every reader who is not signed in and shows the same colours. A page that is not named here is made
 * anew for everybody.
 */
const keptPages = new Set([
	'/',
	'/matrix/[slug]',
	'/matrix/[slug]/rows',
	'/matrix/coverage',
	'/matrix/cross-tab',
	'/proposals/[id]',
	'/proposals/[id]/embed',
	'/proposals/[id]/history',
	'/papers/[id]',
	'/papers/[id]/embed',
	'/papers/[id]/history',
	'/regulations',
	'/regulations/[id]',
	'/regulations/[id]/embed',
	'/regulations/[id]/history',
	'/codebook',
	'/codebook/guide',
	'/codebook/[vocabulary]/history',
	'/matrix/[slug]/history',
	'/compare',
	'/gaps',
	'/search',
	'/timeline',
	'/trace',
	'/weigh'
]);

/**
 * Serves a page again while the data stand still, and says so by 304 to whoever has it. The proxy or browser must ask each time:
 * the first answer after a publication is the new one.
 */
export const keepPages: Handle = async ({ event, resolve }) => {
	const { request, route, url, cookies, locals } = event;
	const isPlain =
		request.method === 'GET' &&
		!event.isDataRequest &&
		keptPages.has(route.id ?? '') &&
		!url.searchParams.has('draft') &&
		!cookies.getAll().some(({ name }) => name.endsWith('atlas.session_token'));
	if (!isPlain) return resolve(event);
	const state = await dataState(locals.db);
	const day = new Date().toISOString().slice(0, 10);
	const tag = tagOf('page', version, state, day, url.href, readTheme(cookies.get(themeCookie)));
	locals.kept = { tag, state, day };
	const validators = { etag: `W/"${tag}"`, 'cache-control': 'no-cache' };
	const condition = request.headers.get('if-none-match');
	if (condition !== null && parseIfNoneMatch(condition)?.includes(`"${tag}"`))
		return unchanged({ ...validators, vary: 'Cookie' });
	const kept = await findKept(tag, request);
	if (kept) return kept;
	stopIfGone(request);
	const made = await drawnOnce({ event, resolve });
	if (made.status !== 200) return made;
	for (const [name, value] of Object.entries(validators)) made.headers.set(name, value);
	made.headers.append('vary', 'Cookie');
	return keep(tag, made, request);
};

/**
 * The answer to a request for a page. The framework hashes every page letter by letter for an ETag, which ours takes the place of: it
 * gets an empty one. No page here sends parts of its data later, which would follow the page on their own.
 */
async function drawnOnce({ event, resolve }: Parameters<Handle>[0]): Promise<Response> {
	let page: string | undefined;
	const answer = await resolve(event, {
		transformPageChunk({ html }) {
			page = html;
			return '';
		}
	});
	if (page === undefined) return answer;
	const body = Buffer.from(page);
	const { status, headers } = answer;
	headers.delete('etag');
	headers.set('content-length', String(body.length));
	return new Response(body, { status, headers });
}
