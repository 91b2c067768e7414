import type { Db } from '../db/connect.ts';
import { hasManyProposals } from '../views/many.ts';
import { atlasFrame, type Frame } from '../views/snapshot.ts';
import { tables } from './tables.ts';
import { noRelease, writePackage, type DataPackage } from './write.ts';

/** The whole data set in one file, and the checksums of these files. */
export const downloadTypes = {
	'atlas.zip': 'application/zip',
	'atlas.jsonl.zip': 'application/zip',
	'atlas.sqlite': 'application/vnd.sqlite3',
	'atlas.sha256': 'text/plain'
} as const;
export type Download = keyof typeof downloadTypes;

type Writing = { made: Promise<DataPackage>; ready?: DataPackage };
/** The last package of each database, or the one that is being written. */
const kept = new WeakMap<object, Writing>();

/**
 * The package of what is published now: written once per data version and release, when the first asks for it, and one at a time however many ask
 * and however often something is published meanwhile.
 */
export async function currentPackage(db: Db): Promise<DataPackage> {
	const frame = await atlasFrame(db);
	const last = kept.get(db);
	const made = await last?.made;
	if (made && (made.data_version > frame.data_version || isOf(made, frame))) return made;
	// Of those who waited for an older one, the first has it written anew.
	if (kept.get(db) === last) kept.set(db, startWriting(db, made));
	return kept.get(db)!.made;
}

/** A release is a change of the data without a revision. */
const isOf = (made: DataPackage, { data_version, release }: Frame): boolean =>
	made.data_version === data_version && made.version === (release || noRelease);

/** @param last closed when the new one is there, so that nobody who was just given it is left without */
function startWriting(db: Db, last: DataPackage | undefined): Writing {
	const writing: Writing = { made: writePackage(db) };
	writing.made.then(
		(made) => {
			writing.ready = made;
			void last?.close();
		},
		() => {
			kept.delete(db);
			void last?.close();
		}
	);
	return writing;
}

/**
 * What a page says of the package. Of few proposals it is written for the page; of many, which takes minutes, sizes and checksums are
 * told once somebody has asked for the files.
 */
export async function packageOffer(db: Db) {
	if (!(await hasManyProposals(db))) await currentPackage(db);
	const frame = await atlasFrame(db);
	const { release, licence, changed_at } = frame;
	const ready = kept.get(db)?.ready;
	const known = ready && isOf(ready, frame) ? ready : undefined;
	return {
		version: release,
		licence,
		date: (changed_at ?? new Date(0)).toISOString().slice(0, 10),
		tables: tables.length,
		rows: known?.rows,
		downloads: (Object.keys(downloadTypes) as Download[])
			.filter((name) => name !== 'atlas.sha256')
			.map((name) => {
				const file = known?.downloads.find((download) => download.name === name);
				return { name, size: file?.size, sha256: file?.sha256 };
			})
	};
}

/** Whether a page can say all of it. */
export const isOffered = async (db: Db): Promise<boolean> => (await packageOffer(db)).rows !== undefined;
