/** A failure at start that the person at the terminal can mend: printed as one line, exit 1, no stack trace. */
export class StartupError extends Error {
	override name = 'StartupError';
	readonly expected = true;
}
