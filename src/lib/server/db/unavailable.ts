/** The database gave no answer, or had no room for one. What was asked may ask again later; nothing was acknowledged. */
export class DatabaseUnavailable extends Error {
	override name = 'DatabaseUnavailable';
}

/** Whether an error is one of these, or was made of one. */
export function isUnavailable(error: unknown): boolean {
	for (let cause = error; cause instanceof Error; cause = cause.cause)
		if (cause instanceof DatabaseUnavailable) return true;
	return false;
}

/** Classes and codes of SQLSTATE that tell of the server's state and not of what it was asked. */
const passing = [
	'08', // connection exception
	'53', // insufficient resources: disk full, out of memory, too many connections
	'57P', // shut down, crashed, not yet up
	'58', // system error: input or output failed
	'28', // the server no longer takes our name and password
	'3D000', // the database is gone
	'25006', // read-only: a standby took over
	'57014', // the statement took longer than it may
	'55P03', // a lock took longer than it may
	'40001', // two transactions in each other's way
	'40P01'
];

/** Whether an error of a driver says that asking again later may help. */
export function isPassing(error: unknown): boolean {
	const { code } = (error ?? {}) as { code?: unknown };
	if (typeof code !== 'string') return false;
	return isConnectionCode(code) || passing.some((start) => code.startsWith(start));
}

/** Codes of the sockets (ECONNREFUSED …) and of the driver (CONNECTION_CLOSED …), not of the server: those have five signs. */
export const isConnectionCode = (code: unknown): boolean =>
	typeof code === 'string' && /^(E(?!RR_)[A-Z_]{4,}|CONNECT(ION)?_[A-Z]+)$/.test(code);
