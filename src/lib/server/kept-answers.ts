import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { isBeingFetched } from './api/sending.ts';
import { WholeResponse } from './api/whole-response.ts';
import { countAnswer } from './metrics.ts';
import { outsideRequest } from './request-locals.ts';

type Encoding = 'br' | 'gzip';
type Kept = {
	headers: [string, string][];
	body: Uint8Array<ArrayBuffer>;
	packed: Partial<Record<Encoding, Promise<Uint8Array<ArrayBuffer>>>>;
};

const mostBytes = 64 * 1024 * 1024;
const mostBytesEach = 8 * 1024 * 1024;

/** Answers of pages and API alike, by a tag that no change of the data leaves as it was: nothing here ever has to be thrown away. */
const answers = new LRUCache<string, Kept>({
	maxSize: mostBytes,
	maxEntrySize: mostBytesEach,
	// What it is packed to comes later and is at most half as much again.
	sizeCalculation: ({ body }) => Math.ceil(body.length * 1.5) + 1000
});

/**
 * Names one representation of one address as long as all that is given stays as it is: the version of the code, the number of the
 * data and what else the answer depends on.
 */
export const tagOf = (...parts: (string | number)[]): string =>
	createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 22);

/** The answer that was kept under this tag, packed as the client takes it; undefined where it must be made. */
export async function findKept(tag: string, { headers: asked }: Request): Promise<Response | undefined> {
	if (isBypassed(asked.get('cache-control'))) return undefined;
	const found = await keptBody(tag, asked.get('accept-encoding'));
	if (!found) return undefined;
	countAnswer('again');
	const headers = new Headers(found.headers);
	headers.append('vary', 'Accept-Encoding');
	if (found.encoding) headers.set('content-encoding', found.encoding);
	headers.set('content-length', String(found.body.length));
	return new Response(found.body, { headers });
}

/** What was kept under this tag, packed as the client takes it. */
export async function keptBody(
	tag: string,
	accepted: string | null | undefined
): Promise<(Pick<Kept, 'headers' | 'body'> & { encoding?: Encoding }) | undefined> {
	const kept = answers.get(tag);
	if (!kept) return undefined;
	const { headers, body, packed } = kept;
	const encoding = encodingFor(accepted, body.length);
	return encoding
		? { headers, body: await (packed[encoding] ??= outsideRequest(pack(encoding, body))), encoding }
		: { headers, body };
}

const encoder = new TextEncoder();

/**
 * Keeps a whole answer and hands it on; one that is not 200, is a file to be saved or too long to be held, or sets a cookie is only
 * handed on, and so is what HEAD was answered, which may lack its body.
 */
export async function keep(tag: string, response: Response, request: Request): Promise<Response> {
	countAnswer('made');
	const { headers } = response;
	if (
		response.status !== 200 ||
		request.method !== 'GET' ||
		isBeingFetched(response) ||
		isBypassed(request.headers.get('cache-control')) ||
		headers.get('content-disposition')?.startsWith('attachment') ||
		headers.has('set-cookie')
	)
		return response;
	const isWhole = response instanceof WholeResponse;
	const body = isWhole ? encoder.encode(response.whole) : new Uint8Array(await response.arrayBuffer());
	answers.set(tag, { headers: [...headers], body, packed: {} });
	return isWhole ? response : new Response(body, { headers });
}

/** For a client that has this very answer already: nothing has to be asked of the database. */
export function unchanged(headers: Record<string, string>): Response {
	countAnswer('unchanged');
	return new Response(null, { status: 304, headers });
}

/** A reader who reloads wants to see that nothing is old; a measurement wants to see what an answer costs. */
export const isBypassed = (cacheControl: string | null | undefined): boolean =>
	/\bno-(cache|store)\b/.test(cacheControl ?? '');

const leastPacked = 1024;

function encodingFor(accepted: string | null | undefined, length: number): Encoding | undefined {
	if (!accepted || length < leastPacked) return undefined;
	const wanted = accepted.split(',').map((part) => part.trim().replace(/\s+/g, ''));
	return (['br', 'gzip'] as const).find((encoding) =>
		wanted.some(
			(part) => part === encoding || (part.startsWith(`${encoding};q=`) && !/=0(\.0*)?$/.test(part))
		)
	);
}

const packers = {
	br: (body: Uint8Array) =>
		promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
	gzip: (body: Uint8Array) => promisify(gzip)(body)
};
const pack = async (encoding: Encoding, body: Uint8Array): Promise<Uint8Array<ArrayBuffer>> =>
	new Uint8Array(await packers[encoding](body));
