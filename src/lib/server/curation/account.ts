import { APIError } from 'better-auth/api';
import Bowser from 'bowser';
import { z } from 'zod';
import type { AuditAct } from '../../domain/audit-acts.ts';
import * as m from '../../paraglide/messages.js';
import type { Auth } from '../auth.ts';
import type { Db } from '../db/connect.ts';
import { forgetAttempts } from '../queries/attempts.ts';
import { deleteSessions, saveAudit, updateUser, useInvitations } from '../queries/people.ts';
import { attemptLimits, countOver } from './attempts.ts';
import { checkPassword, removeUser } from './people.ts';
import type { Person } from './person.ts';
import { invalid, Refusal } from './refusal.ts';

/** The signed-in person, with the request's headers, which carry the session. */
type Self = { db: Db; auth: Auth; person: Person & { email: string; two_factor: boolean }; headers: Headers };

export async function saveName(
	{ db, person }: Self,
	wanted: { name: string; show_name: boolean }
): Promise<void> {
	const name = z.string().trim().min(1).max(100).safeParse(wanted.name);
	if (!name.success) throw invalid('name', 'expected a name of 1 to 100 characters');
	await updateUser(db, person.id, { name: name.data, showName: wanted.show_name });
}

/** Changes the password, ends every other session and closes the links that were to give a new password. */
export async function changePassword(
	self: Self,
	{ present, wanted }: { present: string; wanted: string }
): Promise<void> {
	const { db, auth, person, headers } = self;
	checkPassword(wanted, person.email);
	await told(self, 'present', 'the present password is not right', () =>
		auth.api.changePassword({
			body: { currentPassword: present, newPassword: wanted, revokeOtherSessions: true },
			headers
		})
	);
	await db.transaction(async (tx) => {
		await useInvitations(tx, person.email, new Date());
		await saveAudit(tx, { actor: person.pseudonym, act: 'password-changed' });
	});
}

/** Begins a second factor. It counts only once `confirmSecondFactor` has seen a code. */
export async function startSecondFactor(
	self: Self,
	password: string
): Promise<{ uri: string; backup_codes: string[] }> {
	const { auth, headers } = self;
	const begun = await told(self, 'password', 'the password is not right', () =>
		auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers })
	);
	if (begun.method !== 'totp') throw new Refusal('state', 'Only authenticators are offered here.');
	return { uri: begun.totpURI, backup_codes: begun.backupCodes };
}

/** From now on a code is asked for; every other session, which was opened without one, ends. */
export async function confirmSecondFactor(self: Self, code: string): Promise<void> {
	const { auth, person, headers } = self;
	if (person.two_factor) throw new Refusal('state', m.curate_two_factor_on());
	await changed(self, 'second-factor-set', () =>
		told(self, 'code', 'this code is not right, or it is too old', () =>
			auth.api.verifyTOTP({ body: { code: code.replace(/\s/g, '') }, headers })
		)
	);
}

/** Takes the second factor away and ends every other session. */
export async function endSecondFactor(self: Self, password: string): Promise<void> {
	const { auth, headers } = self;
	await changed(self, 'second-factor-ended', () =>
		told(self, 'password', 'the password is not right', () =>
			auth.api.disableTwoFactor({ body: { password }, headers })
		)
	);
}

/** What changes how somebody signs in gives this browser a new session; all that began before it end. */
async function changed({ db, person }: Self, what: AuditAct, act: () => Promise<unknown>): Promise<void> {
	const before = new Date();
	await act();
	await deleteSessions(db, person.id, before);
	await saveAudit(db, { actor: person.pseudonym, act: what });
}

/** Where somebody is signed in; the tokens stay here, a session is named by its id. */
export async function listSessions({ auth, headers }: Self, present: string | undefined) {
	const sessions = await auth.api.listSessions({ headers });
	return sessions.map(({ id, token, createdAt, updatedAt, userAgent }) => ({
		id,
		present: token === present,
		since: createdAt,
		last_used: updatedAt,
		...(userAgent && browserOf(userAgent))
	}));
}

/** What a browser and its system are called; an unknown one by the words it uses for itself. */
function browserOf(userAgent: string): { browser: string; system?: string } {
	const { browser, os } = Bowser.parse(userAgent);
	return browser.name ? { browser: browser.name, system: os.name } : { browser: userAgent.slice(0, 120) };
}

export async function endSession({ db, auth, person, headers }: Self, id: string): Promise<void> {
	const found = (await auth.api.listSessions({ headers })).find((session) => session.id === id);
	if (!found) throw new Refusal('not-found', 'This session has ended already.');
	await auth.api.revokeSession({ body: { token: found.token }, headers });
	await saveAudit(db, { actor: person.pseudonym, act: 'session-ended' });
}

export async function endOtherSessions({ db, auth, person, headers }: Self): Promise<void> {
	await auth.api.revokeOtherSessions({ headers });
	await saveAudit(db, { actor: person.pseudonym, act: 'other-sessions-ended' });
}

/** Ends one's own account. What one wrote stays, under the pseudonym. */
export async function removeSelf(self: Self, password: string): Promise<void> {
	const { db, auth, person, headers } = self;
	await told(self, 'password', 'the password is not right', () =>
		auth.api.verifyPassword({ body: { password }, headers })
	);
	await removeUser(db, person, person.id);
}

/**
 * What the auth library refuses for a value somebody typed, as a refusal that names the field. Whoever finds an open browser
 * may not try passwords without end.
 */
async function told<T>(
	{ db, person }: Self,
	path: string,
	message: string,
	act: () => Promise<T>
): Promise<T> {
	const over = await countOver(db, attemptLimits.confirm, person.id, new Date());
	if (over === 1) await saveAudit(db, { act: 'confirmation-locked', subject: person.pseudonym });
	if (over > 0) throw new Refusal('too-often', m.curate_too_often());
	try {
		const result = await act();
		await forgetAttempts(db, attemptLimits.confirm.purpose, person.id);
		return result;
	} catch (error) {
		if (error instanceof APIError && error.statusCode < 500) throw invalid(path, message);
		throw error;
	}
}
