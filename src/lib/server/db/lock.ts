import { readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { StartupError } from './startup-error.ts';

type Holder = { pid: number; host: string; process_started: string | null; since: string };

/**
 * The embedded engine lets two processes open one folder and then damages it, so the folder carries a lock file that
 * names its holder. A lock whose process is gone is taken over.
 * @returns a function that gives the lock back
 * @throws StartupError naming the holder
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
	const path = `${folder}/lock.json`;
	const own: Holder = {
		pid: process.pid,
		host: hostname(),
		process_started: startOf(process.pid),
		since: new Date().toISOString()
	};
	for (let attempt = 0; attempt < 5; attempt++) {
		try {
			await writeFile(path, JSON.stringify(own), { flag: 'wx' });
			return async () => {
				const holder = await readHolder(path);
				if (holder?.pid === own.pid && holder.since === own.since) await rm(path, { force: true });
			};
		} catch (error) {
			if ((error as { code?: string }).code !== 'EEXIST') throw error;
		}
		const holder = await readHolder(path);
		if (holder && isAlive(holder))
			throw new StartupError(
				`The data folder ${folder} is in use by process ${holder.pid} on ${holder.host} since ${holder.since}. Stop it, or set ATLAS_DATA_DIR to another folder.`
			);
		await rm(path, { force: true });
	}
	throw new StartupError(`The data folder ${folder} is being opened by another process; try again.`);
}

async function readHolder(path: string): Promise<Holder | undefined> {
	try {
		return JSON.parse(await readFile(path, 'utf8'));
	} catch {
		return undefined;
	}
}

function isAlive(holder: Holder): boolean {
	if (holder.host !== hostname()) return true;
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
