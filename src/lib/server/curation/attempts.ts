import type { Db } from '../db/connect.ts';
import { countAttempt } from '../queries/attempts.ts';

const quarterHour = 15 * 60 * 1000;

/** What may be tried how often in a window of time, by whom the caller says. */
export const attemptLimits = {
	/** Passwords and codes of one client, whatever the account. */
	signIn: { purpose: 'sign-in', most: 300, windowMs: quarterHour },
	/** Passwords of one client for one account … */
	signInHere: { purpose: 'sign-in-here', most: 10, windowMs: quarterHour },
	/** … and of all clients: higher, so that one stranger cannot keep somebody out of the own account. */
	signInAccount: { purpose: 'sign-in-account', most: 100, windowMs: quarterHour },
	/** The own password or code asked for again in an open session, by account. */
	confirm: { purpose: 'confirm', most: 10, windowMs: quarterHour },
	/** Addresses of invitations that lead to none, by client. */
	invitation: { purpose: 'invitation', most: 30, windowMs: quarterHour },
	/** Invitations and new passwords that one admin offers: each may be a letter. */
	offer: { purpose: 'offer', most: 100, windowMs: 4 * quarterHour },
	/** Each code of an authenticator, by account: good once. */
	code: { purpose: 'code', most: 1, windowMs: 96 * quarterHour }
} as const;
export type AttemptLimit = (typeof attemptLimits)[keyof typeof attemptLimits];

/**
 * Counts one more in the database, for all processes together and across restarts.
 * @param who an account, or what stands for a client
 * @returns by how many this is too many: 0 where it is allowed, 1 where it is the first that is not
 */
export async function countOver(db: Db, limit: AttemptLimit, who: string, now: Date): Promise<number> {
	return Math.max(0, (await countAttempt(db, limit.purpose, who, limit.windowMs, now)) - limit.most);
}
