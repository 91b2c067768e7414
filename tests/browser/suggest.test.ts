import { expect } from 'vitest';
import { password } from '../fixtures/people.ts';
import { findViolations, test } from '../harness/browser.ts';

const audit = 'external-audit-of-platform-algorithms';

test(
	'a visitor corrects a cell, a curator accepts it, and the public page says so',
	{ timeout: 180_000 },
	async ({ page }) => {
		await page.goto(`/matrix/layers?cell=${audit}:technology`);
		await page.locator('.drawer').getByRole('link', { name: 'Suggest a correction' }).click();
		await page.waitForURL('**/suggest?*');
		expect(await page.locator('main').innerText()).toContain('Technology: Involvement');
		expect(await findViolations(page)).toEqual([]);

		await page.getByLabel('What it should say').fill('supporting');
		await page.getByLabel('E-mail address').fill('nobody');
		await page.locator('form.stack').evaluate((form: HTMLFormElement) => (form.noValidate = true));
		await page.getByRole('button', { name: 'Send' }).click();
		await page.locator('.refused').waitFor();
		expect(await page.locator('.refused li').allInnerTexts()).toHaveLength(2);
		expect(await page.getByLabel('What it should say').inputValue()).toBe('supporting');
		expect(await findViolations(page)).toEqual([]);
		await page.getByLabel('Where one can check this').fill('Paper 001, section 4.2');
		await page.getByLabel('E-mail address').fill('reader@example.org');
		await page.getByRole('button', { name: 'Send' }).click();
		await page.waitForURL('**/suggestions/*?sent');
		const address = await page.locator('.done code').innerText();
		expect(await page.locator('.state').innerText()).toContain('Open');
		expect(await findViolations(page)).toEqual([]);

		await page.goto(`/proposals/${audit}`);
		await page.getByRole('link', { name: 'Open suggestions: 1' }).click();
		await page.waitForURL('**/suggestions?*');
		expect(await page.locator('tbody tr').count()).toBe(1);
		expect(await findViolations(page)).toEqual([]);

		await page.goto('/sign-in?next=/curate');
		await page.getByLabel('E-mail address').fill('curator@example.org');
		await page.getByLabel('Password').fill(password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.waitForURL('**/curate');
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole('link', { name: 'Open suggestions: 1' }).click();
		await page.waitForURL('**/curate/suggestions');
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole('button', { name: 'Accept and start a draft' }).click();
		await page.locator('.done').waitFor();
		expect(await page.locator('.done').innerText()).toContain('The draft holds the proposed value.');
		expect(await page.locator('main').innerText()).toContain('No suggestion is open.');

		await page.goto(address);
		expect(await page.locator('.state').innerText()).toContain('Accepted');
		for (const path of [
			'/zh/curate',
			'/zh/curate/mine',
			'/zh/curate/suggestions',
			new URL(address).pathname
		]) {
			await page.setViewportSize({ width: 390, height: 740 });
			await page.goto(path);
			const wide = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth
			);
			expect(wide, path).toBeLessThanOrEqual(0);
			expect(await findViolations(page), path).toEqual([]);
		}
	}
);
