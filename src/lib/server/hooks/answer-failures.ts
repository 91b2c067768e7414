import { isHttpError, json, type Handle } from '@sveltejs/kit';
import { problem } from '../api/problem.ts';
import { unavailable } from '../api/unavailable.ts';
import { isUnavailable } from '../db/unavailable.ts';
import { isLost } from '../front-door.ts';

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
	const response = await resolve(event);
	const isProblem = response.headers.get('content-type') === 'application/problem+json';
	if (response.status < 400 || isProblem || !event.url.pathname.startsWith('/api/')) return response;
	return problem(
		{ status: response.status, title: response.status >= 500 ? 'Internal error' : 'Bad request' },
		{ 'access-control-allow-origin': '*' }
	);
};

/** What is refused before a form action runs is told in the form of its answer, or a form that was sent by script could not read it. */
export const formProblems: Handle = async ({ event, resolve }) => {
	try {
		return await resolve(event);
	} catch (thrown) {
		if (!isHttpError(thrown) || !event.request.headers.has('x-sveltekit-action')) throw thrown;
		return json({ type: 'error', error: thrown.body }, { status: thrown.status });
	}
};
