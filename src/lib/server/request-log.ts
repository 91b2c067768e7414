import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { loggedError } from './logged-error.ts';

/** Its level is the hook's to set. */
export const log = pino({
	base: undefined,
	serializers: { err: loggedError }
});

/** The address of an invitation is a key. */
export const loggedPath = (path: string) => path.replace(/(\/invitations\/)[^/]+/, '$1…');

/** The number by which a request is found in the log: as the proxy has it, or a new one. */
export const requestId = (given: unknown): string =>
	typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();

const quietPaths = new Set(['/healthz', '/readyz', '/metrics']);

/** @param request.started as `performance.now()` told it */
export function tellRequest(request: {
	id: string;
	method: string;
	path: string;
	status: number;
	started: number;
	user?: string;
}): void {
	const { id, method, path, status, started, user } = request;
	const ms = Math.round(performance.now() - started);
	log[quietPaths.has(path) ? 'debug' : 'info'](
		{ request_id: id, method, path: loggedPath(path), status, ms, ...(user && { user }) },
		'request'
	);
}
