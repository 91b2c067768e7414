import { spawn } from 'node:child_process';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

const inputs = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];
/** What a build or a check writes itself, and what never reaches the site. */
const ignored = [
	join('src', 'lib', 'paraglide'),
	join('src', 'lib', 'i18n', 'project.inlang'),
	join('src', 'cli')
];
const stamp = join('build', 'built');
const lock = join('node_modules', '.building');

/**
 * Builds the site into `build/` when a source is newer than the last build. Works in the project's folder.
 * Of several processes that start together one builds and the others wait for it.
 */
export async function buildIfNeeded(say: (line: string) => void): Promise<void> {
	if (await isBuilt()) return;
	while (!(await takeLock())) await new Promise((resolve) => setTimeout(resolve, 200));
	try {
		if (!(await isBuilt())) await build(say);
	} finally {
		await rm(lock, { force: true });
	}
}

/** The stamp is as old as the build and holds the names of all it was made of, so that a deleted file is missed too. */
async function isBuilt(): Promise<boolean> {
	const built = await stat(stamp).then(
		({ mtimeMs }) => mtimeMs,
		() => 0
	);
	if (!built) return false;
	const files = await listInputs();
	return files.every(({ changed }) => changed <= built) && (await readFile(stamp, 'utf8')) === namesOf(files);
}

async function build(say: (line: string) => void): Promise<void> {
	say('Building the site (about half a minute) …');
	const started = Date.now();
	await rm(stamp, { force: true });
	const files = await listInputs();
	await runBuild();
	await writeFile(stamp, namesOf(files));
	// A source saved while the build ran must count as newer than the build.
	await utimes(stamp, started / 1000, started / 1000);
	say(`Built in ${Math.round((Date.now() - started) / 1000)} s.`);
}

/** A lock whose process is gone does not count. */
async function takeLock(): Promise<boolean> {
	try {
		await writeFile(lock, String(process.pid), { flag: 'wx' });
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	const holder = Number(await readFile(lock, 'utf8').catch(() => ''));
	if (holder && !isAlive(holder)) await rm(lock, { force: true });
	return false;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

type Input = { path: string; changed: number };

const namesOf = (files: Input[]) => files.map(({ path }) => path).join('\n');
const listInputs = async () => (await Promise.all(inputs.map(listFiles))).flat();

async function listFiles(path: string): Promise<Input[]> {
	if (ignored.includes(path) || path.endsWith('.test.ts')) return [];
	const entry = await stat(path);
	if (!entry.isDirectory()) return [{ path, changed: entry.mtimeMs }];
	const names = (await readdir(path)).sort();
	return (await Promise.all(names.map((name) => listFiles(join(path, name))))).flat();
}

function runBuild(): Promise<void> {
	const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' };
	for (const name of Object.keys(env)) if (name.startsWith('VITEST')) delete env[name];
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
			env,
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) return resolve();
			process.stderr.write(output);
			reject(Object.assign(new Error('The build failed; its messages are above.'), { expected: true }));
		});
	});
}

// `npm run build`: what it builds, a start and the tests then find.
if (process.argv[1] === import.meta.filename) await buildIfNeeded((line) => console.log(line));
