import { parseArgs } from 'node:util';
import { openDatabase } from '../lib/server/open.ts';
import { StartupError } from '../lib/server/db/startup-error.ts';
import { connect } from '../lib/server/db/connect.ts';
import { migrate } from '../lib/server/db/migrate.ts';
import { checkSeed, countTotals } from '../lib/server/seed/check.ts';
import { fillProposalEntries } from '../lib/server/queries/proposal-entries.ts';
import { exportSeed } from '../lib/server/seed/export.ts';
import { loadSeed } from '../lib/server/seed/load.ts';
import { describeProblem, readSeed, type SeedFiles } from '../lib/server/seed/read.ts';

const usage = `npm run seed check          check the files in seed/, print every error as file:line field: reason
npm run seed load           check, then write what is new or changed to the database, in one transaction
npm run seed export         write the database back to seed/
Options: --folder PATH (instead of seed)`;

/** Runs one command; returns the exit code. */
async function run(words: string[]): Promise<number> {
	const {
		positionals: [command],
		values: { folder }
	} = parseArgs({
		args: words,
		allowPositionals: true,
		options: { folder: { type: 'string', default: 'seed' } }
	});
	if (!['check', 'load', 'export'].includes(command)) {
		console.log(usage);
		return command ? 1 : 0;
	}
	if (command === 'export') {
		const connection = await openDatabase(process.env, console.log);
		try {
			const { written, removed } = await exportSeed(connection.db, folder);
			for (const path of written) console.log(`written ${folder}/${path}`);
			for (const path of removed) console.log(`removed ${folder}/${path}`);
			console.log(written.length + removed.length ? '' : 'The files already say what the database says.');
		} finally {
			await connection.close();
		}
		return 0;
	}
	const seed = await checkedSeed(folder);
	if (!seed) return 1;
	if (command === 'load') {
		const connection = await connect(process.env.DATABASE_URL, process.env.ATLAS_DATA_DIR ?? '.data');
		try {
			await migrate(connection);
			await fillProposalEntries(connection.db);
			const report = await loadSeed(connection.db, seed, console.log);
			if (report.added + report.changed === 0)
				console.log('Nothing to do: the database already holds these files.');
			for (const { kind, record } of report.kept)
				console.log(
					`kept as edited in the app: ${kind} ${record} (npm run seed export brings it into the files)`
				);
		} finally {
			await connection.close();
		}
	}
	return 0;
}

async function checkedSeed(folder: string): Promise<SeedFiles | undefined> {
	const seed = await readSeed(folder);
	const problems = checkSeed(seed);
	for (const problem of problems) console.error(describeProblem(problem));
	if (problems.length > 0) {
		console.error(`${problems.length} ${problems.length === 1 ? 'error' : 'errors'}; nothing was written.`);
		return undefined;
	}
	const totals = Object.entries(countTotals(seed)).map(
		([name, count]) => `${count} ${name.replace('_', ' ')}`
	);
	console.log(`${folder} is sound: ${totals.join(', ')}.`);
	return seed;
}

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof StartupError ? error.message : error);
	process.exitCode = 1;
}
