import { and, asc, count, desc, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Role } from '../../domain/roles.ts';
import type { Db } from '../db/connect.ts';
import { account, audit, invitation, session, twoFactor, user } from '../db/schema.ts';

export type User = typeof user.$inferSelect;
export type Invitation = typeof invitation.$inferSelect;

export async function listUsers(db: Db): Promise<User[]> {
	return db.select().from(user).orderBy(asc(user.name), asc(user.id));
}

export async function findUser(db: Db, by: { id: string } | { email: string }): Promise<User | undefined> {
	const [row] = await db
		.select()
		.from(user)
		.where('id' in by ? eq(user.id, by.id) : eq(user.email, by.email.toLowerCase()));
	return row;
}

export async function countUsers(db: Db, role: Role): Promise<number> {
	const [row] = await db.select({ n: count() }).from(user).where(eq(user.role, role));
	return row.n;
}

/** Lets nobody else change who has this role before the end of the transaction. */
export async function lockUsers(db: Db, role: Role): Promise<void> {
	await db.select({ id: user.id }).from(user).where(eq(user.role, role)).orderBy(asc(user.id)).for('update');
}

export async function saveUserRow(db: Db, row: typeof user.$inferInsert): Promise<void> {
	await db.insert(user).values(row);
}

/** Sets the password of a person, given as its hash. */
export async function savePassword(db: Db, id: string, hash: string): Promise<void> {
	await db.delete(account).where(and(eq(account.userId, id), eq(account.providerId, 'credential')));
	await db
		.insert(account)
		.values({ id: `${id}-credential`, accountId: id, providerId: 'credential', userId: id, password: hash });
}

/** Lifts the second factor of a person, who then signs in with the password alone. */
export async function deleteSecondFactor(db: Db, id: string): Promise<void> {
	await db.delete(twoFactor).where(eq(twoFactor.userId, id));
	await db.update(user).set({ twoFactorEnabled: false, updatedAt: new Date() }).where(eq(user.id, id));
}

export async function updateUser(
	db: Db,
	id: string,
	change: Partial<Pick<User, 'name' | 'role' | 'showName' | 'twoFactorEnabled'>>
): Promise<void> {
	await db
		.update(user)
		.set({ ...change, updatedAt: new Date() })
		.where(eq(user.id, id));
}

/** Sessions, password and second factor go with it; what the person wrote stays under the pseudonym. */
export async function deleteUser(db: Db, id: string): Promise<void> {
	await db.delete(user).where(eq(user.id, id));
}

/** @param before leaves the sessions that began at this moment or later */
export async function deleteSessions(db: Db, userId: string, before?: Date): Promise<void> {
	await db.delete(session).where(and(eq(session.userId, userId), before && lt(session.createdAt, before)));
}

export async function deleteSession(db: Db, token: string): Promise<void> {
	await db.delete(session).where(eq(session.token, token));
}

/** What the people behind pseudonyms want to be called in public: only those who show their name are in it. */
export async function listShownNames(db: Db, pseudonyms: string[]): Promise<Map<string, string>> {
	if (pseudonyms.length === 0) return new Map();
	const rows = await db
		.select({ pseudonym: user.pseudonym, name: user.name })
		.from(user)
		.where(and(inArray(user.pseudonym, pseudonyms), eq(user.showName, true)));
	return new Map(rows.map(({ pseudonym, name }) => [pseudonym, name]));
}

export async function saveInvitation(db: Db, row: typeof invitation.$inferInsert): Promise<void> {
	await db.insert(invitation).values(row);
}

/** Invitations nobody has used and that still hold, newest first. */
export async function listOpenInvitations(db: Db, now: Date): Promise<Invitation[]> {
	return db
		.select()
		.from(invitation)
		.where(and(isNull(invitation.used_at), gt(invitation.expires_at, now)))
		.orderBy(desc(invitation.created_at));
}

export async function findOpenInvitation(
	db: Db,
	token_hash: string,
	now: Date
): Promise<Invitation | undefined> {
	const [row] = await db
		.select()
		.from(invitation)
		.where(
			and(eq(invitation.token_hash, token_hash), isNull(invitation.used_at), gt(invitation.expires_at, now))
		);
	return row;
}

/**
 * Uses all that was offered to this address and still holds: new passwords and accounts alike.
 * @returns their hashes: of two that try at once, one gets them
 */
export async function useInvitations(db: Db, email: string, now: Date): Promise<string[]> {
	const rows = await db
		.update(invitation)
		.set({ used_at: now })
		.where(and(eq(invitation.email, email), isNull(invitation.used_at), gt(invitation.expires_at, now)))
		.returning({ token_hash: invitation.token_hash });
	return rows.map(({ token_hash }) => token_hash);
}

/** @returns whom it was for; undefined where it was used or never was */
export async function deleteInvitation(db: Db, token_hash: string): Promise<string | undefined> {
	const [row] = await db
		.delete(invitation)
		.where(and(eq(invitation.token_hash, token_hash), isNull(invitation.used_at)))
		.returning({ email: invitation.email });
	return row?.email;
}

/** @returns whether there was one that still held */
export async function deleteInvitationsTo(db: Db, email: string, now: Date): Promise<boolean> {
	const rows = await db
		.delete(invitation)
		.where(and(eq(invitation.email, email), isNull(invitation.used_at)))
		.returning({ expires_at: invitation.expires_at });
	return rows.some(({ expires_at }) => expires_at > now);
}

export async function saveAudit(db: Db, row: typeof audit.$inferInsert): Promise<void> {
	await db.insert(audit).values(row);
}

/** Newest first. */
export async function listAudit(db: Db, limit: number) {
	return db.select().from(audit).orderBy(desc(audit.sequence)).limit(limit);
}
