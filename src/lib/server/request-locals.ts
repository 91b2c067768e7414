import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to the request for which the code runs that asks. */
export const requestLocals = new AsyncLocalStorage<App.Locals>();
