import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { alive, test } from '../harness/browser.ts';

const isWide = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
const titles = (page: Page) => page.locator('tbody th .t').allInnerTexts();

test('the register sorts by a click on a head, says so, and goes back', async ({ page }) => {
	await page.goto('/regulations');
	const before = await titles(page);
	await page.getByRole('columnheader', { name: 'Proposals' }).getByRole('link').click();
	await page.waitForURL('**/regulations?sort=-proposals');
	await expect.poll(() => page.locator('th[aria-sort]').innerText()).toContain('Proposals');
	expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
	expect(await titles(page)).not.toEqual(before);
	await page.goBack();
	await expect.poll(() => titles(page)).toEqual(before);
});

test('a filter is chosen, lives in the address without empty fields, and is dropped again', async ({
	page
}) => {
	await page.goto('/regulations');
	await alive(page);
	await page.locator('summary', { hasText: 'Jurisdiction' }).click();
	await page.getByRole('checkbox', { name: /^European Union, all/ }).check();
	await page.getByRole('searchbox', { name: /Title in any language/ }).fill('2022/2065');
	await page.getByRole('button', { name: 'Apply' }).click();
	await page.waitForURL(/q=/);
	expect(new URL(page.url()).search).toBe('?q=2022%2F2065&jurisdiction=european-union');
	await expect.poll(() => titles(page)).toContain('DSA');
	await page.getByRole('link', { name: 'Drop all filters' }).click();
	await page.waitForURL((url) => url.search === '');
});

test('what an address says wrongly is left out with a note, and nothing found offers the way out', async ({
	page
}) => {
	await page.goto('/regulations?as_of=2023-02-29&jurisdiction=ATLANTIS&colour=red&type=directive');
	const note = page.getByRole('status').filter({ hasText: 'Left out' });
	for (const bad of ['2023-02-29', 'ATLANTIS', 'colour']) expect(await note.innerText()).toContain(bad);
	expect((await titles(page)).length).toBeGreaterThan(3);
	await page.goto('/regulations?jurisdiction=SG&type=directive');
	await page.getByRole('link', { name: /without “Type”/ }).click();
	await page.waitForURL('**/regulations?jurisdiction=SG');
	expect((await titles(page)).length).toBeGreaterThan(0);
});

test('the light follows the chosen day, in the register and on the page of the law', async ({ page }) => {
	await page.goto('/regulations?q=32024L2831&as_of=2024-11-15');
	expect(await page.locator('tbody td.light').innerText()).toContain('Adopted, not in force');
	await page.locator('tbody th .t').first().click();
	await page.waitForURL('**/regulations/eu-platform-work-directive?as_of=2024-11-15');
	expect(await page.locator('.chosen').innerText()).toContain('Adopted, not in force');
	expect(await page.locator('.provisions [data-tense="pending"]').count()).toBeGreaterThan(5);
	expect(await page.locator('[data-tense="stands"]').count()).toBe(0);
	await page.goto('/regulations/eu-platform-work-directive');
	expect(await page.locator('.provisions [data-tense="stands"]').count()).toBeGreaterThan(5);
});

test('a provision has a permanent anchor, and its text opens at the publisher', async ({ page }) => {
	await page.goto('/regulations/eu-dsa#p9');
	const provision = page.locator('#p9');
	expect(await provision.evaluate((element) => element.matches(':target'))).toBe(true);
	const official = provision.getByRole('link', { name: /Official text of this provision/ });
	expect(await official.getAttribute('href')).toBe('https://eur-lex.europa.eu/eli/reg/2022/2065/oj#art_37');
	const range = page.locator('#p13').getByRole('link', { name: /whole instrument/ });
	expect(await range.getAttribute('href')).toBe('https://eur-lex.europa.eu/eli/reg/2022/2065/oj');
});

test('an address from memory is text, not a link', async ({ page }) => {
	await page.goto('/regulations/ilo-c98');
	expect(await page.getByText('address not verified').count()).toBeGreaterThan(0);
	expect(await page.locator('main a[href*="P12100_ILO_CODE:C098"]').count()).toBe(0);
});

test('an unknown regulation offers those with a name like it', async ({ page }) => {
	const response = await page.goto('/regulations/eu-dsaa');
	expect(response?.status()).toBe(404);
	expect(await page.locator('main').innerText()).toContain('eu-dsaa');
	expect(await page.locator('main a[href="/regulations/eu-dsa"]').count()).toBe(1);
});

test('the ends of the range move by keys and by dragging, and the address follows', async ({ page }) => {
	await page.goto('/timeline?from=2018&to=2024');
	const start = page.getByRole('slider', { name: /Start of the range/ });
	await start.focus();
	await page.keyboard.press('ArrowRight');
	await page.waitForURL('**/timeline?from=2019&to=2024');
	await expect.poll(() => start.getAttribute('aria-valuenow')).toBe('2019');
	const end = page.getByRole('slider', { name: /End of the range/ });
	const box = (await end.boundingBox())!;
	await page.mouse.move(box.x + box.width / 2, box.y + 20);
	await page.mouse.down();
	await page.mouse.move(box.x - 20, box.y + 20, { steps: 4 });
	await page.mouse.up();
	await page.waitForURL(/from=2019&to=202[0-3]$/);
});

test('every mark of the timeline leads to its record', async ({ page }) => {
	await page.goto('/timeline?jurisdiction=EU');
	const row = page.getByRole('link', { name: /^DSA ?: Adopted 19 Oct 2022/ });
	await row.focus();
	await page.keyboard.press('Enter');
	await page.waitForURL('**/regulations/eu-dsa');
	expect(await page.locator('h1').innerText()).toBe('DSA');
});

test.describe('without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test('register, filters, day and timeline work', async ({ page }) => {
		await page.goto('/regulations');
		await page.getByRole('columnheader', { name: 'Year' }).getByRole('link').click();
		expect(await page.locator('th[aria-sort]').innerText()).toContain('Year');
		await page.locator('summary', { hasText: 'Binding' }).click();
		await page.getByRole('checkbox', { name: /^Not binding/ }).check();
		await page.getByRole('button', { name: 'Apply' }).click();
		const url = new URL(page.url());
		expect([url.searchParams.get('sort'), url.searchParams.get('binding')]).toEqual(['-year', 'not-binding']);
		expect(new Set(await page.locator('tbody td .sub:not(.plain)').allInnerTexts())).toContain('Not binding');

		await page.goto('/regulations/eu-dsa');
		await page.getByLabel('Show another day').fill('2022-11-01');
		await page.getByRole('button', { name: 'Show', exact: true }).click();
		expect(await page.locator('.chosen').innerText()).toContain('Adopted, not in force');

		await page.goto('/timeline');
		expect(await page.locator('.chart .row').count()).toBeGreaterThan(50);
		expect(await page.getByRole('slider').count()).toBe(0);
		await page.getByLabel('From', { exact: true }).fill('2021-01-01');
		await page.getByLabel('To', { exact: true }).fill('2021-12-31');
		await page.getByRole('button', { name: 'Show', exact: true }).click();
		expect(page.url()).toContain('from=2021-01-01&to=2021-12-31');
		expect(await page.locator('.axis text').allTextContents()).toEqual(['2021']);
	});
});

test.describe('on a phone', () => {
	test.override({ context: { viewport: { width: 390, height: 844 } } });

	test('the timeline is a list by year, and the open filters fit', async ({ page }) => {
		await page.goto('/timeline');
		expect(await page.locator('.chart').isVisible()).toBe(false);
		expect(await page.locator('.narrow li').count()).toBeGreaterThan(100);
		await page.goto('/zh/timeline');
		const upcoming = page.locator('.upcoming time').first();
		expect(await upcoming.innerText()).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日$/);
		expect(await upcoming.evaluate((time) => time.getClientRects().length)).toBe(1);
		await page.goto('/zh/regulations');
		await page.locator('summary', { hasText: '法域' }).click();
		expect(await isWide(page)).toBe(false);
	});
});

test('the years of a chart stay within it, to the last', async ({ page }) => {
	await page.goto('/timeline?from=1990-05-01&to=1995-01-01');
	const over = await page.locator('.chart').evaluate((chart) => {
		const edge = chart.getBoundingClientRect().right;
		return [...chart.querySelectorAll('.axis text')]
			.filter((year) => year.getBoundingClientRect().right > edge)
			.map((year) => year.textContent);
	});
	expect(over).toEqual([]);
});

test('paper has no fields to choose a day in, no signs to press and no dots before nothing', async ({
	page
}) => {
	await page.emulateMedia({ media: 'print' });
	for (const path of ['/matrix/coverage', '/regulations/eu-dsa', '/timeline']) {
		await page.goto(path);
		const fields = page.locator('main input[type="date"]');
		expect(await fields.count(), path).toBeGreaterThan(0);
		expect(
			await fields.evaluateAll((all) => all.filter((field) => (field as HTMLElement).offsetWidth > 0).length),
			path
		).toBe(0);
	}
	await page.goto('/matrix/coverage');
	const signs = page.locator('.groups a > span');
	expect(await signs.count()).toBeGreaterThan(0);
	expect(
		await signs.evaluateAll((all) => all.filter((sign) => (sign as HTMLElement).offsetWidth > 0).length)
	).toBe(0);
	await page.goto('/proposals/minimum-hourly-wage-gig');
	expect(await page.locator('.bar').first().innerText()).toMatch(/^Version .*[^·\s]$/);
	await page.goto('/regulations/eu-dsa');
	expect(await page.locator('main').innerText()).not.toMatch(/·\s*$/m);
});

test('tables of many columns are printed across the paper, the register as a table and not as cards', async ({
	page
}) => {
	for (const path of ['/regulations', '/matrix/layers?view=table']) {
		await page.goto(path);
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
		expect(Number(width), path).toBeGreaterThan(Number(height));
	}
	await page.emulateMedia({ media: 'print' });
	await page.setViewportSize({ width: 718, height: 900 });
	await page.goto('/regulations');
	const rows = await page
		.locator('table tr')
		.evaluateAll((all) => all.map((row) => getComputedStyle(row).display));
	expect(new Set(rows)).toEqual(new Set(['table-row']));
});
