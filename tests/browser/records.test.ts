import { readFile } from 'node:fs/promises';
import { describe, expect, inject } from 'vitest';
import { parse } from 'yaml';
import { test } from '../harness/browser.ts';

const url = inject('app_url');
test('the start page shows the totals of the data set and opens its three doors', async ({ page }) => {
	const { totals } = parse(await readFile('seed/release.yaml', 'utf8'));
	await page.goto('/');
	const shown = async (name: string) => Number(await page.locator(`[data-count=${name}]`).innerText());
	expect(await shown('papers')).toBe(totals.papers);
	expect(await shown('specific')).toBe(totals.proposals_specific);
	expect(await shown('umbrella')).toBe(totals.proposals - totals.proposals_specific);
	expect(await shown('instruments')).toBe(totals.instruments);
	expect(await shown('provisions')).toBe(totals.provisions);
	expect(await shown('links')).toBe(totals.links);
	expect(await shown('assessments')).toBe(totals.assessments);
	expect(await page.locator('.matrix tbody tr').count()).toBe(8);
	for (const [door, address] of [
		['Open the layer matrix', /\/matrix\/layers$/],
		['Browse the regulations', /\/regulations$/],
		['Read the codebook', /\/codebook$/],
		['Add a proposal', /\/codebook\/guide#add-a-proposal/]
	] as const)
		expect(await page.getByRole('link', { name: door }).getAttribute('href')).toMatch(address);
});

test('an unknown proposal answers 404 and offers the one that was meant', async ({ page }) => {
	const response = await page.goto('/zh/proposals/algorthm-filing-sytem');
	expect(response?.status()).toBe(404);
	const near = page.locator('article ul a').first();
	expect(await near.getAttribute('href')).toBe('/zh/proposals/algorithm-filing-system');
	await near.click();
	await page.waitForURL('**/zh/proposals/algorithm-filing-system');
	expect(await page.locator('h1').innerText()).toBe('算法备案制度');
});

test('a relation stands on the pages of both its ends, from each side', async ({ page }) => {
	const group = (name: string) =>
		page.locator('.relations > div', { has: page.getByRole('heading', { name }) });
	await page.goto('/proposals/legal-protection-working-time');
	expect(await group('Broader').getByRole('link').first().innerText()).toBe(
		'Dedicated legal framework for digital labourers'
	);
	await group('Broader').getByRole('link').first().click();
	await page.waitForURL('**/dedicated-digital-labour-law');
	expect(await group('Narrower').getByRole('link').allInnerTexts()).toContain(
		'Legal protection in working-time management'
	);
});

test('a linked provision says its relation, its doubt and what is missing, and leads to the register', async ({
	page
}) => {
	await page.goto('/proposals/external-audit-of-platform-algorithms');
	const row = page.locator('[id="external-audit-of-platform-algorithms--eu-dsa-1"]');
	expect(await row.getByRole('link').first().getAttribute('href')).toMatch(/^\/regulations\/eu-dsa#p\d+$/);
	const text = await row.innerText();
	for (const part of ['Confidence', 'Covers', 'How the text was read']) expect(text).toContain(part);
	expect(await page.locator('[aria-labelledby=looked]').innerText()).toContain('nobody has looked');
});

test('a paper without a known title says that the title is ours, and only 001 states a licence', async ({
	page
}) => {
	for (const id of ['000', '001', '002', '003', '004']) {
		await page.goto(`/papers/${id}`);
		const ours = await page.getByText('our working label', { exact: true }).count();
		expect(ours, id).toBe(id === '001' ? 0 : 1);
		expect(await page.getByText('The paper states its licence').count(), id).toBe(id === '001' ? 1 : 0);
		expect(await page.getByText('The text states no licence').count(), id).toBe(id === '001' ? 0 : 1);
	}
});

test('a passage leads to its section in the structure of the paper', async ({ page }) => {
	await page.goto('/proposals/encourage-multicultural-coexistence');
	await page.locator('.papers .cite a').first().click();
	await page.waitForURL('**/papers/004#*');
	const place = () =>
		page.evaluate(() =>
			document.getElementById(decodeURIComponent(location.hash.slice(1)))!.getBoundingClientRect()
		);
	await expect.poll(async () => (await place()).top).toBeLessThan(900);
	expect((await place()).top).toBeGreaterThanOrEqual(0);
});

test('every vocabulary has its anchor, and a count of use leads to as many rows', async ({ page }) => {
	await page.goto('/codebook#remedy_types');
	const targets = await page
		.locator('nav .contents li a')
		.evaluateAll((links) =>
			links.filter(
				(link) => !document.getElementById(decodeURIComponent((link as HTMLAnchorElement).hash.slice(1)))
			)
		);
	expect(targets).toEqual([]);
	const use = page.locator('[id="remedy_types.redistribution"] a');
	const count = Number.parseInt(await use.innerText());
	const response = await page.request.get(new URL((await use.getAttribute('href'))!, url).href);
	expect(response.status()).toBe(200);
	await page.goto(`${await use.getAttribute('href')}&view=table`);
	expect(await page.locator('table tbody tr').count()).toBe(count);
});

test('every link inside the guide leads to a heading', async ({ page }) => {
	await page.goto('/zh/codebook/guide');
	const broken = await page
		.locator('.prose a[href^="#"]')
		.evaluateAll((links) =>
			links
				.map((link) => link.getAttribute('href')!)
				.filter((href) => !document.getElementById(href.slice(1)))
		);
	expect(broken).toEqual([]);
	expect(await page.locator('.prose').getAttribute('lang')).toBe('en');
});

describe('without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test('a misspelt word finds what it resembles', async ({ page }) => {
		await page.goto('/');
		await page.locator('#home-search').fill('algoritm');
		await page.locator('#home-search').press('Enter');
		await page.getByText('Nothing holds exactly “algoritm”').waitFor();
		expect((await page.locator('mark').first().innerText()).toLowerCase()).toMatch(/^algorithm/);
	});

	test('two Chinese characters find proposals and provisions in both languages of the page', async ({
		page
	}) => {
		for (const path of ['/search', '/zh/search']) {
			await page.goto(`${path}?q=工会`);
			expect(await page.locator('mark', { hasText: /^工会$/ }).count()).toBeGreaterThan(5);
			const links = await page
				.locator('main ol h3 a')
				.evaluateAll((found) => found.map((link) => link.getAttribute('href')!));
			expect(links.some((href) => href.endsWith('/proposals/digital-union-system'))).toBe(true);
			expect(links.some((href) => /\/regulations\/[a-z0-9-]+#p\d+$/.test(href))).toBe(true);
		}
	});

	test('the whole of a group can be asked for', async ({ page }) => {
		await page.goto('/search?q=algorithm');
		const more = page.getByRole('link', { name: /^Show all \d+$/ }).first();
		const count = Number(/\d+/.exec(await more.innerText())![0]);
		await more.click();
		await expect.poll(() => page.locator('main ol li').count()).toBe(count);
	});

	test('every suggested search finds something', async ({ page }) => {
		await page.goto('/search');
		const links = await page
			.locator('.suggestions a')
			.evaluateAll((found) => found.map((link) => (link as HTMLAnchorElement).href));
		for (const link of links) {
			await page.goto(link);
			expect(await page.locator('main ol li').count(), link).toBeGreaterThan(0);
			expect(await page.getByText('Nothing holds exactly').count(), link).toBe(0);
		}
	});
});

const read = [
	'/matrix/layers?view=table',
	'/matrix/coverage',
	'/proposals/allow-digital-workers-to-unionise',
	'/proposals/allow-digital-workers-to-unionise/history',
	'/regulations',
	'/regulations/eu-ai-act',
	'/timeline',
	'/trace',
	'/trace?proposal=allow-digital-workers-to-unionise',
	'/compare?ids=allow-digital-workers-to-unionise,external-audit-of-platform-algorithms',
	'/gaps',
	'/papers/001'
];

test('every page that is read says days in one way', async ({ page }) => {
	for (const path of read) {
		await page.goto(path);
		expect((await page.locator('main').innerText()).match(/\b\d{4}-\d{2}-\d{2}\b/g), path).toBeNull();
	}
});

test('Chinese sentences follow each other without a blank', async ({ page }) => {
	// On the other pages a place stands behind a sentence, as an element of its own.
	for (const path of [...read.filter((path) => !/gaps|papers/.test(path)), '/data', '/weigh']) {
		await page.goto(`/zh${path}`);
		const text = await page.locator('main').innerText();
		expect(text.match(/.{0,12}[。：] (?!复制)[\p{Script=Han}“].{0,12}/gu), path).toBeNull();
	}
});

test('one provision has one name on a Chinese page, in the drawing as in the lists', async ({ page }) => {
	for (const path of [
		'/proposals/allow-digital-workers-to-unionise',
		'/trace?proposal=allow-digital-workers-to-unionise'
	]) {
		await page.goto(`/zh${path}`);
		const text = await page.locator('main').innerText();
		expect(text, path).toContain('第19条');
		expect(text, path).not.toMatch(/Art\. \d/);
	}
});
