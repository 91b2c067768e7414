import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers a request by itself, or tells that the application must. False at once where it knows nothing of the request, so that
 * nobody waits for it.
 */
export type FrontDoor = (request: IncomingMessage, response: ServerResponse) => Promise<boolean> | false;

/** The server and the application it serves are bundled apart and share no module; this is where they meet. */
const place = globalThis as { [key: symbol]: FrontDoor | undefined };
const name = Symbol.for('remedy-atlas.front-door');

export const setFrontDoor = (door: FrontDoor): void => void (place[name] = door);
export const frontDoor = (): FrontDoor | undefined => place[name];
