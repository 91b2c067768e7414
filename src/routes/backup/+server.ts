import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import { writeBackupFile } from '$lib/server/backup-file.ts';
import { isBearer } from '$lib/server/bearer.ts';
import type { RequestHandler } from './$types';

/** For `npm run backup` beside a running application; to anybody else this is not there. */
export const POST: RequestHandler = async ({ locals, request }) => {
	if (!isBearer(request.headers, locals.backupKey())) error(404);
	// To a file first: a slow reader must not hold the transaction open.
	const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-backup-'));
	const path = join(folder, 'backup');
	try {
		await writeBackupFile(locals.db, path);
	} catch (failure) {
		await rm(folder, { recursive: true, force: true });
		throw failure;
	}
	const file = createReadStream(path);
	file.once('close', () => void rm(folder, { recursive: true, force: true }));
	return new Response(Readable.toWeb(file) as ReadableStream, {
		headers: { 'content-type': 'application/gzip', 'cache-control': 'no-store' }
	});
};
