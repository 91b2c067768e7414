import { afterEach, beforeEach } from 'vitest';

/**
 * An error on the console fails the test that caused it. A test that expects one replaces the function itself:
 * `vi.spyOn(console, 'error').mockImplementation(() => {})`.
 */
const original = console.error;
let calls: unknown[][] = [];

beforeEach(() => {
	calls = [];
	console.error = (...args: unknown[]) => {
		calls.push(args);
		original(...args);
	};
});

afterEach(() => {
	console.error = original;
	if (calls.length)
		throw new Error(`console.error was called: ${calls.map((args) => args.join(' ')).join('\n')}`);
});
