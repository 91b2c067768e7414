import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is answered before the framework; false at once where it must be asked, so that nobody waits for it. */
export type FrontDoor = {
	/** Gives an answer again, or tells that it must be made after all. */
	again(request: IncomingMessage, response: ServerResponse): Promise<boolean> | false;
	/** Makes an answer. */
	anew(request: IncomingMessage, response: ServerResponse): Promise<void> | false;
};

/** The server and the application it serves are bundled apart and share no module; this is where they meet. */
const place = globalThis as { [key: symbol]: FrontDoor | undefined };
const name = Symbol.for('remedy-atlas.front-door');

export const setFrontDoor = (door: FrontDoor): void => void (place[name] = door);
export const frontDoor = (): FrontDoor | undefined => place[name];
