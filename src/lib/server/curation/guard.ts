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
	'/curate': { read: 'draft.write' },
	'/curate/mine': { read: 'draft.write' },
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
			'lift-second-factor': 'people.manage',
			'end-sessions': 'people.manage',
			remove: 'people.manage'
		}
	},
	'/curate/audit': { read: 'audit.read' },
	'/curate/coding': { read: 'coding.second' },
	'/curate/coding/[id]': {
		read: 'coding.second',
		write: {
			start: 'coding.second',
			save: 'coding.second',
			finish: 'coding.second',
			abandon: 'coding.second',
			resolve: 'coding.resolve'
		}
	},
	'/curate/leave/[kind]/[id]': {
		read: 'record.retire',
		write: { merge: 'record.retire', retire: 'record.retire' }
	},
	'/curate/restore/[kind]/[id]': {
		read: 'draft.write-existing',
		write: { restore: 'draft.write-existing' }
	},
	'/curate/queue': { read: 'draft.read-submitted' },
	'/curate/review': { read: 'draft.read-submitted' },
	'/curate/review/[id]': {
		read: 'draft.write',
		write: {
			comment: 'draft.write',
			return: 'draft.review',
			accept: 'draft.review',
			publish: 'draft.publish'
		}
	},
	'/curate/suggestions': {
		read: 'suggestion.decide',
		write: { accept: 'suggestion.decide', decline: 'suggestion.decide' }
	},
	'/curate/import': { read: 'import.prepare', write: { check: 'import.prepare' } },
	'/curate/import/[id]': {
		read: 'import.prepare',
		write: {
			check: 'import.prepare',
			submit: 'import.prepare',
			discard: 'import.prepare',
			return: 'import.publish',
			publish: 'import.publish',
			undo: 'import.undo'
		}
	},
	'/curate/import/[id]/progress': { read: 'import.prepare' },
	'/curate/import/templates/[file]': { read: 'import.prepare' },
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
	if (reads) return may(role, guard.read);
	const { write = {} } = guard;
	return Object.hasOwn(write, request.action) && may(role, write[request.action]);
}

/** Whether this role may see the page of this route. */
export const mayRead = (role: Role | undefined, route: string): boolean =>
	mayRequest(role, route, { method: 'GET', action: 'GET' });
