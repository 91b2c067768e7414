import { sql } from 'drizzle-orm';
import { APIError } from 'better-auth/api';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { findSession, type Auth } from '../../src/lib/server/auth.ts';
import { attemptLimits } from '../../src/lib/server/curation/attempts.ts';
import {
	changeRole,
	findOffer,
	invite,
	offerNewPassword,
	takeOffer,
	uninvite
} from '../../src/lib/server/curation/people.ts';
import { changePassword } from '../../src/lib/server/curation/account.ts';
import { signIn } from '../../src/lib/server/curation/sign-in.ts';
import type { Connection, Db } from '../../src/lib/server/db/connect.ts';
import { session } from '../../src/lib/server/db/schema.ts';
import { countUsers, listAudit, listOpenInvitations } from '../../src/lib/server/queries/people.ts';
import { createPeople, password, testAuth } from '../fixtures/people.ts';
import { refusalOf } from '../fixtures/refusal.ts';
import { openTestDatabase } from '../harness/database.ts';

let connection: Connection;
let db: Db;
let auth: Auth;
let people: Awaited<ReturnType<typeof createPeople>>;
beforeAll(async () => {
	connection = await openTestDatabase();
	db = connection.db;
	auth = testAuth(db);
	people = await createPeople(db, auth);
});
afterAll(() => connection.close());

const audited = async (act: string) => (await listAudit(db, 1000)).filter((entry) => entry.act === act);

describe('a session', () => {
	afterEach(() => vi.useRealTimers());
	const hour = 3_600_000;
	const start = Date.parse('2026-01-01T00:00:00Z');

	/** Signs in when the clock says `start`; whether the session is open so many hours later. */
	async function begin() {
		vi.useFakeTimers({ toFake: ['Date'], now: start });
		const response = await auth.api.signInEmail({
			body: { email: 'curator@example.org', password },
			asResponse: true
		});
		const cookie = response.headers.getSetCookie()[0].split(';')[0];
		return async (hours: number) => {
			vi.setSystemTime(start + hours * hour);
			return (await findSession(auth, new Headers({ cookie }), new Date())) !== undefined;
		};
	}

	test('ends after twelve hours without use, and its row with it', async () => {
		const isOpen = await begin();
		expect(await isOpen(11)).toBe(true);
		expect(await isOpen(22), 'used again within twelve hours').toBe(true);
		expect(await isOpen(34.1)).toBe(false);
		expect(await isOpen(23), 'not even when the clock goes back').toBe(false);
		expect(await db.select().from(session)).toEqual([]);
	});

	test('ends after seven days, used or not', async () => {
		const isOpen = await begin();
		for (let hours = 10; hours < 168; hours += 10) expect(await isOpen(hours), `${hours} h`).toBe(true);
		expect(await isOpen(168.1)).toBe(false);
		expect(await db.select().from(session)).toEqual([]);
	});

	test('is opened by no cookie that was not signed here', async () => {
		const { token } = await auth.api.signInEmail({ body: { email: 'curator@example.org', password } });
		for (const value of [
			token,
			`${token}.`,
			`${token}.${'A'.repeat(43)}=`,
			`%00.${token}`,
			'',
			'x'.repeat(5000)
		]) {
			const headers = new Headers({ cookie: `atlas.session_token=${value}` });
			expect(await findSession(auth, headers, new Date()), value.slice(0, 40)).toBeUndefined();
		}
	});
});

describe('attempts', () => {
	/** The library without its slow hash: what counts here is counted before and after it. */
	const refusing = {
		$context: Promise.resolve({}),
		api: {
			signInEmail: () => {
				throw new APIError('UNAUTHORIZED');
			}
		}
	} as unknown as Auth;
	const attempt = (client: string, email: string, now: Date, by = refusing) =>
		signIn({ db, auth: by, client: () => client }, new Headers(), email, password, now);

	test('of one client on one account are ten; another process knows it, another client is not shut out', async () => {
		const now = new Date('2026-02-01T12:00:00Z');
		for (let times = 0; times < 10; times++)
			expect(await attempt('one', 'reviewer@example.org', now)).toBe('wrong');
		for (let times = 0; times < 5; times++)
			expect(await attempt('one', 'Reviewer@Example.org ', now, testAuth(db))).toBe('too-often');
		expect(await attempt('other', 'reviewer@example.org', now, auth)).toBe('in');
		expect(await attempt('one', 'reviewer@example.org', new Date('2026-02-01T12:15:00Z'), auth)).toBe('in');
		const locked = await audited('sign-in-locked');
		expect(locked, 'told once, not five times').toHaveLength(1);
		expect(locked[0]).toMatchObject({ subject: people.reviewer.pseudonym, detail: { client: 'one' } });
	});

	test('on one account from everywhere have a limit of their own', async () => {
		const now = new Date('2026-02-02T12:00:00Z');
		const { most } = attemptLimits.signInAccount;
		for (let times = 0; times < most; times++)
			expect(await attempt(`client ${times}`, 'admin@example.org', now)).toBe('wrong');
		expect(await attempt('yet another', 'admin@example.org', now, auth)).toBe('too-often');
		expect(await attempt('yet another', 'curator@example.org', now, auth)).toBe('in');
	});

	test('are written down by the person, never by what was typed', async () => {
		const now = new Date('2026-02-03T12:00:00Z');
		await attempt('one', 'my-password-in-the-wrong-field', now);
		await attempt('one', 'contributor@example.org', now);
		const failed = await audited('sign-in-failed');
		expect(failed.slice(0, 2).map(({ subject }) => subject)).toEqual([people.contributor.pseudonym, null]);
		expect(JSON.stringify(await listAudit(db, 1000))).not.toMatch(/wrong-field|contributor@/);
	});

	test('to guess an invitation are counted, and offers of one admin are', async () => {
		const now = new Date('2026-02-04T12:00:00Z');
		const at = { db, client: () => 'guesser' };
		for (let times = 0; times < attemptLimits.invitation.most; times++)
			expect(await findOffer(at, 'guess', now)).toBeUndefined();
		expect((await refusalOf(findOffer(at, 'guess', now))).why).toBe('too-often');
		const wanted = { email: 'somebody@example.org', role: 'curator' };
		for (let times = 0; times < attemptLimits.offer.most; times++)
			await invite(db, people.admin, wanted, now);
		expect((await refusalOf(invite(db, people.admin, wanted, now))).why).toBe('too-often');
	});
});

describe('what is offered to one address', () => {
	const at = () => ({ db, auth, client: () => 'offered' });
	const chosen = { name: 'Somebody new', password: 'another long walk by the river' };

	const openTo = async (email: string, now: Date) =>
		(await listOpenInvitations(db, now)).filter((open) => open.email === email);

	test('is one account: the second invitation renews the first, also in its role', async () => {
		const email = 'twice@example.org';
		const now = new Date();
		const first = await invite(db, 'command line', { email, role: 'curator' }, now);
		const second = await invite(db, 'command line', { email, role: 'reviewer' }, now);
		expect([first.renewed, second.renewed]).toEqual([false, true]);
		expect(await openTo(email, now)).toMatchObject([{ role: 'reviewer' }]);
		expect((await refusalOf(takeOffer(at(), first.token, chosen, now))).why).toBe('not-found');
		expect((await takeOffer(at(), second.token, chosen, now)).role).toBe('reviewer');
	});

	test('stays one of several that are made at once', async () => {
		const wanted = { email: 'at-once@example.org', role: 'curator' };
		const now = new Date();
		const made = await Promise.all([1, 2, 3].map(() => invite(db, 'command line', wanted, now)));
		expect(made.map(({ renewed }) => renewed).sort()).toEqual([false, true, true]);
		expect(await openTo(wanted.email, now)).toHaveLength(1);
	});

	test('is renewed by nothing that had run out', async () => {
		const wanted = { email: 'late@example.org', role: 'curator' };
		await invite(db, 'command line', wanted, new Date('2026-03-01T12:00:00Z'));
		expect((await invite(db, 'command line', wanted, new Date('2026-03-09T12:00:00Z'))).renewed).toBe(false);
	});

	test('is taken back once, and not after it was used', async () => {
		const wanted = { email: 'taken-back@example.org', role: 'curator' };
		const now = new Date();
		await invite(db, 'command line', wanted, now);
		const [{ token_hash }] = await openTo(wanted.email, now);
		await uninvite(db, 'command line', token_hash);
		expect((await audited('uninvited'))[0].subject).toBe(wanted.email);
		expect((await refusalOf(uninvite(db, 'command line', token_hash))).why).toBe('not-found');
	});

	test('is one new password, and none once the person has chosen one', async () => {
		const now = new Date();
		const [first, second] = [
			await offerNewPassword(db, 'command line', people.contributor.id, now),
			await offerNewPassword(db, 'command line', people.contributor.id, now)
		];
		expect((await refusalOf(takeOffer(at(), first.token, chosen, now))).why).toBe('not-found');
		await takeOffer(at(), second.token, chosen, now);

		const { token } = await offerNewPassword(db, 'command line', people.contributor.id, now);
		const response = await auth.api.signInEmail({
			body: { email: 'contributor@example.org', password: chosen.password },
			asResponse: true
		});
		const headers = new Headers({ cookie: response.headers.getSetCookie()[0].split(';')[0] });
		const person = { ...people.contributor, email: 'contributor@example.org', two_factor: false };
		const wanted = 'a third long walk by the river';
		await changePassword({ db, auth, person, headers }, { present: chosen.password, wanted });
		expect((await refusalOf(takeOffer(at(), token, chosen, new Date()))).why).toBe('not-found');
	});
});

test('of two admins who take the role from each other at once, one stays', async () => {
	await changeRole(db, people.admin, people.second.id, 'admin');
	const outcomes = await Promise.allSettled([
		changeRole(db, people.admin, people.second.id, 'curator'),
		changeRole(db, people.second, people.admin.id, 'curator')
	]);
	expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await countUsers(db, 'admin')).toBe(1);
});

test.each([
	"update audit set act = 'nothing'",
	'delete from audit',
	'truncate audit',
	'truncate draft_event cascade'
])('the log refuses %s', async (statement) => {
	const before = await listAudit(db, 1000);
	expect(before.length).toBeGreaterThan(0);
	const refused = await db.execute(sql.raw(statement)).catch((error: Error) => String(error.cause));
	expect(refused).toMatch(/append-only/);
	expect(await listAudit(db, 1000)).toEqual(before);
});
