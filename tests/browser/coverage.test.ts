import type { Page } from 'playwright-core';
import { inject, describe, expect } from 'vitest';
import { alive, test } from '../harness/browser.ts';

const hours = 'minimum-hourly-wage-gig';
const cell = (proposal: string, column: string) => `#cell-${proposal}-${column}`;
const stateOf = (page: Page, proposal: string, column: string) =>
	page.locator(`td:has(> ${cell(proposal, column)})`).getAttribute('data-state');
const isWide = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
/** With script the slider is there; until then a change of the form would load the page anew. */
const ready = (page: Page) => page.locator('input[type=range]').waitFor();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

describe('the coverage matrix', () => {
	test('opens with the featured remedies, folded groups and a word and a number in each cell', async ({
		page
	}) => {
		await page.goto('/matrix/coverage?as_of=2026-11-21');
		expect(await page.locator('tbody tr').count()).toBe(12);
		expect(await stateOf(page, hours, 'united-states')).toBe('enacts');
		const name = await page.locator(`${cell(hours, 'united-states')} .visually-hidden`).textContent();
		expect(name).toMatch(/^United States: Enacts: \d+; /);
		expect(await page.locator(`${cell(hours, 'united-states')} .word`).textContent()).toBe('enacts');
	});

	test('the slider shows the law of another year, and back restores the day', async ({ page }) => {
		await page.goto('/matrix/coverage?as_of=2026-11-21');
		await ready(page);
		await page.locator('input[type=range]').fill('2018');
		await page.waitForURL(/as_of=2018-12-31/);
		await page.getByText('31 Dec 2018').first().waitFor();
		expect(await stateOf(page, hours, 'united-states')).toBe('not-in-force');
		expect(await page.locator('#as-of').inputValue()).toBe('2018-12-31');
	});

	test('a cell says the day of a search in words, for the pointer and for who listens', async ({ page }) => {
		for (const [path, day] of [
			['/matrix/coverage', '21 Nov 2026'],
			['/zh/matrix/coverage', '2026年11月21日']
		]) {
			await page.goto(`${path}?rows=all&group=jurisdictions&as_of=2026-11-21&cell=ubi-as-data-dividend:GB`);
			const cells = page.locator('td[data-state="nothing-found"] > a');
			const titles = await cells.evaluateAll((links) =>
				links.flatMap((link) => [link.getAttribute('title'), link.textContent])
			);
			titles.push(await page.locator('aside .sum').first().textContent());
			expect(titles.length).toBeGreaterThan(4);
			for (const title of titles) expect(title).toContain(day);
			expect(titles.join()).not.toMatch(/\d{4}-\d\d/);
		}
	});

	test('is no wider than the paper it is printed on', async ({ page }) => {
		await page.emulateMedia({ media: 'print' });
		for (const locale of ['', '/zh'])
			// A4 across and upright, without its margins, and one wide window.
			for (const width of [1100, 1047, 718]) {
				await page.setViewportSize({ width, height: 900 });
				await page.goto(`${locale}/matrix/coverage`);
				expect([width, await isWide(page)]).toEqual([width, false]);
			}
	});

	test('with a column for each jurisdiction lies across the paper, all of it', async ({ page }) => {
		for (const path of ['/matrix/coverage', '/zh/matrix/coverage']) {
			await page.emulateMedia({ media: 'print' });
			// What is a little wider than A4 across, without its margins, is printed a little smaller.
			await page.setViewportSize({ width: 1120, height: 900 });
			await page.goto(`${path}?group=jurisdictions`);
			expect([path, await isWide(page)]).toEqual([path, false]);
			const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
			const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
			expect(Number(width)).toBeGreaterThan(Number(height));
		}
	});

	test('unfolds a group, and one click more folds it', async ({ page }) => {
		await page.goto('/matrix/coverage');
		await ready(page);
		await page.getByRole('link', { name: 'Unfold United States' }).click();
		await page.waitForURL(/open=united-states/);
		await page.locator(cell(hours, 'US-NY-NYC')).waitFor();
		expect(await stateOf(page, hours, 'US-NY-NYC')).toBe('enacts');
		await page.getByRole('link', { name: 'Fold United States' }).click();
		await page.waitForURL((url) => !url.search.includes('open='));
	});

	test('the drawer opens, reads and closes by keyboard and gives the focus back', async ({ page }) => {
		await page.goto('/matrix/coverage?as_of=2026-11-21');
		await ready(page);
		await page.locator(cell(hours, 'european-union')).focus();
		await page.keyboard.press('Enter');
		await page.waitForURL(/cell=minimum-hourly-wage-gig:european-union/);
		await page.waitForFunction(() => document.activeElement?.id === 'evidence');
		const drawer = page.getByRole('complementary');
		expect(await drawer.getByRole('link', { name: /./ }).count()).toBeGreaterThan(3);
		expect(await drawer.locator('a[href^="/regulations/"]').first().getAttribute('href')).toMatch(/#p\d+$/);
		expect(await drawer.textContent()).toContain('Missing');
		await page.keyboard.press('Escape');
		await page.waitForURL((url) => !url.search.includes('cell='));
		await page.waitForFunction((id) => document.activeElement?.id === id, `cell-${hours}-european-union`);
		expect(await focused(page)).toBe(`cell-${hours}-european-union`);
	});

	test('a row’s sum opens all its links, each on one line until it is opened', async ({ page }) => {
		await page.goto('/matrix/coverage?cell=mandatory-algorithm-rule-disclosure:all&as_of=2026-11-21');
		const entries = page.getByRole('complementary').locator('details');
		const count = await entries.count();
		expect(count).toBeGreaterThan(20);
		expect(await page.getByRole('complementary').locator('details[open]').count()).toBe(0);
		const heights = await entries.evaluateAll((all) =>
			all.map((entry) => entry.getBoundingClientRect().height)
		);
		expect(Math.max(...heights)).toBeLessThan(110);
	});

	test('the worker lens re-reads the cells and says how many links are silent', async ({ page }) => {
		await page.goto('/matrix/coverage?rows=all&as_of=2026-11-21');
		await ready(page);
		const counted = async () => Number((await page.locator('.counts b').textContent())!.match(/\d+/)![0]);
		const everyone = await counted();
		await page.getByRole('link', { name: 'Streamers and creators' }).click();
		await page.waitForURL(/covers=streamers-creators/);
		const silent = page.locator('[data-unsaid]');
		await silent.waitFor();
		expect(await counted()).toBeLessThan(everyone);
		expect(Number(await silent.getAttribute('data-unsaid'))).toBeGreaterThan(10);
		expect(await silent.textContent()).toContain('do not say whom they cover');
		expect(await page.locator('td[data-state=left-out]').count()).toBeGreaterThan(0);
	});

	test('links without a usable date are listed apart', async ({ page }) => {
		await page.goto('/matrix/coverage?rows=all&as_of=2019-06-01');
		const apart = page.locator('[data-undated]');
		const count = Number(await apart.getAttribute('data-undated'));
		expect(count).toBeGreaterThan(0);
		await apart.locator('summary').click();
		expect(await apart.locator('li').count()).toBe(count);
	});

	test.for([
		['2023-02-30', 'not a day of the calendar'],
		['never', 'not a day of the calendar'],
		['1899-12-31', 'only days from 1900 to 2100'],
		['2101-01-01', 'only days from 1900 to 2100']
	])('a bad day, %s, is left out with a note', async ([day, reason], { page }) => {
		const response = await page.goto(`/matrix/coverage?as_of=${day}&jurisdiction=ATLANTIS`);
		expect(response?.status()).toBe(200);
		const note = page.getByRole('status').filter({ hasText: /\S/ });
		expect(await note.textContent()).toContain(reason);
		expect(await note.textContent()).toContain('jurisdiction=ATLANTIS');
		expect(await page.locator('tbody tr').count()).toBe(12);
	});

	test('filters that leave nothing to count say how many links they leave out', async ({ page }) => {
		await page.goto('/matrix/coverage?rows=all&jurisdiction=US-AK&relation=mentions&as_of=2026-11-21');
		expect(await page.locator('.counts').textContent()).toMatch(
			/0 links counted\s*· 1 left out by the filters/
		);
		// Alaska was searched for one remedy: that stays true whatever is filtered.
		expect(await page.locator('td[data-state=nothing-found]').count()).toBe(1);
	});

	test('a cell nobody looked at opens and does not claim that nothing exists', async ({ page }) => {
		await page.goto('/matrix/coverage?jurisdiction=MX&cell=ubi-as-data-dividend:JP&as_of=2026-11-21');
		expect(await page.getByRole('complementary').textContent()).toContain('nobody has looked');
	});

	test('the CSV has the same rows, the code, the count and the words', async () => {
		const response = await fetch(
			new URL('/matrix/coverage.csv?rows=all&group=jurisdictions&bom=1', inject('app_url'))
		);
		expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		const bytes = new Uint8Array(await response.arrayBuffer());
		expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		const lines = new TextDecoder().decode(bytes).trim().split('\n');
		expect(lines).toHaveLength(84);
		expect(lines[0]).toMatch(/CN_code,CN_count,CN_text/);
		const bad = await fetch(new URL('/matrix/coverage.csv?as_of=2023-02-30', inject('app_url')));
		expect(bad.status).toBe(400);
		expect(await bad.json()).toMatchObject({ errors: [{ path: 'as_of' }] });
	});
});

describe('without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test('the form changes the day, and keeps the rest of the view', async ({ page }) => {
		await page.goto('/matrix/coverage?rows=all&covers=drivers');
		await page.locator('#as-of').fill('2018-12-31');
		await page.getByRole('button', { name: 'Show' }).click();
		const asked = () => Object.fromEntries(new URL(page.url()).searchParams);
		await expect.poll(asked).toEqual({ as_of: '2018-12-31', rows: 'all', covers: 'drivers' });
		expect(await stateOf(page, hours, 'united-states')).not.toBe('enacts');
	});

	test('a cell opens its drawer, and Close closes it', async ({ page }) => {
		await page.goto('/matrix/coverage');
		await page.locator(cell(hours, 'china')).click();
		const shown = () => page.locator('#evidence').isVisible();
		await expect.poll(shown).toBe(true);
		await page.getByRole('link', { name: 'Close' }).click();
		await expect.poll(shown).toBe(false);
	});

	test('filters work through the form', async ({ page }) => {
		await page.goto('/matrix/coverage');
		await page.getByText('Filters', { exact: true }).click();
		await page.locator('input[name=relation][value=enacts]').check();
		await page.locator('input[name=relation][value=conflicts]').check();
		await page.getByRole('button', { name: 'Apply' }).click();
		await expect
			.poll(() => new URL(page.url()).searchParams.getAll('relation'))
			.toEqual(['enacts', 'conflicts']);
		expect(await page.locator('td[data-state=enables]').count()).toBe(0);
	});

	test('the cross-tab takes its dimensions from the form', async ({ page }) => {
		await page.goto('/matrix/cross-tab');
		await page.locator('select[name=rows]').selectOption('relation');
		await page.locator('select[name=cols]').selectOption('confidence');
		await page.getByRole('button', { name: 'Show' }).click();
		expect(await page.locator('thead th').allTextContents()).toEqual(['High', 'Medium', 'Low', 'Total']);
	});
});

describe('the cross-tab and the gaps', () => {
	test('a number opens its records, and Escape returns to it', async ({ page }) => {
		await page.goto('/matrix/cross-tab?rows=remedy_type&cols=jurisdiction');
		await alive(page);
		const number = page.locator('#cell-labour-standard-CN');
		const count = Number(await number.textContent());
		await number.focus();
		await page.keyboard.press('Enter');
		await page.waitForFunction(() => document.activeElement?.id === 'records');
		expect(await page.getByRole('complementary').locator('a.t').count()).toBe(count);
		expect(await page.locator('.drawer .top p').innerText()).toMatch(/^\d+ proposals · \d+ links$/);
		await page.keyboard.press('Escape');
		await page.waitForFunction(() => document.activeElement?.id === 'cell-labour-standard-CN');
		expect(await focused(page)).toBe('cell-labour-standard-CN');
	});

	test('unknown dimensions are left out with a note', async ({ page }) => {
		await page.goto('/matrix/cross-tab?rows=shoe&cols=layer');
		expect(await page.getByRole('status').filter({ hasText: /\S/ }).textContent()).toContain('rows=shoe');
	});

	test('each gap links to its record', async ({ page }) => {
		await page.goto('/gaps');
		expect(await page.locator('[data-gap]').count()).toBe(6);
		await page.locator('#searched a[href*="cell="]').first().click();
		await page.waitForURL(/\/matrix\/coverage\?.*cell=/);
		await page.locator('#evidence').waitFor();
		expect(await page.getByRole('complementary').textContent()).toContain('Looked for, not found');
	});
});

describe('on a phone', () => {
	test.override({ context: { viewport: { width: 390, height: 844 } } });

	test.for([
		'/matrix/coverage',
		'/matrix/coverage?rows=all&group=jurisdictions',
		'/zh/matrix/cross-tab',
		'/gaps'
	])('%s is not wider than the screen', async (path, { page }) => {
		await page.goto(path);
		expect(await isWide(page)).toBe(false);
	});

	test('the drawer lies over the page and the cells keep shape and number', async ({ page }) => {
		await page.goto('/matrix/coverage?as_of=2026-11-21');
		const china = page.locator(cell(hours, 'china'));
		expect(await china.locator('svg').first().isVisible()).toBe(true);
		expect(await china.locator('.word').isVisible()).toBe(false);
		expect((await china.innerText()).trim()).toMatch(/^\d+/);
		await china.click();
		const drawer = page.getByRole('complementary');
		await drawer.waitFor();
		const box = (await drawer.boundingBox())!;
		expect(box.y + box.height).toBeGreaterThan(800);
		expect(box.width).toBeGreaterThan(380);
		expect(await isWide(page)).toBe(false);
	});
});
