import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { setResponse } from '@sveltejs/kit/node';
import type { RouteId } from '$app/types';
import { hasSingles } from '../domain/api/catalogue.ts';
import { collections } from '../domain/api/collections.ts';
import { listEndpoint, singleEndpoint } from './api/endpoints.ts';
import { WholeResponse } from './api/whole-response.ts';
import { clientOf, isPlain, originOf } from './front-door.ts';
import type { FrontDoor } from './front-door-place.ts';

/**
 * Makes answers of the API where neither address nor headers leave anything to judge, by the same endpoints and hooks as the framework,
 * but without the framework between them: it costs more than most of these answers. All else is left to it.
 * @param hooks those that do anything for such a request, outermost first
 */
export function answersPlainly(hooks: Handle[], handleError: HandleServerError): FrontDoor['anew'] {
	/** As the framework answers it, in a handler as well as in a hook. */
	async function failed(error: unknown, event: RequestEvent): Promise<Response> {
		await handleError({ error, event, status: 500, message: 'Internal Error' });
		return new Response(null, { status: 500 });
	}
	const resolve = hooks.reduceRight<(event: RequestEvent) => Promise<Response>>(
		(inner, hook) => async (event) => hook({ event, resolve: async () => inner(event) }),
		async (event) => {
			const { GET } = event.params.id === undefined ? listEndpoint : singleEndpoint;
			return GET(event).catch((error) => failed(error, event));
		}
	);
	return (request, response) => {
		const event = isPlain(request) && eventOf(request);
		if (!event) return false;
		return resolve(event)
			.catch((error) => failed(error, event))
			.then((answer) => send(response, answer));
	};
}

async function send(response: ServerResponse, answer: Response): Promise<void> {
	if (!(answer instanceof WholeResponse)) return setResponse(response, answer);
	response.setHeaders(answer.headers);
	response.writeHead(answer.status);
	response.end(answer.whole);
}

const lists = '/api/v1/[collection=api_collection]' satisfies RouteId;
const singles = '/api/v1/[collection=api_collection]/[id]' satisfies RouteId;
/** Addresses of these routes that can be read in one way only. */
const plainAddress = new RegExp(String.raw`^/api/v1/(${collections.join('|')})(?:/([\w-]+))?(?:\?[^#]*)?$`);

/** What SvelteKit would make of the request, as far as its answer depends on it; false where that is not plain. */
function eventOf(request: IncomingMessage): RequestEvent | false {
	const [address, collection, id] = plainAddress.exec(request.url!) ?? [];
	const origin = originOf(request);
	if (!address || !origin || (id !== undefined && !hasSingles(collection as never))) return false;
	const { method, headers } = request;
	const event = {
		request: { method, headers: new Headers(Object.entries(headers) as [string, string][]) },
		url: new URL(origin + address),
		route: { id: id === undefined ? lists : singles },
		params: { collection, ...(id !== undefined && { id }) },
		locals: {},
		// None that anything depends on.
		cookies: { getAll: () => [] },
		platform: { req: request },
		isDataRequest: false,
		getClientAddress: () => clientOf(request)
	};
	return event as unknown as RequestEvent;
}
