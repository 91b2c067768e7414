import { expect } from 'vitest';
import { findViolations, test } from '../harness/browser.ts';

test('the error page has no accessibility problems', async ({ page }) => {
	const response = await page.goto('/no-such-page');
	expect(response?.status()).toBe(404);
	expect(await findViolations(page)).toEqual([]);
});

test('the language link keeps path and query', async ({ page }) => {
	await page.goto('/no-such-page?sort=-technology&q=数据');
	await page.getByRole('link', { name: /中文/ }).click();
	await page.waitForURL(/\/zh\//);
	expect(decodeURI(page.url())).toMatch(/\/zh\/no-such-page\?sort=-technology&q=数据$/);
	expect(await page.locator('html').getAttribute('lang')).toBe('zh');
	await page.getByRole('link', { name: /English/ }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/zh'));
	expect(decodeURI(page.url())).toMatch(/\/no-such-page\?sort=-technology&q=数据$/);
});

test('on a phone the other language stands beside the name', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto('/no-such-page');
	const name = await page.getByRole('link', { name: 'Remedy Atlas' }).boundingBox();
	const language = await page.getByRole('link', { name: /中文/ }).boundingBox();
	expect(language!.y).toBeLessThan(name!.y + name!.height);
});

test('the chosen colours hold after a reload', async ({ page }) => {
	await page.goto('/');
	const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	await page.getByRole('button', { name: 'Dark' }).click();
	const dark = await paper();
	await page.reload();
	expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
	expect(await paper()).toBe(dark);
	await page.getByRole('button', { name: 'Light' }).click();
	expect(await paper()).not.toBe(dark);
});

test('the first Tab reaches the link that skips the header', async ({ page }) => {
	await page.goto('/');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
});

test.describe('without JavaScript on a phone', () => {
	test.override({ context: { javaScriptEnabled: false, viewport: { width: 360, height: 740 } } });

	test('colours can be chosen and nothing is wider than the screen', async ({ page }) => {
		await page.goto('/zh');
		await page.getByRole('button', { name: '深色' }).click();
		expect(new URL(page.url()).pathname).toBe('/zh');
		expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
		const wide = await page.locator('body').evaluate((body) => body.scrollWidth > body.clientWidth);
		expect(wide).toBe(false);
	});
});
