import { error } from '@sveltejs/kit';

/**
 * Ends a request whose client closed the connection. Drawing a page costs most of the time it takes, and where many come at once
 * that time would go to those who have left.
 * @throws HttpError 499, which nobody gets
 */
export function stopIfGone({ signal }: Request): void {
	if (signal.aborted) error(499, { message: 'The connection was closed.' });
}
