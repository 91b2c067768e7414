import type { RequestEvent } from '@sveltejs/kit';
import { parseParameters } from '../../domain/api/parameters.ts';
import { currentPackage, downloadTypes, type Download } from '../package/current.ts';
import { tables } from '../package/tables.ts';
import type { DataPackage, PackageFile } from '../package/write.ts';
import { byteStream } from './byte-stream.ts';
import { problem } from './problem.ts';

type Event = Pick<RequestEvent, 'url' | 'locals'>;

/** The whole data set in one file, or the checksums of these files. */
export function readDownload({ url, locals }: Event, name: Download): Response | (() => Promise<Response>) {
	return (
		refuseParameters(url) ??
		(async () => {
			const data = await currentPackage(locals.db);
			const file = data.downloads.find((download) => download.name === name);
			if (!file) return fileAnswer(new TextEncoder().encode(checksums(data)), downloadTypes[name], name);
			return fileAnswer(file.bytes, downloadTypes[name], savedAs(file, data), {
				'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:`
			});
		})
	);
}

/** One file of the data package, so that a program can read it by its address without unpacking. */
export function readPart({ url, locals }: Event, name: string): Response | (() => Promise<Response>) {
	if (name !== 'datapackage.json' && !tables.some((table) => name === `${table.name}.csv`))
		return problem({
			status: 404,
			title: 'No such file',
			detail: 'The files are named in /data/atlas/datapackage.json.'
		});
	return (
		refuseParameters(url) ??
		(async () => {
			const file = (await currentPackage(locals.db)).parts.find((part) => part.name === name)!;
			return fileAnswer(file.bytes, partType(name), name);
		})
	);
}

export const partType = (name: string) => (name.endsWith('.csv') ? 'text/csv' : 'application/json');

function refuseParameters(url: URL): Response | undefined {
	const { errors } = parseParameters({}, url.searchParams);
	return errors.length > 0 ? problem({ status: 400, title: 'Bad parameters', errors }) : undefined;
}

/** A name that still says in a folder full of files which data it holds. */
const savedAs = ({ name }: PackageFile, { version, created }: DataPackage) =>
	name.replace('atlas', `remedy-atlas-${version}-${created.toISOString().slice(0, 10)}`);

/** Under both names a file may have been saved by, for `sha256sum --ignore-missing --check`. */
const checksums = (data: DataPackage) =>
	data.downloads
		.flatMap((file) => [`${file.sha256}  ${file.name}\n`, `${file.sha256}  ${savedAs(file, data)}\n`])
		.join('');

function fileAnswer(
	bytes: Uint8Array<ArrayBuffer>,
	type: string,
	name: string,
	headers: Record<string, string> = {}
): Response {
	return new Response(byteStream(pieces(bytes)), {
		headers: {
			'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
			'content-length': String(bytes.length),
			// JSON is read in the browser, the others are kept.
			'content-disposition': `${type === 'application/json' ? 'inline' : 'attachment'}; filename="${name}"`,
			...headers
		}
	});
}

/** From the one copy in memory: a response made of the bytes themselves would copy them for every reader. */
function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
	const size = 64 * 1024;
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
