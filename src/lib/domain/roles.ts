/** What a person may be; each role may also do all that the ones before it may. */
export const roles = ['contributor', 'curator', 'reviewer', 'admin'] as const;
export type Role = (typeof roles)[number];

/**
 * Every act below `/curate` with the least role it needs. Who may do an act is decided here and nowhere else; what is
 * one's own (a draft, a session) is checked beside it by the function that does the act.
 */
const leastRole = {
	'account.manage-own': 'contributor',
	'draft.write': 'contributor',
	'draft.submit': 'contributor',
	'draft.read-submitted': 'curator',
	'draft.write-existing': 'curator',
	'record.retire': 'curator',
	'source.attach': 'curator',
	'coding.second': 'curator',
	'import.prepare': 'curator',
	'suggestion.decide': 'curator',
	'coding.resolve': 'reviewer',
	'draft.review': 'reviewer',
	'draft.publish': 'reviewer',
	'import.publish': 'reviewer',
	'import.undo': 'reviewer',
	'vocabulary.write': 'admin',
	'people.manage': 'admin',
	'audit.read': 'admin'
} as const satisfies Record<string, Role>;
export type Act = keyof typeof leastRole;

/** Whether somebody of this role may do this; a visitor who is not signed in has none and may do nothing of it. */
export const may = (role: Role | undefined, act: Act): boolean =>
	role !== undefined && roles.indexOf(role) >= roles.indexOf(leastRole[act]);
