import type { Role } from '../domain/roles.ts';
import * as m from '../paraglide/messages.js';

const names = {
	contributor: m.curate_role_contributor,
	curator: m.curate_role_curator,
	reviewer: m.curate_role_reviewer,
	admin: m.curate_role_admin
};

export const roleName = (role: Role): string => names[role]();
