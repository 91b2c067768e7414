import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { alive, arrived, findViolations, test } from '../harness/browser.ts';

const dialog = (page: Page) => page.getByRole('dialog');
const focused = (page: Page) =>
	page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);

async function open(page: Page, path: string) {
	await page.goto(path);
	await alive(page);
}

test('/ goes to the search, ? explains, Escape closes and gives the focus back', async ({ page }) => {
	await open(page, '/codebook');
	await page.keyboard.press('/');
	expect(await focused(page)).toBe('site-search');
	expect(await page.locator('#site-search').inputValue()).toBe('');
	await page.locator('.brand').focus();
	await page.keyboard.press('?');
	await dialog(page).waitFor();
	expect(await dialog(page).getByRole('heading').innerText()).toBe('Keyboard shortcuts');
	expect(await findViolations(page)).toEqual([]);
	await page.keyboard.press('Escape');
	await dialog(page).waitFor({ state: 'detached' });
	expect(await page.evaluate(() => document.activeElement?.className)).toContain('brand');
});

test('the buttons at the foot of the page open the same by mouse', async ({ page }) => {
	await open(page, '/codebook');
	await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
	await dialog(page).getByRole('button', { name: 'Close' }).click();
	await dialog(page).waitFor({ state: 'detached' });
	await page.getByRole('button', { name: 'Go to record' }).click();
	await page.getByRole('combobox').waitFor();
	expect(await page.getByRole('combobox').evaluate((field) => field === document.activeElement)).toBe(true);
});

test('keys mean themselves in a field', async ({ page }) => {
	await open(page, '/proposals/algorithm-filing-system');
	await page.locator('#site-search').fill('');
	await page.keyboard.type('c/?');
	await page.keyboard.press('Control+k');
	expect(await page.locator('#site-search').inputValue()).toBe('c/?');
	expect(await dialog(page).count()).toBe(0);
	expect(await page.evaluate(() => localStorage.getItem('remedy-atlas-basket'))).toBeNull();
});

test('c puts the record into the basket and takes it out, and says so', async ({ page }) => {
	const kept = () =>
		page.evaluate(() => JSON.parse(localStorage.getItem('remedy-atlas-basket') ?? '{}').proposals);
	await open(page, '/proposals/algorithm-filing-system');
	await page.keyboard.press('c');
	await page.getByText('Added to the comparison.').waitFor();
	expect(await kept()).toEqual(['algorithm-filing-system']);
	await page.keyboard.press('c');
	await page.getByText('Taken out of the comparison.').waitFor();
	expect(await kept()).toEqual([]);
	await open(page, '/codebook');
	await page.keyboard.press('c');
	expect(await kept()).toEqual([]);
});

test('single keys can be switched off, and stay off; the palette stays on', async ({ page }) => {
	await open(page, '/codebook');
	await page.keyboard.press('?');
	await dialog(page).getByRole('checkbox', { name: 'Use shortcuts of a single key' }).uncheck();
	await page.keyboard.press('Escape');
	await dialog(page).waitFor({ state: 'detached' });
	await open(page, '/data');
	await page.keyboard.press('/');
	await page.keyboard.press('?');
	expect(await focused(page)).not.toBe('site-search');
	expect(await dialog(page).count()).toBe(0);
	await page.keyboard.press('Control+k');
	await dialog(page).waitFor();
});

test.for([
	['/search?q=union', '.page form', 'Search', 'wage'],
	['/compare', 'form.add', 'Find', 'wage'],
	['/suggestions', 'form.toolbar', 'Show', undefined],
	['/proposals/algorithm-filing-system/history', 'form.ask', 'Show', '2026-11-01'],
	['/trace', '.filters form', 'Apply', undefined]
] as const)(
	'what %s is asked leaves the focus on its form',
	async ([path, form, button, typed], { page }) => {
		await open(page, path);
		for (const summary of await page.locator('details.filters summary').all()) await summary.click();
		const asking = page.locator(form).first();
		if (typed) await asking.locator('input:not([type=hidden])').first().fill(typed);
		else if (path === '/trace') await asking.getByRole('checkbox').first().check();
		await asking.getByRole('button', { name: button }).focus();
		await page.keyboard.press('Enter');
		await arrived(page);
		expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(button);
	}
);

describe('the palette', () => {
	test('goes to a record by keyboard alone', async ({ page }) => {
		await open(page, '/codebook');
		await page.keyboard.press('Control+k');
		await page.getByRole('option').first().waitFor();
		expect(await findViolations(page)).toEqual([]);
		await page.keyboard.type('备案 algorithm');
		await expect
			.poll(() => page.getByRole('option', { selected: true }).innerText())
			.toContain('Algorithm filing system');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/proposals/algorithm-filing-system');
		await dialog(page).waitFor({ state: 'detached' });
	});

	test('arrows move, a second Ctrl K or Escape closes, and the focus goes back', async ({ page }) => {
		await open(page, '/codebook');
		await page.locator('.brand').focus();
		for (const key of ['Control+k', 'Escape']) {
			await page.keyboard.press('Control+k');
			await page.getByRole('option').first().waitFor();
			await page.keyboard.press('ArrowDown');
			await expect.poll(() => page.getByRole('option').nth(1).getAttribute('aria-selected')).toBe('true');
			await page.keyboard.press(key);
			await dialog(page).waitFor({ state: 'detached' });
			expect(await page.evaluate(() => document.activeElement?.className)).toContain('brand');
		}
	});

	test('stays in the language of the page, and searches the texts when no title fits', async ({ page }) => {
		await open(page, '/zh/codebook');
		await page.keyboard.press('Control+k');
		await page.getByRole('option').first().waitFor();
		expect(await findViolations(page)).toEqual([]);
		await page.keyboard.type('eu dsa');
		await expect
			.poll(() => page.getByRole('option', { selected: true }).getAttribute('href'))
			.toMatch(/^\/zh\/regulations\/eu-dsa/);
		// In traditional characters.
		await page.getByRole('combobox').fill('算法備案');
		await expect
			.poll(() => page.getByRole('option', { selected: true }).getAttribute('href'))
			.toBe('/zh/proposals/algorithm-filing-system');
		await page.getByRole('combobox').fill('zzzz');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/zh/search?q=zzzz');
	});

	test('asks for its list only when opened, and again only if it changed', async ({ page }) => {
		const asked: string[] = [];
		page.on('request', (request) => asked.push(new URL(request.url()).pathname));
		await open(page, '/codebook');
		expect(asked.filter((path) => path.includes('palette'))).toEqual([]);
		await page.keyboard.press('Control+k');
		await page.getByRole('option').first().waitFor();
		expect(asked).toContain('/palette.json');
		const first = await page.request.get('/palette.json');
		const again = await page.request.get('/palette.json', {
			headers: { 'if-none-match': first.headers().etag }
		});
		expect(again.status()).toBe(304);
	});
});

describe('on a phone', () => {
	test.override({ context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });

	test('no key is named where there are none', async ({ page }) => {
		await open(page, '/data');
		expect(await page.locator('footer kbd').count()).toBe(2);
		expect(await page.locator('footer kbd').first().isVisible()).toBe(false);
		expect(await page.getByRole('button', { name: 'Go to record' }).isVisible()).toBe(true);
	});

	test('both dialogs fit the screen', async ({ page }) => {
		await open(page, '/data');
		for (const name of ['Keyboard shortcuts', 'Go to record']) {
			await page.getByRole('button', { name }).click();
			const box = (await dialog(page).boundingBox())!;
			expect(box.x).toBeGreaterThanOrEqual(0);
			expect(box.x + box.width).toBeLessThanOrEqual(390);
			await page.keyboard.press('Escape');
			await dialog(page).waitFor({ state: 'detached' });
		}
	});
});
