import { createHash, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { roles, type Role } from '../../domain/roles.ts';
import { passwordLength, type Auth } from '../auth.ts';
import type { Db } from '../db/connect.ts';
import {
	countUsers,
	deleteInvitation,
	deleteSessions,
	deleteUser,
	findOpenInvitation,
	findUser,
	saveAudit,
	saveInvitation,
	savePassword,
	saveUserRow,
	updateUser,
	useInvitation,
	type User
} from '../queries/people.ts';
import { requireMay, type Person } from './person.ts';
import { Refusal } from './refusal.ts';

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

const invalid = (path: string, message: string) => new Refusal('invalid', message, [{ path, message }]);
const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Offers an account of a role. The token is in nobody's hand but the caller's: the database keeps its hash.
 * @returns the token of the link `/invitations/<token>`, good for one use within seven days
 */
export async function invite(
	db: Db,
	by: By,
	wanted: { email: string; role: string },
	now: Date
): Promise<{ token: string; email: string; expires_at: Date }> {
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

async function offer(db: Db, actor: string, to: { email: string; role: Role; user?: string }, now: Date) {
	const token = randomBytes(24).toString('base64url');
	const expires_at = new Date(now.getTime() + invitationDays * 24 * 3600 * 1000);
	await db.transaction(async (tx) => {
		await saveInvitation(tx, { ...to, token_hash: hashToken(token), invited_by: actor, expires_at });
		await saveAudit(tx, {
			actor,
			act: to.user ? 'password-offered' : 'invited',
			subject: to.email,
			detail: { role: to.role }
		});
	});
	return { token, email: to.email, expires_at };
}

/** What a link offers, or undefined where it was used, has run out or never was. */
export const findOffer = (db: Db, token: string, now: Date) => findOpenInvitation(db, hashToken(token), now);

/** Takes an offered account, or an offered new password, which ends all sessions and the second factor of its person. */
export async function takeOffer(
	db: Db,
	auth: Auth,
	token: string,
	chosen: { name: string; password: string },
	now: Date
): Promise<User> {
	const offered = await findOffer(db, token, now);
	if (!offered) throw new Refusal('not-found', 'This invitation was used, has run out or never was.');
	const called = offered.user ? undefined : name.safeParse(chosen.name);
	if (called && !called.success) throw invalid('name', 'expected a name of 1 to 100 characters');
	checkPassword(chosen.password, offered.email);
	const { password: hasher } = await auth.$context;
	const hash = await hasher.hash(chosen.password);
	return db.transaction(async (tx) => {
		if (!(await useInvitation(tx, hashToken(token), now)))
			throw new Refusal('not-found', 'This invitation was used, has run out or never was.');
		if (offered.user) {
			const user = await requireUser(tx, offered.user);
			await savePassword(tx, user.id, hash);
			await deleteSessions(tx, user.id);
			await saveAudit(tx, { actor: user.pseudonym, act: 'password-reset', subject: user.email });
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
	return db.transaction((tx) =>
		saveUser(tx, { name: called.data, email: address.data, role: role.data, hash })
	);
}

/** Changes a role; the last admin stays one. All sessions go on with the new role at their next request. */
export async function changeRole(db: Db, by: By, id: string, wanted: string): Promise<void> {
	const actor = requireManager(by);
	const role = z.enum(roles).safeParse(wanted);
	if (!role.success) throw invalid('role', `expected one of ${roles.join(' | ')}`);
	const user = await requireUser(db, id);
	await db.transaction(async (tx) => {
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
		await deleteUser(tx, id);
		await requireAdmin(tx);
		await saveAudit(tx, { actor, act: 'account-removed', subject: user.pseudonym });
	});
}

/** Takes an offer back that nobody has used. */
export async function uninvite(db: Db, by: By, token_hash: string): Promise<void> {
	const actor = requireManager(by);
	await db.transaction(async (tx) => {
		await deleteInvitation(tx, token_hash);
		await saveAudit(tx, { actor, act: 'uninvited' });
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

/** @throws Refusal that names the field */
export function checkPassword(password: string, address: string): void {
	if (password.length < passwordLength.min || password.length > passwordLength.max)
		throw invalid('password', `expected ${passwordLength.min} to ${passwordLength.max} characters`);
	if (password.toLowerCase().includes(address.split('@')[0].toLowerCase()))
		throw invalid('password', 'expected a password without the e-mail address in it');
}

async function requireUser(db: Db, id: string): Promise<User> {
	const user = await findUser(db, { id });
	if (!user) throw new Refusal('not-found', 'There is no such account.');
	return user;
}

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
	await saveAudit(db, { actor: user.pseudonym, act: 'account-created', subject: email, detail: { role } });
	return user;
}

/** A name that says nothing about the person: `curator-` and five letters and figures without look-alikes. */
function newPseudonym(): string {
	const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
	return `curator-${Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')}`;
}
