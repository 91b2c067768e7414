import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handle, HandleServerError, RequestEvent } from '@sveltejs/kit';
import { setResponse } from '@sveltejs/kit/node';
import type { RouteId } from '$app/types';
import { hasSingles } from '../domain/api/catalogue.ts';
import { collections } from '../domain/api/collections.ts';
import { listEndpoint, matrixFile, singleEndpoint } from './api/endpoints.ts';
import { WholeResponse } from './api/whole-response.ts';
import { clientOf, isPlain, originOf } from './front-door.ts';
import type { FrontDoor } from './front-door-place.ts';

/**
 * Makes answers of the API, and matrices as JSON, where neither address nor headers leave anything to judge, by the same endpoints and
 * hooks as the framework, but without the framework between them: it costs more than most of these answers. All else is left to it.
 * @param hooks those that do anything for such a request, outermost first
 */
export function answersPlainly(hooks: Handle[], handleError: HandleServerError): FrontDoor['anew'] {
	/** As the framework tells a program, in a handler as well as in a hook. */
	async function failed(error: unknown, event: RequestEvent): Promise<Response> {
		const message = 'Internal Error';
		const told = (await handleError({ error, event, status: 500, message })) ?? { message };
		return new WholeResponse(JSON.stringify(told), {
			status: 500,
			headers: { 'content-type': 'application/json' }
		});
	}
	const resolve = hooks.reduceRight<(event: RequestEvent) => Promise<Response>>(
		(inner, hook) => async (event) => hook({ event, resolve: async () => inner(event) }),
		async (event) => {
			const { get } = routes.find(({ id }) => id === event.route.id)!;
			return get(event).catch((error) => failed(error, event));
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
	// Of known length, head and text go in one piece.
	response.setHeader('content-length', Buffer.byteLength(answer.whole));
	response.writeHead(answer.status);
	response.end(answer.whole);
}

type Route = {
	id: RouteId;
	/** Paths of the route that can be read in one way only, with its parameters. */
	path: string;
	get(event: RequestEvent): Promise<Response>;
};
const named = (names: readonly string[]) => `(?<collection>${names.join('|')})`;
/** What is answered here: the routes of the framework with what they lead to. */
const routes = (
	[
		{
			id: '/api/v1/[collection=api_collection]',
			path: `/api/v1/${named(collections)}`,
			get: listEndpoint.GET
		},
		{
			id: '/api/v1/[collection=api_collection]/[id]',
			path: `/api/v1/${named(collections.filter(hasSingles))}/(?<id>[\\w-]+)`,
			get: singleEndpoint.GET
		},
		{
			id: '/matrix/[slug].[format=table_format]',
			path: '/matrix/(?<slug>[a-z]+(?:-[a-z]+)*)\\.(?<format>json)',
			get: matrixFile
		}
	] satisfies Route[]
).map(({ path, ...route }) => ({ ...route, address: new RegExp(`^${path}(?:\\?[^#]*)?$`) }));

/** What SvelteKit would make of the request, as far as its answer depends on it; false where that is not plain. */
function eventOf(request: IncomingMessage): RequestEvent | false {
	const { method, headers, url = '' } = request;
	const route = routes.find(({ address }) => address.test(url));
	const origin = route && originOf(request);
	if (!origin) return false;
	const event = {
		request: { method, headers: new Headers(Object.entries(headers) as [string, string][]) },
		url: new URL(origin + url),
		route: { id: route.id },
		params: { ...route.address.exec(url)!.groups },
		locals: {},
		// None that anything depends on.
		cookies: { getAll: () => [] },
		platform: { req: request },
		isDataRequest: false,
		getClientAddress: () => clientOf(request)
	};
	return event as unknown as RequestEvent;
}
