import { listAudit, listUsers } from '$lib/server/queries/people.ts';
import type { PageServerLoad } from './$types';

const most = 500;

export const load: PageServerLoad = async ({ locals: { db } }) => {
	const [entries, people] = await Promise.all([listAudit(db, most), listUsers(db)]);
	return {
		most,
		entries,
		/** By pseudonym, of those who have an account still. */
		names: Object.fromEntries(people.map(({ pseudonym, name }) => [pseudonym, name]))
	};
};
