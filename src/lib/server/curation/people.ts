import { createHash, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { roles, type Role } from '../../domain/roles.ts';
import { passwordLength, type Auth } from '../auth.ts';
import type { Db } from '../db/connect.ts';
import { houseWords, isCommonPassword } from '../passwords/common.ts';
import {
	countUsers,
	deleteInvitation,
	deleteInvitationsTo,
	deleteSecondFactor,
	deleteSessions,
	deleteUser,
	findOpenInvitation,
	findUser,
	lockUsers,
	saveAudit,
	saveInvitation,
	savePassword,
	saveUserRow,
	updateUser,
	useInvitations,
	type User
} from '../queries/people.ts';
import { attemptLimits, countOver } from './attempts.ts';
import { requireMay, type Person } from './person.ts';
import { invalid, Refusal } from './refusal.ts';

const invitationDays = 7;
const email = z.email().max(200).toLowerCase();
const name = z.string().trim().min(1).max(100);

/** An act from the command line, by whoever may open the database. */
export const commandLine = 'command line';
type By = Person | typeof commandLine | undefined;

function requireManager(by: By): string {
	if (by === commandLine) return commandLine;
	requireMay(by, 'people.manage');
	return by.pseudonym;
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Offers an account of a role. The token is in nobody's hand but the caller's: the database keeps its hash.
 * What was offered to this address before is void.
 * @returns the token of the link `/invitations/<token>`, good for one use within seven days
 */
export async function invite(
	db: Db,
	by: By,
	wanted: { email: string; role: string },
	now: Date
): Promise<Offer> {
	const actor = requireManager(by);
	const address = email.safeParse(wanted.email);
	if (!address.success) throw invalid('email', 'expected an e-mail address');
	const role = z.enum(roles).safeParse(wanted.role);
	if (!role.success) throw invalid('role', `expected one of ${roles.join(' | ')}`);
	if (await findUser(db, { email: address.data }))
		throw invalid('email', 'somebody with this address has an account');
	return offer(db, actor, { email: address.data, role: role.data }, now);
}

/** A link with which a person who has an account chooses a new password; the present one works until then. */
export async function offerNewPassword(db: Db, by: By, id: string, now: Date) {
	const actor = requireManager(by);
	const user = await requireUser(db, id);
	return offer(db, actor, { email: user.email, role: user.role, user: user.id }, now);
}

export type Offer = {
	token: string;
	email: string;
	expires_at: Date;
	/** Whether another link to this address was open, which is void now. */
	renewed: boolean;
};

async function offer(
	db: Db,
	actor: string,
	to: { email: string; role: Role; user?: string },
	now: Date
): Promise<Offer> {
	if (actor !== commandLine && (await countOver(db, attemptLimits.offer, actor, now)) > 0)
		throw new Refusal(
			'too-often',
			`At most ${attemptLimits.offer.most} invitations and new passwords an hour; try again later.`
		);
	const token = randomBytes(24).toString('base64url');
	const expires_at = new Date(now.getTime() + invitationDays * 24 * 3600 * 1000);
	const renewed = await db.transaction(async (tx) => {
		// Of two at once the second waits, and renews what the first has offered.
		await lockUsers(tx, 'admin');
		const isRenewed = await deleteInvitationsTo(tx, to.email, now);
		await saveInvitation(tx, { ...to, token_hash: hashToken(token), invited_by: actor, expires_at });
		await saveAudit(tx, {
			actor,
			act: to.user ? 'password-offered' : 'invited',
			subject: to.email,
			detail: { role: to.role }
		});
		return isRenewed;
	});
	return { token, email: to.email, expires_at, renewed };
}

/**
 * What a link offers, or undefined where it was used, has run out or never was.
 * @throws Refusal `too-often` where this client has tried many that were none
 */
export async function findOffer({ db, client }: At, token: string, now: Date) {
	const found = await findOpenInvitation(db, hashToken(token), now);
	if (!found && (await countOver(db, attemptLimits.invitation, client(), now)) > 0)
		throw new Refusal('too-often', 'Too many attempts; try again in a quarter of an hour.');
	return found;
}
type At = { db: Db; client(): string };

/**
 * Takes an offered account, or an offered new password, which ends all sessions of its person. The second factor stays: whoever
 * got hold of the letter has not got the authenticator.
 */
export async function takeOffer(
	at: At & { auth: Auth },
	token: string,
	chosen: { name: string; password: string },
	now: Date
): Promise<User> {
	const { db, auth } = at;
	const offered = await findOffer(at, token, now);
	if (!offered) throw new Refusal('not-found', 'This invitation was used, has run out or never was.');
	const called = offered.user ? undefined : name.safeParse(chosen.name);
	if (called && !called.success) throw invalid('name', 'expected a name of 1 to 100 characters');
	checkPassword(chosen.password, offered.email);
	const { password: hasher } = await auth.$context;
	const hash = await hasher.hash(chosen.password);
	return db.transaction(async (tx) => {
		// Whatever else was offered to this address is used with it, so that no other link opens the same door later.
		if (!(await useInvitations(tx, offered.email, now)).includes(hashToken(token)))
			throw new Refusal('not-found', 'This invitation was used, has run out or never was.');
		if (offered.user) {
			const user = await requireUser(tx, offered.user);
			await savePassword(tx, user.id, hash);
			await deleteSessions(tx, user.id);
			await saveAudit(tx, { actor: user.pseudonym, act: 'password-reset' });
			return user;
		}
		return saveUser(tx, { name: called!.data!, email: offered.email, role: offered.role, hash });
	});
}

/** Makes an account with a password at once: for the first admin, from the command line. */
export async function createUser(
	db: Db,
	auth: Auth,
	wanted: { name: string; email: string; role: string; password: string }
): Promise<User> {
	const address = email.safeParse(wanted.email);
	if (!address.success) throw invalid('email', 'expected an e-mail address');
	const called = name.safeParse(wanted.name);
	if (!called.success) throw invalid('name', 'expected a name of 1 to 100 characters');
	const role = z.enum(roles).safeParse(wanted.role);
	if (!role.success) throw invalid('role', `expected one of ${roles.join(' | ')}`);
	checkPassword(wanted.password, address.data);
	if (await findUser(db, { email: address.data }))
		throw invalid('email', 'somebody with this address has an account');
	const { password: hasher } = await auth.$context;
	const hash = await hasher.hash(wanted.password);
	return db.transaction(async (tx) => {
		await useInvitations(tx, address.data, new Date());
		return saveUser(tx, { name: called.data, email: address.data, role: role.data, hash });
	});
}

/** Changes a role; the last admin stays one. All sessions go on with the new role at their next request. */
export async function changeRole(db: Db, by: By, id: string, wanted: string): Promise<void> {
	const actor = requireManager(by);
	const role = z.enum(roles).safeParse(wanted);
	if (!role.success) throw invalid('role', `expected one of ${roles.join(' | ')}`);
	const user = await requireUser(db, id);
	await db.transaction(async (tx) => {
		await lockUsers(tx, 'admin');
		await updateUser(tx, id, { role: role.data });
		await requireAdmin(tx);
		await saveAudit(tx, {
			actor,
			act: 'role-changed',
			subject: user.pseudonym,
			detail: { from: user.role, to: role.data }
		});
	});
}

/** Ends an account. What the person wrote stays in the history, under the pseudonym. */
export async function removeUser(db: Db, by: By, id: string): Promise<void> {
	const actor = by !== commandLine && by?.id === id ? by.pseudonym : requireManager(by);
	const user = await requireUser(db, id);
	await db.transaction(async (tx) => {
		await lockUsers(tx, 'admin');
		await deleteUser(tx, id);
		await requireAdmin(tx);
		await saveAudit(tx, { actor, act: 'account-removed', subject: user.pseudonym });
	});
}

/** Takes an offer back that nobody has used. */
export async function uninvite(db: Db, by: By, token_hash: string): Promise<void> {
	const actor = requireManager(by);
	await db.transaction(async (tx) => {
		const subject = await deleteInvitation(tx, token_hash);
		if (!subject) throw new Refusal('not-found', 'This invitation was used, has run out or never was.');
		await saveAudit(tx, { actor, act: 'uninvited', subject });
	});
}

/** Signs somebody out everywhere, at once. */
export async function endSessions(db: Db, by: By, id: string): Promise<void> {
	const actor = requireManager(by);
	const user = await requireUser(db, id);
	await db.transaction(async (tx) => {
		await deleteSessions(tx, id);
		await saveAudit(tx, { actor, act: 'sessions-ended', subject: user.pseudonym });
	});
}

/** Lifts the second factor of somebody who has lost it and has shown who they are; all their sessions end. */
export async function liftSecondFactor(db: Db, by: By, id: string): Promise<void> {
	const actor = requireManager(by);
	const user = await requireUser(db, id);
	await db.transaction(async (tx) => {
		await deleteSecondFactor(tx, id);
		await deleteSessions(tx, id);
		await saveAudit(tx, { actor, act: 'second-factor-lifted', subject: user.pseudonym });
	});
}

/**
 * Long enough, and not one of those that are tried first; of which characters is nobody's business.
 * @throws Refusal that names the field
 */
export function checkPassword(password: string, address: string): void {
	if (password.length < passwordLength.min || password.length > passwordLength.max)
		throw invalid('password', `expected ${passwordLength.min} to ${passwordLength.max} characters`);
	const own = address.split('@')[0].toLowerCase();
	// A name of two letters is in half of all good passwords.
	if (own.length > 3 && password.toLowerCase().includes(own))
		throw invalid('password', 'expected a password without the name of the e-mail address in it');
	if (houseWords.test(password))
		throw invalid('password', 'expected a password without the name of this site in it');
	if (isCommonPassword(password))
		throw invalid('password', 'expected a password that is not one of the most common ones');
}

async function requireUser(db: Db, id: string): Promise<User> {
	const user = await findUser(db, { id });
	if (!user) throw new Refusal('not-found', 'There is no such account.');
	return user;
}

/** Admins are locked before, or two of them who end each other at once would each count the other. */
async function requireAdmin(db: Db): Promise<void> {
	if ((await countUsers(db, 'admin')) === 0)
		throw new Refusal('state', 'Somebody must remain admin; make another person one first.');
}

async function saveUser(
	db: Db,
	{ name, email, role, hash }: { name: string; email: string; role: Role; hash: string }
): Promise<User> {
	const id = randomBytes(12).toString('hex');
	await saveUserRow(db, { id, name, email, role, emailVerified: true, pseudonym: newPseudonym() });
	await savePassword(db, id, hash);
	const user = await requireUser(db, id);
	await saveAudit(db, { actor: user.pseudonym, act: 'account-created', detail: { role } });
	return user;
}

/** A name that says nothing about the person: `curator-` and six letters and figures without look-alikes. */
function newPseudonym(): string {
	const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
	return `curator-${Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
}
