import { json, type RequestEvent } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { extractLocaleFromUrl } from '$lib/paraglide/runtime.js';
import page from '../../../error.html?raw';
import { preferred } from './headers.ts';
import { problem } from './problem.ts';

/** Seconds after which asking again may help. */
const again = 5;

/** What is said to a request whose database did not answer. */
export function unavailableMessage({ request, url }: RequestEvent): string {
	const locale = extractLocaleFromUrl(url) ?? 'en';
	const sent = request.method !== 'GET' && request.method !== 'HEAD';
	return [
		m.error_unavailable({}, { locale }),
		...(sent ? [m.error_unavailable_sent({}, { locale })] : [])
	].join(' ');
}

/**
 * The answer to a request whose database did not answer, in the form that was asked for. It needs nothing but itself:
 * what draws the other pages may be part of what failed.
 */
export function unavailable(event: RequestEvent): Response {
	const { request, url, isDataRequest } = event;
	const { request_id } = event.locals;
	const message = unavailableMessage(event);
	const headers = { 'retry-after': String(again), 'cache-control': 'no-store' };
	const more = { status: 503, headers };
	if (isDataRequest) return json({ message, request_id }, more);
	// What a form that was sent by script reads.
	if (request.headers.has('x-sveltekit-action'))
		return json({ type: 'error', error: { message, request_id } }, more);
	const wanted = preferred(request.headers.get('accept'), ['text/html'], 'application/problem+json');
	if (wanted !== 'text/html' || url.pathname.startsWith('/api/'))
		return problem(
			{ status: 503, title: 'Service unavailable', detail: message },
			{ ...headers, 'access-control-allow-origin': '*' }
		);
	const html = page
		.replace('lang="en"', `lang="${extractLocaleFromUrl(url) ?? 'en'}"`)
		.replaceAll('%sveltekit.status%', '503')
		.replaceAll('%sveltekit.error.message%', message);
	return new Response(html, {
		status: 503,
		headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }
	});
}
