import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { App } from '../harness/app.ts';
import { findViolations, signInOn, signInWithoutScript, test } from '../harness/browser.ts';
import { formOf } from '../harness/form.ts';
import { startAppWith } from '../harness/own-app.ts';
import { signIn as openSessionOf, type Session } from '../harness/session.ts';

let app: App;
beforeAll(async () => {
	app = await startAppWith(() => Promise.resolve());
}, 120_000);
afterAll(() => app?.stop());

const signIn = (page: Page, who: string, next: string) => signInOn(page, app.url, who, next);

/** Moves the focus forward with the Tab key until it is on the field of this path. */
async function tabTo(page: Page, id: string) {
	for (let presses = 0; presses < 150; presses++) {
		if ((await page.evaluate(() => document.activeElement?.id)) === id) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`the Tab key does not lead to ${id}`);
}
const alive = (page: Page) => page.getByText('Ctrl S saves').waitFor();
const saved = (page: Page) => page.getByText(/^Saved at \d\d:\d\d$/).waitFor();

test(
	'a new proposal is written, saved, taken up again, submitted, reviewed and published by keyboard alone',
	{ timeout: 120_000 },
	async ({ page }) => {
		const type = async (path: string, text: string) => {
			await tabTo(page, `f-${path}`);
			await page.keyboard.insertText(text);
		};
		const choose = async (path: string, presses = 1) => {
			await tabTo(page, `f-${path}`);
			for (let press = 0; press < presses; press++) await page.keyboard.press('ArrowDown');
		};
		await signIn(page, 'contributor', '/curate/new/proposal');
		await page.getByLabel('Title: Proposal').focus();
		await page.keyboard.insertText('Keyboards for all riders');
		await page.keyboard.press('Enter');
		await page.getByRole('heading', { name: /title like it/ }).waitFor();
		await page.getByRole('button', { name: /tart a draft/ }).focus();
		await page.keyboard.press('Enter');
		await alive(page);

		await type('id', 'keyboards-for-all-riders');
		await saved(page);
		// What the server did not take yet lies in this browser.
		await page.evaluate(() => {
			window.fetch = () => Promise.reject(new TypeError('nobody answers'));
		});
		await type('title_zh', '人人有键盘');
		await page.getByText(/^Not saved/).waitFor();
		page.once('dialog', (dialog) => void dialog.accept());
		await page.reload();
		await alive(page);
		await saved(page);
		expect(await page.locator('[id="f-title_zh"]').inputValue()).toBe('人人有键盘');

		await page.keyboard.press('Control+Enter');
		await page.getByText(/Not submitted/).waitFor();
		expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
		expect(await findViolations(page)).toEqual([]);

		await type('summary_en', 'Riders need keyboards.');
		await type('summary_zh', '骑手需要键盘。');
		for (const path of ['level', 'modality', 'specificity']) await choose(path);
		for (const [layer, involvement] of [
			['institution', 1],
			['technology', 3],
			['subject', 3]
		] as const) {
			await choose(`layers.${layer}.involvement`, involvement);
			await type(`layers.${layer}.reason_en`, 'Because.');
			await type(`layers.${layer}.reason_zh`, '因为。');
		}
		await choose('remedy_type');
		const add = page.getByRole('button', { name: 'Add: Passage' });
		await add.focus();
		await page.keyboard.press('Enter');
		expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-evidence.0.paper');
		await choose('evidence.0.paper', 2);
		await page.getByRole('combobox', { name: 'Section' }).waitFor();
		await page.locator('select[name="evidence.0.section"]').waitFor();
		await choose('evidence.0.section', 5);
		await choose('evidence.0.paragraph');
		await choose('evidence.0.role');
		await type('evidence.0.key_terms', '数字劳动');
		await page.getByRole('button', { name: 'Add: Relation' }).focus();
		await page.keyboard.press('Enter');
		await choose('relations.0.type');
		await tabTo(page, 'f-relations.0.to');
		await page.keyboard.type('digital union system');
		await page.getByRole('option', { name: /Improve the digital union system/ }).waitFor();
		await page.keyboard.press('Enter');
		expect(await page.locator('[id="f-relations.0.to"]').inputValue()).toBe('digital-union-system');
		await type('relations.0.reason_en', 'Both are tools.');
		await type('relations.0.reason_zh', '都是工具。');
		await choose('relations.0.basis');
		await choose('relations.0.scope');
		await type('note', 'found in the introduction');
		await page.keyboard.press('Control+Enter');
		await page.getByText('Submitted. Another person reviews it now.').waitFor();
		expect(await page.getByRole('button', { name: 'Submit for review' }).count()).toBe(0);

		const answer = await page.goto(`${app.url}/proposals/keyboards-for-all-riders`);
		expect(answer!.status()).toBe(404);
		await page.context().clearCookies();
		await signIn(page, 'reviewer', '/curate/queue');
		await page.getByRole('link', { name: 'Keyboards for all riders' }).focus();
		await page.keyboard.press('Enter');
		await page.getByText('found in the introduction').first().waitFor();
		await page.getByRole('button', { name: 'Accept and publish' }).focus();
		await page.keyboard.press('Enter');
		await page.getByText('Published. It is public now.').waitFor();

		await page.context().clearCookies();
		await page.goto(`${app.url}/proposals/keyboards-for-all-riders`);
		expect(await page.locator('h1').innerText()).toBe('Keyboards for all riders');
		expect(await page.locator('main').innerText()).toContain('Riders need keyboards.');
		await page.goto(`${app.url}/proposals/keyboards-for-all-riders/history`);
		const history = await page.locator('main').innerText();
		expect(history).toContain('found in the introduction');
		expect(await findViolations(page)).toEqual([]);
		await page.goto(`${app.url}/matrix/layers?view=table&q=Keyboards`);
		expect(await page.locator('tbody tr').count()).toBe(1);
	}
);

const titleZh = (page: Page) => page.locator('[id="f-title_zh"]');
/** Nobody answers this page any more. */
const cutOff = (page: Page) =>
	page.evaluate(() => {
		window.fetch = () => Promise.reject(new TypeError('nobody answers'));
	});
/** Loads the page again, whatever is not saved. */
async function reload(page: Page) {
	page.once('dialog', (dialog) => void dialog.accept());
	await page.reload();
}

test('what one window could not save is not lost when another window saves', async ({ page }) => {
	await signIn(page, 'contributor', '/curate/new/proposal');
	const author = await openSessionOf('contributor', app.url);
	const begun = await author.post('/curate/new/proposal?/start', { title: 'Two windows' });
	await page.goto(app.url + begun.headers.get('location')!);
	await alive(page);
	const other = await page.context().newPage();
	await other.goto(page.url());
	await alive(other);
	await cutOff(page);
	await titleZh(page).fill('第一个窗口');
	await page.getByText(/^Not saved/).waitFor();
	await other.locator('[id="f-title_en"]').fill('Two windows, one draft');
	await saved(other);

	await reload(page);
	await page.getByRole('heading', { name: 'This draft was saved in another window' }).waitFor();
	expect(await titleZh(page).inputValue()).toBe('第一个窗口');
	await page.getByRole('button', { name: 'Put together and save' }).click();
	await page.getByText('Both versions are put together.').waitFor();
	expect(await titleZh(page).inputValue()).toBe('第一个窗口');
	expect(await page.locator('[id="f-title_en"]').inputValue()).toBe('Two windows, one draft');
});

test('what was never saved is shown where the draft can no longer be changed', async ({ page }) => {
	await signIn(page, 'contributor', '/curate/new/proposal');
	const author = await openSessionOf('contributor', app.url);
	const begun = await author.post('/curate/new/proposal?/start', { title: 'Withdrawn too soon' });
	await page.goto(app.url + begun.headers.get('location')!);
	await alive(page);
	await cutOff(page);
	await titleZh(page).fill('还没保存');
	await page.getByText(/^Not saved/).waitFor();
	expect((await author.post(`${begun.headers.get('location')!}?/withdraw`, {})).status).toBe(303);

	await reload(page);
	const unsent = page.getByRole('region', { name: 'What was typed here last was never saved' });
	await unsent.getByText('还没保存').waitFor();
	expect(await findViolations(page)).toEqual([]);
	await unsent.getByRole('button', { name: 'Forget it' }).click();
	expect(await unsent.count()).toBe(0);
	await page.reload();
	await page.getByRole('heading', { name: 'Withdrawn too soon' }).waitFor();
	expect(await page.getByText('还没保存').count()).toBe(0);
});

test('where a submit is refused the state of what was typed is true, and the complaints stay', async ({
	page
}) => {
	await signIn(page, 'contributor', '/curate/new/proposal');
	const author = await openSessionOf('contributor', app.url);
	const begun = await author.post('/curate/new/proposal?/start', { title: 'Too early' });
	await page.goto(app.url + begun.headers.get('location')!);
	await alive(page);
	const id = page.locator('[id="f-id"]');
	await id.fill('Not An Id');
	await page.keyboard.press('Control+Enter');
	await page.getByRole('alert').getByText('Not submitted; what you typed is saved.').waitFor();
	expect(await page.locator('.status').innerText()).toMatch(/^Saved at \d\d:\d\d$/);
	expect(await id.getAttribute('aria-invalid')).toBe('true');
	page.on('request', (request) => {
		if (request.method() === 'POST') throw new Error('it is saved again');
	});
	await page.getByLabel('Why this change').focus();
	expect(await page.locator('.status').innerText()).toMatch(/^Saved at \d\d:\d\d$/);
});

test('a draft is not submitted, and the form says why, where the session has ended', async ({
	page,
	errors
}) => {
	await signIn(page, 'contributor', '/curate/new/proposal');
	const author = await openSessionOf('contributor', app.url);
	const begun = await author.post('/curate/new/proposal?/start', { title: 'Signed out' });
	await page.goto(app.url + begun.headers.get('location')!);
	await alive(page);
	await page.context().clearCookies();
	await page.keyboard.press('Control+Enter');
	const alert = page.getByRole('alert');
	await alert.getByText('You are not signed in any more').waitFor();
	expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
	expect(errors.splice(0)).toEqual([expect.stringContaining('401')]);
});

test('a draft is not submitted, and the form says so, where its record was published anew meanwhile', async ({
	page
}) => {
	const record = 'external-audit-of-platform-algorithms';
	await signIn(page, 'curator', '/curate');
	const [author, other, reviewer] = await Promise.all(
		['curator', 'reviewer', 'second'].map((who) => openSessionOf(who, app.url))
	);
	const start = async (session: Session) =>
		(await session.post('/curate/drafts?/start', { kind: 'proposal', record })).headers.get('location')!;
	await page.goto(app.url + (await start(author)));
	await alive(page);

	const theirs = await start(other);
	const form = await formOf(other, theirs);
	form.set('title_en', 'Audits by others');
	form.set(':note', 'a clearer title');
	expect((await other.post(`${theirs}?/submit`, form)).status).toBe(303);
	const review = `/curate/review/${theirs.split('/').at(-1)}`;
	const [, saves] = /name="saves" value="(\d+)"/.exec(await (await reviewer.get(review)).text())!;
	const published = await reviewer.post(`${review}?/publish`, { saves });
	expect(published.headers.get('location')).toContain('done=publish');

	await page.getByLabel('Why this change').fill('mine');
	await page.keyboard.press('Control+Enter');
	await page.getByText('The record was published anew while you wrote').waitFor();
	const alert = page.getByRole('alert');
	await alert.getByText('Not submitted; what you typed is saved.').waitFor();
	expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
	expect(await page.getByLabel('Why this change').inputValue()).toBe('mine');
});

describe('without scripts', () => {
	test.override({ context: { javaScriptEnabled: false, viewport: { width: 390, height: 844 } } });

	test('a passage is added, typed and kept', async ({ page }) => {
		await signInWithoutScript(page, app.url, 'contributor', '/curate/new/proposal');
		await page.getByLabel('Title: Proposal').fill('Plain fields');
		await page.getByRole('button', { name: 'Look up' }).click();
		await page.getByRole('button', { name: /tart a draft/ }).click();
		await page.getByRole('button', { name: 'Add: Passage' }).click();
		await page.getByRole('textbox', { name: 'Section' }).fill('4.2');
		await page.getByRole('textbox', { name: 'Paragraph' }).fill('1');
		await page.getByLabel('Why this change').fill('by hand');
		await page.getByRole('button', { name: 'Save' }).click();
		await page.getByText('Saved.', { exact: true }).waitFor();
		expect(await page.getByRole('textbox', { name: 'Section' }).inputValue()).toBe('4.2');
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
	});
});
