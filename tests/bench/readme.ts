import { readFile, writeFile } from 'node:fs/promises';
import { withSummary } from './summary.ts';

const [readme, results] = await Promise.all(
	['README.md', 'tests/bench/RESULTS.md'].map((name) => readFile(name, 'utf8'))
);
await writeFile('README.md', await withSummary(readme, results));
