import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, inject, test } from 'vitest';
import { problemDocument } from '../../src/lib/domain/api/answer.ts';
import { readPackage } from '../../src/lib/server/package/read.ts';
import { checkSeed } from '../../src/lib/server/seed/check.ts';
import { whileDataStand } from '../harness/data-stand.ts';

const url = inject('app_url');
const get = (path: string, init?: RequestInit) => fetch(url + path, init);
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const downloads = [
	['/data/atlas.zip', 'application/zip', 'zip'],
	['/data/atlas.jsonl.zip', 'application/zip', 'jsonl.zip'],
	['/data/atlas.sqlite', 'application/vnd.sqlite3', 'sqlite']
] as const;

describe.each(downloads)('%s', (path, type, ending) => {
	test(
		'is a file with a telling name, its size and its checksum, for every origin',
		whileDataStand(async () => {
			const response = await get(path);
			const bytes = await bytesOf(response);
			expect(response.status).toBe(200);
			expect(response.headers.get('content-type')).toBe(type);
			expect(Number(response.headers.get('content-length'))).toBe(bytes.length);
			expect(response.headers.get('content-disposition')).toMatch(
				new RegExp(`^attachment; filename="remedy-atlas-1\\.0\\.0-\\d{4}-\\d{2}-\\d{2}\\.${ending}"$`)
			);
			expect(response.headers.get('repr-digest')).toBe(
				`sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`
			);
			expect(response.headers.get('access-control-allow-origin')).toBe('*');
			expect(response.headers.get('access-control-expose-headers')).toContain('Repr-Digest');
			const sums = await (await get('/data/atlas.sha256')).text();
			expect(sums.split('\n')).toContain(`${sumOf(bytes)}  ${path.split('/').at(-1)}`);
		})
	);

	test(
		'is not sent twice, and HEAD has its headers alone',
		whileDataStand(async () => {
			const head = await get(path, { method: 'HEAD' });
			const tag = head.headers.get('etag')!;
			expect(head.status).toBe(200);
			expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10_000);
			expect((await bytesOf(head)).length).toBe(0);
			const again = await get(path, { headers: { 'if-none-match': tag } });
			expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, '']);
			const modified = head.headers.get('last-modified')!;
			expect((await get(path, { headers: { 'if-modified-since': modified } })).status).toBe(304);
		})
	);
});

test(
	'the package that is served is sound, and lies file by file beside it',
	whileDataStand(async () => {
		const bytes = await bytesOf(await get('/data/atlas.zip'));
		expect(checkSeed(readPackage(bytes))).toEqual([]);
		const files = unzipSync(bytes);
		const told = (await (await get('/data/atlas/datapackage.json')).json()) as {
			resources: { path: string; hash: string }[];
		};
		expect(Object.keys(files)).toEqual(['datapackage.json', ...told.resources.map(({ path }) => path)]);
		for (const { path, hash } of told.resources) {
			const response = await get(`/data/atlas/${path}`);
			expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
			expect(`sha256:${sumOf(await bytesOf(response))}`, path).toBe(hash);
		}
	})
);

test('many who ask at once get the same file', async () => {
	const sums = await Promise.all(
		Array.from({ length: 40 }, async () => sumOf(await bytesOf(await get('/data/atlas.sqlite'))))
	);
	expect(new Set(sums).size).toBe(1);
});

test.each([
	['/data/atlas/rumours.csv', 404],
	['/data/atlas/..%2f..%2fpackage.json', 404],
	['/data/atlas/__proto__', 404],
	['/data/atlas.zip?table=links', 400],
	['/data/atlas/links.csv?limit=10', 400]
])('%s is refused with a problem document', async (path, status) => {
	const response = await get(path);
	expect(response.status).toBe(status);
	expect(problemDocument.parse(await response.json()).status).toBe(status);
});

test.each([
	['', 'The whole data set', 'last change on this site'],
	['/zh', '整个数据集', '本站最近改动于']
])(
	'the page%s names every file with its size, its checksum and how to open it',
	async (language, ...words) => {
		const html = await (await get(`${language}/data`)).text();
		for (const word of words) expect(html).toContain(word);
		const sums = await (await get('/data/atlas.sha256')).text();
		for (const [path] of downloads) {
			const name = path.split('/').at(-1)!;
			expect(html).toContain(`href="${path}"`);
			expect(html).toContain(
				sums
					.split('\n')
					.find((line) => line.endsWith(`  ${name}`))!
					.split(' ')[0]
			);
		}
		expect(html).toMatch(/\d (kB|千字节)/);
		expect(html).toContain('pd.read_sql(');
		expect(html).toContain(`${new URL(url).origin}/data/atlas/datapackage.json`);
	}
);
