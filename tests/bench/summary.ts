import { format, resolveConfig } from 'prettier';

/** The work that the README tells of, in its words. */
const told: Record<string, string> = {
	list: 'list, two filters',
	matrix: 'rows of the grid, three sort keys',
	matrix_page: 'page of the layer matrix, 50 rows',
	keyset: 'page far down a list',
	search_en: 'search, English',
	search_zh: 'search, Chinese',
	coverage: 'coverage on a day',
	crosstab_mv: 'cross-tab',
	detail: 'one proposal with its links'
};

/**
 * The table of the README, of RESULTS.md: answers a second to ten connections, made anew, with the share of what bare HTTP and
 * statements by hand make of the same; and last the share of bare HTTP when asked again, at the largest size.
 * @throws where a section or a line is missing
 */
function summarise(results: string): string {
	const sections = results
		.split(/^### /m)
		.map((text) => ({
			text,
			size: Number(/^(\d+) proposals, \d+ links, PostgreSQL/.exec(text)?.[1]),
			run: /^(\d{4}-\d\d-\d\d)T\S+ commit ([\w-]+), (.+)\.$/m.exec(text)
		}))
		.filter(({ size, text }) => size && text.includes('| matrix_page '))
		.sort((one, other) => one.size - other.size);
	const cellsOf = (text: string, work: string) => {
		const line = text.split('\n').find((line) => new RegExp(`^\\| ${work} +\\| +10 \\|`).test(line));
		if (!line) throw new Error(`RESULTS.md has no line of ${work} with ten connections`);
		return line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim());
	};
	const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
	const rows = Object.entries(told).map(([work, words]) => {
		const figures = sections
			.filter(({ text }) => text.includes(`| ${work} `))
			.map(({ size, text }) => ({ size, cells: cellsOf(text, work) }));
		return row([
			words,
			...sections.map(({ size }) => {
				const found = figures.find((figure) => figure.size === size)?.cells;
				if (!found) return '';
				// A page has no limit by hand: it stands beside a list there.
				return work === 'matrix_page' ? found[6] : `${found[6]} (× ${found[10]})`;
			}),
			figures.at(-1)!.cells[12]
		]);
	});
	const runs = sections.map(({ size, run }) => `${size.toLocaleString('en')} on ${run![1]} at ${run![2]}`);
	return [
		row(['', ...sections.map(({ size }) => size.toLocaleString('en')), 'again']),
		row(['---', ...sections.map(() => '--:'), '--:']),
		...rows,
		'',
		`${sections[0].run![3]}; ${runs.join(', ')}.`
	].join('\n');
}

/** The README with the table of these results in its place. */
export async function withSummary(readme: string, results: string): Promise<string> {
	const [begin, end] = ['<!-- measured -->', '<!-- until here -->'];
	const [from, to] = [readme.indexOf(begin) + begin.length, readme.indexOf(end)];
	if (from < begin.length || to < from) throw new Error(`README.md has no ${begin} with ${end} after it`);
	const filled = `${readme.slice(0, from)}\n\n${summarise(results)}\n\n${readme.slice(to)}`;
	return format(filled, { ...(await resolveConfig('README.md')), parser: 'markdown' });
}
