import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from '../harness/browser.ts';

const proposal = 'mandatory-algorithm-rule-disclosure';
const pages = [
	'/trace',
	'/trace?colour=relation',
	`/trace?proposal=${proposal}`,
	'/trace?regulation=eu-dsa',
	'/trace?paper=001'
];

const isTooWide = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
const total = (page: Page) => page.locator('table[data-total]').getAttribute('data-total');

test('picture, count and table tell the same number of links', async ({ page }) => {
	for (const path of ['/trace', '/trace?jurisdiction=CN', '/trace?paper=001&colour=relation']) {
		await page.goto(path);
		const links = await page.locator('svg.picture').getAttribute('data-links');
		expect(await total(page), path).toBe(links);
		expect(await page.locator('[data-count]').getAttribute('data-count'), path).toBe(links);
		const column = await page
			.locator('svg.picture a[data-key]')
			.evaluateAll((nodes) =>
				nodes
					.filter((node) => /^(proposal:|rest:layer)/.test(node.getAttribute('data-key')!))
					.reduce((sum, node) => sum + Number(node.querySelector('.number')!.textContent), 0)
			);
		expect(String(column), path).toBe(links);
	}
});

test('focus on a node lights its whole path and nothing else, and Enter opens the record', async ({
	page
}) => {
	await page.goto('/trace');
	await page.waitForLoadState('networkidle');
	const node = page.locator(`a[data-key="proposal:${proposal}"]`);
	await page.locator('.scroll').first().focus();
	for (let presses = 0; presses < 40; presses++) {
		await page.keyboard.press('Tab');
		if (await node.evaluate((element) => element === document.activeElement)) break;
	}
	expect(await node.evaluate((element) => element === document.activeElement)).toBe(true);
	const lit = await page
		.locator('a.node.on')
		.evaluateAll((nodes) => nodes.map((entry) => entry.getAttribute('data-key')!));
	expect(lit).toContain(`proposal:${proposal}`);
	expect(lit).toContain('paper:001');
	expect(lit.some((key) => key.startsWith('jurisdiction:'))).toBe(true);
	expect(lit).not.toContain('paper:000');
	expect(lit.filter((key) => key.startsWith('proposal:'))).toEqual([`proposal:${proposal}`]);
	expect(await page.locator('.path .band').count()).toBeGreaterThan(3);
	await page.keyboard.press('Enter');
	await page.waitForURL(`**/proposals/${proposal}`);
});

test('the mouse lights a path, and leaving puts it out', async ({ page }) => {
	await page.goto('/trace');
	await page.waitForLoadState('networkidle');
	await page.locator('a[data-key="jurisdiction:EU"]').hover();
	await expect.poll(() => page.locator('.path .band').count()).toBeGreaterThan(3);
	await page.locator('h1').hover();
	await expect.poll(() => page.locator('.path .band').count()).toBe(0);
});

test('filters are a form, and each can be dropped again', async ({ page }) => {
	await page.goto('/trace?colour=relation');
	await page.waitForLoadState('networkidle');
	const all = Number(await total(page));
	await page.getByText('Filters', { exact: false }).first().click();
	await page.getByRole('group', { name: 'Paper', exact: true }).getByRole('checkbox').first().check();
	await page.getByRole('group', { name: 'Primary layer' }).getByRole('checkbox').first().check();
	await page.getByRole('button', { name: 'Apply' }).click();
	await page.waitForURL(/paper=000/);
	expect(page.url()).toMatch(/colour=relation/);
	expect(page.url()).not.toMatch(/level=/);
	const some = Number(await total(page));
	expect(some).toBeLessThan(all);
	await page.getByRole('link', { name: /Drop the filter “Primary layer/ }).click();
	await expect.poll(() => page.url()).not.toMatch(/layer=/);
	expect(Number(await total(page))).toBeGreaterThan(some);
});

describe('bad input is answered in words:', () => {
	test('unknown values are named and left out', async ({ page }) => {
		const response = await page.goto('/trace?proposal=no-such&colour=pink&jurisdiction=XX');
		expect(response!.status()).toBe(200);
		const note = await page.locator('.dropped').innerText();
		for (const value of ['proposal=no-such', 'colour=pink', 'jurisdiction=XX']) expect(note).toContain(value);
		expect(await page.locator('svg.picture').count()).toBe(1);
	});

	test('a near miss of a regulation is offered', async ({ page }) => {
		await page.goto('/trace?regulation=eu-dsaa');
		expect(await page.locator('.dropped a[href="/regulations/eu-dsa"]').count()).toBe(1);
	});

	test('filters that leave nothing say which one to drop', async ({ page }) => {
		await page.goto('/trace?jurisdiction=BE&relation=enacts');
		expect(await page.locator('svg.picture, table[data-total]').count()).toBe(0);
		await page.getByRole('link', { name: /without “Relation”/ }).click();
		await page.waitForURL(/\/trace\?jurisdiction=BE$/);
		expect(Number(await total(page))).toBeGreaterThan(0);
	});

	test('a proposal without a link, a regulation without one and a paper without one', async ({ page }) => {
		await page.goto('/trace?proposal=algorithmic-democratisation');
		expect(await page.locator('[data-trace="proposal"]').innerText()).toContain('No link to any law');
		await page.goto('/trace?regulation=cn-streamer-conduct-2022');
		expect(await page.locator('[data-trace="regulation"]').innerText()).toMatch(
			/No proposal is linked.*Why: /s
		);
		await page.goto('/trace?paper=003');
		expect(await page.locator('[data-trace="paper"]').innerText()).toContain('No proposal of this paper');
		expect(await page.locator('table[data-total]').count()).toBe(0);
	});
});

test('the record pages carry their trace, and the proposal its uptake ladder', async ({ page }) => {
	for (const [path, kind] of [
		[`/proposals/${proposal}`, 'proposal'],
		['/regulations/eu-dsa', 'regulation'],
		['/papers/001', 'paper']
	]) {
		await page.goto(path);
		const trace = page.locator(`[data-trace="${kind}"]`);
		const links = await trace.getAttribute('data-links');
		await trace.getByRole('link', { name: 'See it in the trace' }).click();
		await page.waitForURL(/\/trace\?/);
		expect(await total(page), path).toBe(links);
	}
	await page.goto(`/proposals/${proposal}`);
	const union = page.locator('[data-jurisdiction="EU"]');
	expect(await union.locator('[data-rung="in-force"]').innerText()).toMatch(
		/\d{1,2} \w{3,4} \d{4}\s+in force/
	);
	expect(await union.locator('[data-rung="in-force"] a').first().getAttribute('href')).toMatch(
		/^\/regulations\/.+#p\d+$/
	);
});

describe('on a phone without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false, viewport: { width: 390, height: 844 } } });

	test('every form is readable and nothing is wider than the screen', async ({ page }) => {
		for (const path of [
			...pages,
			'/trace?expand=proposals,regulations,jurisdictions',
			'/trace?jurisdiction=BE&relation=enacts'
		])
			for (const locale of ['', '/zh']) {
				await page.goto(locale + path);
				const wide = await page.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth);
				expect(wide, locale + path).toBe(false);
			}
		await page.goto('/trace');
		expect(await page.locator('svg.picture').isVisible()).toBe(false);
		const list = page.locator('.folded ul').first();
		const [inner, outer] = [await list.boundingBox(), await page.locator('.flow').boundingBox()];
		expect(inner!.width).toBe(outer!.width);
		const first = list.locator('details').first();
		await first.locator('summary').click();
		expect(await first.locator('.laws a').first().isVisible()).toBe(true);
	});

	test('law and article of the table stand beside the proposal, and nothing is scrolled sideways', async ({
		page
	}) => {
		for (const locale of ['', '/zh']) {
			await page.goto(`${locale}/trace`);
			const outside = await page.locator('table[data-total] a').evaluateAll((links) =>
				links
					.filter((link) => {
						const { left, right } = link.getBoundingClientRect();
						return left < 0 || right > innerWidth;
					})
					.map((link) => link.textContent)
			);
			expect(outside, locale).toEqual([]);
			const table = page.locator('.scroll:has(table[data-total])');
			expect(await table.evaluate((region) => region.scrollWidth - region.clientWidth), locale).toBe(0);
		}
	});
});

describe('without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test('names, tooltips and links of the picture are there', async ({ page }) => {
		await page.goto('/trace');
		const node = page.locator(`a[data-key="proposal:${proposal}"]`);
		expect(await node.locator('title').textContent()).toMatch(/29 links/);
		expect(await page.locator('.band title').first().textContent()).toMatch(/→.*link/);
		await node.click();
		await page.waitForURL(`**/proposals/${proposal}`);
	});

	test('the table turns its pages', async ({ page }) => {
		await page.goto('/trace');
		const first = await page.locator('table[data-total] tbody tr').count();
		expect(first).toBe(100);
		await page.getByRole('link', { name: 'Page 2' }).first().click();
		await page.waitForURL(/page=2/);
		expect(await page.locator('table[data-total] tbody tr').count()).toBeGreaterThan(0);
	});
});

test('tablet widths scroll the picture, not the page', async ({ page }) => {
	await page.setViewportSize({ width: 820, height: 1000 });
	for (const path of pages) {
		await page.goto(path);
		expect(await isTooWide(page), path).toBe(false);
	}
});

test('what leads from a past day to the law keeps the day', async ({ page }) => {
	const hrefs = (within: string) =>
		page
			.locator(`${within} a[href^="/regulations/"]`)
			.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
	for (const [path, within] of [
		['/trace?as_of=2015-01-01&proposal=minimum-hourly-wage-gig', 'main'],
		['/trace?as_of=2015-01-01', 'main'],
		['/matrix/coverage?as_of=2022-01-01&cell=minimum-hourly-wage-gig:CL', '.drawer'],
		['/compare?ids=minimum-hourly-wage-gig&as_of=2020-01-01', 'main'],
		['/compare?regulations=eu-dsa,cl-ley-21431&as_of=2020-01-01', 'main']
	]) {
		await page.goto(path);
		const day = new URL(page.url()).searchParams.get('as_of')!;
		const found = await hrefs(within);
		expect(found.length, path).toBeGreaterThan(0);
		expect(
			found.filter((href) => !href.includes(`?as_of=${day}`)),
			path
		).toEqual([]);
	}
	await page.goto('/trace?proposal=minimum-hourly-wage-gig');
	expect((await hrefs('main')).filter((href) => href.includes('as_of'))).toEqual([]);
	// From a law on a past day its trace leads on to the same day.
	await page.goto('/regulations/cl-ley-21431?as_of=2015-01-01');
	const own = await page
		.locator('a[href*="/regulations/cl-ley-21431"][href*="#p"]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
	expect(own.filter((href) => !href.includes('as_of=2015-01-01'))).toEqual([]);
});

test('paper has every law of the ladder, also what the screen folds away', async ({ page }) => {
	await page.goto('/proposals/external-audit-of-platform-algorithms');
	const folded = page.locator('.ladder details li').first();
	expect(await folded.isVisible()).toBe(false);
	await page.emulateMedia({ media: 'print' });
	expect(await folded.isVisible()).toBe(true);
	expect(await page.locator('.ladder summary').first().isVisible()).toBe(false);
});
