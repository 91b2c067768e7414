import { json } from '@sveltejs/kit';
import { isMigrated } from '$lib/server/db/migrate.ts';
import type { RequestHandler } from './$types';

/** Whoever asks does so every few seconds and needs an answer in that time. */
const patienceMs = 2_000;

export const GET: RequestHandler = async ({ locals }) => {
	const patience = new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false).unref());
	const inTime = (question: Promise<boolean>) => Promise.race([question.catch(() => false), patience]);
	const database = await inTime(Promise.resolve(locals.db.execute('select 1')).then(() => true));
	const migrated = database && (await inTime(isMigrated(locals.db)));
	const replicas = locals.replicas().map(({ well, lagMs }) => ({ well, lag_seconds: lagMs / 1000 }));
	// A replica has the schema of this code, or it would not be well: while the primary is away readers are served all the same.
	const ready = migrated || replicas.some(({ well }) => well);
	const headers: Record<string, string> = { 'cache-control': 'no-store' };
	if (!ready) headers['retry-after'] = '5';
	return json(
		{ ready, database, migrated, ...(replicas.length > 0 && { replicas }) },
		{ status: ready ? 200 : 503, headers }
	);
};
