import { readFile, writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { password } from '../fixtures/people.ts';
import { findViolations, test } from '../harness/browser.ts';

const proposal = 'strengthen-platform-review';
const note = 'What this review would look at is left open by the paper.';

async function signIn(page: Page, who: string): Promise<void> {
	await page.context().clearCookies();
	await page.goto('/sign-in?next=/curate/import');
	await page.getByLabel('E-mail address').fill(`${who}@example.org`);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await page.getByRole('heading', { name: 'Import', level: 1 }).waitFor();
}

test('a curator mends and hands in a file, a reviewer publishes it and undoes it', async ({ page }) => {
	const folder = await mkdtemp(join(tmpdir(), 'atlas-import-'));
	const write = async (level: string) => {
		const path = join(folder, 'notes.csv');
		await writeFile(path, `id;level;coding_note_en\n${proposal};${level};${note}\n`);
		return path;
	};
	await signIn(page, 'curator');
	expect(await findViolations(page)).toEqual([]);

	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Proposals, CSV' }).click()
	]);
	expect(await readFile(await download.path(), 'utf8')).toContain('coding_note_en');

	await page.getByLabel('File').setInputFiles(await write('mid'));
	await page.getByRole('button', { name: 'Check the file' }).click();
	await page.getByText('expected one of specific | umbrella').waitFor();
	expect(await page.getByRole('button', { name: 'Hand in' }).count()).toBe(0);
	expect(await findViolations(page)).toEqual([]);
	const address = page.url();

	await page.getByLabel('File').setInputFiles(await write(''));
	await page.getByRole('button', { name: 'Check a mended file' }).click();
	await page.getByText('Fields that would change: 1').waitFor();
	expect(page.url()).toBe(address);
	await page.getByLabel('Why, in a few words').fill('asked for by readers');
	await page.getByRole('button', { name: 'Hand in' }).click();
	await page.getByText('It waits for a reviewer').waitFor();

	await signIn(page, 'reviewer');
	await page.getByRole('link', { name: 'notes.csv' }).click();
	await page.getByText('asked for by readers').waitFor();
	await page.setViewportSize({ width: 390, height: 844 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	await page.getByRole('button', { name: 'Publish all' }).click();
	await page.getByText('Fields changed: 1').waitFor();
	await page.goto(`/proposals/${proposal}`);
	await page.getByText(note).first().waitFor();

	await page.goto(address);
	await page.locator('summary', { hasText: 'Undo this import' }).click();
	await page.getByLabel('Reason, in English').fill('Not in the paper.');
	await page.getByLabel('Reason, in Chinese').fill('论文中没有。');
	await page.getByRole('button', { name: 'Undo this import' }).click();
	await page.getByText('undone', { exact: true }).waitFor();
	await page.goto(`/proposals/${proposal}`);
	expect(await page.getByText(note).count()).toBe(0);
	await rm(folder, { recursive: true });
});
