import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { sliceIdPattern } from '../../src/lib/domain/slice.ts';
import { alive, findViolations, test } from '../harness/browser.ts';

const view = '/matrix/layers?remedy=audit-assessment&sort=title';
const comparison = '/compare?ids=external-audit-of-platform-algorithms,regular-algorithm-compliance-audit';
const trace = '/trace?jurisdiction=CN&relation=conflicts,partly-enacts';
const isWide = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Freezes a view by the form in its Share menu and gives the address of the slice. */
async function freeze(page: Page, path: string): Promise<string> {
	await page.goto(path);
	await page.locator('summary', { hasText: /^(Share|分享)$/ }).click();
	await page.getByRole('button', { name: /Freeze this view|定格此视图/ }).click();
	await page.waitForURL(/\/slices\/[0-9a-z]{12,}$/);
	return page.url();
}

describe('without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test('a view can be frozen, and the slice has its rows, filters, date, version, licence, hash and footnotes', async ({
		page
	}) => {
		const address = await freeze(page, view);
		expect(new URL(address).pathname.split('/').at(-1)).toMatch(sliceIdPattern);
		const text = (await page.locator('main').textContent())!;
		for (const said of [
			'Remedy type: Audit / assessment',
			'Data version',
			'CC-BY-4.0',
			'Nothing in this view has changed since.',
			'[Dataset]'
		])
			expect(text).toContain(said);
		expect(text).toMatch(/Frozen on \d{1,2} \w{3,4} \d{4}/);
		expect(text).toMatch(/[0-9a-f]{64}/);
		expect(await page.locator('tbody tr').count()).toBe(6);
		expect(text).toContain(address);
	});

	test('the same view in other words gives the same slice', async ({ page }) => {
		const first = await freeze(page, view);
		expect(await freeze(page, '/matrix/layers?sort=title&view=table&remedy=audit-assessment')).toBe(first);
	});

	test('a Chinese reader gets the slice in Chinese', async ({ page }) => {
		const address = await freeze(page, '/zh/matrix/papers');
		expect(new URL(address).pathname).toMatch(/^\/zh\/slices\//);
		expect(await page.locator('main').textContent()).toContain('定格于');
	});

	test('the coverage matrix can be frozen with its day', async ({ page }) => {
		await freeze(page, '/matrix/coverage');
		expect(await page.locator('main').textContent()).toMatch(/Day: \d{4}-\d{2}-\d{2}/);
		expect(await page.locator('tbody tr').count()).toBe(12);
	});

	test('a comparison and a trace can be frozen, with their day, filters, marks and links', async ({
		page
	}) => {
		await freeze(page, comparison);
		const main = page.locator('main');
		expect(await main.textContent()).toMatch(/Compared: External audit .* Day: \d{4}-\d{2}-\d{2}/);
		expect(await main.textContent()).toContain('Nothing in this view has changed since.');
		expect(await page.getByRole('rowheader', { name: 'Law, by jurisdiction' }).count()).toBe(1);
		expect(await page.locator('tbody').allTextContents()).toContainEqual(
			expect.stringMatching(/differs ≠.*◆/s)
		);
		expect(await page.locator('thead a').allTextContents()).toEqual([
			'External audit of platform algorithms',
			'Regular compliance audits of platform algorithms'
		]);
		await page.getByRole('link', { name: 'Open this view with today’s data' }).click();
		await page.waitForURL(/\/compare\?.*as_of=/);
		expect(await page.locator('thead th.record').count()).toBe(2);

		await freeze(page, trace);
		expect(await main.textContent()).toContain('Relation: Conflicts / Partly enacts');
		expect(await page.locator('tbody tr').count()).toBeGreaterThan(10);
		expect(await page.locator('tbody').textContent()).toMatch(/[◐✕] /);
	});

	test('the embed code is one step away from any view', async ({ page }) => {
		await page.goto(comparison);
		await page.locator('summary', { hasText: /^Share$/ }).click();
		await page.getByRole('button', { name: 'Freeze and get the code' }).click();
		await page.waitForURL(/\/slices\/[0-9a-z]{12,}#embed$/);
		const code = await page.locator('#embed code').textContent();
		expect(code).toContain(`<iframe src="${page.url().replace('#embed', '')}/embed"`);
	});

	test('footnotes can be read on a record page', async ({ page }) => {
		await page.goto('/proposals/external-audit-of-platform-algorithms');
		await page.locator('.cite-box summary').click();
		const text = (await page.locator('.cite-box').innerText()).replace(/\s+/g, ' ');
		expect(text).toContain(
			'Cuican Wang, “Research on the Problem of Digital Labor Alienation and Countermeasures,”'
		);
		expect(text).toContain('§4.2 ¶2');
		expect(text).toContain('Remedy Atlas. (2026). External audit of platform algorithms');
	});
});

test('an address that is no view, or has values it does not know, is refused with their names', async ({
	page
}) => {
	const refused = async (path: string, query: string) => {
		await page.goto('/slices');
		await page.setContent(
			`<form method="post" action="${new URL('/slices', page.url()).href}"><input name="path" value="${path}"><input name="query" value="${query}"><button>go</button></form>`
		);
		await page.getByRole('button').click();
		return page.getByRole('alert').textContent();
	};
	expect(await refused('/matrix/layers', 'remedy=magic')).toContain('remedy=magic');
	expect(await refused('/etc/passwd', '')).toContain('/etc/passwd');
});

test('a slice that is not there says so and shows the way', async ({ page }) => {
	const response = await page.goto('/slices/0000000000000000');
	expect(response!.status()).toBe(404);
	expect(await page.locator('main').textContent()).toContain('There is no slice “0000000000000000”');
	expect(await page.getByRole('link', { name: 'Citable slices' }).count()).toBe(1);
});

test('a footnote is copied with one click', async ({ page }) => {
	await page
		.context()
		.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(inject('app_url')).origin });
	await page.goto('/regulations/eu-dsa');
	await page.locator('.cite-box summary').click();
	const note = page.locator('.cite-box dl > div', { has: page.locator('dt', { hasText: 'OSCOLA' }) }).first();
	await note.getByRole('button', { name: /Copy/ }).click();
	await note.getByText('Copied').waitFor();
	expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
		/^Regulation \(EU\) 2022\/2065 .* \[2022\] OJ L277\/1$/
	);
});

test.for([view, `${comparison}&as_of=2024-01-01`, trace])(
	'the export menu of %s carries the view to every file',
	async (path, { page }) => {
		await page.goto(path);
		await alive(page);
		await page.locator('summary', { hasText: /^Export$/ }).click();
		const hrefs = await page
			.locator('.panel.export a')
			.evaluateAll((links) => links.map((link) => link.getAttribute('href')!));
		expect(hrefs).toHaveLength(4);
		const asked = new URLSearchParams(path.split('?')[1]);
		for (const href of hrefs) {
			const carried = new URL(href, page.url()).searchParams;
			for (const [name, value] of asked) expect(carried.get(name), href).toBe(value);
			expect((await page.request.get(href)).status(), href).toBe(200);
		}
		await page.keyboard.press('Escape');
		expect(await page.locator('.panel.export[open]').count()).toBe(0);
	}
);

describe('an embedded slice', () => {
	test('shows in the frame of another site, without menus', async ({ page }) => {
		const address = await freeze(page, view);
		const other = createServer((_, response) => {
			response.setHeader('content-type', 'text/html');
			response.end(
				`<link rel="icon" href="data:,"><iframe src="${address}/embed" width="700" height="500"></iframe>`
			);
		}).listen(0, '127.0.0.1');
		await once(other, 'listening');
		await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
		const frame = page.frameLocator('iframe');
		await frame.locator('tbody tr').first().waitFor();
		expect(await frame.locator('header, footer, nav').count()).toBe(0);
		expect(await frame.locator('main').textContent()).toContain('Remedy Atlas, frozen on');
		other.close();
	});

	test('is the only page whose policy lets other sites frame it', async ({ page }) => {
		const address = await freeze(page, view);
		const policy = async (path: string) =>
			(await page.request.get(path)).headers()['content-security-policy'];
		expect(await policy(`${address}/embed`)).toContain('frame-ancestors *');
		for (const path of [address, '/', view])
			expect(await policy(path), path).toContain("frame-ancestors 'none'");
	});
});

describe.each([
	['on a wide screen', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }],
	['on a phone, in dark colours', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }]
] as const)('%s', (_, size) => {
	test.override({ context: size });
	// In light colours the pages themselves are examined in pages.test.ts.
	const examined = size.colorScheme === 'dark';

	test('slice, embed, cite box and open menus are accessible and fit', async ({ page }) => {
		const [compared, traced] = [await freeze(page, comparison), await freeze(page, trace)];
		for (const path of [compared, `${traced}/embed`, '/papers/000']) {
			await page.goto(path);
			const box = page.locator('.cite-box:not([open]) > summary');
			if (await box.count()) await box.click();
			if (examined) expect(await findViolations(page), path).toEqual([]);
			expect(await isWide(page), path).toBe(false);
		}
		for (const path of ['/matrix/layers?view=table', comparison]) {
			await page.goto(path);
			await alive(page);
			for (const name of ['Share', 'Export']) {
				// An open menu closes when another is opened.
				await page.locator('summary', { hasText: new RegExp(`^${name}$`) }).click();
				if (examined && path.startsWith('/matrix/layers'))
					expect(await findViolations(page), name).toEqual([]);
				expect(await isWide(page), `${name} ${path}`).toBe(false);
				const sheet = (await page.locator('details[open] > .sheet').boundingBox())!;
				expect(sheet.x, `${name} ${path}`).toBeGreaterThanOrEqual(0);
				expect(sheet.x + sheet.width, `${name} ${path}`).toBeLessThanOrEqual(size.viewport.width);
			}
		}
	});
});
