import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handle } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import { parseIfNoneMatch } from './api/headers.ts';
import { takeToken } from './api/rate-limit.ts';
import { dataState } from './data-state.ts';
import type { Connection } from './db/connect.ts';
import { setFrontDoor, type FrontDoor } from './front-door-place.ts';
import { isBypassed, keptBody } from './kept-answers.ts';
import { countAnswer, countRequest } from './metrics.ts';
import { primaryCookie, readsReplica } from './replica-reads.ts';
import { requestId, tellRequest } from './request-log.ts';
import { safeHeaders } from './safe-headers.ts';
import { themeCookie } from '../theme.ts';

type Environment = Record<string, string | undefined>;

/** What is known of an answer by how it was asked for. */
type Known = NonNullable<App.Locals['kept']> & {
	route: string | null;
	/** As `If-None-Match` names it, without its weakness. */
	etag: string;
	/** Whether a replica may say that the data stand still. */
	ofReplica: boolean;
	/** Names and values in turn, without those that each answer has of its own. */
	head: string[];
	unchangedHead: string[];
};

const mostBytes = 16 * 1024 * 1024;
const longestKey = 4_000;
const known = new LRUCache<string, Known>({
	maxSize: mostBytes,
	sizeCalculation: ({ head }, key) =>
		2 * (key.length + 2 * head.reduce((sum, text) => sum + text.length, 0)) + 500
});

let environment: Environment = {};
let fixedOrigin: string | undefined;
/** Headers that name the address asked for, where no fixed one does. */
let addressed: string[] = [];

/**
 * Requests whose answer is kept need nothing of the framework, which costs ten times what the answer does. They are known by all
 * that their answer depends on, exactly as it was sent: what differs in any way is made, or found, by the application, and known
 * from then on. Whether the data stand still is found out for each request here as well.
 */
export function openFrontDoor(database: Connection, given: Environment, anew: FrontDoor['anew']): void {
	environment = given;
	fixedOrigin = given.ORIGIN && new URL(given.ORIGIN).origin;
	addressed = given.ORIGIN
		? []
		: [
				'host',
				...[given.PROTOCOL_HEADER, given.HOST_HEADER, given.PORT_HEADER].flatMap(
					(name) => name?.toLowerCase() ?? []
				)
			];
	setFrontDoor({
		again(request, response) {
			const key = keyOf(request);
			const found = key !== undefined && known.get(key);
			return found ? answerKnown(database, found, request, response) : false;
		},
		anew
	});
}

/** Requests for which the database gave no answer at the front door: they need not wait for it a second time. */
const lost = new WeakSet<object>();
export const isLost = (request: object | undefined): boolean => request !== undefined && lost.has(request);

async function answerKnown(
	database: Connection,
	found: Known,
	request: IncomingMessage,
	response: ServerResponse
): Promise<boolean> {
	const count = countRequest(request.method!);
	const started = performance.now();
	const passOn = () => {
		count.passOn();
		return false;
	};
	try {
		const db = found.ofReplica ? database.reader() : database.db;
		if ((await dataState(db)) !== found.state) return passOn();
	} catch {
		lost.add(request);
		return passOn();
	}
	if (found.day && found.day !== new Date().toISOString().slice(0, 10)) return passOn();
	const { headers } = request;
	const condition = headers['if-none-match'];
	const isUnchanged = condition !== undefined && parseIfNoneMatch(condition)!.includes(found.etag);
	const kept = isUnchanged ? undefined : await keptBody(found.tag, headers['accept-encoding']);
	if (!isUnchanged && !kept) return passOn();
	const token = found.limited ? takeToken(clientOf(request)) : undefined;
	if (token?.wait !== undefined) return passOn();

	const id = requestId(headers['x-request-id']);
	const own = ['x-request-id', id, ...Object.entries(token?.headers ?? {}).flat()];
	if (kept?.encoding) own.push('content-encoding', kept.encoding);
	if (kept) own.push('content-length', String(kept.body.length));
	response.writeHead(kept ? 200 : 304, [...(kept ? found.head : found.unchangedHead), ...own]);
	response.end(request.method === 'HEAD' ? undefined : kept?.body);

	countAnswer(kept ? 'again' : 'unchanged');
	count.answer(found.route, response.statusCode);
	tellRequest({
		id,
		method: request.method!,
		path: request.url!.split('?', 1)[0],
		status: response.statusCode,
		started
	});
	return true;
}

/** Remembers how an answer that may be given again was asked for. Outermost, because each handler may add a header. */
export const rememberAtDoor: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { kept } = event.locals;
	const request = event.platform?.req;
	if (!kept || !request || request.method !== 'GET' || response.status !== 200) return response;
	const key = keyOf(request);
	if (key === undefined || response.headers.has('set-cookie')) return response;
	const head = { ...safeHeaders(environment.ORIGIN), ...Object.fromEntries(response.headers) };
	for (const name of eachItsOwn) delete head[name];
	head.vary = withEncoding(head.vary);
	const unchanged = Object.entries(head).filter(([name]) => !/^(content-|last-modified$|link$)/.test(name));
	known.set(key, {
		...kept,
		route: event.route.id,
		etag: head.etag.replace(/^W\//, ''),
		ofReplica: readsReplica(event),
		head: Object.entries(head).flat(),
		unchangedHead: unchanged.flat()
	});
	return response;
};

const eachItsOwn = ['x-request-id', 'ratelimit', 'ratelimit-policy', 'content-encoding', 'content-length'];

const withEncoding = (vary: string | undefined): string =>
	/\baccept-encoding\b/i.test(vary ?? '') ? vary! : [vary, 'Accept-Encoding'].filter(Boolean).join(', ');

/**
 * All that the answer to a request depends on, as it was sent, or undefined where the application must judge. A cookie counts where the
 * colours may be in it.
 */
function keyOf(request: IncomingMessage): string | undefined {
	const { url, headers } = request;
	if (!isPlain(request) || isBypassed(headers['cache-control'])) return undefined;
	const { cookie = '', 'if-none-match': condition } = headers;
	if (condition === undefined ? 'if-modified-since' in headers : !isListOfTags(condition)) return undefined;
	const asked = [url, headers.accept, cookie.includes(themeCookie) && cookie];
	const key = JSON.stringify([...asked, ...addressed.map((name) => headers[name])]);
	return key.length > longestKey ? undefined : key;
}

/** Whether it is read as anybody may read it, whoever asks. */
export function isPlain({ method, headers }: IncomingMessage): boolean {
	const { cookie = '' } = headers;
	return (
		(method === 'GET' || method === 'HEAD') &&
		!judged.some((name) => name in headers) &&
		!cookie.includes('session_token') &&
		!cookie.includes(primaryCookie)
	);
}

/** Headers by which an answer may be another one, or none. */
const judged = ['authorization', 'range', 'content-length', 'transfer-encoding'];

const isListOfTags = (condition: string): boolean => {
	const tags = parseIfNoneMatch(condition);
	return tags !== undefined && tags[0] !== '*';
};

/** The origin as the framework's adapter tells it; undefined where it is to judge. */
export function originOf({ headers }: IncomingMessage): string | undefined {
	const { HOST_HEADER, PORT_HEADER, PROTOCOL_HEADER = '' } = environment;
	if (fixedOrigin || HOST_HEADER || PORT_HEADER) return fixedOrigin;
	const origin = `${headers[PROTOCOL_HEADER.toLowerCase()]}://${headers.host}`;
	return /^https?:\/\/[\w.-]+(:\d+)?$/.test(origin) && URL.canParse(origin) ? origin : undefined;
}

/** The client as the framework's adapter tells it. */
export function clientOf({ headers, socket }: IncomingMessage): string {
	const name = environment.ADDRESS_HEADER?.toLowerCase();
	if (!name) return socket.remoteAddress ?? 'unknown';
	const value = headers[name];
	if (value === undefined) return 'unknown';
	if (name !== 'x-forwarded-for') return String(value);
	return (
		String(value)
			.split(',')
			.at(-Number(environment.XFF_DEPTH ?? 1))
			?.trim() ?? 'unknown'
	);
}
