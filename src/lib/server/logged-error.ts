/**
 * An error as the log shows it: what failed and where, never the values of a query, which may be tokens, hashes of passwords
 * or addresses of people.
 */
export function loggedError(error: unknown): object {
	if (!(error instanceof Error)) return { message: String(error) };
	return {
		type: error.name,
		message: error.message.split('\nparams: ')[0],
		code: (error as { code?: unknown }).code,
		stack: (error.stack ?? '')
			.split('\n')
			.filter((line) => /^\s+at /.test(line))
			.join('\n'),
		...(error.cause !== undefined && { cause: loggedError(error.cause) })
	};
}
