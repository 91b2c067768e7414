import axe from 'axe-core';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject, test as base } from 'vitest';
import { password } from '../fixtures/people.ts';

type Fixtures = {
	browser: Browser;
	/** Set with `test.override` or `test.scoped` for a phone, a dark scheme or no JavaScript. */
	context: BrowserContextOptions;
	/** What the page reported so far and did not mean to; a test that brings an error about takes it out. */
	errors: string[];
	/** A fresh page on the running application; an error in it fails the test. */
	page: Page;
};

export const test = base.extend<Fixtures>({
	browser: [
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const browser = await chromium.launch({ executablePath: inject('chromium_path') });
			await use(browser);
			await browser.close();
		},
		{ scope: 'worker' }
	],
	context: {},
	// eslint-disable-next-line no-empty-pattern
	errors: async ({}, use) => use([]),
	page: async ({ browser, context, errors }, use) => {
		const opened = await browser.newContext({
			baseURL: inject('app_url'),
			viewport: { width: 1440, height: 900 },
			...context
		});
		const page = await opened.newPage();
		page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
		page.on('console', (message) => {
			if (message.type() === 'error' && !isOwnStatus(message.text(), message.location().url, page)) {
				errors.push(`${message.text()} (${message.location().url})`);
			}
		});
		await use(page);
		await opened.close();
		if (errors.length) throw new Error(`The page reported errors:\n${errors.join('\n')}`);
	}
});

/** Chromium reports a page that itself answers 404 as a console error; a test that opens one means to. */
function isOwnStatus(text: string, url: string, page: Page): boolean {
	return text.startsWith('Failed to load resource') && url === page.url();
}

/** Accessibility problems by WCAG 2.2 AA and good practice, one readable line each. */
export async function findViolations(page: Page): Promise<string[]> {
	// Evaluated by the debugger, because the site's content security policy refuses foreign scripts.
	await page.evaluate(axe.source);
	const { violations } = await page.evaluate(() =>
		(window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] })
	);
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(
			(node) => `${id}: ${help} at ${node.target.join(' ')} (${node.failureSummary?.replaceAll('\n', ' ')})`
		)
	);
}

/** The page has come alive, which is when it shows the buttons of its shortcuts; a form sent before goes without script. */
export const alive = (page: Page): Promise<void> =>
	page.getByRole('button', { name: /Keyboard shortcuts|键盘快捷键/ }).waitFor();

/** The next page has come by script: the framework tells its title, and places the focus in the same turn. */
export async function arrived(page: Page): Promise<void> {
	await page.locator('#svelte-announcer:not(:empty)').waitFor({ state: 'attached' });
	await page.evaluate(() => new Promise(requestAnimationFrame));
}

/** Signs a person of the fixtures in by the form, and waits for the page behind it. */
export async function signInWithoutScript(
	page: Page,
	base: string,
	who: string,
	next: string
): Promise<void> {
	await page.goto(`${base}/sign-in?next=${encodeURIComponent(next)}`);
	await page.getByLabel('E-mail address').fill(`${who}@example.org`);
	await page.getByLabel('Password').fill(password);
	await page.keyboard.press('Enter');
	await page.waitForURL(`**${next}`);
}

/** The same, and waits until the page behind has come alive. */
export async function signInOn(page: Page, base: string, who: string, next: string): Promise<void> {
	await signInWithoutScript(page, base, who, next);
	await alive(page);
}
