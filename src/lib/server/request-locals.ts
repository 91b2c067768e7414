import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

/** What belongs to the request for which the code runs that asks. */
export const requestLocals = new AsyncLocalStorage<App.Locals>();

const outside = new AsyncResource('outside of any request');

/**
 * The same promise, to be kept. Node lets a promise hold on to what belongs to the request in which it was made, down to the text of
 * the page: two thousand counts that were kept took 300 MB.
 */
export const outsideRequest = <T>(promise: Promise<T>): Promise<T> =>
	outside.runInAsyncScope(
		() =>
			new Promise((resolve, reject) => {
				promise.then(resolve, reject);
			})
	);
