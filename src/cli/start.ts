import { readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import compression from 'compression';
import { frontDoor } from '../lib/server/front-door-place.ts';
import { safeHeaders } from '../lib/server/safe-headers.ts';
import { buildIfNeeded } from './build.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const projectFolder = join(import.meta.dirname, '..', '..');
/** Answers are made for each request and would leave as they are; files of the build lie there compressed already. */
const compress = compression({
	filter: (request, response) => response.statusCode === 200 && compression.filter(request, response)
});
/** A header no client can set: the server overwrites it on every request. */
const protocolHeader = 'x-atlas-protocol';

let handler: Handler | undefined;
/** Names at which files of the build begin: they are sent as they lie there. */
let files: ReadonlySet<string> = new Set();
let stopping = false;

process.chdir(projectFolder);
// On a machine with much memory garbage would lie until the heap is several times as large. Collected sooner, it costs no more time,
// and neither an export of everything nor readers for hours take much above what is in use.
setFlagsFromString('--heap-growing-percent=40');
process.env.NODE_ENV ??= 'production';
// Without a fixed ORIGIN the site answers under whatever name it was reached by, and forms must work under each.
if (!process.env.ORIGIN) process.env.PROTOCOL_HEADER ??= protocolHeader;
// Room for a file to import; what other pages take is limited by the application.
process.env.BODY_SIZE_LIMIT ??= '24M';

const host = process.env.HOST || '127.0.0.1';
const port = readPort(process.env.PORT);
/** Seconds that running requests have to end after a stop; the name is the Node adapter's. */
const shutdownSeconds = readSeconds(process.env.SHUTDOWN_TIMEOUT);

const headers = new Map(Object.entries(safeHeaders(process.env.ORIGIN)));
/** Who sends a request drop by drop holds a connection no longer than this; a file to import may come over a slow line. */
const patience = { headersTimeout: 15_000, requestTimeout: 120_000, connectionsCheckingInterval: 5_000 };
const server = createServer(patience, async (request, response) => {
	// Node takes the first of two; a proxy before it may have taken the second.
	if ((request.headersDistinct.host?.length ?? 0) > 1) {
		response.writeHead(400, { connection: 'close' }).end();
		return;
	}
	request.headers[protocolHeader] = 'http';
	// The API takes no form, so it need not be kept from one of another site: the framework would refuse it in plain text, before our hooks.
	if (request.url?.startsWith('/api/')) delete request.headers['content-type'];
	// A range that ends before it starts would leave the request without an answer; none of these files is large, whichever way it is named.
	const first = request.url?.split(/[/?]/)[1] ?? '';
	if (files.has(first) || first.includes('%')) delete request.headers.range;
	const known = !stopping && frontDoor()?.again(request, response);
	if (known && (await known)) return;
	response.setHeaders(headers);
	keepPolicy(response);
	// The adapter's list of media types has none for it, and browsers may not guess.
	if (request.url === '/favicon.ico') response.setHeader('content-type', 'image/x-icon');
	if (!handler) {
		response.writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' });
		response.end('The Atlas is starting.\n');
		return;
	}
	// After a stop, each connection ends with the answer it is waiting for.
	if (stopping) response.setHeader('connection', 'close');
	const answer = handler;
	compress(request as never, response as never, () => {
		keepDrainsFew(response);
		if (!frontDoor()?.anew(request, response)) answer(request, response);
	});
});

process.on('SIGINT', stop);
process.on('SIGTERM', stop);

try {
	await buildIfNeeded((line) => console.log(line));
	await listen();
	await keepMatchers();
	files = new Set(await readdir(join(projectFolder, 'build', 'client')));
	// Importing the handler opens, migrates and fills the database.
	const entry = pathToFileURL(join(projectFolder, 'build', 'handler.js')).href;
	({ handler } = (await import(entry)) as { handler: Handler });
	if (!stopping)
		console.log(`Remedy Atlas is at ${process.env.ORIGIN || addressOf(server.address() as AddressInfo)}`);
	else closeDatabase();
} catch (error) {
	fail(error);
}

/**
 * SvelteKit imports its matchers of parameters again for each request. That is next to nothing, but under tsx each import waits for
 * the thread of its loader, five times a request: they are imported once.
 */
async function keepMatchers() {
	const chunks = join(projectFolder, 'build', 'server', 'chunks');
	for (const name of await readdir(chunks)) {
		if (!/^manifest.*\.js$/.test(name)) continue;
		const exported = (await import(pathToFileURL(join(chunks, name)).href)) as Record<
			string,
			{ _?: { matchers?: () => Promise<unknown> } }
		>;
		for (const manifest of Object.values(exported))
			if (manifest._?.matchers) {
				const matchers = manifest._.matchers();
				manifest._.matchers = () => matchers;
			}
	}
}

/** A client that has the page already also has its policy; one that came along with 304 would take its place. */
function keepPolicy(response: ServerResponse) {
	const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
	response.writeHead = ((...given: unknown[]) => {
		if (given[0] === 304) response.removeHeader('content-security-policy');
		return writeHead(...given);
	}) as ServerResponse['writeHead'];
}

/**
 * The compressor hands who waits for `drain` to a stream of its own, where `once` would leave each of them for good: a large file waits
 * thousands of times.
 */
function keepDrainsFew(response: ServerResponse) {
	const { once } = response;
	response.once = function (name: string, listener: () => void) {
		if (name !== 'drain') return once.call(response, name, listener) as typeof response;
		const waiting = response.on(name, function heard() {
			waiting.off(name, heard);
			listener();
		});
		return response;
	} as typeof once;
}

function readPort(value: string | undefined): number {
	if (!value) return 3000;
	const number = Number(value);
	if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number;
	return fail(startupError(`PORT must be a number from 0 to 65535, not "${value}".`));
}

function readSeconds(value: string | undefined): number {
	if (!value) return 9;
	if (/^[1-9]\d{0,3}$/.test(value)) return Number(value);
	return fail(startupError(`SHUTDOWN_TIMEOUT must be a whole number of seconds, not "${value}".`));
}

function listen(): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(startupError(listenProblem(error))));
		server.listen({ host, port }, resolve);
	});
}

function listenProblem(error: NodeJS.ErrnoException): string {
	switch (error.code) {
		case 'EADDRINUSE':
			return `Port ${port} on ${host} is taken by another program. Stop it, or set PORT to another number.`;
		case 'EACCES':
			return `Port ${port} may not be opened by this user. Set PORT to a number above 1023.`;
		case 'ENOTFOUND':
		case 'EADDRNOTAVAIL':
			return `HOST ${host} is not an address of this machine.`;
		default:
			return `The server cannot listen on ${host}:${port}: ${error.message}`;
	}
}

function addressOf({ address, family, port }: AddressInfo): string {
	return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

/** Stops accepting, lets running requests finish, closes the database, and exits after `shutdownSeconds` whatever happens. */
function stop() {
	if (stopping) return;
	stopping = true;
	setTimeout(() => process.exit(1), shutdownSeconds * 1000).unref();
	server.close(() => {
		if (handler) closeDatabase();
	});
	// A connection whose request was running when the stop came is idle only later.
	setInterval(() => server.closeIdleConnections(), 100).unref();
	server.closeIdleConnections();
}

function closeDatabase() {
	process.emit('sveltekit:shutdown' as never, 'stop' as never);
}

function startupError(message: string): Error {
	return Object.assign(new Error(message), { expected: true });
}

function fail(error: unknown): never {
	const expected =
		error instanceof Error &&
		(('expected' in error && error.expected === true) || error.name === 'StartupError');
	console.error(expected ? error.message : error);
	process.exit(1);
}
