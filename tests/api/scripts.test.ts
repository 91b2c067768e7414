import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';

/** How much script comes with a page: what is preloaded, and what that imports before anything is done. */
const url = inject('app_url');
const client = join(import.meta.dirname, '..', '..', 'build', 'client');

const files = new Map<string, { bytes: number; imports: string[]; later: string[] }>();
function fileOf(path: string) {
	const known = files.get(path);
	if (known) return known;
	const text = readFileSync(join(client, path));
	const named = (pattern: RegExp) =>
		[...text.toString().matchAll(pattern)].map(([, name]) => posix.join(posix.dirname(path), name));
	const file = {
		bytes: gzipSync(text).length,
		imports: named(/(?:\bfrom|\bimport)\s*["'](\.[^"'`]+\.js)["']/g),
		later: named(/\bimport\(\s*["'`](\.[^"'`]+\.js)["'`]\s*\)/g)
	};
	files.set(path, file);
	return file;
}

function reached(start: string[]): Set<string> {
	const seen = new Set<string>();
	for (const todo = [...start]; todo.length > 0;) {
		const path = todo.pop()!;
		if (seen.has(path)) continue;
		seen.add(path);
		todo.push(...fileOf(path).imports);
	}
	return seen;
}
const kilobytes = (paths: Iterable<string>) =>
	Math.round([...paths].reduce((sum, path) => sum + fileOf(path).bytes, 0) / 102.4) / 10;

async function scriptsOf(path: string): Promise<Set<string>> {
	const response = await fetch(url + path, { headers: { accept: 'text/html' } });
	expect(response.status).toBe(200);
	// What is to be loaded at once stands in the page or in the head of the answer.
	const named = `${response.headers.get('link')} ${await response.text()}`;
	return reached(
		[...named.matchAll(/["'<](?:\.{0,2}\/)*(_app\/immutable\/[^"'>]+\.js)["'>]/g)].map(([, file]) => file)
	);
}

/** A line of the dictionary by which traditional characters are read. */
const pairOfCharacters = '會 会';

/** Most kilobytes, gzip. The framework alone has 34. */
const budgets: [number, string[]][] = [
	[0, ['/papers/001/embed']],
	[59, ['/suggestions']],
	[59, ['/sign-in', '/slices', '/codebook/guide', '/search?q=audit']],
	[63, ['/', '/codebook', '/gaps', '/papers/001/history']],
	[72, ['/regulations', '/timeline', '/matrix/cross-tab', '/weigh', '/brief', '/data']],
	[
		90,
		[
			'/compare',
			'/trace',
			'/matrix/coverage',
			'/matrix/layers',
			'/matrix/papers',
			'/papers/001',
			'/proposals/algorithm-filing-system',
			'/regulations/eu-platform-work-directive'
		]
	]
];

test.each(budgets.flatMap(([most, paths]) => paths.map((path): [string, number] => [path, most])))(
	'%s comes with no more script than %i kB',
	async (path, most) => {
		const scripts = await scriptsOf(path);
		const size = kilobytes(scripts);
		expect(size).toBeLessThanOrEqual(most);
		expect(scripts.size > 0).toBe(most > 0);
		for (const script of scripts) {
			const text = readFileSync(join(client, script), 'utf8');
			expect(text, 'no schemas').not.toContain('_zod');
			expect(text, 'no grid before the page').not.toContain('ag-grid');
			expect(text, 'no dictionary before somebody looks for something').not.toContain(pairOfCharacters);
		}
	}
);

test('the grid and dialogs come later, and the grid only to its page', async () => {
	const laterOf = async (path: string) => {
		const scripts = await scriptsOf(path);
		const later = [...scripts]
			.filter((name) => !name.includes('/entry/'))
			.flatMap((name) => fileOf(name).later);
		return [...reached(later)].filter((name) => !scripts.has(name));
	};
	const holds = (text: string) => (names: string[]) =>
		names.some((name) => readFileSync(join(client, name), 'utf8').includes(text));
	const holdsGrid = holds('ag-grid');
	expect(holdsGrid(await laterOf('/matrix/layers'))).toBe(true);
	for (const path of ['/', '/codebook', '/trace', '/proposals/algorithm-filing-system'])
		expect(holdsGrid(await laterOf(path)), path).toBe(false);
	expect(holds(pairOfCharacters)(await laterOf('/')), 'with the palette').toBe(true);
});
