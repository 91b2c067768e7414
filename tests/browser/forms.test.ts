import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { password } from '../fixtures/people.ts';
import type { App } from '../harness/app.ts';
import { alive, arrived, findViolations, signInOn, signInWithoutScript, test } from '../harness/browser.ts';
import { formOf } from '../harness/form.ts';
import { startAppWith } from '../harness/own-app.ts';
import { openSession, signIn as openSessionOf } from '../harness/session.ts';

const record = 'external-audit-of-platform-algorithms';

let app: App;
beforeAll(async () => {
	app = await startAppWith(() => Promise.resolve());
}, 120_000);
afterAll(() => app?.stop());

const signIn = (page: Page, who: string, next: string) => signInOn(page, app.url, who, next);

/** A draft of a contributor that waits for its review; its id. */
async function submitted(title: string): Promise<string> {
	const author = await openSessionOf('curator', app.url);
	const begun = await author.post('/curate/drafts?/start', { kind: 'proposal', record });
	const address = begun.headers.get('location')!;
	const form = await formOf(author, address);
	form.set('title_en', title);
	form.set(':note', 'a clearer title');
	expect((await author.post(`${address}?/submit`, form)).status).toBe(303);
	return address.split('/').at(-1)!;
}

test('what was typed stays where the session has ended, and the form says so', async ({ page, errors }) => {
	const id = await submitted('A title to return');
	await signIn(page, 'reviewer', `/curate/review/${id}`);
	await page.getByLabel('Why you return it').fill('Too short');
	const cookies = await page.context().cookies();
	await page.context().clearCookies();
	await page.getByRole('button', { name: 'Return to the author' }).click();
	await page.locator('form [role=alert]', { hasText: 'You are not signed in any more' }).waitFor();
	expect(await page.getByLabel('Why you return it').inputValue()).toBe('Too short');
	expect(await findViolations(page)).toEqual([]);
	expect(errors.splice(0)).toEqual([expect.stringContaining('401')]);

	await page.context().addCookies(cookies);
	await page.getByRole('button', { name: 'Return to the author' }).click();
	await page.getByText('Returned to the author, with your reason.').waitFor();
	expect(await page.getByRole('alert').count()).toBe(0);
});

test('what was typed stays where the server cannot be reached, and is sent once it can', async ({
	page,
	errors
}) => {
	await page.goto(`${app.url}/suggest?kind=proposal&record=${record}&field=title_en`);
	await alive(page);
	await page.getByLabel('What it should say').fill('Audits by others');
	await page.getByLabel('Where one can check this').fill('Paper 001, section 4.2');
	await page.context().setOffline(true);
	await page.getByRole('button', { name: 'Send' }).click();
	await page.locator('form [role=alert]', { hasText: 'The server cannot be reached' }).waitFor();
	expect(await page.getByLabel('What it should say').inputValue()).toBe('Audits by others');
	expect(errors.splice(0)).toEqual([expect.stringContaining('ERR_INTERNET_DISCONNECTED')]);
	await page.context().setOffline(false);
	await page.getByRole('button', { name: 'Send' }).click();
	await page.waitForURL('**/suggestions/*?sent');
});

test('what was typed for a verdict stays, to be copied, where another reviewer was faster', async ({
	page
}) => {
	const id = await submitted('A title that two review');
	await signIn(page, 'reviewer', `/curate/review/${id}`);
	await page.getByLabel('Remark on the draft as a whole').fill('Good work');
	await page.getByLabel('Why you return it').fill('Too long');
	const second = await openSessionOf('second', app.url);
	const saves = await page.locator('[name=saves]').inputValue();
	expect((await second.post(`/curate/review/${id}?/publish`, { saves })).status).toBe(303);
	await page.getByRole('button', { name: 'Return to the author' }).click();
	const unsent = page.getByRole('region', { name: 'What you typed was not sent' });
	await unsent.waitFor();
	expect(await unsent.locator('dd').allInnerTexts()).toEqual(['Too long', 'Good work']);
	expect(await findViolations(page)).toEqual([]);
});

test('what was typed for a verdict stays where its author takes the draft back', async ({ page }) => {
	const id = await submitted('A title that is taken back');
	await signIn(page, 'reviewer', `/curate/review/${id}`);
	await page.getByLabel('Why you return it').fill('Too early');
	const author = await openSessionOf('curator', app.url);
	expect((await author.post(`/curate/drafts/${id}?/withdraw`, {})).status).toBe(303);
	await page.getByRole('button', { name: 'Return to the author' }).click();
	await page.locator('.refused[role=alert]').waitFor();
	expect(await page.getByLabel('Why you return it').inputValue()).toBe('Too early');
});

test('by keyboard one is led to what was done: handed in, taken back, withdrawn, remarked', async ({
	page
}) => {
	const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
	const isTold = (said: RegExp) => expect.poll(focused).toMatch(said);
	const id = await submitted('A title by keyboard');
	await signIn(page, 'curator', `/curate/drafts/${id}`);
	const press = async (name: string) => {
		await page.getByRole('button', { name, exact: true }).focus();
		await page.keyboard.press('Enter');
	};
	await press('Withdraw this draft');
	await isTold(/^Withdrawn from review/);
	await press('Submit for review');
	await isTold(/^Submitted/);

	await page.context().clearCookies();
	await signIn(page, 'reviewer', `/curate/review/${id}`);
	for (const remark of ['First', 'Second']) {
		await page.getByLabel('Remark on the draft as a whole').fill(remark);
		await press('Send the remarks');
		await page.getByText(remark, { exact: true }).waitFor();
		await isTold(/^Your remarks/);
	}

	await page.context().clearCookies();
	await signIn(page, 'curator', `/curate/drafts/${id}`);
	await press('Withdraw this draft');
	await isTold(/^Withdrawn from review/);
	await page.locator('summary', { hasText: 'Withdraw this draft' }).click();
	await press('Withdraw this draft');
	await isTold(/^Withdrawn\. /);
});

test('by keyboard one is led from a publication to what the public sees', async ({ page }) => {
	const id = await submitted('A title for the public');
	await signIn(page, 'reviewer', `/curate/review/${id}`);
	await page.getByRole('button', { name: 'Accept and publish' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('status').filter({ hasText: 'Published' }).waitFor();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.waitForURL(`${app.url}/proposals/${record}`);
	expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('A title for the public');
});

test('by keyboard one is led to what was done with a coding and in an account', async ({ page }) => {
	const focused = () => page.evaluate(() => document.activeElement?.className);
	await signIn(page, 'second', '/curate/coding/digital-union-system');
	await page.getByRole('button', { name: 'Begin to code' }).focus();
	await page.keyboard.press('Enter');
	await page.locator('.done').waitFor();
	await expect.poll(focused).toMatch(/^done/);
	await page.goto(`${app.url}/account`);
	await alive(page);
	await page.locator('form[action="?/name"] button').focus();
	await page.keyboard.press('Enter');
	await page.locator('.done').waitFor();
	await expect.poll(focused).toMatch(/^done/);
});

test('by keyboard one is led to what became of a suggestion', async ({ page }) => {
	const sent = await openSession(app.url).post(
		'/suggest?/send&kind=paper&record=002&field=working_label_en',
		{
			proposed: 'Another label',
			source: 'Paper 002',
			email: '',
			website: ''
		}
	);
	expect(sent.status).toBe(303);
	await signIn(page, 'curator', '/curate/suggestions');
	await page.getByRole('button', { name: 'Accept and start a draft' }).first().focus();
	await page.keyboard.press('Enter');
	await page.locator('.done').waitFor();
	await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toMatch(/^done/);
});

test.for([
	['/curate', '#days', 'Show', undefined],
	['/curate/source', '#q', 'Look up', '(EU) 2024/2831'],
	['/curate/new/proposal', '#title', 'Look up', 'A union for riders']
] as const)(
	'what %s is asked leaves the focus on its form',
	async ([path, name, button, typed], { page }) => {
		await signIn(page, 'curator', path);
		const field = page.locator(name);
		await (typed ? field.fill(typed) : field.selectOption({ index: 0 }));
		await page.getByRole('main').getByRole('button', { name: button, exact: true }).focus();
		await page.keyboard.press('Enter');
		await arrived(page);
		expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe(button);
	}
);

test('remarks are sent once, and the fields are empty after that', async ({ page }) => {
	const id = await submitted('A title to speak of');
	await signIn(page, 'reviewer', `/curate/review/${id}`);
	await page.getByLabel('Remark on the draft as a whole').fill('Said only once');
	await page.getByText('Remark on this field').first().click();
	await page.locator('textarea[name="remark.title_en"]').fill('Of this title');
	await page.getByRole('button', { name: 'Send the remarks' }).dblclick();
	await page.getByText('Your remarks are with the draft.').waitFor();
	expect(await page.getByLabel('Remark on the draft as a whole').inputValue()).toBe('');
	expect(await page.locator('textarea[name="remark.title_en"]').inputValue()).toBe('');
	await page.reload();
	expect(await page.locator('.text', { hasText: 'Said only once' }).count()).toBe(1);
	expect(await page.locator('.text', { hasText: 'Of this title' }).count()).toBe(1);
});

test('a comment on a draft of one’s own stays where the session has ended', async ({ page, errors }) => {
	await signIn(page, 'curator', `/curate/drafts/${await submitted('A title to wait for')}`);
	const field = page.getByLabel('Say something about it');
	await field.fill('Please look soon');
	const cookies = await page.context().cookies();
	await page.context().clearCookies();
	await page.getByRole('button', { name: 'Comment' }).click();
	await page.locator('form [role=alert]', { hasText: 'You are not signed in any more' }).waitFor();
	expect(await field.inputValue()).toBe('Please look soon');
	expect(errors.splice(0)).toEqual([expect.stringContaining('401')]);
	await page.context().addCookies(cookies);
	await page.getByRole('button', { name: 'Comment' }).click();
	await page.locator('.said', { hasText: 'Please look soon' }).waitFor();
	expect(await field.inputValue()).toBe('');
});

/** Whether something lies on the screen as it stands. */
const isInSight = (page: Page, selector: string) =>
	page.locator(selector).evaluate((element) => {
		const { top, bottom } = element.getBoundingClientRect();
		return top >= 0 && bottom <= innerHeight;
	});

describe('on a phone', () => {
	test.override({ context: { viewport: { width: 390, height: 600 } } });

	test('what a form far down answers is brought into sight: a refusal, and again the next one', async ({
		page
	}) => {
		const id = await submitted('A title without a reason');
		await signIn(page, 'reviewer', `/curate/review/${id}`);
		const isTold = () => document.activeElement?.getAttribute('role') === 'alert';
		for (let time = 0; time < 2; time++) {
			// What is pressed while the answer before is still being taken in is not sent.
			await expect
				.poll(async () => {
					await page.getByRole('button', { name: 'Return to the author' }).click();
					return page.waitForFunction(isTold, undefined, { timeout: 5000 }).then(
						() => true,
						() => false
					);
				})
				.toBe(true);
			expect(await isInSight(page, '.refused')).toBe(true);
		}
		expect(await page.locator('.refused').innerText()).toContain('Why you return it: ');
	});

	test('a link that is shown once is brought into sight', async ({ page }) => {
		await signIn(page, 'admin', '/curate/people');
		const offer = page.getByRole('button', { name: 'Offer a new password' }).last();
		await offer.click();
		await page.locator('.done code').waitFor();
		expect(await isInSight(page, '.done code')).toBe(true);
	});

	test('the place that is open stands in sight, and the audit log breaks no word', async ({ page }) => {
		await signIn(page, 'admin', '/curate/audit');
		const open = page.locator('nav [aria-current=page]', { hasText: 'Audit' });
		expect(await open.evaluate((link) => link.getBoundingClientRect().right)).toBeLessThanOrEqual(390);
		const lines = await page
			.locator('td', { hasText: /^account created$/ })
			.first()
			.evaluate((cell) => {
				const range = document.createRange();
				range.selectNodeContents(cell);
				return range.getClientRects().length;
			});
		expect(lines).toBe(1);
	});

	test('an entry of the audit log is a card, and a button of the lists of work is one line', async ({
		page
	}) => {
		await signIn(page, 'admin', '/curate/audit');
		for (const path of ['/curate/audit', '/zh/curate/audit']) {
			await page.goto(app.url + path);
			const [shown, whole] = await page
				.locator('main [role=region]')
				.evaluate((region) => [region.clientWidth, region.scrollWidth]);
			expect(whole).toBeLessThanOrEqual(shown);
			expect(await findViolations(page)).toEqual([]);
		}
		await page.goto(`${app.url}/zh/curate`);
		const lines = await page
			.locator('[data-list] button')
			.evaluateAll((buttons) => new Set(buttons.map((button) => Math.round(button.clientHeight))).size);
		expect(lines).toBe(1);
	});

	test('the other language stands beside the name on a Chinese page as well', async ({ page }) => {
		await signIn(page, 'admin', '/curate');
		await page.goto(`${app.url}/zh/curate`);
		const top = (selector: string) =>
			page.locator(selector).evaluate((element) => {
				const { top, height } = element.getBoundingClientRect();
				return top + height / 2;
			});
		expect(Math.abs((await top('header .language')) - (await top('header .brand')))).toBeLessThan(8);
	});
});

test('the audit log is told in words, in either language, with the exact time', async ({ page }) => {
	await signIn(page, 'admin', '/curate/audit');
	const row = () => page.locator('tbody tr', { has: page.getByText('The admin') }).first();
	expect(await row().innerText()).toMatch(/signed in\s/);
	expect(await row().locator('time').innerText()).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/);
	expect(await row().locator('td').first().innerText()).toMatch(
		/^\d{1,2} [A-Z][a-z]{2,3} \d{4}, \d\d:\d\d\n/
	);
	expect(await findViolations(page)).toEqual([]);
	await page.goto(`${app.url}/zh/curate/audit`);
	const text = await page.locator('tbody').innerText();
	expect(text).toContain('创建账户');
	expect(text).toMatch(/\d{4}年\d{1,2}月\d{1,2}日/);
	expect(text).not.toMatch(/[a-z]+-(in|out|created|failed)|client|reviewer(?!\n)/);
});

test('an address that is invited again has one open invitation, and its link can be made anew', async ({
	page
}) => {
	const address = `${crypto.randomUUID()}@example.org`;
	await signIn(page, 'admin', '/curate/people');
	const link = page.locator('.done code');
	const open = page.locator('li', { hasText: address });
	const invite = async () => {
		await page.getByLabel('E-mail address').fill(address);
		await page.getByRole('button', { name: 'Invite somebody' }).click();
	};
	await invite();
	await link.waitFor();
	const first = await link.innerText();
	expect(await page.locator('.done').innerText()).not.toContain('no longer works');
	await invite();
	await page.getByText('The link handed out before no longer works.').waitFor();
	const second = await link.innerText();
	expect(second).not.toBe(first);
	expect(await open.count()).toBe(1);
	await open.getByRole('button', { name: 'Make a new link' }).click();
	await expect.poll(() => link.innerText()).not.toBe(second);
	expect(await open.count()).toBe(1);
	expect(await findViolations(page)).toEqual([]);
	for (const old of [first, second]) expect((await page.request.get(old)).status()).toBe(404);
	expect((await page.request.get(await link.innerText())).status()).toBe(200);
});

describe.each([
	{ width: 390, height: 844 },
	{ width: 1440, height: 900 }
])('at $width px', (viewport) => {
	test.override({ context: { viewport, colorScheme: 'dark' } });

	test('who may not see a page of curation has the menus of the site, and where a draft is not there those of curation', async ({
		page
	}) => {
		await signIn(page, 'contributor', '/curate');
		await page.goto(`${app.url}/zh/curate/people`);
		const places = page.getByRole('navigation', { name: '编辑工作', exact: true }).getByRole('link');
		expect(await places.allInnerTexts()).toEqual(['首页', '我的草稿']);
		expect(await page.getByRole('navigation').first().getByRole('link').count()).toBe(7);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
		expect(await findViolations(page)).toEqual([]);
		await page.getByRole('link', { name: 'English' }).click();
		await page.waitForURL('**/curate/people');
		expect((await page.goto(`${app.url}/curate/drafts/0000000000000000`))!.status()).toBe(404);
		await page.locator('main').getByRole('navigation').getByRole('link', { name: 'Home' }).waitFor();
		expect(await findViolations(page)).toEqual([]);
	});
});

test('days and moments of curation are written as in the rest of the Atlas', async ({ page }) => {
	const id = await submitted('A title of its day');
	for (const [who, path] of [
		['curator', '/curate'],
		['curator', `/curate/drafts/${id}`],
		['reviewer', `/curate/review/${id}`],
		['reviewer', '/curate/queue']
	] as const) {
		await page.context().clearCookies();
		await signIn(page, who, path);
		const text = await page.locator('main').innerText();
		expect(text, path).toMatch(/\d{1,2} [A-Z][a-z]{2,3} \d{4}/);
		expect(text, path).not.toMatch(/\d{4}-\d{2}-\d{2}/);
	}
});

test('backup codes and picture stay after a wrong code', async ({ page }) => {
	await signIn(page, 'second', '/account');
	await page.locator('#start-password').fill(password);
	await page.getByRole('button', { name: 'Set up a second factor' }).click();
	await page.getByRole('heading', { name: 'Backup codes' }).waitFor();
	const codes = await page.locator('.codes li').allInnerTexts();
	expect(codes.length).toBeGreaterThan(5);
	await page.getByLabel('Code of your authenticator').fill('000000');
	await page.getByRole('button', { name: 'Turn it on' }).click();
	await page.locator('.refused').waitFor();
	expect(await page.locator('.codes li').allInnerTexts()).toEqual(codes);
	expect(await page.locator('.qr svg').count()).toBe(1);
});

test('the setup of a second factor stays where the name is saved meanwhile', async ({ page }) => {
	await signIn(page, 'second', '/account');
	await page.locator('#start-password').fill(password);
	await page.getByRole('button', { name: 'Set up a second factor' }).click();
	await page.getByRole('heading', { name: 'Backup codes' }).waitFor();
	const codes = await page.locator('.codes li').allInnerTexts();
	await page.getByLabel('Code of your authenticator').fill('123');
	await page.locator('#name').fill('Second Person');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.getByText('Saved.').waitFor();
	expect(await page.locator('.codes li').allInnerTexts()).toEqual(codes);
	expect(await page.getByLabel('Code of your authenticator').inputValue()).toBe('123');
	expect(await page.locator('.qr svg').count()).toBe(1);
});

describe('without script', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test('what was typed is shown where the session has ended, and is sent again after signing in', async ({
		page
	}) => {
		const id = await submitted('A title to return without script');
		await signInWithoutScript(page, app.url, 'reviewer', `/curate/review/${id}`);
		const typed = 'Too short,\nand "without" a source';
		await page.getByLabel('Why you return it').fill(typed);
		const cookies = await page.context().cookies();
		await page.context().clearCookies();
		await page.getByRole('button', { name: 'Return to the author' }).click();
		await page.getByRole('heading', { name: 'This was not taken' }).waitFor();
		expect(await page.locator('textarea[name=reason]').inputValue()).toBe(typed);
		await page.context().addCookies(cookies);
		await page.getByRole('button', { name: 'Send it again' }).click();
		await page.getByText('Returned to the author, with your reason.').waitFor();
	});

	test('who may not see a page of curation is led on from there', async ({ page }) => {
		await signInWithoutScript(page, app.url, 'contributor', '/curate');
		expect((await page.goto(`${app.url}/zh/curate/people`))!.status()).toBe(403);
		expect(await page.locator('main').innerText()).toContain('您的角色（贡献者）');
		await page.getByRole('link', { name: '编辑工作台' }).click();
		await page.waitForURL('**/zh/curate');
	});
});
