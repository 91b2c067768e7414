import { isHttpError, json, type Handle } from '@sveltejs/kit';
import { preferred } from '../api/headers.ts';
import { problem } from '../api/problem.ts';
import { unavailable } from '../api/unavailable.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { isLost } from '../front-door.ts';
import { isMeasured } from './refuse.ts';
import { refusedPage } from './refused-page.ts';
import { sentForm } from './sent-form.ts';

/**
 * A request for which the database gave no answer is told so, whatever became of it, and when to ask again. Only readyz
 * asks to find out.
 */
export const answerUnavailable: Handle = async ({ event, resolve }) => {
	if (isLost(event.platform?.req)) return unavailable(event);
	const lost = () => event.locals.unavailable && event.route.id !== '/readyz';
	try {
		const response = await resolve(event);
		return lost() ? unavailable(event) : response;
	} catch (thrown) {
		if (lost() || isUnavailable(thrown)) return unavailable(event);
		throw thrown;
	}
};

/** What fails below /api before or beside its handlers has the error shape of the API as well. */
export const apiProblems: Handle = async ({ event, resolve }) => {
	const isApi = event.url.pathname.startsWith('/api/');
	const told = (status: number, detail?: string) =>
		problem(
			{ status, title: status >= 500 ? 'Internal error' : 'Bad request', ...(detail && { detail }) },
			{ 'access-control-allow-origin': '*' }
		);
	try {
		const response = await resolve(event);
		const isProblem = response.headers.get('content-type') === 'application/problem+json';
		return response.status < 400 || isProblem || !isApi ? response : told(response.status);
	} catch (thrown) {
		if (isApi && isHttpError(thrown)) return told(thrown.status, thrown.body.message);
		throw thrown;
	}
};

/**
 * What is refused before a form action runs is told in the form of its answer, or a form that was sent by script could not read it;
 * one that was sent without is shown again, or what was typed would be lost. Who wanted a page is led on from there, since the page of
 * the framework leads nowhere.
 */
export const formProblems: Handle = async ({ event, resolve }) => {
	try {
		return await resolve(event);
	} catch (thrown) {
		const { request, url } = event;
		if (!isHttpError(thrown)) throw thrown;
		const { status, body } = thrown;
		if (request.headers.has('x-sveltekit-action')) return json({ type: 'error', error: body }, { status });
		const isOurs = request.method === 'POST' && request.headers.get('origin') === url.origin;
		const accept = request.headers.get('accept');
		const takesPage = preferred(accept, ['application/json'], 'text/html') === undefined;
		const shown =
			isOurs && takesPage && isMeasured(request)
				? await sentForm(request, url, { status, message: body.message })
				: undefined;
		if (shown) return shown;
		// Read to its end and dropped, else the connection breaks before the client has the answer.
		await request.body?.pipeTo(new WritableStream()).catch(() => {});
		const wantsPage = preferred(accept, ['text/html'], 'application/json') !== undefined;
		if (!wantsPage || event.isDataRequest || url.pathname.startsWith('/api/')) throw thrown;
		return refusedPage({ status, message: body.message }, url, event.locals.user !== undefined);
	}
};
