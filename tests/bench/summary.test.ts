import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withSummary } from './summary.ts';

test('the README tells what was measured last', async () => {
	const [readme, results] = await Promise.all(
		['README.md', 'tests/bench/RESULTS.md'].map((name) => readFile(name, 'utf8'))
	);
	expect(readme, 'npm run bench:readme writes it').toBe(await withSummary(readme, results));
});
