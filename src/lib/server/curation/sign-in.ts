import { createHash } from 'node:crypto';
import { APIError } from 'better-auth/api';
import type { AuditAct } from '../../domain/audit-acts.ts';
import type { Auth } from '../auth.ts';
import type { Db } from '../db/connect.ts';
import { forgetAttempts } from '../queries/attempts.ts';
import { hashBackupCode } from '../passwords/backup-codes.ts';
import { deleteSession, findUser, saveAudit, type User } from '../queries/people.ts';
import { attemptLimits, countOver, type AttemptLimit } from './attempts.ts';

type At = {
	db: Db;
	auth: Auth;
	client(): string;
	/** Token of a session the browser has already; it ends with a new one. */
	session?: string;
};

export type SignInOutcome = 'in' | 'second-factor' | 'wrong' | 'too-often';

/** Checks a password. Whether an account exists is not told, by words or by time; attempts are counted in the database. */
export async function signIn(
	at: At,
	headers: Headers,
	email: string,
	password: string,
	now: Date
): Promise<SignInOutcome> {
	const { db, auth } = at;
	const address = email.trim().toLowerCase();
	const [client, account] = [at.client(), hash(address)];
	const byAddress = () => findUser(db, { email: address });
	if (
		(await isLocked(at, attemptLimits.signIn, client, byAddress, now)) ||
		(await isLocked(at, attemptLimits.signInHere, hash(`${client} ${account}`), byAddress, now)) ||
		// Last, so that whoever is locked out here does not lock out everybody else with further attempts.
		(await isLocked(at, attemptLimits.signInAccount, account, byAddress, now))
	)
		return 'too-often';
	try {
		const result = await auth.api.signInEmail({ body: { email: address, password }, headers });
		if ('twoFactorRedirect' in result) {
			if (at.session) await deleteSession(db, at.session);
			return 'second-factor';
		}
		await begin(at, result.user as unknown as User, 'signed-in');
		return 'in';
	} catch (error) {
		if (!(error instanceof APIError)) throw error;
		// Not what was typed: it may be a password in the wrong field.
		await note(at, 'sign-in-failed', await byAddress());
		return 'wrong';
	}
}

/** The second step: six figures of an authenticator, or one of the backup codes. Each is good once. */
export async function verifySecondFactor(
	at: At,
	headers: Headers,
	code: string,
	now: Date
): Promise<Exclude<SignInOutcome, 'second-factor'>> {
	const { db, auth } = at;
	// In an open session the auth library would take the code for a mere confirmation, and count nothing.
	if (at.session) return 'wrong';
	const asked = await findAsked(at, headers);
	if (await isLocked(at, attemptLimits.signIn, at.client(), async () => asked, now)) return 'too-often';
	try {
		const isBackup = !/^\d{6}$/.test(code);
		const { user, token } = isBackup
			? await auth.api.verifyBackupCode({
					body: { code: hashBackupCode((await auth.$context).secret, code) },
					headers
				})
			: await auth.api.verifyTOTP({ body: { code }, headers });
		if ((await countOver(db, attemptLimits.code, hash(`${user.id} ${code}`), now)) > 0) {
			await deleteSession(db, token!);
			await note(at, 'second-factor-failed', asked);
			return 'wrong';
		}
		await begin(at, user as unknown as User, isBackup ? 'signed-in-with-backup-code' : 'signed-in');
		return 'in';
	} catch (error) {
		if (!(error instanceof APIError)) throw error;
		await note(at, 'second-factor-failed', asked);
		return error.statusCode === 429 ? 'too-often' : 'wrong';
	}
}

/** Counts one attempt. Told once for each limit that is reached: nobody may fill the audit log by trying on. */
async function isLocked(
	at: At,
	limit: AttemptLimit,
	who: string,
	whom: () => Promise<User | undefined>,
	now: Date
): Promise<boolean> {
	const over = await countOver(at.db, limit, who, now);
	if (over === 1) await note(at, 'sign-in-locked', await whom());
	return over > 0;
}

/** Ends the session of this browser, here and in the database. */
export async function signOut(at: At, headers: Headers, actor: string): Promise<void> {
	await at.auth.api.signOut({ headers });
	await saveAudit(at.db, { actor, act: 'signed-out', detail: from(at) });
}

async function begin(at: At, { email, pseudonym }: User, act: AuditAct): Promise<void> {
	if (at.session) await deleteSession(at.db, at.session);
	const account = hash(email);
	await forgetAttempts(at.db, attemptLimits.signInHere.purpose, hash(`${at.client()} ${account}`));
	await forgetAttempts(at.db, attemptLimits.signInAccount.purpose, account);
	await saveAudit(at.db, { actor: pseudonym, act, detail: from(at) });
}

/** Enough of the client's hash to see that several attempts came from one place, and not where that is. */
const from = (at: At) => ({ client: at.client().slice(0, 8) });

const note = (at: At, act: AuditAct, whom: User | undefined) =>
	saveAudit(at.db, { act, subject: whom?.pseudonym, detail: from(at) });

/** Whose code is asked for: the auth library says it only once the code is right. */
async function findAsked({ db, auth }: At, headers: Headers): Promise<User | undefined> {
	const challenge = /\batlas\.two_factor=([\w-]+)/.exec(headers.get('cookie') ?? '')?.[1];
	const { internalAdapter } = await auth.$context;
	const asked = challenge ? await internalAdapter.findVerificationValue(challenge) : null;
	return asked ? findUser(db, { id: asked.value }) : undefined;
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64url');
