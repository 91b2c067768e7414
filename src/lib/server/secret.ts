import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from './db/startup-error.ts';

const shortest = 32;

function ifThere(error: NodeJS.ErrnoException): void {
	if (error.code !== 'EEXIST') throw error;
}

/**
 * The secret that signs sessions: `AUTH_SECRET`, or one that is made once and kept in the data folder for its owner alone.
 * Several processes on one database must be given the same.
 * @throws StartupError
 */
export async function readSecret(environment: Record<string, string | undefined>): Promise<string> {
	const given = environment.AUTH_SECRET;
	if (given && given.length < shortest)
		throw new StartupError(
			`AUTH_SECRET must have at least ${shortest} characters; try: openssl rand -base64 32`
		);
	if (given) return given;
	const folder = environment.ATLAS_DATA_DIR ?? '.data';
	const file = join(folder, 'auth-secret');
	try {
		await mkdir(folder, { recursive: true });
		const kept = await readFile(file, 'utf8').catch(() => '');
		if (kept.length >= shortest) return kept;
		// Whole or not at all, also on a full disk: a secret that was cut off would sign as if it were one.
		const unfinished = `${file}.${randomUUID()}`;
		try {
			await writeFile(unfinished, randomBytes(32).toString('base64url'), { mode: 0o600 });
			// Of two processes that start together one writes and both read the same.
			await link(unfinished, file).catch(ifThere);
		} finally {
			await rm(unfinished, { force: true });
		}
		const made = await readFile(file, 'utf8');
		if (made.length >= shortest) return made;
		throw new StartupError(
			`${file} holds no secret: it was cut off. Delete it; everybody signs in again then.`
		);
	} catch (error) {
		if (error instanceof StartupError) throw error;
		throw new StartupError(
			`The secret of sessions cannot be kept in ${file} (${(error as { code?: string }).code}). Set AUTH_SECRET, or ATLAS_DATA_DIR to a folder that can be written.`
		);
	}
}
