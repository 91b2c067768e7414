import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { building, dev } from '$app/environment';
import { getRequestEvent } from '$app/server';
import { error, isHttpError, isRedirect, redirect, text } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sveltekitCookies } from 'better-auth/svelte-kit';
import { pino } from 'pino';
import type { Role } from '$lib/domain/roles.ts';
import { parseContacts } from '$lib/domain/security-txt.ts';
import { twinsOf } from '$lib/domain/twins.ts';
import * as m from '$lib/paraglide/messages.js';
import { deLocalizeUrl, localizeHref } from '$lib/paraglide/runtime.js';
import { paraglideMiddleware } from '$lib/paraglide/server.js';
import { clientOf } from '$lib/server/api/answer.ts';
import { preferred } from '$lib/server/api/headers.ts';
import { problem } from '$lib/server/api/problem.ts';
import { setRateLimit } from '$lib/server/api/rate-limit.ts';
import {
	clientHash,
	createAuth,
	findSession,
	lacksSecondFactor,
	readSecondFactorFrom,
	type Auth
} from '$lib/server/auth.ts';
import { unavailable } from '$lib/server/api/unavailable.ts';
import { backupKey } from '$lib/server/backup-file.ts';
import { warmFootnotes } from '$lib/server/citation/footnotes.ts';
import { isGuarded, mayRequest } from '$lib/server/curation/guard.ts';
import type { Connection } from '$lib/server/db/connect.ts';
import { StartupError } from '$lib/server/db/startup-error.ts';
import { loggedError } from '$lib/server/logged-error.ts';
import type { Statement } from '$lib/server/db/statement.ts';
import { isUnavailable } from '$lib/server/db/unavailable.ts';
import { keepPages } from '$lib/server/kept-pages.ts';
import { createMailer, type Mailer } from '$lib/server/mail.ts';
import { setPublicOrigin } from '$lib/server/mcp/origin.ts';
import { countError, countRequest, countStatement, showLoad } from '$lib/server/metrics.ts';
import { openDatabase } from '$lib/server/open.ts';
import { readSecret } from '$lib/server/secret.ts';
import { setMostInPage } from '$lib/server/views/matrix.ts';
import { readTheme, themeCookie } from '$lib/theme.ts';

const log = pino({
	level: process.env.LOG_LEVEL ?? 'info',
	base: undefined,
	serializers: { err: loggedError }
});

let database: Connection;
let auth: Auth;
let secret: string;
let mail: Mailer | undefined;
let securityContacts: string[];
let secondFactorFrom: Role | undefined;

export const init: ServerInit = async () => {
	if (building) return;
	// One request must never end all others: what nobody waited for is written down, and the process lives on.
	process.on('unhandledRejection', (reason) => {
		countError();
		log.error({ err: reason }, 'a promise was rejected and nobody waited for it');
	});
	securityContacts = readContacts(process.env.SECURITY_CONTACT);
	secondFactorFrom = readSecondFactorFrom(process.env.SECOND_FACTOR);
	mail = createMailer(process.env, (error) => log.error({ err: error }, 'a letter could not be sent'));
	secret = await readSecret(process.env);
	await openAll();
	auth = createAuth(database.db, {
		secret,
		origin: process.env.ORIGIN,
		plugins: [sveltekitCookies(getRequestEvent)]
	});
	setTimeout(warmFootnotes, 500).unref();
};

function readContacts(value: string | undefined): string[] {
	const contacts = value ? parseContacts(value) : [];
	if (contacts) return contacts;
	throw new StartupError(
		'SECURITY_CONTACT must be addresses such as mailto:security@example.org or https://example.org/report, separated by commas.'
	);
}

async function openAll() {
	// The development server starts anew after each edit, in the same process: it keeps what is open.
	const kept = globalThis as { atlasDatabase?: Connection };
	if (dev && kept.atlasDatabase) {
		database = kept.atlasDatabase;
		return;
	}
	setRateLimit(process.env.API_RATE_LIMIT);
	setPublicOrigin(process.env.ORIGIN);
	setMostInPage(readNumber('MATRIX_ROWS', 2000));
	const slowMs = readNumber('SLOW_QUERY_MS', 500);
	database = await openDatabase(process.env, (line) => log.info(line), {
		statementMs: readNumber('DATABASE_TIMEOUT', 10) * 1000,
		told: (statement) => tellStatement(statement, slowMs)
	});
	showLoad(database.load);
	if (dev) kept.atlasDatabase = database;
	process.once('sveltekit:shutdown', async () => {
		try {
			await database.close();
		} catch (error) {
			log.error({ err: error }, 'the database did not close cleanly');
			process.exitCode = 1;
		}
		// An embedded engine that once failed leaves timers behind that would keep the process.
		process.exit();
	});
}

/** The address of an invitation is a key. */
const loggedPath = (url: URL) => url.pathname.replace(/(\/invitations\/)[^/]+/, '$1…');

/** @throws StartupError where the variable is no whole number from 1 */
function readNumber(name: string, otherwise: number): number {
	const value = process.env[name];
	if (!value) return otherwise;
	if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
	throw new StartupError(`${name} must be a whole number, not "${value}".`);
}

/** Counts each statement and writes the slow ones down: as they are written in the code, without what was asked with them. */
function tellStatement(statement: Statement, slowMs: number) {
	countStatement(statement);
	const locals = requestLocals();
	if (locals && statement.outcome === 'unavailable') locals.unavailable = true;
	if (statement.ms >= slowMs)
		log.warn(
			{
				request_id: locals?.request_id,
				ms: Math.round(statement.ms),
				outcome: statement.outcome,
				statement: statement.text.slice(0, 2000)
			},
			'slow statement'
		);
}

function requestLocals(): App.Locals | undefined {
	try {
		return getRequestEvent().locals;
	} catch {
		// Asked outside of a request: at the start, or after the answer has gone.
		return undefined;
	}
}

const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

const requestLog: Handle = async ({ event, resolve }) => {
	const started = performance.now();
	const given = event.request.headers.get('x-request-id');
	event.locals.request_id = given && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();

	const count = countRequest(event.request.method);
	let status = 500;
	let response: Response;
	try {
		response = await resolve(event);
		({ status } = response);
	} catch (thrown) {
		status = statusOf(thrown);
		throw thrown;
	} finally {
		count(event.route.id, status);
	}
	response.headers.set('x-request-id', event.locals.request_id);

	const level = quietPaths.has(event.url.pathname) ? 'debug' : 'info';
	log[level](
		{
			request_id: event.locals.request_id,
			method: event.request.method,
			path: loggedPath(event.url),
			status: response.status,
			ms: Math.round(performance.now() - started)
		},
		'request'
	);
	return response;
};

/** What a handler throws and the framework makes an answer of. */
const statusOf = (thrown: unknown): number =>
	isRedirect(thrown) || isHttpError(thrown) ? thrown.status : 500;

/**
 * A request for which the database gave no answer is told so, whatever became of it, and when to ask again. Only readyz
 * asks to find out.
 */
const answerUnavailable: Handle = async ({ event, resolve }) => {
	const lost = () => event.locals.unavailable && event.route.id !== '/readyz';
	try {
		const response = await resolve(event);
		return lost() ? unavailable(event) : response;
	} catch (thrown) {
		if (lost() || isUnavailable(thrown)) return unavailable(event);
		throw thrown;
	}
};

/**
 * The framework tells a reader that an address cannot be decoded, but a refusal of ours that is thrown on the way there would
 * leave the request without an answer; so whatever is sent to such an address ends here.
 */
const refuseMalformed: Handle = ({ event, resolve }) => {
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

const withDatabase: Handle = ({ event, resolve }) => {
	event.locals.db = database.db;
	event.locals.mail = mail;
	event.locals.backupKey = () => backupKey(secret);
	event.locals.security_contacts = securityContacts;
	event.locals.metrics_token = process.env.METRICS_TOKEN || undefined;
	return resolve(event);
};

/** Sessions are looked up only where a cookie names one: readers cost nothing. */
const withUser: Handle = async ({ event, resolve }) => {
	const { locals, request, cookies } = event;
	locals.auth = auth;
	locals.client = () => clientHash(secret, clientOf(event));
	if (cookies.getAll().some(({ name }) => name.endsWith('atlas.session_token'))) {
		const found = await findSession(auth, request.headers, new Date());
		locals.second_factor_needed = found && lacksSecondFactor(found.user, secondFactorFrom);
		// Until then this person is a visitor everywhere but where it is set up.
		if (!locals.second_factor_needed || event.route.id === '/account' || event.route.id === '/sign-out')
			locals.user = found?.user;
		locals.session = found?.token;
	}
	const response = await resolve(event);
	if (locals.user) {
		response.headers.set('cache-control', 'private, no-store');
		response.headers.set('cross-origin-resource-policy', 'same-origin');
	}
	return response;
};

/** SvelteKit asks where a form comes from; with a session nothing at all is taken from elsewhere. */
const refuseForeign: Handle = ({ event, resolve }) => {
	const { method, headers } = event.request;
	const reads = method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
	if (!reads && event.locals.user && headers.get('origin') !== event.url.origin)
		error(403, m.curate_other_site());
	return resolve(event);
};

const formActionOf = ({ searchParams }: URL): string =>
	[...searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1) ?? 'default';

/**
 * What no page of ours asks for: a path that reads as the name of another host once it is a link, and names of form actions
 * that every object has, or that SvelteKit keeps for itself.
 */
const refuseOdd: Handle = ({ event, resolve }) => {
	const { url, request } = event;
	const named = [...url.searchParams.keys()].some((key) => key.startsWith('/'));
	const form = formActionOf(url);
	if (url.pathname.startsWith('//')) error(404, m.error_not_found_title());
	if (request.method === 'POST' && named && (form === 'default' || form in {}))
		error(404, m.error_not_found_title());
	return resolve(event);
};

/** Closed until `guards` opens it: whoever is not signed in is asked to, whoever may not is told so. */
const guardCuration: Handle = ({ event, resolve }) => {
	const { route, url, request, locals } = event;
	if (!route.id || !isGuarded(route.id)) return resolve(event);
	const reads = request.method === 'GET' || request.method === 'HEAD';
	if (!locals.user && locals.second_factor_needed) redirect(303, localizeHref('/account'));
	if (!locals.user && reads) {
		const { pathname, search } = deLocalizeUrl(url);
		redirect(303, localizeHref(`/sign-in?next=${encodeURIComponent(pathname + search)}`));
	}
	if (!locals.user) error(401, m.curate_sign_in_again());
	const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(
		request.headers.get('content-type') ?? ''
	);
	const action = isForm ? formActionOf(url) : request.method;
	if (!mayRequest(locals.user.role, route.id, { method: request.method, action }))
		error(403, m.curate_not_allowed({ role: locals.user.role }));
	return resolve(event);
};

/** Bytes that a form may send; only a file to import may be larger, and its page says how large. */
const mostSent = 512 * 1024;
/** Files, and what has a limit of its own. */
const takesFiles = new Set(['/curate/import', '/curate/import/[id]', '/mcp']);

const limitBody: Handle = async ({ event, resolve }) => {
	const { request, route } = event;
	const readForm = request.formData.bind(request);
	// A form that arrived broken, or something else in its place, is a bad request, whoever reads it.
	request.formData = () =>
		readForm().catch((problem) => {
			const { status } = problem as { status?: number };
			error(status ?? 400, status === 413 ? m.form_too_long() : m.form_malformed());
		});
	if (request.body && !takesFiles.has(route.id ?? '')) {
		const length = request.headers.get('content-length');
		if (length === null) error(411, m.import_body_unmeasured());
		if (Number(length) > mostSent) {
			// Read to its end and dropped, else the connection breaks before the client has the answer.
			await request.body.pipeTo(new WritableStream()).catch(() => {});
			error(413, m.import_body_too_large());
		}
	}
	return resolve(event);
};

const localize: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		const theme = readTheme(event.cookies.get(themeCookie));
		return resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%theme%', theme)
		});
	});

const framed = new Set([
	'/slices/[id]/embed',
	'/proposals/[id]/embed',
	'/papers/[id]/embed',
	'/regulations/[id]/embed'
]);

/** The pages other sites may show in a frame; everywhere else the policy of svelte.config.js stands. */
const withOpenFrames: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const policy = response.headers.get('content-security-policy');
	if (policy && framed.has(event.route.id ?? ''))
		response.headers.set(
			'content-security-policy',
			policy.replace("frame-ancestors 'none'", 'frame-ancestors *')
		);
	return response;
};

/**
 * A page sends whoever asks its address for one of its data formats there. By 303 and not with the data itself: the twin
 * has an address of its own to keep and to cite, and a cache that does not mind `Vary` cannot mix the two up.
 */
const toTwin: Handle = async ({ event, resolve }) => {
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

/** What fails below /api before or beside its handlers has the error shape of the API as well. */
const apiProblems: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const isProblem = response.headers.get('content-type') === 'application/problem+json';
	if (response.status < 400 || isProblem || !event.url.pathname.startsWith('/api/')) return response;
	return problem(
		{ status: response.status, title: response.status >= 500 ? 'Internal error' : 'Bad request' },
		{ 'access-control-allow-origin': '*' }
	);
};

export const handle = sequence(
	requestLog,
	refuseMalformed,
	answerUnavailable,
	apiProblems,
	toTwin,
	withOpenFrames,
	withDatabase,
	withUser,
	keepPages,
	localize,
	refuseOdd,
	refuseForeign,
	limitBody,
	guardCuration
);

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const { request_id } = event.locals;
	if (status === 404) return { message, request_id };
	// Several requests may wait for one statement; only that of the first was seen to fail.
	if (isUnavailable(error)) event.locals.unavailable = true;
	if (event.locals.unavailable) {
		log.warn({ err: error, request_id, path: event.url.pathname }, 'the database did not answer');
		return { message: m.error_unavailable(), request_id };
	}
	const request = { err: error, request_id, method: event.request.method, path: loggedPath(event.url) };
	if (status < 500) {
		log.info(request, 'request refused');
		return { message, request_id };
	}
	countError();
	log.error(request, 'request failed');
	return { message: m.error_internal(), request_id };
};
