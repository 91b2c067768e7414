import { sql } from 'drizzle-orm';
import {
	bigint,
	bigserial,
	boolean,
	check,
	index,
	integer,
	jsonb,
	pgEnum,
	pgTable,
	primaryKey,
	text
} from 'drizzle-orm/pg-core';
import type { AuditAct } from '../../domain/audit-acts.ts';
import { roles } from '../../domain/roles.ts';
import { moment } from './columns.ts';

export const role = pgEnum('role', roles);

/** A person with an account. Fields in camel case are those the auth library names. */
export const user = pgTable('user', {
	id: text().primaryKey(),
	name: text().notNull(),
	email: text().notNull().unique(),
	emailVerified: boolean('email_verified').notNull().default(false),
	image: text(),
	createdAt: moment('created_at').notNull().defaultNow(),
	updatedAt: moment('updated_at').notNull().defaultNow(),
	twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
	role: role().notNull().default('contributor'),
	/** What the history calls this person; it outlives the account. */
	pseudonym: text().notNull().unique(),
	/** Whether public pages may show the name instead of the pseudonym. */
	showName: boolean('show_name').notNull().default(false)
});

export const session = pgTable(
	'session',
	{
		id: text().primaryKey(),
		token: text().notNull().unique(),
		expiresAt: moment('expires_at').notNull(),
		createdAt: moment('created_at').notNull().defaultNow(),
		updatedAt: moment('updated_at').notNull().defaultNow(),
		ipAddress: text('ip_address'),
		userAgent: text('user_agent'),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' })
	},
	(t) => [index('session_user').on(t.userId)]
);

/** The password of a user, hashed; other providers would be further rows. */
export const account = pgTable(
	'account',
	{
		id: text().primaryKey(),
		accountId: text('account_id').notNull(),
		providerId: text('provider_id').notNull(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		accessToken: text('access_token'),
		refreshToken: text('refresh_token'),
		idToken: text('id_token'),
		accessTokenExpiresAt: moment('access_token_expires_at'),
		refreshTokenExpiresAt: moment('refresh_token_expires_at'),
		scope: text(),
		password: text(),
		createdAt: moment('created_at').notNull().defaultNow(),
		updatedAt: moment('updated_at').notNull().defaultNow()
	},
	(t) => [index('account_user').on(t.userId)]
);

export const verification = pgTable(
	'verification',
	{
		id: text().primaryKey(),
		identifier: text().notNull(),
		value: text().notNull(),
		expiresAt: moment('expires_at').notNull(),
		createdAt: moment('created_at').notNull().defaultNow(),
		updatedAt: moment('updated_at').notNull().defaultNow()
	},
	(t) => [index('verification_identifier').on(t.identifier)]
);

export const twoFactor = pgTable(
	'two_factor',
	{
		id: text().primaryKey(),
		secret: text().notNull(),
		backupCodes: text('backup_codes').notNull(),
		userId: text('user_id')
			.notNull()
			.references(() => user.id, { onDelete: 'cascade' }),
		verified: boolean().notNull().default(true),
		failedVerificationCount: integer('failed_verification_count').notNull().default(0),
		lockedUntil: moment('locked_until')
	},
	(t) => [index('two_factor_user').on(t.userId)]
);

/** An account offered to somebody, or a new password; whoever has the link may take it, once. */
export const invitation = pgTable('invitation', {
	/** SHA-256 of the token in the link, so that a copy of the database opens no door. */
	token_hash: text().primaryKey(),
	email: text().notNull(),
	role: role().notNull(),
	/** Set where the link gives an existing person a new password. */
	user: text().references(() => user.id, { onDelete: 'cascade' }),
	invited_by: text().notNull(),
	created_at: moment('created_at').notNull().defaultNow(),
	expires_at: moment('expires_at').notNull(),
	used_at: moment('used_at')
});

/** Sign-ins, invitations and changes of role. Append-only: a trigger refuses update and delete. */
export const audit = pgTable(
	'audit',
	{
		sequence: bigserial({ mode: 'number' }).primaryKey(),
		at: moment('at').notNull().defaultNow(),
		/** A pseudonym, `command line`, or nothing where nobody is signed in. */
		actor: text(),
		act: text().$type<AuditAct>().notNull(),
		/** Whom or what it was done to. */
		subject: text(),
		detail: jsonb().$type<Record<string, string | number | boolean>>()
	},
	(t) => [index('audit_at').on(t.at)]
);

/** How often a client did something in a window of time; `client` is a hash. Kept here so that every process counts together. */
export const attempt = pgTable(
	'attempt',
	{
		purpose: text().notNull(),
		client: text().notNull(),
		/** Start of the window, in milliseconds since 1970. */
		window: bigint({ mode: 'number' }).notNull(),
		count: integer().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.purpose, t.client, t.window] }),
		index('attempt_window').on(t.window),
		check('attempt_counted', sql`${t.count} > 0`)
	]
);
