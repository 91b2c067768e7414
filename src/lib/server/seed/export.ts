import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { releaseFile } from '../../domain/release.ts';
import type { Db } from '../db/connect.ts';
import { findRelease } from '../queries/history.ts';
import { listInstruments } from '../queries/instruments.ts';
import { listLinkFiles } from '../queries/links.ts';
import { listMatrices } from '../queries/matrices.ts';
import { listPapers } from '../queries/papers.ts';
import { listProposals } from '../queries/proposals.ts';
import { listVocabularies } from '../queries/vocabularies.ts';
import { seedFolders } from './read.ts';
import { toYaml } from './yaml.ts';

/** Every record of the database as the text of its file, by path below the seed folder. */
export async function seedTexts(db: Db): Promise<Map<string, string>> {
	const texts = new Map<string, string>();
	const add = (
		folder: keyof typeof seedFolders,
		records: { id: string }[],
		below = (_: { id: string }) => ''
	) => {
		for (const record of records)
			texts.set(join(folder, below(record), `${record.id}.yaml`), toYaml(seedFolders[folder], record));
	};
	add('vocabularies', await listVocabularies(db));
	add('papers', await listPapers(db));
	add(
		'instruments',
		await listInstruments(db),
		(record) => (record as { jurisdiction?: string }).jurisdiction ?? ''
	);
	add('proposals', await listProposals(db));
	add('links', await listLinkFiles(db));
	add('matrices', await listMatrices(db));
	const release = await findRelease(db);
	if (release) texts.set('release.yaml', toYaml(releaseFile, release));
	return texts;
}

/** Writes the database back to files: only what differs is touched, files of records that are gone are removed. */
export async function exportSeed(db: Db, folder: string): Promise<{ written: string[]; removed: string[] }> {
	const texts = await seedTexts(db);
	const written: string[] = [];
	for (const [path, text] of texts) {
		const target = join(folder, path);
		const present = await readFile(target, 'utf8').catch(() => undefined);
		if (present === text) continue;
		await mkdir(dirname(target), { recursive: true });
		await writeFile(target, text);
		written.push(path);
	}
	const removed: string[] = [];
	for (const name of Object.keys(seedFolders))
		for (const path of await readdir(join(folder, name), { recursive: true }).catch(() => [])) {
			const relative = join(name, path);
			if (!path.endsWith('.yaml') || texts.has(relative)) continue;
			await rm(join(folder, relative));
			removed.push(relative);
		}
	return { written, removed };
}
