/** Rows told at once: a chunk is large enough to be worth sending and small enough to be held for every reader. */
const rowsAtOnce = 500;

/** A list a few hundred entries at a time. */
export function* batches<T>(list: Iterable<T>): Generator<T[]> {
	let batch: T[] = [];
	for (const entry of list) {
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
 */
export function byteStream(chunks: Iterable<string | Uint8Array>): ReadableStream<Uint8Array> {
	const iterator = chunks[Symbol.iterator]();
	const encoder = new TextEncoder();
	return new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				const { done, value } = iterator.next();
				if (done) controller.close();
				else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
			},
			cancel() {
				iterator.return?.();
			}
		},
		{ highWaterMark: 0 }
	);
}
