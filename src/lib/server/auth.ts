import { createHmac } from 'node:crypto';
import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { twoFactor } from 'better-auth/plugins';
import { roles, type Role } from '../domain/roles.ts';
import type { Db } from './db/connect.ts';
import * as schema from './db/schema.ts';
import { StartupError } from './db/startup-error.ts';
import { backupCodesOf } from './passwords/backup-codes.ts';
import { hashPassword, verifyPassword } from './passwords/hash.ts';

const hour = 3600;
/** A session ends after this time without use … */
const idleSeconds = 12 * hour;
/** … and after this time whatever happens. */
const absoluteSeconds = 7 * 24 * hour;
export const passwordLength = { min: 12, max: 128 };

export type Auth = ReturnType<typeof createAuth>;

/**
 * Accounts on the Atlas's own database. Its endpoints are not mounted: forms call `auth.api`, and people come in by
 * invitation only.
 * @param secret at least 32 characters; signs cookies, encrypts the secrets of second factors and hashes their backup codes
 * @param origin public address, `https://…` makes cookies `Secure`
 * @param plugins last of them the one that hands cookies to the answer
 */
export function createAuth(
	db: Db,
	{ secret, origin, plugins = [] }: { secret: string; origin?: string; plugins?: BetterAuthPlugin[] }
) {
	const secure = origin?.startsWith('https:') ?? false;
	return betterAuth({
		appName: 'Remedy Atlas',
		secret,
		baseURL: origin || 'http://localhost',
		telemetry: { enabled: false },
		logger: { disabled: true },
		database: drizzleAdapter(db, { provider: 'pg', schema, transaction: true }),
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: passwordLength.min,
			maxPasswordLength: passwordLength.max,
			password: { hash: hashPassword, verify: verifyPassword }
		},
		user: {
			additionalFields: {
				role: { type: 'string', required: true, input: false },
				pseudonym: { type: 'string', required: true, input: false },
				showName: { type: 'boolean', required: true, defaultValue: false, input: false }
			}
		},
		session: { expiresIn: idleSeconds, updateAge: hour / 4, cookieCache: { enabled: false } },
		advanced: {
			// `__Host-` binds a cookie to this very host; the library knows only the weaker `__Secure-`.
			cookiePrefix: secure ? '__Host-atlas' : 'atlas',
			useSecureCookies: false,
			defaultCookieAttributes: { secure },
			ipAddress: { disableIpTracking: true }
		},
		plugins: [twoFactor({ issuer: 'Remedy Atlas', backupCodeOptions: backupCodesOf(secret) }), ...plugins]
	});
}

/** Who is signed in; undefined for a visitor, and for a session that has lasted too long, which ends here. */
export async function findSession(auth: Auth, headers: Headers, now: Date) {
	const found = await auth.api.getSession({ headers });
	if (!found) return undefined;
	if (now.getTime() - found.session.createdAt.getTime() > absoluteSeconds * 1000) {
		await auth.api.signOut({ headers });
		return undefined;
	}
	const { id, name, email, pseudonym, role, showName, twoFactorEnabled } = found.user;
	return {
		token: found.session.token,
		user: {
			id,
			name,
			email,
			pseudonym,
			role: role as Role,
			show_name: showName,
			two_factor: twoFactorEnabled ?? false
		}
	};
}
export type SignedIn = NonNullable<Awaited<ReturnType<typeof findSession>>>['user'];

/**
 * From which role on a second factor is asked for (`SECOND_FACTOR`); undefined where nobody must have one.
 * @throws StartupError
 */
export function readSecondFactorFrom(value: string | undefined): Role | undefined {
	const role = roles.find((known) => known === value);
	if (value && !role)
		throw new StartupError(
			`SECOND_FACTOR must be the first role that needs one, ${roles.join(', ')}, not "${value}".`
		);
	return role;
}

/** Whether somebody must set up a second factor before anything else. */
export const lacksSecondFactor = ({ role, two_factor }: SignedIn, from: Role | undefined): boolean =>
	from !== undefined && !two_factor && roles.indexOf(role) >= roles.indexOf(from);

/** What stands for a client in counters: nobody without the secret can turn it back into an address. */
export const clientHash = (secret: string, what: string): string =>
	createHmac('sha256', secret).update(what).digest('base64url');
