import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildIfNeeded } from '../../src/cli/build.ts';
import { catalogue } from '../../src/lib/domain/api/catalogue.ts';
import { openDatabase } from '../../src/lib/server/open.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { metricsToken, startApp, type App } from '../harness/app.ts';
import { signIn, type Session } from '../harness/session.ts';
import { addressOf, listRoutes, type Route } from './routes.ts';
import { createRandom, hostile, marker, sound, type Random } from './values.ts';

const total = Number(process.env.FUZZ_REQUESTS ?? 20_000);
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
const atOnce = 2;
/** Not how fast it is, but that nothing hangs, on a machine that does much else. */
const longestMs = 10_000;
/** The heap after its least is compared: what is left when everything that can go has gone. */
const mostGrowth = 64 * 1024 * 1024;

const methods = [
	'GET',
	'GET',
	'GET',
	'HEAD',
	'POST',
	'POST',
	'PUT',
	'PATCH',
	'DELETE',
	'OPTIONS',
	'PROPFIND'
];
const roles = ['contributor', 'curator', 'reviewer', 'admin'] as const;

let app: App;
let routes: Route[];
let data: string;
const sessions = new Map<string, Session>();
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

beforeAll(async () => {
	await buildIfNeeded((line) => console.log(line));
	data = await mkdtemp(join(tmpdir(), 'atlas-fuzz-'));
	const { db, close } = await openDatabase({ ATLAS_DATA_DIR: data }, () => {});
	await createPeople(db, testAuth(db));
	await close();
	app = await startApp({
		ATLAS_DATA_DIR: data,
		API_RATE_LIMIT: '1000000',
		METRICS_TOKEN: metricsToken,
		LOG_LEVEL: 'error'
	});
	routes = await listRoutes();
	await signInAll();
});
afterAll(async () => {
	await app?.stop();
	agent.destroy();
	await rm(data, { recursive: true, force: true });
});

/** Some of what is sent ends sessions: signing out, leaving, changing a role. */
async function signInAll(): Promise<void> {
	for (const role of roles) {
		const present = sessions.get(role);
		if (present && (await present.get('/account')).status === 200) continue;
		const session = await signIn(role, app.url).catch(() => undefined);
		if (session) sessions.set(role, session);
		else sessions.delete(role);
	}
}

type Sent = {
	route: string;
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: Buffer;
};
type Answer = { status: number; headers: IncomingHttpHeaders; text: string; ms: number };

function send({ method, path, headers, body }: Sent): Promise<Answer> {
	const started = performance.now();
	return new Promise((resolve, reject) => {
		const asked = request(app.url, { agent, method, path, headers, timeout: 30_000 }, (response) => {
			const pieces: Buffer[] = [];
			response.on('data', (piece: Buffer) => pieces.push(piece));
			response.on('error', reject);
			response.on('end', () =>
				resolve({
					status: response.statusCode!,
					headers: response.headers,
					text: Buffer.concat(pieces).toString(),
					ms: performance.now() - started
				})
			);
		});
		asked.on('error', reject);
		asked.on('timeout', () => asked.destroy(new Error('no answer for 30 s')));
		asked.end(body);
	});
}

const names = [
	...new Set(
		Object.values(catalogue).flatMap((entry) => [...Object.keys(entry.filters), ...entry.order.map(bare)])
	),
	...[
		'q',
		'sort',
		'cols',
		'view',
		'as_of',
		'ids',
		'limit',
		'cursor',
		'fields',
		'include',
		'lang',
		'bom',
		'next'
	],
	...[
		'row',
		'done',
		'draft',
		'from',
		'to',
		'kind',
		'record',
		'attach',
		'url',
		'format',
		'style',
		'theme',
		'back'
	],
	...[
		'terms',
		'title',
		'maxwidth',
		'maxheight',
		'rows',
		'by',
		'weights',
		'remedy',
		'page',
		'id',
		'base',
		'version'
	],
	...[
		'email',
		'password',
		'code',
		'role',
		'reason',
		'file',
		':saves',
		':note',
		':row',
		':base',
		':seen',
		':against'
	],
	...['proposals', 'source', 'place', 'begin', 'x-sveltekit-invalidated', '__proto__', 'constructor']
];

function bare(name: string): string {
	return name.replace(/^-/, '');
}

const encode = (value: string): string =>
	// Some as they are, so that broken escapes arrive as well.
	/^%/.test(value) ? value : encodeURIComponent(value.toWellFormed());

function fieldsOf(random: Random): [string, string][] {
	return Array.from({ length: random.below(6) }, () => [
		random.chance(0.9) ? random.pick(names) : random.pick(hostile),
		random.pick(hostile)
	]);
}

function bodyOf(random: Random, path: string): { type: string; body: Buffer } {
	const fields = fieldsOf(random);
	if (path === '/mcp' || random.chance(0.15))
		return {
			type: 'application/json',
			body: Buffer.from(
				JSON.stringify({
					jsonrpc: '2.0',
					id: random.below(5),
					method: random.pick([
						'initialize',
						'tools/list',
						'tools/call',
						'resources/read',
						random.pick(hostile)
					]),
					params: {
						name: random.pick([
							'search_proposals',
							'get_proposal',
							'compare',
							'coverage',
							random.pick(hostile)
						]),
						uri: random.pick(hostile),
						arguments: Object.fromEntries(fields)
					}
				})
			)
		};
	if (random.chance(0.15))
		return {
			type: random.pick(['text/plain', 'application/json', 'multipart/form-data', 'application/xml', 'x/y']),
			body: Buffer.from(random.pick(hostile))
		};
	if (random.chance(0.3)) {
		const edge = 'fuzz-edge';
		const part = ([name, value]: [string, string]) =>
			`--${edge}\r\ncontent-disposition: form-data; name="${name.replace(/["\r\n]/g, '')}"${
				random.chance(0.3) ? '; filename="rows.csv"' : ''
			}\r\n\r\n${value}\r\n`;
		const end = random.chance(0.9) ? `--${edge}--\r\n` : '';
		return {
			type: `multipart/form-data; boundary=${edge}`,
			body: Buffer.from(fields.map(part).join('') + end)
		};
	}
	return {
		type: 'application/x-www-form-urlencoded',
		body: Buffer.from(fields.map((pair) => pair.map(encode).join('=')).join('&'))
	};
}

function headersOf(random: Random): Record<string, string> {
	const odd = () => random.pick(hostile).replace(/[^\x20-\x7e]/g, '');
	const possible: Record<string, () => string> = {
		accept: () =>
			random.pick(['text/html', 'application/json', 'application/ld+json', 'text/csv;q=x', odd()]),
		'accept-language': () => random.pick(['zh', 'en;q=2', odd()]),
		'accept-encoding': () => random.pick(['gzip', 'br', 'identity', odd()]),
		'if-none-match': () => random.pick(['"x"', 'W/"x"', '*', odd()]),
		'if-modified-since': () => random.pick(['Sat, 01 Jan 2000 00:00:00 GMT', odd()]),
		range: () => random.pick(['bytes=0-1', 'bytes=9-2', odd()]),
		'x-request-id': odd,
		'x-forwarded-for': odd,
		'x-forwarded-host': odd,
		'x-sveltekit-action': () => 'true',
		authorization: () => random.pick(['Bearer x', 'Basic x', odd()]),
		'mcp-protocol-version': odd,
		referer: odd
	};
	return Object.fromEntries(
		Object.entries(possible).flatMap(([name, value]) => (random.chance(0.12) ? [[name, value()]] : []))
	);
}

function next(random: Random): Sent {
	const route = random.pick(routes);
	const valueOf = (name: string, matcher: string) =>
		encode(random.pick(random.chance(0.6) ? (sound[name] ?? sound[matcher] ?? hostile) : hostile)) || 'x';
	let path = addressOf(route, valueOf);
	if (random.chance(0.3)) path = `/zh${path === '/' ? '' : path}`;
	if (route.isPage && random.chance(0.15)) path = `${path === '/' ? '' : path}/__data.json`;
	const method = random.pick(methods);
	const query = fieldsOf(random).map((pair) => pair.map(encode).join('='));
	if (method === 'POST' && route.actions.length > 0 && random.chance(0.8))
		query.unshift(`/${random.chance(0.9) ? random.pick(route.actions) : encode(random.pick(hostile))}`);
	if (query.length > 0) path += `?${query.join('&')}`;
	const headers = headersOf(random);
	const session = random.chance(0.5) ? sessions.get(random.pick(roles)) : undefined;
	if (session) headers.cookie = [...session.cookies].map((pair) => pair.join('=')).join('; ');
	else if (random.chance(0.2))
		headers.cookie = `atlas.session_token=${encodeURIComponent(random.pick(hostile).toWellFormed())}; theme=${encodeURIComponent(random.pick(hostile).toWellFormed())}`;
	if (random.chance(0.9)) headers.origin = app.url;
	const sent: Sent = { route: route.id, method, path, headers };
	if (method !== 'GET' && method !== 'HEAD' && random.chance(0.9)) {
		const { type, body } = bodyOf(random, route.id);
		headers['content-type'] = type;
		headers['content-length'] = String(body.length);
		sent.body = body;
	}
	return sent;
}

/** What is wrong with an answer; undefined where nothing is. */
function faultOf({ status, headers, text, ms }: Answer): string | undefined {
	if (status >= 500) return `answered ${status}`;
	if (ms > longestMs) return `took ${Math.round(ms)} ms`;
	if (headers['x-injected'] !== undefined) return 'a header was injected';
	if (/\n\s+at .+:\d+:\d+|node_modules\/|\.svelte-kit\/|\/build\/server\/|file:\/\/\//.test(text))
		return 'tells a stack trace or a path';
	if (
		/Failed query|DrizzleQuery|PGlite|syntax error at or near|violates [\w-]+ constraint|invalid input syntax/.test(
			text
		)
	)
		return 'tells of SQL';
	const type = headers['content-type'] ?? '';
	if (/html|xml|svg/.test(type) && text.includes(marker.slice(0, 4))) return 'holds markup that was sent';
	return undefined;
}

async function readMetric(name: string): Promise<number> {
	const response = await fetch(`${app.url}/metrics`, {
		headers: { authorization: `Bearer ${metricsToken}` }
	});
	return Number(new RegExp(`^${name} (.+)$`, 'm').exec(await response.text())?.[1]);
}

test(`hostile requests, seed ${seed}`, async () => {
	const random = createRandom(seed);
	const faults = new Map<string, { times: number; example: string }>();
	const statuses = new Map<string, number>();
	const heap: number[] = [];
	const reached = new Set<string>();
	let longest: { ms: number; path: string } = { ms: 0, path: '' };
	const note = (sent: Sent, fault: string) => {
		const key = `${sent.method} ${sent.route} ${fault.replace(/\d+ ms/, 'too long')}`;
		const known = faults.get(key);
		const example = `${fault}: ${sent.path.slice(0, 300)} ${JSON.stringify(sent.headers).slice(0, 400)} ${sent.body?.toString().slice(0, 300) ?? ''}`;
		faults.set(key, { times: (known?.times ?? 0) + 1, example: known?.example ?? example });
	};
	const began = Date.now();
	let count = 0;
	async function work(): Promise<void> {
		while (count < total) {
			const number = count++;
			if (number % 500 === 0) {
				await signInAll();
				heap.push(await readMetric('nodejs_heap_size_used_bytes'));
			}
			const sent = next(random);
			try {
				const answer = await send(sent);
				statuses.set(`${answer.status}`, (statuses.get(`${answer.status}`) ?? 0) + 1);
				if (answer.status < 400) reached.add(sent.route);
				if (answer.ms > longest.ms)
					longest = { ms: Math.round(answer.ms), path: `${sent.method} ${sent.path}` };
				const fault = faultOf(answer);
				if (fault) note(sent, fault);
			} catch (error) {
				note(sent, `no answer (${(error as Error).message})`);
				if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') throw error;
			}
		}
	}
	try {
		await Promise.all(Array.from({ length: atOnce }, work));
	} catch (error) {
		throw new Error(
			`The application ended after ${count} requests; without an answer were ${JSON.stringify([...faults].slice(-3))}; it said:\n${app.output().slice(-4000)}`,
			{
				cause: error
			}
		);
	}
	// In the first third the routes are loaded and the stores filled.
	const third = Math.floor(heap.length / 3);
	const growth =
		heap.length < 8 ? 0 : Math.min(...heap.slice(2 * third)) - Math.min(...heap.slice(third, 2 * third));
	console.log(
		JSON.stringify(
			{
				seed,
				requests: count,
				seconds: Math.round((Date.now() - began) / 1000),
				routes: routes.length,
				reached_with_success: reached.size,
				statuses: Object.fromEntries([...statuses].sort()),
				longest,
				heap_growth_mb: Math.round(growth / 1048576),
				faults: Object.fromEntries(faults)
			},
			undefined,
			1
		)
	);
	expect([...faults].map(([key, { example }]) => `${key} — ${example}`)).toEqual([]);
	expect(growth).toBeLessThan(mostGrowth);
	expect(app.output()).not.toMatch(/"level":50/);
	expect(count).toBeGreaterThanOrEqual(total);
});
