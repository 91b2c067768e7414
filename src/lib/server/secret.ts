import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartupError } from './db/startup-error.ts';

const shortest = 32;

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
		// `wx`: of two processes that start together one writes and both read the same.
		await writeFile(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch(
			(error: NodeJS.ErrnoException) => {
				if (error.code !== 'EEXIST') throw error;
			}
		);
		return await readFile(file, 'utf8');
	} catch (error) {
		throw new StartupError(
			`The secret of sessions cannot be kept in ${file} (${(error as { code?: string }).code}). Set AUTH_SECRET, or ATLAS_DATA_DIR to a folder that can be written.`
		);
	}
}
