import type { RequestEvent } from '@sveltejs/kit';
import { StartupError } from './db/startup-error.ts';

type Event = Pick<RequestEvent, 'request' | 'cookies' | 'route'>;

/** Set with what a visitor writes, so that the next pages of this visitor are read where it was written, and nothing a moment old. */
export const primaryCookie = 'atlas.primary';

/**
 * Addresses that only the primary answers: what is given on the moment it is made (a frozen view, a suggestion), what counts
 * attempts while it is read, and what asks after the primary itself.
 */
const ofPrimary = /^\/(slices|suggestions|invitations|readyz)(\/|\.|$)/;

/** A question in the form of a POST, which changes nothing. */
const isQuestion = ({ route }: Event) => route.id === '/mcp';

const reads = ({ request: { method } }: Event) => method === 'GET' || method === 'HEAD';

/** Whether this request changes something that its visitor may look at next. */
export const writes = (event: Event): boolean =>
	!reads(event) && !isQuestion(event) && event.request.method !== 'OPTIONS';

/** Whether what is a moment old will do, as a replica has it: for whoever is not signed in and has not just written. */
export const readsReplica = (event: Event): boolean =>
	(reads(event) || isQuestion(event)) &&
	!ofPrimary.test(event.route.id ?? '') &&
	!event.cookies.getAll().some(({ name }) => name === primaryCookie || name.endsWith('atlas.session_token'));

/**
 * The addresses of DATABASE_REPLICA_URLS.
 * @throws StartupError where something in the list is no address, or there is nothing to be a replica of
 */
export function parseReplicaUrls(value: string | undefined, primary: string | undefined): string[] {
	const urls = (value ?? '')
		.split(',')
		.map((url) => url.trim())
		.filter(Boolean);
	if (urls.length > 0 && !primary)
		throw new StartupError('DATABASE_REPLICA_URLS needs DATABASE_URL, the server that they are replicas of.');
	// By its place: an address holds a password.
	const odd = urls.findIndex((url) => !/^postgres(ql)?:\/\/[^/]/.test(url) || !URL.canParse(url));
	if (odd >= 0)
		throw new StartupError(
			`DATABASE_REPLICA_URLS must be addresses such as postgres://user:password@host:port/name, separated by commas; number ${odd + 1} is not.`
		);
	return urls;
}
