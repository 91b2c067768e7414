import { isHttpError, isRedirect, type Handle } from '@sveltejs/kit';
import { countRequest } from '../metrics.ts';
import { requestId, tellRequest } from '../request-log.ts';
import { requestLocals } from '../request-locals.ts';

/** Each request has a number, a line in the log and a place in the metrics. */
export const tellRequests: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const { method, headers } = event.request;
	const id = requestId(headers.get('x-request-id'));
	event.locals.request_id = id;

	const count = countRequest(method);
	const told = (status: number) => {
		count.answer(event.route.id, status);
		const refused = status === 401 || status === 403;
		const user = refused ? event.locals.user?.pseudonym : undefined;
		tellRequest({ id, method, path: event.url.pathname, status, started, user });
	};
	try {
		const response = await requestLocals.run(event.locals, resolve, event);
		response.headers.set('x-request-id', id);
		told(response.status);
		return response;
	} catch (thrown) {
		told(statusOf(thrown));
		throw thrown;
	}
};

/** What a handler throws and the framework makes an answer of. */
const statusOf = (thrown: unknown): number =>
	isRedirect(thrown) || isHttpError(thrown) ? thrown.status : 500;
