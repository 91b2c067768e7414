import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { stateOfStatus, type AddressState } from '../../domain/address-check.ts';

export type AddressCheck = {
	url: string;
	state: AddressState;
	/** Of the last answer; missing when none came. */
	http_status?: number;
	/** Where redirects ended, when elsewhere. */
	final_url?: string;
	/** Why no answer, or none that tells. */
	reason?: Trouble;
};

type Trouble =
	| 'time-out'
	| 'certificate'
	| 'name'
	| 'refused'
	| 'connection'
	| 'redirects'
	| 'private'
	| 'scheme'
	| 'status';

export type WalkOptions = {
	/** For one request, from connecting to the head of the answer. */
	timeoutMs: number;
	/** At least this long between two requests to the same host. */
	hostDelayMs: number;
	/** Further attempts after a failure that may pass: no answer, 429 or 5xx. */
	retries: number;
	/** Before the first further attempt; doubled each time. */
	backoffMs: number;
	/** Hosts walked at the same time. */
	parallelHosts: number;
	/** IP addresses that are never asked, whatever name or redirect leads to them. */
	isRefused: (address: string) => boolean;
};

export const politeWalk: WalkOptions = {
	timeoutMs: 20_000,
	hostDelayMs: 2_000,
	retries: 2,
	backoffMs: 2_000,
	parallelHosts: 4,
	isRefused: isPrivateAddress
};

const userAgent = 'RemedyAtlas link check';
const redirectsFollowed = 8;
const longestWaitMs = 30_000;
const notForHead = new Set([403, 404, 405, 410, 501]);
const mayPass = new Set([429, 500, 502, 503, 504]);
const redirects = new Set([301, 302, 303, 307, 308]);

const privateNetworks = new BlockList();
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3]
] as const)
	privateNetworks.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
	['::', 96],
	// Two ways to write an IPv4 address in IPv6: what they lead to is not seen here.
	['64:ff9b::', 96],
	['64:ff9b:1::', 48],
	['2002::', 16],
	['fc00::', 7],
	['fe80::', 10],
	['fec0::', 10],
	['ff00::', 8]
] as const)
	privateNetworks.addSubnet(network, prefix, 'ipv6');

/** Whether an IP address belongs to this machine, a private network or nobody; IPv4 inside IPv6 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
	const family = isIP(address);
	return family === 0 || privateNetworks.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

class Failure extends Error {
	readonly trouble: Trouble;
	constructor(trouble: Trouble) {
		super(trouble);
		this.trouble = trouble;
	}
}

/**
 * Looks a name up and refuses what it leads to. The connection takes the address from here and asks nobody again, so that a
 * name which changes its mind between check and use (DNS rebinding) gains nothing.
 */
const lookupBut =
	(isRefused: WalkOptions['isRefused']): LookupFunction =>
	(hostname, options, callback) => {
		resolve(hostname, options, (error, address, family) => {
			const found: LookupAddress[] = Array.isArray(address) ? address : [{ address, family: family ?? 4 }];
			const refused = !error && found.some((entry) => isRefused(entry.address));
			callback(refused ? new Failure('private') : error, address as string, family);
		});
	};

/**
 * Asks each address once and politely: hosts side by side, the addresses of one host one after the other.
 * Results arrive as they come; a failing address never stops the walk.
 */
export async function walkAddresses(
	urls: readonly string[],
	options: WalkOptions,
	onResult: (check: AddressCheck) => Promise<void> | void
): Promise<void> {
	const hosts = new Map<string, string[]>();
	for (const url of new Set(urls)) {
		const host = URL.canParse(url) ? new URL(url).host : '';
		hosts.set(host, [...(hosts.get(host) ?? []), url]);
	}
	const pace = paceByHost(options.hostDelayMs);
	const queue = [...hosts.values()];
	const worker = async () => {
		for (let list = queue.shift(); list; list = queue.shift())
			for (const url of list) await onResult(await checkAddress(url, options, pace));
	};
	await Promise.all(Array.from({ length: Math.max(1, options.parallelHosts) }, worker));
}

/** Waits until a host may be asked again; a redirect to another host waits for that host's turn too. */
function paceByHost(delayMs: number): (host: string) => Promise<void> {
	const next = new Map<string, number>();
	return async (host) => {
		const now = Date.now();
		const turn = Math.max(now, next.get(host) ?? 0);
		next.set(host, turn + delayMs);
		if (turn > now) await wait(turn - now);
	};
}

async function checkAddress(
	url: string,
	options: WalkOptions,
	pace: (host: string) => Promise<void>
): Promise<AddressCheck> {
	for (let attempt = 0; ; attempt++) {
		const { check, passing, retryAfterMs } = await attemptOnce(url, options, pace);
		if (!passing || attempt >= options.retries) return check;
		await wait(Math.min(longestWaitMs, Math.max(retryAfterMs ?? 0, options.backoffMs * 2 ** attempt)));
	}
}

type Attempt = { check: AddressCheck; passing: boolean; retryAfterMs?: number };

async function attemptOnce(
	url: string,
	options: WalkOptions,
	pace: (host: string) => Promise<void>
): Promise<Attempt> {
	try {
		let answer = await follow('HEAD', url, options, pace);
		// Many servers refuse HEAD or answer it wrongly; nothing is called gone before GET says so too.
		if (notForHead.has(answer.status)) answer = await follow('GET', url, options, pace);
		const { status, final_url, retryAfterMs } = answer;
		const state = stateOfStatus(status);
		return {
			check: {
				url,
				state,
				http_status: status,
				...(final_url !== url && { final_url }),
				...(state === 'unclear' && { reason: 'status' })
			},
			passing: mayPass.has(status),
			...(retryAfterMs !== undefined && { retryAfterMs })
		};
	} catch (error) {
		const reason = troubleOf(error);
		return {
			check: { url, state: 'unclear', reason },
			passing: ['time-out', 'connection', 'refused', 'name'].includes(reason)
		};
	}
}

async function follow(
	method: 'HEAD' | 'GET',
	url: string,
	options: WalkOptions,
	pace: (host: string) => Promise<void>
) {
	let current = url;
	for (let hop = 0; hop <= redirectsFollowed; hop++) {
		if (!URL.canParse(current)) throw new Failure('scheme');
		const target = new URL(current);
		if (target.protocol !== 'http:' && target.protocol !== 'https:') throw new Failure('scheme');
		await pace(target.host);
		const { status, location, retryAfter } = await ask(method, target, options);
		if (!redirects.has(status) || !location)
			return {
				status,
				final_url: current,
				retryAfterMs: /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : undefined
			};
		if (!URL.canParse(location, current)) throw new Failure('redirects');
		current = new URL(location, current).href;
	}
	throw new Failure('redirects');
}

/** One request; resolves with the head of the answer and reads nothing more. */
function ask(method: string, target: URL, options: WalkOptions) {
	return new Promise<{ status: number; location?: string; retryAfter?: string }>((done, fail) => {
		const literal = target.hostname.replace(/^\[|\]$/g, '');
		if (isIP(literal) && options.isRefused(literal)) return fail(new Failure('private'));
		const settings: RequestOptions = {
			method,
			headers: { 'user-agent': userAgent, accept: '*/*' },
			agent: false,
			lookup: lookupBut(options.isRefused)
		};
		const timer = setTimeout(() => request.destroy(new Failure('time-out')), options.timeoutMs);
		const answered = (response: IncomingMessage) => {
			clearTimeout(timer);
			done({
				status: response.statusCode ?? 0,
				location: response.headers.location,
				retryAfter: response.headers['retry-after']
			});
			response.destroy();
		};
		const request = (target.protocol === 'https:' ? overHttps : overHttp)(target, settings, answered);
		request.on('error', (error) => {
			clearTimeout(timer);
			fail(error);
		});
		request.end();
	});
}

const certificateTrouble = /CERT|SSL|TLS|SIGNATURE|ALTNAME|EPROTO/;

function troubleOf(error: unknown): Trouble {
	if (error instanceof Failure) return error.trouble;
	const code = (error as { code?: string }).code ?? '';
	if (certificateTrouble.test(code)) return 'certificate';
	if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name';
	if (code === 'ECONNREFUSED') return 'refused';
	if (code === 'ETIMEDOUT') return 'time-out';
	return 'connection';
}
