import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from '../harness/browser.ts';
import { withDaysInWords } from '../harness/days.ts';

type Json = {
	data: Record<string, string | number>[];
	meta: { columns: { key: string }[] };
};

/** Every row of the grid by its id, every cell by its column: what is read aloud of it, without shapes and marks. */
function readGrid(page: Page) {
	return page.locator('.live').evaluate((live) => {
		const words = (cell: Element) => {
			const copy = cell.cloneNode(true) as Element;
			copy.querySelectorAll('[aria-hidden="true"], .pick, .tag, .other').forEach((mark) => mark.remove());
			return copy.textContent!;
		};
		return [...live.querySelectorAll('.ag-row')]
			.sort((a, b) => Number(a.getAttribute('row-index')) - Number(b.getAttribute('row-index')))
			.map((row) => ({
				id: row.getAttribute('row-id')!,
				cells: Object.fromEntries(
					[...row.querySelectorAll('.ag-cell')].map((cell) => [cell.getAttribute('col-id')!, words(cell)])
				)
			}));
	});
}

/** Letters in their order and numbers in theirs: a grid sets a number before its word where a file sets it behind. */
const spoken = (value: string | number) => {
	const text = String(value).toLowerCase();
	return {
		letters: text.replace(/[^\p{L}]/gu, ''),
		numbers: text.match(/\d+/g)?.join(' ') ?? ''
	};
};

const languages = ['', '/zh'];
const matrices = ['layers', 'institution', 'technology', 'subject', 'papers'];

test.for(languages.flatMap((prefix) => matrices.map((matrix) => `${prefix}/matrix/${matrix}`)))(
	'the grid of %s says in every cell what the file says, all rows in the same order',
	async (path, { page }) => {
		const query = path.endsWith('papers') ? '' : '?level=all&sort=-law,title';
		const { data, meta } = (await (await page.request.get(`${path}.json${query}`)).json()) as Json;
		await page.goto(path + query);
		await page.locator('.stage.ready').waitFor();
		const rows = await readGrid(page);
		expect(rows.map(({ id }) => id)).toEqual(data.map(({ id }) => id));
		const keys = new Set(meta.columns.map(({ key }) => key));
		const shown = [...keys].filter((key) => key !== 'id' && key !== 'level' && !/_(other|label)$/.test(key));
		rows.forEach(({ id, cells }, place) => {
			expect(Object.keys(cells).sort(), id).toEqual([...shown].sort());
			for (const [key, text] of Object.entries(cells)) {
				const inFile = data[place][keys.has(`${key}_label`) ? `${key}_label` : key];
				const inWords = withDaysInWords(String(inFile), path.startsWith('/zh') ? 'zh' : 'en');
				expect(spoken(text === '–' ? '' : text), `${id} ${key}`).toEqual(spoken(inWords));
			}
		});
	}
);
