import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { backupKey, restoreBackupFile, writeBackupFile } from '../lib/server/backup-file.ts';
import { connect } from '../lib/server/db/connect.ts';
import { migrate } from '../lib/server/db/migrate.ts';
import { StartupError } from '../lib/server/db/startup-error.ts';
import { readSecret } from '../lib/server/secret.ts';

const usage = `npm run backup                  one compressed file in backups/, consistent, also while the application runs
npm run backup -- FILE          the same under a name of your own
npm run restore -- FILE         fills a new, empty database (a new ATLAS_DATA_DIR, or an empty DATABASE_URL)
Options of backup: --keep N     of the files in backups/ keep the N newest
                   --from URL   where the application answers (http://127.0.0.1:3000), for the embedded engine`;

const folder = 'backups';

async function run(words: string[]): Promise<number> {
	const {
		positionals: [command, file],
		values
	} = parseArgs({
		args: words,
		allowPositionals: true,
		options: { keep: { type: 'string' }, from: { type: 'string' }, help: { type: 'boolean' } }
	});
	if (values.help || !command || (command === 'restore' && !file)) {
		console.log(usage);
		return values.help ? 0 : 1;
	}
	if (values.keep !== undefined && !/^[1-9]\d{0,4}$/.test(values.keep))
		throw new StartupError(`--keep must be a number from 1, not "${values.keep}".`);
	if (command === 'restore') {
		await restore(file);
		return 0;
	}
	const path = file ?? join(folder, `atlas-${new Date().toISOString().replace(/[:.]/g, '-')}.jsonl.gz`);
	await mkdir(dirname(path), { recursive: true });
	await backup(path, values.from);
	console.log(`written ${path}`);
	if (values.keep && !file) await removeOld(Number(values.keep));
	return 0;
}

async function backup(path: string, from: string | undefined): Promise<void> {
	try {
		const connection = await connect(process.env.DATABASE_URL, process.env.ATLAS_DATA_DIR ?? '.data');
		try {
			await writeBackupFile(connection.db, path);
		} finally {
			await connection.close();
		}
	} catch (error) {
		// The embedded engine belongs to one process; if that is the application, it writes the backup for us.
		if (!(error instanceof StartupError) || !/in use by process/.test(error.message)) throw error;
		await fetchBackup(path, from ?? `http://127.0.0.1:${process.env.PORT || 3000}`);
	}
}

async function fetchBackup(path: string, base: string): Promise<void> {
	const secret = await readSecret(process.env);
	const response = await fetch(new URL('/backup', base), {
		method: 'POST',
		headers: { authorization: `Bearer ${backupKey(secret)}` }
	}).catch(() => undefined);
	if (!response?.ok || !response.body)
		throw new StartupError(
			`The data folder is in use, and the application at ${base} gave no backup (${response ? response.status : 'no answer'}). Say with --from where it answers.`
		);
	const unfinished = `${path}.unfinished`;
	try {
		await pipeline(Readable.fromWeb(response.body as never), createWriteStream(unfinished, { mode: 0o600 }));
		await rename(unfinished, path);
	} catch (error) {
		await rm(unfinished, { force: true });
		throw error;
	}
}

async function restore(path: string): Promise<void> {
	const connection = await connect(process.env.DATABASE_URL, process.env.ATLAS_DATA_DIR ?? '.data');
	try {
		await migrate(connection);
		const { made_at, rows } = await restoreBackupFile(connection.db, path);
		const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
		console.log(`restored ${total} rows of ${Object.keys(rows).length} tables, as they were at ${made_at}`);
	} finally {
		await connection.close();
	}
}

async function removeOld(keep: number): Promise<void> {
	const files = (await readdir(folder)).filter((name) => /^atlas-.*\.jsonl\.gz$/.test(name)).sort();
	for (const name of files.slice(0, -keep)) {
		await rm(join(folder, name));
		console.log(`removed ${join(folder, name)}`);
	}
}

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof StartupError ? error.message : error);
	process.exitCode = 1;
}
