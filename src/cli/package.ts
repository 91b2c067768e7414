import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { connect } from '../lib/server/db/connect.ts';
import { migrate } from '../lib/server/db/migrate.ts';
import { StartupError } from '../lib/server/db/startup-error.ts';
import { openDatabase } from '../lib/server/open.ts';
import { readPackage } from '../lib/server/package/read.ts';
import { tables } from '../lib/server/package/tables.ts';
import { writePackage } from '../lib/server/package/write.ts';
import { findRelease } from '../lib/server/queries/history.ts';
import { checkSeed } from '../lib/server/seed/check.ts';
import { loadSeed } from '../lib/server/seed/load.ts';
import { describeProblem } from '../lib/server/seed/read.ts';

const usage = `npm run package write FILE   write the whole data set: .jsonl.zip as JSON lines, .sqlite as a database, any other .zip as CSV
npm run package load FILE    check a .zip of CSV, print every error as file:line column: reason, then fill an empty database with it`;

/** Runs one command; returns the exit code. */
async function run(words: string[]): Promise<number> {
	const {
		positionals: [command, file]
	} = parseArgs({ args: words, allowPositionals: true });
	if (command === 'write' && file) return write(file);
	if (command === 'load' && file) return load(file);
	console.log(usage);
	return command ? 1 : 0;
}

async function write(file: string): Promise<number> {
	const name = ['atlas.jsonl.zip', 'atlas.sqlite', 'atlas.zip'].find((known) =>
		file.endsWith(known.replace('atlas', ''))
	);
	if (!name) throw new StartupError(`${file} must end in .zip, .jsonl.zip or .sqlite.`);
	const { db, close } = await openDatabase(process.env, console.log);
	try {
		const data = await writePackage(db);
		const { size, sha256, pieces } = data.downloads.find((download) => download.name === name)!;
		await pipeline(pieces(), createWriteStream(file)).catch((error: NodeJS.ErrnoException) => {
			throw new StartupError(`${file} cannot be written (${error.code}).`);
		});
		await data.close();
		console.log(`${file}: ${tables.length} tables, ${data.rows} rows, ${size} bytes, SHA-256 ${sha256}`);
	} finally {
		await close();
	}
	return 0;
}

async function load(file: string): Promise<number> {
	const archive = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		throw new StartupError(`${file} cannot be read (${error.code}).`);
	});
	const seed = readPackage(archive);
	const problems = checkSeed(seed);
	for (const problem of problems) console.error(describeProblem(problem));
	if (problems.length > 0) {
		console.error(`${problems.length} ${problems.length === 1 ? 'error' : 'errors'}; nothing was loaded.`);
		return 1;
	}
	const connection = await connect(process.env.DATABASE_URL, process.env.ATLAS_DATA_DIR ?? '.data');
	try {
		await migrate(connection);
		if (await findRelease(connection.db))
			throw new StartupError('The database already holds a data set; a package only fills an empty one.');
		await loadSeed(connection.db, seed, console.log);
	} finally {
		await connection.close();
	}
	return 0;
}

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof StartupError ? error.message : error);
	process.exitCode = 1;
}
