import { createHmac } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { checkBackup, restoreBackup, writeBackup } from './db/backup.ts';
import type { Db } from './db/connect.ts';
import { StartupError } from './db/startup-error.ts';

/**
 * A backup as one compressed file that only its owner may read, for it holds hashed passwords. It has its name only once
 * it is whole and on the disk.
 */
export async function writeBackupFile(db: Db, path: string): Promise<Record<string, number>> {
	const unfinished = `${path}.unfinished`;
	const lines = new PassThrough();
	const written = pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
	try {
		const { rows } = await writeBackup(db, async (line) => {
			if (!lines.write(`${line}\n`)) await Promise.race([once(lines, 'drain'), written]);
		});
		lines.end();
		await written;
		const file = await open(unfinished, 'r+');
		await file.sync();
		await file.close();
		await rename(unfinished, path);
		return rows;
	} catch (error) {
		lines.destroy();
		await written.catch(() => {});
		await rm(unfinished, { force: true });
		throw error;
	}
}

/** @throws StartupError with what is wrong with the file; then nothing was written */
export async function restoreBackupFile(
	db: Db,
	path: string
): Promise<{ made_at: string; rows: Record<string, number> }> {
	const { made_at } = await checkBackup(linesOf(path));
	return { made_at, rows: await restoreBackup(db, linesOf(path)) };
}

/** @throws StartupError where the file cannot be read or is not compressed as a whole */
async function* linesOf(path: string): AsyncGenerator<string> {
	const file = createReadStream(path);
	const source = createGunzip();
	// Unlike `pipe`, this hands an error of the file on to whoever reads.
	pipeline(file, source).catch(() => {});
	const decoder = new TextDecoder();
	let rest = '';
	try {
		for await (const chunk of source) {
			const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
			rest = lines.pop()!;
			yield* lines;
		}
	} catch (error) {
		const { code } = error as { code?: string };
		if (code?.startsWith('Z_'))
			throw new StartupError('The backup is damaged: it is cut off or not compressed. Nothing was restored.');
		if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
			throw new StartupError(`${path} cannot be read (${code}).`);
		throw error;
	}
	if (rest) yield rest;
}

/** What the command line shows a running application to be given a backup by it: only who has the secret can make it. */
export const backupKey = (secret: string): string =>
	createHmac('sha256', secret).update('backup').digest('base64url');
