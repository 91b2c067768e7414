import { Zip, ZipDeflate } from 'fflate';

/**
 * Files packed one after the other, each chunk as soon as there is one. In the same chunks they are packed to the same bytes.
 * @param mtime when all of them changed, in local time; without, now
 */
export async function* zipChunks(
	files: [path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>][],
	mtime?: Date
): AsyncGenerator<Uint8Array> {
	let packed: Uint8Array[] = [];
	const zip = new Zip((error, chunk) => {
		if (error) throw error;
		packed.push(chunk);
	});
	function* taken() {
		const chunks = packed.filter(({ length }) => length > 0);
		packed = [];
		yield* chunks;
	}
	for (const [path, chunks] of files) {
		const file = new ZipDeflate(path);
		if (mtime) file.mtime = mtime;
		zip.add(file);
		for await (const chunk of chunks) {
			file.push(chunk);
			yield* taken();
		}
		file.push(new Uint8Array(), true);
	}
	zip.end();
	yield* taken();
}
