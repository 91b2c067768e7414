import { error, text, type Handle } from '@sveltejs/kit';
import * as m from '../../paraglide/messages.js';
import { formActionOf } from './form-action.ts';

/** What is refused before any route sees it. */

/**
 * The framework tells a reader that an address cannot be decoded, but a refusal of ours that is thrown on the way there would
 * leave the request without an answer; so whatever is sent to such an address ends here.
 */
export const refuseMalformed: Handle = ({ event, resolve }) => {
	const { method } = event.request;
	if (method === 'GET' || method === 'HEAD' || canDecode(event.url.pathname)) return resolve(event);
	return text('', { status: 400 });
};

function canDecode(path: string): boolean {
	try {
		// The value is used, because the bundler drops a call of which nobody uses the value.
		return decodeURI(path).length > 0;
	} catch {
		return false;
	}
}

/** SvelteKit asks where a form comes from; with a session nothing at all is taken from elsewhere. */
export const refuseForeign: Handle = ({ event, resolve }) => {
	const { method, headers } = event.request;
	const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
	if (!reads && event.locals.user && headers.get('origin') !== event.url.origin)
		error(403, m.curate_other_site());
	return resolve(event);
};

/**
 * What no page of ours asks for: a path that reads as the name of another host once it is a link, and names of form actions
 * that every object has, or that SvelteKit keeps for itself.
 */
export const refuseOdd: Handle = ({ event, resolve }) => {
	const { url, request } = event;
	const named = [...url.searchParams.keys()].some((key) => key.startsWith('/'));
	const form = formActionOf(url);
	if (url.pathname.startsWith('//')) error(404, m.error_not_found_title());
	if (request.method === 'POST' && named && (form === 'default' || form in {}))
		error(404, m.error_not_found_title());
	return resolve(event);
};

/** Bytes that a form may send; only a file to import may be larger, and its page says how large. */
const mostSent = 512 * 1024;
/** Files, and what has a limit of its own. */
const takesFiles = new Set(['/curate/import', '/curate/import/[id]', '/mcp']);

/** Whether what was sent is no larger than a form may be. */
export const isMeasured = ({ headers }: Request): boolean =>
	Number(headers.get('content-length') ?? Infinity) <= mostSent;

export const limitBody: Handle = async ({ event, resolve }) => {
	const { request, route } = event;
	const readForm = request.formData.bind(request);
	request.formData = async () => {
		try {
			return (event.locals.sent = await readForm());
		} catch (problem) {
			// A form that arrived broken, or something else in its place, is a bad request, whoever reads it.
			const { status } = problem as { status?: number };
			error(status ?? 400, status === 413 ? m.form_too_long() : m.form_malformed());
		}
	};
	if (request.body && !takesFiles.has(route.id ?? '')) {
		const length = request.headers.get('content-length');
		if (length === null) error(411, m.import_body_unmeasured());
		if (!isMeasured(request)) {
			// Read to its end and dropped, else the connection breaks before the client has the answer.
			await request.body.pipeTo(new WritableStream()).catch(() => {});
			error(413, m.import_body_too_large());
		}
	}
	return resolve(event);
};
