import { json } from '@sveltejs/kit';
import { isMigrated } from '$lib/server/db/migrate.ts';
import type { RequestHandler } from './$types';

/** Whoever asks does so every few seconds and needs an answer in that time. */
const patienceMs = 2_000;

export const GET: RequestHandler = async ({ locals }) => {
	const database = await Promise.race([
		locals.db.execute('select 1').then(
			() => true,
			() => false
		),
		new Promise<false>((resolve) => setTimeout(resolve, patienceMs, false).unref())
	]);
	const migrated = database && (await isMigrated(locals.db).catch(() => false));
	const headers: Record<string, string> = { 'cache-control': 'no-store' };
	if (!migrated) headers['retry-after'] = '5';
	return json({ ready: migrated, database, migrated }, { status: migrated ? 200 : 503, headers });
};
