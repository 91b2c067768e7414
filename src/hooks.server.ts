import process from 'node:process';
import { building, dev } from '$app/environment';
import { getRequestEvent } from '$app/server';
import { sequence } from '@sveltejs/kit/hooks';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sveltekitCookies } from 'better-auth/svelte-kit';
import type { Role } from '$lib/domain/roles.ts';
import { parseContacts } from '$lib/domain/security-txt.ts';
import * as m from '$lib/paraglide/messages.js';
import { paraglideMiddleware } from '$lib/paraglide/server.js';
import { clientOf } from '$lib/server/api/answer.ts';
import { setRateLimit, tellTaken } from '$lib/server/api/rate-limit.ts';
import {
	clientHash,
	createAuth,
	findSession,
	lacksSecondFactor,
	readSecondFactorFrom,
	type Auth
} from '$lib/server/auth.ts';
import { backupKey } from '$lib/server/backup-file.ts';
import { warmFootnotes } from '$lib/server/citation/footnotes.ts';
import type { Connection, Db } from '$lib/server/db/connect.ts';
import { StartupError } from '$lib/server/db/startup-error.ts';
import type { Statement } from '$lib/server/db/statement.ts';
import { isUnavailable } from '$lib/server/db/unavailable.ts';
import { openFrontDoor, rememberAtDoor } from '$lib/server/front-door.ts';
import { answerUnavailable, apiProblems, formProblems } from '$lib/server/hooks/answer-failures.ts';
import { guardCuration } from '$lib/server/hooks/guard-curation.ts';
import { withOpenFrames } from '$lib/server/hooks/open-frames.ts';
import { limitBody, refuseForeign, refuseMalformed, refuseOdd } from '$lib/server/hooks/refuse.ts';
import { tellRequests } from '$lib/server/hooks/tell-requests.ts';
import { toTwin } from '$lib/server/hooks/to-twin.ts';
import { keepPages } from '$lib/server/hooks/keep-pages.ts';
import { answersPlainly } from '$lib/server/plain-answers.ts';
import { parseReplicaUrls, primaryCookie, readsReplica, writes } from '$lib/server/replica-reads.ts';
import { createMailer, type Mailer } from '$lib/server/mail.ts';
import { setPublicOrigin } from '$lib/server/mcp/origin.ts';
import { countError, countRepeated, countStatement, showLoad, showReplicas } from '$lib/server/metrics.ts';
import { openDatabase } from '$lib/server/open.ts';
import { requestLocals } from '$lib/server/request-locals.ts';
import { log, loggedPath } from '$lib/server/request-log.ts';
import { readSecret } from '$lib/server/secret.ts';
import { setMostInPage, usualMostInPage } from '$lib/server/views/matrix.ts';
import { traceIndex } from '$lib/server/views/trace-index.ts';
import { readTheme, themeCookie } from '$lib/theme.ts';

let database: Connection;
let auth: Auth;
let secret: string;
let mail: Mailer | undefined;
let securityContacts: string[];
let secondFactorFrom: Role | undefined;

export const init: ServerInit = async () => {
	if (building) return;
	log.level = readLevel(process.env.LOG_LEVEL || 'info');
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
	setTimeout(warmUp, 500).unref();
};

/** Reads ahead what the first reader would else wait for: seconds, where there are a million links. */
function warmUp() {
	warmFootnotes();
	// What fails here fails again for a reader, who is told.
	traceIndex(database.db).catch(() => undefined);
}

function readLevel(value: string): string {
	const levels = [...Object.values(log.levels.labels), 'silent'];
	if (levels.includes(value)) return value;
	throw new StartupError(`LOG_LEVEL must be one of ${levels.join(', ')}, not "${value}".`);
}

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
	setMostInPage(readNumber('MATRIX_ROWS', usualMostInPage));
	const slowMs = readNumber('SLOW_QUERY_MS', 500);
	database = await openDatabase(process.env, (line) => log.info(line), {
		statementMs: readNumber('DATABASE_TIMEOUT', 10) * 1000,
		told: (statement) => tellStatement(statement, slowMs),
		replicas: {
			urls: parseReplicaUrls(process.env.DATABASE_REPLICA_URLS, process.env.DATABASE_URL),
			lagMs: replicaLagSeconds() * 1000,
			repeated: countRepeated
		}
	});
	showLoad(database.load);
	if (database.replicas().length > 0) showReplicas(database.replicas);
	if (database.engine === 'server') shareRateLimit(database.db);
	openFrontDoor(database, process.env, answersPlainly(aroundAll, handleError));
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

/** @throws StartupError where the variable is no whole number from 1 */
function readNumber(name: string, otherwise: number): number {
	const value = process.env[name];
	if (!value) return otherwise;
	if (/^[1-9]\d{0,6}$/.test(value)) return Number(value);
	throw new StartupError(`${name} must be a whole number, not "${value}".`);
}

/** One statement a second at most, and only while a client is busy; without the database each process counts for itself. */
function shareRateLimit(db: Db) {
	const nameOf = (client: string) => clientHash(secret, client);
	let telling = false;
	setInterval(async () => {
		if (telling) return;
		telling = true;
		await tellTaken(db, nameOf, Date.now()).catch(() => {});
		telling = false;
	}, 1000).unref();
}

const replicaLagSeconds = () => readNumber('DATABASE_REPLICA_LAG', 10);

/** Counts each statement and writes the slow ones down: as they are written in the code, without what was asked with them. */
function tellStatement(statement: Statement, slowMs: number) {
	countStatement(statement);
	const isSlow = statement.ms >= slowMs;
	if (!isSlow && statement.outcome !== 'unavailable') return;
	// There are none at the start, and after the answer has gone.
	const locals = requestLocals.getStore();
	if (locals && statement.outcome === 'unavailable') locals.unavailable = true;
	if (isSlow)
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

const withDatabase: Handle = ({ event, resolve }) => {
	const { cookies, locals } = event;
	locals.replicas = database.replicas;
	locals.db = database.db;
	if (readsReplica(event)) locals.db = database.reader();
	else database.doubt();
	// What was just written is read where it was written, for longer than any replica that is read may be behind.
	if (database.engine === 'server' && writes(event))
		cookies.set(primaryCookie, '1', {
			path: '/',
			httpOnly: true,
			sameSite: 'lax',
			secure: event.url.protocol === 'https:',
			maxAge: replicaLagSeconds() + 5
		});
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

const localize: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		const theme = readTheme(event.cookies.get(themeCookie));
		return resolve(event, {
			// The fonts of nearly all text and of headings, so that they are there with the first paint; they never hold it back.
			preload: ({ type, path }) =>
				type === 'js' || type === 'css' || /\/(inter|source-serif-4)-latin-wght/.test(path),
			// One replacement: each puts the whole page together anew.
			transformPageChunk: ({ html }) =>
				html.replace('lang="%lang%" data-theme="%theme%"', `lang="${locale}" data-theme="${theme}"`)
		});
	});

/** Those of `handle` that do anything for a plain request to the API, in the same order. */
const aroundAll = [rememberAtDoor, tellRequests, answerUnavailable, apiProblems, withDatabase];

export const handle = sequence(
	rememberAtDoor,
	tellRequests,
	refuseMalformed,
	answerUnavailable,
	apiProblems,
	toTwin,
	withOpenFrames,
	withDatabase,
	withUser,
	keepPages,
	localize,
	formProblems,
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
		log.warn({ err: error, request_id, path: loggedPath(event.url.pathname) }, 'the database did not answer');
		return { message: m.error_unavailable(), request_id };
	}
	const request = {
		err: error,
		request_id,
		method: event.request.method,
		path: loggedPath(event.url.pathname)
	};
	if (status < 500) {
		log.info(request, 'request refused');
		return { message, request_id };
	}
	countError();
	log.error(request, 'request failed');
	return { message: m.error_internal(), request_id };
};
