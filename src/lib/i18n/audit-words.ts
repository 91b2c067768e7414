import type { AuditAct } from '../domain/audit-acts.ts';
import { roles, type Role } from '../domain/roles.ts';
import * as m from '../paraglide/messages.js';
import { roleName } from './curate-words.ts';
import type { Word } from './word.ts';

const acts: Record<AuditAct, Word> = {
	'signed-in': m.curate_audit_signed_in,
	'signed-in-with-backup-code': m.curate_audit_signed_in_with_backup_code,
	'signed-out': m.curate_audit_signed_out,
	'sign-in-failed': m.curate_audit_sign_in_failed,
	'second-factor-failed': m.curate_audit_second_factor_failed,
	'sign-in-locked': m.curate_audit_sign_in_locked,
	'confirmation-locked': m.curate_audit_confirmation_locked,
	'session-ended': m.curate_audit_session_ended,
	'other-sessions-ended': m.curate_audit_other_sessions_ended,
	'sessions-ended': m.curate_audit_sessions_ended,
	'password-changed': m.curate_audit_password_changed,
	'password-offered': m.curate_audit_password_offered,
	'password-reset': m.curate_audit_password_reset,
	'second-factor-set': m.curate_audit_second_factor_set,
	'second-factor-ended': m.curate_audit_second_factor_ended,
	'second-factor-lifted': m.curate_audit_second_factor_lifted,
	invited: m.curate_audit_invited,
	uninvited: m.curate_audit_uninvited,
	'account-created': m.curate_audit_account_created,
	'account-removed': m.curate_audit_account_removed,
	'role-changed': m.curate_audit_role_changed
};

/** What was done; as it stands where only an older version has a word for it. */
export const auditActName = (act: string): string =>
	(acts as Record<string, Word | undefined>)[act]?.() ?? act;

type Detail = Record<string, string | number | boolean>;

const isRole = (value: unknown): value is Role => roles.includes(value as Role);
const valueName = (value: unknown): string => (isRole(value) ? roleName(value) : String(value));

/** What an entry of the audit log says besides: a role, a change of role, where it came from. */
export function auditDetail(detail: Detail | null): string {
	const { from, to, client, ...rest } = detail ?? {};
	return [
		...Object.values(rest).map(valueName),
		...(from && to ? [`${valueName(from)} → ${valueName(to)}`] : []),
		...(client ? [m.curate_audit_client({ client: String(client) })] : [])
	].join(' · ');
}

/** Who did something: a pseudonym, or the command line. */
export const actorName = (actor: string): string =>
	actor === 'command line' ? m.curate_audit_command_line() : actor;
