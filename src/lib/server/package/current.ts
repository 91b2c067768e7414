import type { Db } from '../db/connect.ts';
import { atlasFrame } from '../views/snapshot.ts';
import { listRecords, writePackage, type DataPackage } from './write.ts';

/** The whole data set in one file, and the checksums of these files. */
export const downloadTypes = {
	'atlas.zip': 'application/zip',
	'atlas.jsonl.zip': 'application/zip',
	'atlas.sqlite': 'application/vnd.sqlite3',
	'atlas.sha256': 'text/plain'
} as const;
export type Download = keyof typeof downloadTypes;

const kept = new WeakMap<object, { version: number; made: Promise<DataPackage> }>();

/** The package of what is published now: written once per data version, however many ask for it at once. */
export async function currentPackage(db: Db): Promise<DataPackage> {
	const { data_version: version } = await atlasFrame(db);
	const known = kept.get(db);
	if (known?.version === version) return known.made;
	const made = listRecords(db).then(({ records, created }) => writePackage(records, created));
	kept.set(db, { version, made });
	made.catch(() => kept.delete(db));
	return made;
}

/** What a page says of the package, without its bytes. */
export async function packageOffer(db: Db) {
	const { version, licence, created, downloads, tables, rows } = await currentPackage(db);
	return {
		version,
		licence,
		date: created.toISOString().slice(0, 10),
		tables,
		rows,
		downloads: downloads.map(({ name, bytes, sha256 }) => ({
			name: name as Download,
			size: bytes.length,
			sha256
		}))
	};
}
