import { createHash } from 'node:crypto';
import { APIError } from 'better-auth/api';
import type { Auth } from '../auth.ts';
import type { Db } from '../db/connect.ts';
import { countAttempt, forgetAttempts } from '../queries/attempts.ts';
import { saveAudit } from '../queries/people.ts';

type At = { db: Db; auth: Auth; client(): string };

const quarterHour = 15 * 60 * 1000;
/** Attempts in a quarter of an hour: of one client, and, since it last went well, on one account from wherever they come. */
const mostAttempts = { client: 300, account: 10 };

export type SignInOutcome = 'in' | 'second-factor' | 'wrong' | 'too-often';

/** Checks a password. Whether an account exists is not told, by words or by time; attempts are counted in the database. */
export async function signIn(
	{ db, auth, client }: At,
	headers: Headers,
	email: string,
	password: string,
	now: Date
): Promise<SignInOutcome> {
	const address = email.trim().toLowerCase();
	if (await isTooOften(db, client(), address, now)) {
		await saveAudit(db, { act: 'sign-in-locked', subject: address });
		return 'too-often';
	}
	try {
		const result = await auth.api.signInEmail({ body: { email: address, password }, headers });
		if ('twoFactorRedirect' in result) return 'second-factor';
		await forgetAttempts(db, 'sign-in-account', accountHash(address));
		await saveAudit(db, { actor: result.user.pseudonym, act: 'signed-in' });
		return 'in';
	} catch (error) {
		if (!(error instanceof APIError)) throw error;
		await saveAudit(db, { act: 'sign-in-failed', subject: address });
		return 'wrong';
	}
}

/** The second step: six figures of an authenticator, or one of the backup codes. */
export async function verifySecondFactor(
	{ db, auth, client }: At,
	headers: Headers,
	code: string,
	now: Date
): Promise<Exclude<SignInOutcome, 'second-factor'>> {
	if (await isTooOften(db, client(), undefined, now)) return 'too-often';
	try {
		const isBackup = !/^\d{6}$/.test(code);
		const { user } = isBackup
			? await auth.api.verifyBackupCode({ body: { code }, headers })
			: await auth.api.verifyTOTP({ body: { code }, headers });
		await saveAudit(db, {
			actor: (user as unknown as { pseudonym: string }).pseudonym,
			act: isBackup ? 'signed-in-with-backup-code' : 'signed-in'
		});
		return 'in';
	} catch (error) {
		if (!(error instanceof APIError)) throw error;
		await saveAudit(db, { act: 'second-factor-failed' });
		return error.statusCode === 429 ? 'too-often' : 'wrong';
	}
}

const accountHash = (address: string) => createHash('sha256').update(address).digest('base64url');

async function isTooOften(db: Db, client: string, address: string | undefined, now: Date): Promise<boolean> {
	const ofClient = await countAttempt(db, 'sign-in', client, quarterHour, now);
	const ofAccount = address
		? await countAttempt(db, 'sign-in-account', accountHash(address), quarterHour, now)
		: 0;
	return ofClient > mostAttempts.client || ofAccount > mostAttempts.account;
}
