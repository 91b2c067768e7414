import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { loggedError } from './logged-error.ts';

test('of a query that failed the log holds what and where, and none of its values', () => {
	const cause = Object.assign(
		new Error('duplicate key value violates unique constraint "user_email_unique"'),
		{
			code: '23505',
			detail: 'Key (email)=(ada@example.org) already exists.'
		}
	);
	const error = new DrizzleQueryError('insert into "user" values ($1)', ['ada@example.org\n    at x'], cause);
	const logged = loggedError(error);
	expect(logged).toMatchObject({
		message: 'Failed query: insert into "user" values ($1)',
		cause: { code: '23505', message: expect.stringContaining('user_email_unique') }
	});
	expect(JSON.stringify(logged)).toContain('logged-error.test.ts');
	expect(JSON.stringify(logged)).not.toContain('ada@example.org');
});

test('what is thrown and is no error is told as text', () => {
	expect(loggedError('out of cheese')).toEqual({ message: 'out of cheese' });
});
