import { describe, expect } from 'vitest';
import { pictureNames } from '../../src/lib/domain/pictures.ts';
import { findViolations, test } from '../harness/browser.ts';

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
	test.override({ context: { colorScheme } });

	test.for(['/data', '/zh/data', '/'])(
		'%s has no accessibility violation, tables open',
		async (path, { page }) => {
			await page.goto(path);
			await page
				.locator('figure details')
				.evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
			expect(await findViolations(page)).toEqual([]);
		}
	);
});

test('the table of a picture has the numbers of its drawing', async ({ page }) => {
	await page.goto('/data');
	for (const name of pictureNames.slice(1)) {
		const figure = page.locator(`figure#${name}`);
		const drawn = await figure.locator('.wide svg path title').count();
		const cells = await figure.locator('tbody td:not(:last-child)').allTextContents();
		expect(drawn, name).toBe(cells.reduce((sum, text) => sum + Number(text), 0));
	}
	const figure = page.locator('figure#coverage-years');
	const drawn = await figure.locator('.wide svg text.strong').allTextContents();
	const numbers = drawn.filter((text) => /^\d+$/.test(text)).map(Number);
	const rows = await figure
		.locator('tbody tr')
		.evaluateAll((all) =>
			all.map(
				(row) =>
					[
						row.querySelector('th')!.firstChild!.textContent!,
						Number(row.lastElementChild!.textContent)
					] as const
			)
		);
	const sums = new Map<string, number>();
	for (const [place, value] of rows) sums.set(place, (sums.get(place) ?? 0) + value);
	expect(numbers).toEqual([...sums.values()].filter((sum) => sum > 0));
});

test('a mark leads to the matrix with as many rows', async ({ page }) => {
	await page.goto('/data');
	const mark = page.locator('figure#remedies .wide svg a').nth(4);
	const count = Number(await mark.locator('text').innerHTML());
	await mark.click();
	await page.waitForURL('**/matrix/layers?*remedy=*');
	await page.goto(`${page.url()}&view=table`);
	expect(await page.locator('main table tbody tr').count()).toBe(count);
});

test('each picture comes as a file that draws by itself, in the language asked for', async ({ page }) => {
	for (const prefix of ['', '/zh'])
		for (const name of pictureNames) {
			const response = await page.request.get(`${prefix}/data/pictures/${name}.svg`);
			expect(response.headers()['content-type']).toBe('image/svg+xml; charset=utf-8');
			const svg = await response.text();
			expect(svg).toContain(prefix ? '来源' : 'Source: Remedy Atlas');
			expect(svg).not.toMatch(/var\(|class=|NaN/);
			await page.goto('/data');
			const problem = await page.evaluate(
				(text) =>
					new DOMParser().parseFromString(text, 'image/svg+xml').querySelector('parsererror')?.textContent,
				svg
			);
			expect(problem).toBeUndefined();
		}
	expect((await page.request.get('/data/pictures/nothing.svg')).status()).toBe(404);
});

test('the browser makes a PNG of the file', async ({ page }) => {
	await page.goto('/data');
	const download = page.waitForEvent('download');
	await page.locator('figure#papers').getByRole('button', { name: 'PNG' }).click();
	expect((await download).suggestedFilename()).toBe('remedy-atlas-papers.png');
});

describe('on a phone', () => {
	test.override({ context: { viewport: { width: 390, height: 844 } } });

	test.for(['/data', '/zh/data', '/'])('%s is no wider than the screen', async (path, { page }) => {
		await page.goto(path);
		await page
			.locator('figure details')
			.evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
		expect(await page.locator('figure .narrow svg').first().isVisible()).toBe(true);
		expect(await page.locator('figure .wide svg').first().isVisible()).toBe(false);
	});
});
