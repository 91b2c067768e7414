import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { startApp, type App } from '../harness/app.ts';
import { alive, findViolations, test } from '../harness/browser.ts';

/** An application for which the seed is too large to be sent whole. */
let app: App;
beforeAll(async () => {
	app = await startApp({ MATRIX_ROWS: '20', LOG_LEVEL: 'warn' });
}, 100_000);
afterAll(() => app.stop());

const shownRows = (page: Page) =>
	page
		.locator('.live .ag-row:has(.t)')
		.evaluateAll((rows) =>
			rows
				.map((row): [number, string] => [Number(row.getAttribute('row-index')), row.getAttribute('row-id')!])
				.sort(([a], [b]) => a - b)
		);
/** Ids of the rows in the order of the database. */
async function rowIds(query: string): Promise<string[]> {
	const answer = await fetch(`${app.url}/api/v1/proposals?limit=200&fields=id&${query}`);
	return ((await answer.json()) as { data: { id: string }[] }).data.map(({ id }) => id);
}

describe('the grid of a matrix that comes in pages', () => {
	test('fetches rows as it is scrolled, sorts and filters by the address, opens a cell far down', async ({
		page
	}) => {
		await page.goto(`${app.url}/matrix/layers`);
		await page.locator('.stage.ready').waitFor();
		const ids = await rowIds('sort=-institution,-technology,-subject,title');
		expect((await shownRows(page))[0]).toEqual([0, ids[0]]);

		await page.locator('.live .ag-grid-viewport').evaluate((viewport) => viewport.scrollTo({ top: 1e6 }));
		await page.locator(`.live .ag-row[row-id="${ids.at(-1)}"]`).waitFor();
		for (const [place, id] of await shownRows(page)) expect(id).toBe(ids[place]);

		const last = page.locator(`.live .ag-row[row-id="${ids.at(-1)}"] [col-id="technology"]`);
		await last.click();
		await page.waitForURL((url) => url.searchParams.get('cell') === `${ids.at(-1)}:technology`);
		await page.locator('.side .drawer').waitFor();
		expect(await last.count(), 'the grid stays where it was').toBe(1);

		await page
			.locator('.live')
			.getByRole('columnheader', { name: /Remedy/ })
			.locator('a')
			.click();
		await page.waitForURL(/sort=remedy_type/);
		const sorted = await rowIds('sort=remedy_type');
		await expect.poll(async () => (await shownRows(page))[0]).toEqual([0, sorted[0]]);
		expect(await page.locator('.live [aria-sort="ascending"]').textContent()).toContain('Remedy');

		await page.goto(`${app.url}/matrix/layers?sort=remedy_type&layer=subject:primary`);
		await page.locator('.stage.ready').waitFor();
		const narrowed = await rowIds('sort=remedy_type&layer=subject:primary');
		expect((await shownRows(page)).map(([, id]) => id)).toEqual(
			narrowed.slice(0, (await shownRows(page)).length)
		);
		await page.goBack();
		await expect.poll(async () => (await shownRows(page))[0]).toEqual([0, sorted[0]]);
		expect(
			await page
				.locator('.live')
				.getByRole('columnheader', { name: /Law today/ })
				.locator('a')
				.count()
		).toBe(0);
		expect(await findViolations(page)).toEqual([]);
	});

	test('gives way to that of a matrix which is sent whole, and comes back', async ({ page }) => {
		await page.goto(`${app.url}/matrix/layers?sort=title`);
		await page.locator('.stage.ready').waitFor();
		const tab = (name: string) =>
			page.getByRole('navigation', { name: 'Matrices' }).getByRole('link', { name, exact: true });
		await tab('Papers').click();
		await page.waitForURL(/\/matrix\/papers/);
		const papers = page.locator('.stage.ready .live .ag-row a[href^="/papers/"]');
		await expect.poll(() => papers.count()).toBe(5);
		expect(await page.locator('.live .ag-row').count()).toBe(5);
		await tab('Technology').click();
		await page.waitForURL(/\/matrix\/technology/);
		await page.locator('.stage.ready .live .ag-row .t').first().waitFor();
		const [[place]] = await shownRows(page);
		expect(place).toBe(0);
		expect(await papers.count()).toBe(0);
	});

	test('that stood on few rows fetches many of them at once', async ({ page }) => {
		const asked: string[] = [];
		page.on('request', (request) => request.url().includes('/rows?') && asked.push(request.url()));
		const [one] = await rowIds('sort=title');
		await page.goto(`${app.url}/matrix/layers?sort=title&q=digital+union`);
		await page.locator('.stage.ready').waitFor();
		expect((await shownRows(page)).length).toBeLessThan(10);
		await page.locator('summary', { hasText: 'Filter' }).click();
		await page.locator('.filters input.q').fill('');
		await expect.poll(async () => (await shownRows(page))[0]?.[1]).toBe(one);
		await page.locator('.live .ag-grid-viewport').evaluate((viewport) => viewport.scrollTo({ top: 1e6 }));
		await page.locator(`.live .ag-row[row-id="${(await rowIds('sort=title')).at(-1)}"]`).waitFor();
		expect(asked).toHaveLength(1);
	});

	test('stands without the table behind it, which is there again for print and on a narrow screen', async ({
		page
	}) => {
		await page.goto(`${app.url}/matrix/layers?sort=title`);
		await page.locator('.stage.ready').waitFor();
		const rows = page.locator('.plain tbody tr');
		await expect.poll(() => rows.count()).toBe(0);
		const during = (type: string) =>
			page.evaluate((name) => {
				dispatchEvent(new Event(name));
				return document.querySelectorAll('.plain tbody tr').length;
			}, type);
		// A browser prints what is there when the event has passed.
		expect(await during('beforeprint')).toBe(50);
		const [first] = await rowIds('sort=title');
		expect(await rows.first().locator('a.t').getAttribute('href')).toBe(`/proposals/${first}`);
		await during('afterprint');
		await expect.poll(() => rows.count()).toBe(0);
		await page.setViewportSize({ width: 390, height: 800 });
		await expect.poll(() => rows.first().isVisible()).toBe(true);
		expect(await rows.count()).toBe(50);
	});
});

test('the palette says when proposals could not be looked up, and asks again', async ({ page }) => {
	const questions = /palette\.json\?q=/;
	// An answer that breaks off: one with an error would be told on the console, which fails a test.
	await page.route(questions, (route) => route.fulfill({ body: '{' }));
	await page.goto(`${app.url}/gaps`);
	await alive(page);
	await page.keyboard.press('Control+k');
	await page.getByRole('combobox').fill('audit');
	const alert = page.getByRole('dialog').getByRole('alert');
	expect(await alert.innerText()).toContain('some or all are missing');
	await page.unroute(questions);
	await alert.getByRole('button').click();
	await page.locator('[role="option"][href^="/proposals/"]').first().waitFor();
	await expect.poll(() => alert.count()).toBe(0);
});

describe('without script', () => {
	test.override({ context: { javaScriptEnabled: false } });
	test('links lead through all pages and back, each row once', async ({ page }) => {
		await page.goto(`${app.url}/matrix/layers?sort=title`);
		const seen: string[] = [];
		const read = () =>
			page
				.locator('.plain .open[href$=":technology"]')
				.evaluateAll((cells) =>
					cells.map(
						(cell) => new URL((cell as HTMLAnchorElement).href).searchParams.get('cell')!.split(':')[0]
					)
				);
		seen.push(...(await read()));
		await page.getByRole('link', { name: 'Next page' }).click();
		await page.getByRole('link', { name: 'Next page' }).waitFor({ state: 'detached' });
		seen.push(...(await read()));
		expect(seen).toEqual(await rowIds('sort=title'));
		await page.getByRole('link', { name: 'Previous page' }).click();
		await page.getByRole('link', { name: 'Next page' }).waitFor();
		expect(await read()).toEqual(seen.slice(0, 50));
	});
});

test('of many proposals the page of downloads comes without the package, and tells sizes once somebody asked for it', async ({
	page
}) => {
	await page.goto(`${app.url}/data`);
	await page.getByText('Once they are written, their sizes').waitFor();
	expect(await page.locator('.sum').count()).toBe(0);
	await page.request.get(`${app.url}/data/atlas.sqlite`);
	await page.reload();
	await page.locator('.sum').first().waitFor();
});
