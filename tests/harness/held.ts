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
	let request: App.Locals | undefined = {} as App.Locals;
	const held = new WeakRef(request);
	await requestLocals.run(request, ask);
	request = undefined;
	await others?.();
	await new Promise((resolve) => setTimeout(resolve, 10));
	collect();
	return held.deref() !== undefined;
}
