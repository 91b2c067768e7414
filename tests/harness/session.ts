import { inject } from 'vitest';
import { password } from '../fixtures/people.ts';

/** A client of the running application that sends the cookies of one person, as a browser does. */
export type Session = {
	get(path: string, init?: RequestInit): Promise<Response>;
	/** Posts a form from a page of the application; redirects are not followed. */
	post(path: string, form: Record<string, string> | FormData | [string, string][]): Promise<Response>;
	cookies: Map<string, string>;
};

/**
 * Nobody yet.
 * @param origin under which the application takes itself to be reached, where that is not `base`
 */
export function openSession(base: string = inject('app_url'), origin = new URL(base).origin): Session {
	const cookies = new Map<string, string>();
	async function send(path: string, init: RequestInit): Promise<Response> {
		const response = await fetch(new URL(path, base), {
			redirect: 'manual',
			...init,
			headers: {
				accept: 'text/html',
				cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
				...init.headers
			}
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
			if (value && !/max-age=0/i.test(cookie)) cookies.set(name, value);
			else cookies.delete(name);
		}
		return response;
	}
	return {
		cookies,
		get: (path, init = {}) => send(path, init),
		post: (path, form) =>
			send(path, {
				method: 'POST',
				headers: { origin },
				body: form instanceof FormData ? form : new URLSearchParams(form)
			})
	};
}

/**
 * Somebody the application under test knows from its start: `contributor`, `curator`, `reviewer`, `admin` or `second`.
 * @throws when the password is not taken
 */
export async function signIn(who: string, base: string = inject('app_url')): Promise<Session> {
	const session = openSession(base);
	const email = who.includes('@') ? who : `${who}@example.org`;
	const response = await session.post('/sign-in?/password', { email, password });
	if (response.status !== 303) throw new Error(`${email} could not sign in: ${response.status}`);
	return session;
}
