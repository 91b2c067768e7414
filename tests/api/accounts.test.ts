import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type TOTP, URI } from 'otpauth';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { roles, may } from '../../src/lib/domain/roles.ts';
import { guards, isGuarded, mayRequest } from '../../src/lib/server/curation/guard.ts';
import { password } from '../fixtures/people.ts';
import { openSession, signIn, type Session } from '../harness/session.ts';

const base = inject('app_url');
let admin: Session;
beforeAll(async () => {
	admin = await signIn('admin');
});

/** Invites somebody of a fresh address and takes the invitation; the session it opens. */
async function join(name: string, role = 'contributor'): Promise<{ session: Session; email: string }> {
	const email = `${name}@example.org`;
	const invited = await (await admin.post('/curate/people?/invite', { email, role })).text();
	const link = /\/invitations\/[\w-]+/.exec(invited)![0];
	const session = openSession();
	expect((await session.post(link, { name, password })).status).toBe(303);
	return { session, email };
}

const tokenOf = ({ cookies }: Session) => cookies.get('atlas.session_token');
async function idOf(email: string): Promise<string> {
	const people = await (await admin.get('/curate/people')).text();
	return new RegExp(`${email}.*?name="id" value="([^"]+)"`, 's').exec(people)![1];
}

describe('signing in', () => {
	test('opens the desk; a cookie that scripts cannot read carries it', async () => {
		const session = openSession();
		const response = await session.post('/sign-in?/password&next=/account', {
			email: 'curator@example.org',
			password
		});
		expect(response.status).toBe(303);
		expect(response.headers.get('location')).toBe('/account');
		const cookie = response.headers.getSetCookie().find((text) => text.includes('session_token'))!;
		expect(cookie).toMatch(/HttpOnly/i);
		expect(cookie).toMatch(/SameSite=Lax/i);
		const page = await session.get('/account');
		expect(await page.text()).toContain('curator@example.org');
		expect(page.headers.get('cache-control')).toBe('private, no-store');
	});

	test('says the same of a wrong password and of an address nobody has', async () => {
		const texts = [];
		for (const email of ['curator@example.org', 'nobody@example.org']) {
			const response = await openSession().post('/sign-in?/password', {
				email,
				password: 'not this one, no'
			});
			expect(response.status).toBe(400);
			const text = await response.text();
			expect(text).toContain(`value="${email}"`);
			texts.push(/role="alert"[^>]*>([^<]*)/.exec(text)![1].trim());
		}
		expect(texts[0]).toBe(texts[1]);
		expect(texts[0]).toContain('not right');
	});

	test('leads nowhere else, whatever the address asks for', async () => {
		for (const next of [
			'https://evil.example/',
			'//evil.example',
			'/\\evil.example',
			'/.//evil.example',
			'/..//evil.example',
			'/x\r\nset-cookie: a=b',
			'javascript:alert(1)'
		]) {
			const response = await openSession().post(`/sign-in?/password&next=${encodeURIComponent(next)}`, {
				email: 'curator@example.org',
				password
			});
			expect(response.headers.get('location')).toBe('/curate');
		}
	});

	test('takes any bytes for an address without an error of ours', async () => {
		for (const email of ['a\0@example.org', '\ud800@example.org', 'x'.repeat(5000), "' or 1=1--"])
			expect((await openSession().post('/sign-in?/password', { email, password: 'x' })).status).toBe(400);
	});

	test('is closed for a while after ten attempts on one account, and written down', async () => {
		const email = 'locked@example.org';
		for (let attempt = 0; attempt < 10; attempt++)
			expect((await openSession().post('/sign-in?/password', { email, password: 'x' })).status).toBe(400);
		const response = await openSession().post('/sign-in?/password', { email, password: 'x' });
		expect(response.status).toBe(429);
		expect(await (await admin.get('/curate/audit')).text()).toContain('sign-in-locked');
	});

	test('opens a new session and ends the one the browser had; signing out ends it for good', async () => {
		const session = await signIn('second');
		const former = new Map(session.cookies);
		await session.post('/sign-in?/password', { email: 'second@example.org', password });
		expect(tokenOf(session)).not.toBe(former.get('atlas.session_token'));
		expect((await session.get('/account')).status).toBe(200);
		const kept = openSession();
		for (const [name, value] of former) kept.cookies.set(name, value);
		expect((await kept.get('/account')).status, 'the former cookie opens nothing').toBe(303);

		const last = new Map(session.cookies);
		await session.post('/sign-out', {});
		expect(tokenOf(session)).toBeUndefined();
		for (const [name, value] of last) kept.cookies.set(name, value);
		expect((await kept.get('/account')).status).toBe(303);
		const audit = await (await admin.get('/curate/audit')).text();
		for (const act of ['signed-in', 'signed-out']) expect(audit).toContain(act);
	});

	test('takes over no session that somebody else has set', async () => {
		const planted = openSession();
		planted.cookies.set('atlas.session_token', 'planted.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D');
		await planted.post('/sign-in?/password', { email: 'second@example.org', password });
		expect(tokenOf(planted)).not.toContain('planted');
		const other = openSession();
		other.cookies.set('atlas.session_token', 'planted.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA%3D');
		expect((await other.get('/account')).status).toBe(303);
	});

	test('refuses a form that another site sends', async () => {
		const response = await fetch(new URL('/sign-in?/password', base), {
			method: 'POST',
			headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ email: 'curator@example.org', password })
		});
		expect(response.status).toBe(403);
	});
});

describe('an invitation', () => {
	test('makes an account of the role it offers, once', async () => {
		const email = 'invited@example.org';
		const page = await (await admin.post('/curate/people?/invite', { email, role: 'reviewer' })).text();
		const link = /\/invitations\/[\w-]+/.exec(page)![0];
		const session = openSession();
		expect(await (await session.get(link)).text()).toContain(email);
		const short = await session.post(link, { name: 'Ivy', password: 'short' });
		expect(short.status).toBe(422);
		expect(await short.text()).toContain('value="Ivy"');
		const taken = await session.post(link, { name: 'Ivy', password });
		expect(taken.headers.get('location')).toBe('/curate');
		expect(await (await session.get('/account')).text()).toContain('reviewer');
		expect((await openSession().get(link)).status).toBe(404);
		expect((await openSession().post(link, { name: 'Eve', password })).status).toBe(404);
	});

	test('is not taken with a password that everybody tries first', async () => {
		const page = await (
			await admin.post('/curate/people?/invite', { email: 'common@example.org', role: 'curator' })
		).text();
		const response = await openSession().post(/\/invitations\/[\w-]+/.exec(page)![0], {
			name: 'Com',
			password: 'Password1234'
		});
		expect(response.status).toBe(422);
		expect(await response.text()).toContain('most common');
	});

	test('to an address that has an account, or of a role there is not, names the field', async () => {
		for (const [field, sent] of [
			['E-mail address', { email: 'curator@example.org', role: 'curator' }],
			['E-mail address', { email: 'not an address', role: 'curator' }],
			['Role', { email: 'free@example.org', role: 'king' }]
		] as const) {
			const response = await admin.post('/curate/people?/invite', sent);
			expect(response.status).toBe(422);
			expect(await response.text()).toMatch(new RegExp(`<li[^>]*>(<!--.*?-->)*${field}: `));
		}
	});
});

describe('an account', () => {
	test('asks for a second factor once it is set up, takes each backup code once, and can turn it off', async () => {
		const { session, email } = await join('two-steps');
		const elsewhere = await signIn(email);
		const former = tokenOf(session);
		const begun = await (await session.post('/account?/two-factor-start', { password })).text();
		const uri = /otpauth:\/\/totp\/[^<]*/.exec(begun)![0].replaceAll('&amp;', '&');
		const codes = [...begun.matchAll(/<li[^>]*><code[^>]*>([^<]+)/g)].map(([, code]) => code);
		expect(codes.length).toBeGreaterThan(5);
		expect((await session.post('/account?/two-factor-confirm', { code: '000000' })).status).toBe(422);
		const totp = URI.parse(uri) as TOTP;
		expect((await session.post('/account?/two-factor-confirm', { code: totp.generate() })).status).toBe(303);
		expect((await session.get('/account')).status).toBe(200);
		expect(tokenOf(session), 'the session is another one').not.toBe(former);
		expect((await elsewhere.get('/account')).status, 'others end').toBe(303);

		const again = openSession();
		const first = await again.post('/sign-in?/password', { email, password });
		expect(first.status).toBe(200);
		expect(await first.text()).toContain('one-time-code');
		expect((await again.get('/account')).status).toBe(303);
		const code = totp.generate();
		expect((await again.post('/sign-in?/code', { code })).status).toBe(303);
		expect((await again.get('/account')).status).toBe(200);
		const replayed = openSession();
		await replayed.post('/sign-in?/password', { email, password });
		expect((await replayed.post('/sign-in?/code', { code })).status, 'a code is good once').toBe(400);
		expect((await replayed.get('/account')).status).toBe(303);

		const typed = [codes[0], codes[0], codes[1].toUpperCase().replaceAll('-', ' '), `${codes[2]}x`];
		for (const [at, expected] of [303, 400, 303, 400].entries()) {
			const third = openSession();
			await third.post('/sign-in?/password', { email, password });
			expect((await third.post('/sign-in?/code', { code: typed[at] })).status, typed[at]).toBe(expected);
		}
		expect((await again.post('/account?/two-factor-end', { password })).status).toBe(303);
		expect((await session.get('/account')).status, 'others end').toBe(303);
		expect((await again.get('/account')).status).toBe(200);
		expect((await openSession().post('/sign-in?/password', { email, password })).status).toBe(303);
	});

	test('shows code and backup codes again after a wrong code, until a right one was typed', async () => {
		const { session } = await join('slow-typist');
		const setupIn = (html: string) => ({
			uri: / name="uri" value="([^"]*)/.exec(html)?.[1].replaceAll('&amp;', '&') ?? '',
			backup_codes: [...html.matchAll(/<li[^>]*><code[^>]*>([^<]+)/g)].map(([, code]) => code).join(' '),
			picture: /<svg[^>]*><rect fill="white"[\s\S]*?<\/svg>/.exec(html)?.[0]
		});
		const begun = await (await session.post('/account?/two-factor-start', { password })).text();
		const { picture, ...setup } = setupIn(begun);
		expect(picture).toBeDefined();
		expect(setup.backup_codes).not.toBe('');
		const confirm = async (form: Record<string, string>) =>
			session.post('/account?/two-factor-confirm', { ...setup, ...form });
		const refused = await confirm({ code: '000000' });
		expect(refused.status).toBe(422);
		expect(setupIn(await refused.text())).toEqual({ picture, ...setup });
		for (const uri of ['', 'otpauth://totp/字', `otpauth://totp/${'x'.repeat(900)}`, 'javascript:alert(1)']) {
			const odd = await confirm({ code: '000000', uri });
			expect(odd.status, uri).toBe(422);
			expect(await odd.text()).not.toContain('name="code"');
		}
		const totp = URI.parse(setup.uri) as TOTP;
		expect((await confirm({ code: totp.generate() })).status).toBe(303);
	});

	test('keeps its second factor when a new password is offered; an admin who knows the person lifts it', async () => {
		const { session, email } = await join('lost-phone');
		const begun = await (await session.post('/account?/two-factor-start', { password })).text();
		const uri = /otpauth:\/\/totp\/[^<]*/.exec(begun)![0].replaceAll('&amp;', '&');
		const totp = URI.parse(uri) as TOTP;
		await session.post('/account?/two-factor-confirm', { code: totp.generate() });
		const id = await idOf(email);
		const offered = await (await admin.post('/curate/people?/reset', { id })).text();
		const holder = openSession();
		const taken = await holder.post(/\/invitations\/[\w-]+/.exec(offered)![0], {
			password: 'a brand new long one'
		});
		expect(taken.headers.get('location')).toBe('/sign-in');
		expect((await holder.get('/account')).status, 'the letter alone opens nothing').toBe(303);

		expect((await admin.post('/curate/people?/lift-second-factor', { id })).status).toBe(200);
		const open = await openSession().post('/sign-in?/password', { email, password: 'a brand new long one' });
		expect(open.status).toBe(303);
		expect(await (await admin.get('/curate/audit')).text()).toContain('second-factor-lifted');
	});

	test('cannot have its password guessed from an open session', async () => {
		const session = await signIn('second');
		for (const [attempts, status] of [
			[10, 422],
			[1, 429]
		])
			for (let attempt = 0; attempt < attempts; attempt++)
				expect((await session.post('/account?/two-factor-end', { password: 'a guess' })).status).toBe(status);
		expect((await session.post('/account?/remove', { password })).status, 'whatever the form').toBe(429);
		expect(await (await admin.get('/curate/audit')).text()).toContain('confirmation-locked');
	});

	test('lists where it is signed in, and ends a session at once', async () => {
		const { session, email } = await join('many-places');
		const other = await signIn(email);
		await fetch(`${base}/sign-in?/password`, {
			method: 'POST',
			redirect: 'manual',
			headers: {
				origin: base,
				'user-agent':
					'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36'
			},
			body: new URLSearchParams({ email, password })
		});
		const page = await (await session.get('/account')).text();
		expect(page).toContain('Chrome on Linux');
		expect(page).toContain('<strong>node</strong>');
		const id = /name="id" value="([^"]+)"/.exec(page)![1];
		const [, token] = [...other.cookies].find(([name]) => name.endsWith('session_token'))!;
		expect(page).not.toContain(token.split('.')[0]);
		await session.post('/account?/end-session', { id });
		expect((await other.get('/account')).status).toBe(303);
		expect((await session.get('/account')).status).toBe(200);
	});

	test('changes its password, which ends every other session', async () => {
		const { session, email } = await join('new-password');
		const other = await signIn(email);
		const wrong = await session.post('/account?/password', {
			present: 'wrong',
			password: 'some other long one'
		});
		expect(wrong.status).toBe(422);
		const changed = await session.post('/account?/password', {
			present: password,
			password: 'some other long one'
		});
		expect(changed.status).toBe(303);
		expect((await other.get('/account')).status).toBe(303);
		expect((await openSession().post('/sign-in?/password', { email, password })).status).toBe(400);
	});

	test('can be removed; a new role or a new password is given by an admin', async () => {
		const { session, email } = await join('leaving');
		const id = await idOf(email);
		await admin.post('/curate/people?/role', { id, role: 'curator' });
		expect(await (await session.get('/account')).text()).toContain('curator');
		const offered = await (await admin.post('/curate/people?/reset', { id })).text();
		const link = /\/invitations\/[\w-]+/.exec(offered)![0];
		expect((await openSession().post(link, { password: 'a brand new long one' })).status).toBe(303);
		expect((await session.get('/account')).status).toBe(303);
		const back = openSession();
		expect((await back.post('/sign-in?/password', { email, password: 'a brand new long one' })).status).toBe(
			303
		);
		expect((await back.post('/account?/remove', { password: 'wrong' })).status).toBe(422);
		expect((await back.post('/account?/remove', { password: 'a brand new long one' })).status).toBe(303);
		expect(
			(await openSession().post('/sign-in?/password', { email, password: 'a brand new long one' })).status
		).toBe(400);
	});

	test('of the last admin stays one', async () => {
		const id = await idOf('admin@example.org');
		const response = await admin.post('/curate/people?/role', { id, role: 'curator' });
		expect(response.status).toBe(409);
		expect((await admin.get('/curate/people')).status).toBe(200);
	});
});

describe('every route of curation', () => {
	const routeOf = (file: string) => `/${file}`.replace(/\/\+[^/]*$/, '');
	const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' }).filter(
		(file) => /\+(page\.server|server)\.ts$/.test(file) && isGuarded(routeOf(file))
	);

	test.each(files)('%s is guarded, and so is each of its actions', (file) => {
		const source = readFileSync(`src/routes/${file}`, 'utf8');
		const guard = guards[routeOf(file)];
		expect(guard, `no guard for ${routeOf(file)}`).toBeDefined();
		for (const [, method] of source.matchAll(/export const (POST|PUT|PATCH|DELETE)\b/g))
			expect(Object.keys(guard.write ?? {})).toContain(method);
		const actions = /export const actions[^=]*= \{(.*)\n\};/s.exec(source)?.[1];
		for (const [, quoted, plain] of actions?.matchAll(/^\t(?:'([\w-]+)'|([\w]+))(?=[:,(]| *$)/gm) ?? [])
			expect(Object.keys(guard.write ?? {})).toContain(quoted ?? plain);
	});

	test('a guard belongs to a route that is there', () => {
		for (const route of Object.keys(guards))
			expect(
				['+page.svelte', '+page.server.ts', '+server.ts'].some((file) =>
					existsSync(`src/routes${route}/${file}`)
				),
				route
			).toBe(true);
	});

	test('is open to each role as the table of acts says, and to nobody who is not signed in', async () => {
		const sessions = await Promise.all(roles.map(async (role) => [role, await signIn(role)] as const));
		for (const [route, guard] of Object.entries(guards)) {
			const path = route.replace(/\[[^\]]+\]/g, '00000000-0000-4000-8000-000000000000');
			expect((await openSession().get(path)).headers.get('location'), path).toMatch(/^\/sign-in\?next=/);
			for (const action of Object.keys(guard.write ?? {}))
				expect((await openSession().post(`${path}?/${action}`, {})).status, `${path} ${action}`).toBe(401);
			for (const [role, session] of sessions) {
				const allowed = may(role, guard.read);
				expect(mayRequest(role, route, { method: 'GET', action: '' })).toBe(allowed);
				const { status } = await session.get(path);
				if (allowed) expect([200, 303, 400, 404, 405], `${role} ${path}`).toContain(status);
				else expect(status, `${role} ${path}`).toBe(403);
				for (const [action, act] of Object.entries(guard.write ?? {})) {
					if (may(role, act)) continue;
					expect((await session.post(`${path}?/${action}`, {})).status, `${role} ${path} ${action}`).toBe(
						403
					);
				}
			}
		}
	});
});
