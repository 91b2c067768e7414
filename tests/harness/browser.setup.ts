import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import chromium from '@sparticuz/chromium';
import type { TestProject } from 'vitest/node';
import packageFile from '../../package.json' with { type: 'json' };

export default async function setup(project: TestProject) {
	project.provide('chromium_path', await unpackChromium());
}

/** Unpacks the browser once per user and version; every run after that finds it. */
export async function unpackChromium(): Promise<string> {
	const user = process.getuid?.() ?? 'user';
	const folder = join(
		tmpdir(),
		`remedy-atlas-chromium-${packageFile.devDependencies['@sparticuz/chromium']}-${user}`
	);
	const executable = join(folder, 'chromium');
	const present = await access(executable).then(
		() => true,
		() => false
	);
	if (!present) await unpack(folder);
	return executable;
}

async function unpack(folder: string): Promise<void> {
	const outer = process.env.TMPDIR;
	const fresh = await mkdtemp(join(tmpdir(), 'remedy-atlas-unpack-'));
	try {
		// The package unpacks into the temporary folder, and takes whatever file already stands there under its name.
		process.env.TMPDIR = fresh;
		await chromium.executablePath();
	} finally {
		if (outer === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = outer;
	}
	await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
}
