import { APIError } from 'better-auth/api';
import { z } from 'zod';
import type { Auth } from '../auth.ts';
import type { Db } from '../db/connect.ts';
import { saveAudit, updateUser } from '../queries/people.ts';
import { checkPassword, removeUser } from './people.ts';
import type { Person } from './person.ts';
import { Refusal } from './refusal.ts';

/** The signed-in person, with the request's headers, which carry the session. */
type Self = { db: Db; auth: Auth; person: Person & { email: string }; headers: Headers };

const invalid = (path: string, message: string) => new Refusal('invalid', message, [{ path, message }]);

export async function saveName(
	{ db, person }: Self,
	wanted: { name: string; show_name: boolean }
): Promise<void> {
	const name = z.string().trim().min(1).max(100).safeParse(wanted.name);
	if (!name.success) throw invalid('name', 'expected a name of 1 to 100 characters');
	await updateUser(db, person.id, { name: name.data, showName: wanted.show_name });
}

/** Changes the password and ends every other session. */
export async function changePassword(
	{ db, auth, person, headers }: Self,
	{ present, wanted }: { present: string; wanted: string }
): Promise<void> {
	checkPassword(wanted, person.email);
	await told('present', 'the present password is not right', () =>
		auth.api.changePassword({
			body: { currentPassword: present, newPassword: wanted, revokeOtherSessions: true },
			headers
		})
	);
	await saveAudit(db, { actor: person.pseudonym, act: 'password-changed' });
}

/** Begins a second factor. It counts only once `confirmSecondFactor` has seen a code. */
export async function startSecondFactor(
	{ auth, headers }: Self,
	password: string
): Promise<{ uri: string; backup_codes: string[] }> {
	const begun = await told('password', 'the password is not right', () =>
		auth.api.enableTwoFactor({ body: { password, method: 'totp' }, headers })
	);
	if (begun.method !== 'totp') throw new Refusal('state', 'Only authenticators are offered here.');
	return { uri: begun.totpURI, backup_codes: begun.backupCodes };
}

export async function confirmSecondFactor({ db, auth, person, headers }: Self, code: string): Promise<void> {
	await told('code', 'this code is not right, or it is too old', () =>
		auth.api.verifyTOTP({ body: { code: code.replace(/\s/g, '') }, headers })
	);
	await saveAudit(db, { actor: person.pseudonym, act: 'second-factor-set' });
}

export async function endSecondFactor({ db, auth, person, headers }: Self, password: string): Promise<void> {
	await told('password', 'the password is not right', () =>
		auth.api.disableTwoFactor({ body: { password }, headers })
	);
	await saveAudit(db, { actor: person.pseudonym, act: 'second-factor-ended' });
}

/** Where somebody is signed in; the tokens stay here, a session is named by its id. */
export async function listSessions({ auth, headers }: Self, present: string | undefined) {
	const sessions = await auth.api.listSessions({ headers });
	return sessions.map(({ id, token, createdAt, updatedAt, userAgent }) => ({
		id,
		present: token === present,
		since: createdAt,
		last_used: updatedAt,
		browser: userAgent ?? ''
	}));
}

export async function endSession({ auth, headers }: Self, id: string): Promise<void> {
	const found = (await auth.api.listSessions({ headers })).find((session) => session.id === id);
	if (!found) throw new Refusal('not-found', 'This session has ended already.');
	await auth.api.revokeSession({ body: { token: found.token }, headers });
}

export const endOtherSessions = ({ auth, headers }: Self) => auth.api.revokeOtherSessions({ headers });

/** Ends one's own account. What one wrote stays, under the pseudonym. */
export async function removeSelf({ db, auth, person, headers }: Self, password: string): Promise<void> {
	await told('password', 'the password is not right', () =>
		auth.api.verifyPassword({ body: { password }, headers })
	);
	await removeUser(db, person, person.id);
}

/** What the auth library refuses for a value somebody typed, as a refusal that names the field. */
async function told<T>(path: string, message: string, act: () => Promise<T>): Promise<T> {
	try {
		return await act();
	} catch (error) {
		if (error instanceof APIError && error.statusCode < 500) throw invalid(path, message);
		throw error;
	}
}
