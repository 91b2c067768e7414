/** Rows told at once: a chunk is large enough to be worth sending and small enough to be held for every reader. */
export const rowsAtOnce = 500;

/** A list a few hundred entries at a time. */
export async function* batches<T>(list: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[]> {
	let batch: T[] = [];
	for await (const entry of list) {
		batch.push(entry);
		if (batch.length < rowsAtOnce) continue;
		yield batch;
		batch = [];
	}
	if (batch.length > 0) yield batch;
}

/**
 * Chunks as the body of an answer. The next chunk is made when the last one has been taken, so that an export of a hundred
 * thousand rows needs no more memory than one of a thousand, however slowly it is read.
 * @param ended called once, when all is told, the reader has left or a chunk could not be made
 */
export function byteStream(
	chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
	ended: () => void = () => {}
): ReadableStream<Uint8Array> {
	const iterator =
		Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const { done, value } = await iterator.next();
					if (!done) return controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
				} catch (error) {
					ended();
					throw error;
				}
				controller.close();
				ended();
			},
			async cancel() {
				ended();
				await iterator.return?.();
			}
		},
		{ highWaterMark: 0 }
	);
}
