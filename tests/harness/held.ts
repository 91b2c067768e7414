import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { requestLocals } from '../../src/lib/server/request-locals.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * Whether a request is still held after it.
 * @param ask what is done for it
 * @param others what is done without it afterwards, so that nothing holds it for having come last
 */
export async function holdsRequest(
	ask: () => Promise<unknown>,
	others?: () => Promise<unknown>
): Promise<boolean> {
	const held = await referTo(ask);
	await others?.();
	await new Promise((resolve) => setTimeout(resolve, 10));
	collect();
	return held.deref() !== undefined;
}

/** By itself, so that nothing here holds the request either. */
async function referTo(ask: () => Promise<unknown>): Promise<WeakRef<App.Locals>> {
	const request = {} as App.Locals;
	await requestLocals.run(request, ask);
	return new WeakRef(request);
}
