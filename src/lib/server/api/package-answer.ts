import type { RequestEvent } from '@sveltejs/kit';
import { parseParameters } from '../../domain/api/parameters.ts';
import type { Db } from '../db/connect.ts';
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
			const data = await writtenPackage(locals.db);
			if (data instanceof Response) return data;
			const file = data.downloads.find((download) => download.name === name);
			if (!file) {
				const sums = new TextEncoder().encode(checksums(data));
				return fileAnswer({ size: sums.length, pieces: () => [sums] }, downloadTypes[name], name);
			}
			return fileAnswer(file, downloadTypes[name], savedAs(file, data), {
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
			const data = await writtenPackage(locals.db);
			if (data instanceof Response) return data;
			return fileAnswer(
				data.parts.find((part) => part.name === name)!,
				partType(name),
				name
			);
		})
	);
}

/** Proxies give up a request that is not answered for a minute. */
const longestWaitMs = 45_000;
const seconds = 60;

/** The package, or when to come again: of a very large set it takes minutes to write. */
async function writtenPackage(db: Db): Promise<DataPackage | Response> {
	let timer: NodeJS.Timeout | undefined;
	const tooLong = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => resolve(undefined), longestWaitMs);
	});
	try {
		const data = await Promise.race([currentPackage(db), tooLong]);
		return (
			data ??
			problem(
				{
					status: 503,
					title: 'Being written',
					detail: `The files of the data set are written anew after a change. Try again in ${seconds} s.`
				},
				{ 'retry-after': String(seconds) }
			)
		);
	} finally {
		clearTimeout(timer);
	}
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
	{ size, pieces }: Pick<PackageFile, 'size'> & { pieces: () => Parameters<typeof byteStream>[0] },
	type: string,
	name: string,
	headers: Record<string, string> = {}
): Response {
	return new Response(byteStream(pieces()), {
		headers: {
			'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
			'content-length': String(size),
			// JSON is read in the browser, the others are kept.
			'content-disposition': `${type === 'application/json' ? 'inline' : 'attachment'}; filename="${name}"`,
			...headers
		}
	});
}
