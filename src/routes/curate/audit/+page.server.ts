import { listAudit } from '$lib/server/queries/people.ts';
import type { PageServerLoad } from './$types';

const most = 500;

export const load: PageServerLoad = async ({ locals: { db } }) => ({
	most,
	entries: (await listAudit(db, most)).map(({ sequence, at, actor, act, subject, detail }) => ({
		sequence,
		at: at.toISOString().slice(0, 19).replace('T', ' '),
		actor,
		act,
		subject,
		detail: Object.entries(detail ?? {})
			.map(([name, value]) => `${name}: ${value}`)
			.join(', ')
	}))
});
