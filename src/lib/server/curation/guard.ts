import { may, type Act, type Role } from '../../domain/roles.ts';

/**
 * What each route of curation needs: `read` to see it, and for each form action (or method of an endpoint) what that
 * needs. The hook refuses whatever is not named here, so a new route is closed until it is; what belongs to one person only
 * is checked again by the function that does it.
 */
export const guards: Record<string, { read: Act; write?: Record<string, Act> }> = {
	'/account': {
		read: 'account.manage-own',
		write: {
			name: 'account.manage-own',
			password: 'account.manage-own',
			'two-factor-start': 'account.manage-own',
			'two-factor-confirm': 'account.manage-own',
			'two-factor-end': 'account.manage-own',
			'end-session': 'account.manage-own',
			'end-other-sessions': 'account.manage-own',
			remove: 'account.manage-own'
		}
	},
	'/curate/drafts': { read: 'draft.write', write: { start: 'draft.write' } },
	'/curate/drafts/[id]': {
		read: 'draft.write',
		write: {
			save: 'draft.write',
			row: 'draft.write',
			submit: 'draft.submit',
			preview: 'draft.write',
			merge: 'draft.write',
			withdraw: 'draft.write',
			comment: 'draft.write'
		}
	},
	'/curate/find': { read: 'draft.write' },
	'/curate/new': { read: 'draft.write' },
	'/curate/new/[kind]': { read: 'draft.write', write: { start: 'draft.write' } },
	'/curate/people': {
		read: 'people.manage',
		write: {
			invite: 'people.manage',
			uninvite: 'people.manage',
			role: 'people.manage',
			reset: 'people.manage',
			'end-sessions': 'people.manage',
			remove: 'people.manage'
		}
	},
	'/curate/audit': { read: 'audit.read' },
	'/curate/source': {
		read: 'draft.write',
		write: { start: 'draft.write', attach: 'source.attach' }
	}
};

/** Whether a route is for people who are signed in. */
export const isGuarded = (route: string): boolean => /^\/(curate|account)(\/|$)/.test(route);

/**
 * Whether this role may make this request.
 * @param action name of the form action, `default` where it has none; of an endpoint the method
 */
export function mayRequest(
	role: Role | undefined,
	route: string,
	request: { method: string; action: string }
): boolean {
	const guard = guards[route];
	if (!guard) return false;
	const reads = request.method === 'GET' || request.method === 'HEAD';
	const act = reads ? guard.read : guard.write?.[request.action];
	return act !== undefined && may(role, act);
}
