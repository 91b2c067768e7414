import { randomUUID } from 'node:crypto';
import { link, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { StartupError } from './startup-error.ts';

type Holder = { key: string; pid: number; host: string; process_started: string | null; since: string };

/** The holder says this often that it lives; who is silent for much longer, on a machine we cannot ask, is gone. */
const beatMs = 15_000;
const silentMs = 8 * beatMs;
/** Longer than another process takes between reading a lock of somebody gone and removing it. */
const settleMs = 50;

/**
 * The embedded engine lets two processes open one folder and then damages it, so the folder carries a lock file that
 * names its holder. A lock whose process is gone is taken over; so is one of another machine, such as a container that is
 * no more, once it has been silent for two minutes.
 * @returns a function that gives the lock back
 * @throws StartupError naming the holder
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
	const path = `${folder}/lock.json`;
	const own: Holder = {
		key: randomUUID(),
		pid: process.pid,
		host: hostname(),
		process_started: startOf(process.pid),
		since: new Date().toISOString()
	};
	for (let attempt = 0; attempt < 5; attempt++) {
		if (await createWhole(path, own)) {
			// Of two that found the same dead holder, the second may have removed the lock of the first for the old one.
			await new Promise((resolve) => setTimeout(resolve, settleMs));
			if (await isOurs()) return keep();
		}
		const holder = await readHolder(path);
		if (holder && (await isAlive(holder, path)))
			throw new StartupError(
				`The data folder ${folder} is in use by process ${holder.pid} on ${holder.host} since ${holder.since}. Stop it, or set ATLAS_DATA_DIR to another folder.`
			);
		await rm(path, { force: true });
	}
	throw new StartupError(`The data folder ${folder} is being opened by another process; try again.`);

	async function isOurs(): Promise<boolean> {
		return (await readHolder(path))?.key === own.key;
	}

	function keep() {
		const beat = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => {}), beatMs);
		beat.unref();
		return async () => {
			clearInterval(beat);
			if (await isOurs()) await rm(path, { force: true });
		};
	}
}

/** Creates a file that nobody ever sees half written; false where there is one. */
async function createWhole(path: string, own: Holder): Promise<boolean> {
	const unfinished = `${path}.${own.key}`;
	try {
		await writeFile(unfinished, JSON.stringify(own));
		await link(unfinished, path);
		return true;
	} catch (error) {
		if ((error as { code?: string }).code !== 'EEXIST') throw error;
		return false;
	} finally {
		await rm(unfinished, { force: true });
	}
}

async function readHolder(path: string): Promise<Holder | undefined> {
	try {
		return JSON.parse(await readFile(path, 'utf8'));
	} catch {
		return undefined;
	}
}

async function isAlive(holder: Holder, path: string): Promise<boolean> {
	if (holder.host !== hostname()) {
		const beat = await stat(path).catch(() => undefined);
		return beat !== undefined && Date.now() - beat.mtimeMs < silentMs;
	}
	try {
		process.kill(holder.pid, 0);
	} catch (error) {
		if ((error as { code?: string }).code === 'ESRCH') return false;
	}
	// A number is given again after a restart: the same process also started at the same tick.
	return holder.process_started === startOf(holder.pid);
}

/** Start time of a process in clock ticks since boot (field 22 of /proc/<pid>/stat), or null where there is no /proc. */
function startOf(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
	} catch {
		return null;
	}
}
