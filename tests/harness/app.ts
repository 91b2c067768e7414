import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const projectFolder = join(import.meta.dirname, '..', '..');
const startMs = 90_000;
/** Of the application that the tests share. */
export const metricsToken = 'a token of tests, and of tests only';

export type App = {
	url: string;
	pid: number;
	/** Everything it printed so far. */
	output(): string;
	/** Sends the signal and waits; resolves to the exit code. */
	stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/**
 * Starts the built application as a user would, on a free port, with its own empty data folder unless `env` says otherwise.
 * With `ORIGIN` it tells that address and not where it listens: then `env` gives the port too.
 * @throws with everything it printed, when it ends before it answers
 */
export async function startApp(env: Record<string, string> = {}): Promise<App> {
	const { ended, output, child, removeData } = await launch(env);
	const url = await new Promise<string>((resolve, reject) => {
		const timer = setTimeout(() => {
			child.kill('SIGKILL');
			reject(new Error(`The application did not start within ${startMs / 1000} s:\n${output()}`));
		}, startMs);
		child.stdout.on('data', () => {
			const address = /Remedy Atlas is at (http\S+)\n/.exec(output())?.[1];
			if (!address) return;
			clearTimeout(timer);
			resolve(env.ORIGIN ? `http://127.0.0.1:${env.PORT}` : address);
		});
		void ended.then((code) => {
			clearTimeout(timer);
			reject(new Error(`The application ended with ${code}:\n${output()}`));
		});
	});
	return {
		url,
		pid: child.pid!,
		output,
		async stop(signal = 'SIGTERM') {
			child.kill(signal);
			const code = await ended;
			await removeData();
			return code;
		}
	};
}

/** Runs the application until it ends by itself, for the cases in which it must refuse to start. */
export async function runApp(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
	const { ended, output, child, removeData } = await launch(env);
	const timer = setTimeout(() => child.kill('SIGKILL'), startMs);
	const code = await ended;
	clearTimeout(timer);
	await removeData();
	return { code, output: output() };
}

/** Starts the application and kills it after a time, wherever it is by then. */
export async function killApp(env: Record<string, string>, afterMs: number): Promise<void> {
	const { ended, child, removeData } = await launch(env);
	const timer = setTimeout(() => child.kill('SIGKILL'), afterMs);
	await ended;
	clearTimeout(timer);
	await removeData();
}

async function launch(env: Record<string, string>) {
	const data = await mkdtemp(join(tmpdir(), 'remedy-atlas-data-'));
	const child = spawn(process.execPath, ['--import', 'tsx', join('src', 'cli', 'start.ts')], {
		cwd: projectFolder,
		env: { ...withoutTestSettings(), PORT: '0', ATLAS_DATA_DIR: data, LOG_LEVEL: 'warn', ...env },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let text = '';
	child.stdout.on('data', (chunk) => (text += chunk));
	child.stderr.on('data', (chunk) => (text += chunk));
	const killAtExit = () => child.kill('SIGKILL');
	process.once('exit', killAtExit);
	const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
	void ended.then(() => process.off('exit', killAtExit));
	return {
		child,
		ended,
		output: () => text,
		removeData: () => rm(data, { recursive: true, force: true })
	};
}

/** The caller's own database, port and test mode must not reach the application under test. */
function withoutTestSettings(): NodeJS.ProcessEnv {
	const own = new Set([
		'DATABASE_URL',
		'HOST',
		'PORT',
		'ORIGIN',
		'NODE_ENV',
		'NODE_OPTIONS',
		'TEST',
		'DEV',
		'PROD',
		'MODE'
	]);
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !own.has(name) && !name.startsWith('VITEST'))
	);
}
