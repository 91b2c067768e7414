import { chromium, type Page } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { findViolations, test } from '../harness/browser.ts';

const audit = 'external-audit-of-platform-algorithms';

/** Opens a matrix and waits until the grid has taken over. */
async function openGrid(page: Page, path: string) {
	await page.goto(path);
	await page.locator('.stage.ready').waitFor();
}

/** Titles of the rows in the order the reader sees, from the grid or from the table. */
async function titles(page: Page): Promise<string[]> {
	const grid = await page.locator('.stage.ready').count();
	if (!grid) return page.locator('.plain tbody th .t').allTextContents();
	return page
		.locator('.live .ag-row')
		.evaluateAll((rows) =>
			rows
				.sort((a, b) => Number(a.getAttribute('row-index')) - Number(b.getAttribute('row-index')))
				.map((row) => row.querySelector('.t')!.textContent!)
		);
}

/** The words of one column, top to bottom. */
async function wordsOf(page: Page, field: string): Promise<string[]> {
	return page
		.locator(`.plain .open[href$=":${field}"]`)
		.evaluateAll((cells) => cells.map((cell) => cell.textContent!.trim().toLowerCase()));
}

const head = (page: Page, name: RegExp) => page.locator('.live').getByRole('columnheader', { name });
const focusedCell = (page: Page) =>
	page.evaluate(() => {
		const cell = document.activeElement?.closest('.ag-cell');
		return cell && `${cell.closest('.ag-row')!.getAttribute('row-id')}:${cell.getAttribute('col-id')}`;
	});
const isWide = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('the grid', () => {
	test('shows the rows, the order and the cells of the table it replaces', async ({ page }) => {
		await openGrid(page, '/matrix/layers?sort=-technology,title');
		const shown = await titles(page);
		expect(shown).toHaveLength(83);
		expect(shown).toEqual(await page.locator('.plain tbody th .t').allTextContents());
		const involvements = await page
			.locator('.live [col-id="technology"] .mark')
			.evaluateAll((marks) => marks.map((mark) => mark.className.match(/primary|supporting|none/)![0]));
		expect(involvements.filter((code) => code === 'primary')).toHaveLength(28);
	});

	test('stands exactly where the table stood', async ({ page }) => {
		await page.goto('/matrix/layers?view=table');
		const table = await page.locator('.plain .region').boundingBox();
		await openGrid(page, '/matrix/layers');
		const grid = await page.locator('.live .ag-root-wrapper').boundingBox();
		expect(Math.abs(grid!.y - table!.y)).toBeLessThan(2);
		expect(Math.abs(grid!.height - table!.height)).toBeLessThan(4);
	});

	test('sorts by a click on a head, and the address says so', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		await head(page, /Technology/)
			.locator('a')
			.click();
		await page.waitForURL(/sort=technology$/);
		expect(await head(page, /Technology/).getAttribute('aria-sort')).toBe('ascending');
		await head(page, /Technology/)
			.locator('a')
			.click();
		await page.waitForURL((url) => url.search === '');
		await head(page, /Remedy/)
			.locator('a')
			.click();
		await page.waitForURL(/sort=remedy_type$/);
		expect(await titles(page)).toEqual(await page.locator('.plain tbody th .t').allTextContents());
	});

	test('sorts by the keyboard', async ({ page }) => {
		await openGrid(page, '/matrix/layers?sort=title');
		await head(page, /Proposal/).focus();
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Enter');
		await page.waitForURL(/sort=-institution$/);
		expect(await head(page, /Institution/).getAttribute('aria-sort')).toBe('descending');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Shift+Enter');
		await page.waitForURL(/sort=-institution,-technology$/);
	});

	test('adds a second key to the order by shift-click', async ({ page }) => {
		await openGrid(page, '/matrix/layers?sort=-technology');
		await head(page, /Subject/)
			.locator('a')
			.click({ modifiers: ['Shift'] });
		await page.waitForURL(/sort=-technology,-subject$/);
		expect(await head(page, /Technology/).textContent()).toContain('↓1');
		expect(await head(page, /Subject/).textContent()).toContain('↓2');
		await expect.poll(() => wordsOf(page, 'subject').then((words) => words[0])).toBe('supporting');
		expect(await titles(page)).toEqual(await page.locator('.plain tbody th .t').allTextContents());
	});

	test('goes back and forward to exactly the view that was left', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		const first = await titles(page);
		await head(page, /Subject/)
			.locator('a')
			.click();
		await page.waitForURL(/sort=subject/);
		const second = await titles(page);
		expect(second).not.toEqual(first);
		await page.goto('/matrix/layers?sort=-subject&layer=subject:primary');
		await page.goBack();
		await page.locator('.stage.ready').waitFor();
		expect(await titles(page)).toEqual(second);
		await page.goBack();
		await expect.poll(() => titles(page)).toEqual(first);
		expect(await head(page, /Institution/).getAttribute('aria-sort')).toBe('descending');
		await page.goForward();
		await expect.poll(() => titles(page)).toEqual(second);
	});

	test('lets go of the focus with Tab, and the arrows move inside it', async ({ page }) => {
		await openGrid(page, '/matrix/layers?sort=title');
		await page.locator('.live .ag-cell[col-id="technology"]').first().focus();
		await page.keyboard.press('ArrowLeft');
		await page.keyboard.press('ArrowDown');
		expect(await focusedCell(page)).toMatch(/:institution$/);
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => !!document.activeElement?.closest('.live .ag-row'))).toBe(false);
	});

	test('can be left for the plain table and taken up again', async ({ page }) => {
		await openGrid(page, '/matrix/layers?sort=-subject');
		await page.getByRole('link', { name: 'Plain table' }).click();
		await page.waitForURL(/view=table/);
		expect(await page.locator('.live').count()).toBe(0);
		expect(await page.getByRole('table').isVisible()).toBe(true);
		await page.getByRole('link', { name: 'Grid view' }).click();
		await page.locator('.stage.ready').waitFor();
		expect(page.url()).toMatch(/\?sort=-subject$/);
	});
});

describe('the evidence drawer', () => {
	test('opens by Enter on a cell, takes the focus, and Escape gives it back', async ({ page }) => {
		await openGrid(page, `/matrix/layers?sort=-technology,title`);
		await page.locator(`.live .ag-row[row-id="${audit}"] .ag-cell[col-id="technology"]`).first().focus();
		await page.keyboard.press('Enter');
		await page.waitForURL(new RegExp(`cell=${audit}:technology`));
		await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('evidence-heading');
		const drawer = page.getByRole('complementary');
		expect(await drawer.textContent()).toContain('「外部审计」');
		expect(await drawer.textContent()).toContain('Missing:');
		await page.keyboard.press('Escape');
		await expect.poll(() => drawer.count()).toBe(0);
		expect(await focusedCell(page)).toBe(`${audit}:technology`);
		expect(page.url()).not.toContain('cell=');
	});

	test('opens by a click on a mark and closes by its link', async ({ page }) => {
		await openGrid(page, '/matrix/layers?sort=-technology,title');
		const row = page.locator('.live .ag-row[row-index="2"]');
		const id = await row.first().getAttribute('row-id');
		await row.locator('[col-id="subject"] a').click();
		await page.getByRole('complementary').waitFor();
		expect(page.url()).toContain(`cell=${id}:subject`);
		await page.getByRole('link', { name: /^Close/ }).click();
		await expect.poll(() => focusedCell(page)).toBe(`${id}:subject`);
	});

	test('gives the focus back to the link of the plain table', async ({ page }) => {
		await page.goto('/matrix/layers?view=table&sort=title');
		await page.waitForLoadState('networkidle');
		const link = page.locator('.plain .open[href$=":law"]').nth(1);
		const name = await link.getAttribute('href');
		await link.focus();
		await page.keyboard.press('Enter');
		await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('evidence-heading');
		await page.keyboard.press('Escape');
		await expect.poll(() => page.evaluate(() => document.activeElement!.getAttribute('href'))).toBe(name);
	});

	test('has an address that opens it, with reason, passage and history', async ({ page }) => {
		await page.goto(`/matrix/layers?cell=${audit}:technology`);
		const text = await page.getByRole('complementary').textContent();
		for (const part of ['Technology layer', '§4.2', 'Law that carries it', 'History', 'Version 1']) {
			expect(text).toContain(part);
		}
		expect(await page.getByRole('link', { name: 'Open the whole record' }).getAttribute('href')).toBe(
			`/proposals/${audit}`
		);
	});
});

describe('filters and columns', () => {
	test('a tick applies at once, shows a chip, and the chip takes it away', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		await page.locator('summary', { hasText: 'Filter' }).click();
		await page.getByRole('checkbox', { name: /^Union \d/ }).check();
		await page.waitForURL(/actor=union/);
		await expect.poll(() => titles(page).then((list) => list.length)).toBeLessThan(83);
		const count = (await titles(page)).length;
		expect(await page.locator('.lead').textContent()).toContain(`${count} of 83 proposals`);
		await page.keyboard.press('Escape');
		await page.getByRole('link', { name: 'Remove filter Who must act: Union' }).click();
		await expect.poll(() => titles(page).then((list) => list.length)).toBe(83);
	});

	test('text is looked for while it is typed, in either language', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		await page.locator('summary', { hasText: 'Filter' }).click();
		await page.getByLabel('Text').fill('外部审计');
		await page.waitForURL(/q=/);
		await expect.poll(() => titles(page)).toContain('External audit of platform algorithms');
		expect((await titles(page)).length).toBeLessThan(10);
	});

	test('what is typed while rows are on their way stays in the field', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		await page.locator('summary', { hasText: 'Filter' }).click();
		const asked: string[] = [];
		await page.route(/__data\.json/, async (route) => {
			asked.push(new URL(route.request().url()).searchParams.get('q') ?? '');
			if (asked.length === 1) {
				// A word goes on, with a space before it, while the rows of the first are waited for.
				await page.keyboard.insertText(' ');
				await page.keyboard.insertText('a');
			}
			await route.continue();
		});
		const field = page.locator('.filters input[name=q]');
		await field.focus();
		await page.keyboard.insertText('external');
		await page.waitForURL(/q=external%20a(&|$)/);
		await expect.poll(() => titles(page).then((list) => list.length)).toBeLessThan(83);
		expect(asked).toEqual(['external', 'external a']);
		await page.keyboard.insertText(' ');
		await expect.poll(() => field.inputValue()).toBe('external a ');
		// What takes the word away takes it out of the field too.
		await page.keyboard.press('Escape');
		await page.getByRole('link', { name: 'Remove filter Text: external a' }).click();
		await expect.poll(() => field.inputValue()).toBe('');
	});

	test('letters that an input method has not put together are not looked for', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		await page.locator('summary', { hasText: 'Filter' }).click();
		const asked: string[] = [];
		page.on('request', (request) => {
			const { pathname, searchParams } = new URL(request.url());
			if (pathname.endsWith('__data.json')) asked.push(searchParams.get('q') ?? '');
		});
		const client = await page.context().newCDPSession(page);
		await page.getByRole('searchbox', { name: 'Text' }).focus();
		for (const text of ['w', 'wai', 'waibu'])
			await client.send('Input.imeSetComposition', {
				text,
				selectionStart: text.length,
				selectionEnd: text.length
			});
		// Longer than a filter waits for the next letter.
		await page.waitForTimeout(400);
		expect(await page.getByRole('searchbox', { name: 'Text' }).inputValue()).toBe('waibu');
		await client.send('Input.insertText', { text: '外部审计' });
		await page.waitForURL(/q=%E5%A4%96/);
		await expect.poll(() => titles(page)).toContain('External audit of platform algorithms');
		expect(asked).toEqual(['外部审计']);
	});

	test('a column can be added and stays in the address', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		await page.locator('summary', { hasText: 'Columns' }).click();
		await page.getByRole('checkbox', { name: 'Obstacles' }).check();
		await page.waitForURL(/cols=.*obstacles/);
		await expect.poll(() => head(page, /Obstacles/).count()).toBe(1);
	});

	test('umbrellas are off, and marked as what they are when they are on', async ({ page }) => {
		await openGrid(page, '/matrix/layers');
		await page.getByRole('link', { name: /show 26 umbrellas/ }).click();
		await page.waitForURL(/level=all/);
		await expect.poll(() => titles(page).then((list) => list.length)).toBe(109);
		expect(await page.locator('.live .tag', { hasText: 'umbrella' }).count()).toBe(26);
		expect(await page.locator('.lead').textContent()).toMatch(/83 proposals from 5 papers and 26 umbrellas/);
	});

	test('what is not understood is named and left out', async ({ page }) => {
		await page.goto(
			'/matrix/layers?remedy=nonsense&colour=red&sort=-technology,shape&cell=nobody:technology'
		);
		const note = await page.locator('.note').textContent();
		for (const part of ['remedy=nonsense', 'colour=red', 'sort=shape', 'nobody'])
			expect(note).toContain(part);
		expect((await titles(page)).length).toBe(83);
	});

	test('no result says why and offers what to drop', async ({ page }) => {
		await page.goto('/matrix/layers?actor=union&q=zzz');
		await page.getByRole('heading', { name: 'No proposal meets all of this at once' }).waitFor();
		await page.getByRole('link', { name: /Without Text: \d+ proposals/ }).click();
		await page.waitForURL(/\?actor=union$/);
		await expect.poll(() => titles(page).then((list) => list.length)).toBeGreaterThan(0);
	});

	test('an unknown matrix is a 404 that names the others', async ({ page }) => {
		const response = await page.goto('/matrix/layer');
		expect(response?.status()).toBe(404);
		expect(await page.getByRole('link', { name: 'All layers' }).getAttribute('href')).toBe('/matrix/layers');
	});

	test('the address without a name leads to the matrix of all layers', async ({ page }) => {
		await page.goto('/zh/matrix');
		expect(new URL(page.url()).pathname).toBe('/zh/matrix/layers');
	});
});

describe('without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test('heads sort, filters apply, and a mark opens the evidence', async ({ page }) => {
		await page.goto('/matrix/layers');
		await page
			.getByRole('columnheader', { name: /Remedy/ })
			.getByRole('link')
			.click();
		expect(page.url()).toMatch(/sort=remedy_type$/);
		expect(await page.getByRole('columnheader', { name: /Remedy/ }).getAttribute('aria-sort')).toBe(
			'ascending'
		);

		await page.locator('summary', { hasText: 'Filter' }).click();
		await page.getByRole('checkbox', { name: /^Union \d/ }).check();
		await page.locator('.filter').getByRole('button', { name: 'Apply' }).click();
		expect(page.url()).toContain('sort=remedy_type');
		expect(page.url()).toContain('actor=union');
		const count = (await titles(page)).length;
		expect(count).toBeGreaterThan(0);
		expect(count).toBeLessThan(83);

		await page.locator('.plain .open[href$=":technology"]').first().click();
		await page.getByRole('complementary').waitFor();
		expect(page.url()).toContain('actor=union');
		await page.getByRole('link', { name: /^Close/ }).click();
		await page.getByRole('complementary').waitFor({ state: 'detached' });
		expect(await titles(page)).toHaveLength(count);
	});

	test('the sort menu takes up to three keys', async ({ page }) => {
		await page.goto('/matrix/layers?actor=union');
		await page.locator('summary', { hasText: 'Sorted by' }).click();
		const keys = page.locator('select[name=sort]');
		await keys.nth(0).selectOption('-subject');
		await keys.nth(1).selectOption('remedy_type');
		await keys.nth(2).selectOption('');
		await page.getByRole('button', { name: 'Sort' }).click();
		expect(await page.locator('.order summary').textContent()).toMatch(/Subject.*then.*Remedy/s);
		expect(page.url()).toContain('actor=union');
	});
});

describe('on a phone', () => {
	test.override({ context: { viewport: { width: 390, height: 844 } } });

	test('the table scrolls by itself and nothing is wider than the screen', async ({ page }) => {
		for (const path of [
			'/matrix/layers',
			`/zh/matrix/institution?cell=${audit}:institution`,
			'/matrix/papers'
		]) {
			await page.goto(path);
			await page.waitForLoadState('networkidle');
			expect(await page.locator('.live').count()).toBe(0);
			expect(await page.locator('.plain').isVisible()).toBe(true);
			expect(await isWide(page)).toBe(false);
		}
	});

	test('a cell in a shared address is in sight above what it opens', async ({ page }) => {
		await page.goto('/zh/matrix/layers?cell=algorithm-filing-system:law');
		const room = () =>
			page.evaluate(() => {
				const [cell, head, side] = ['td.sel', 'thead th', '.side'].map((selector) =>
					document.querySelector(selector)!.getBoundingClientRect()
				);
				return Math.min(
					cell.top,
					cell.left,
					innerWidth - cell.right,
					cell.top - head.bottom + 1,
					side.top - cell.bottom
				);
			});
		await expect.poll(room).toBeGreaterThanOrEqual(-1);
	});

	test('a cell that the keyboard comes to is seen whole, beside the first column', async ({ page }) => {
		await page.goto('/zh/matrix/layers');
		await page.waitForLoadState('networkidle');
		const row = page.locator('.plain tbody tr').first();
		await row.locator('.t').focus();
		for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
			await page.keyboard.press(key);
			const [left, right] = await row.evaluate((row) => {
				const sides = (element: Element) => element.getBoundingClientRect();
				const cell = sides(document.activeElement!.closest('td')!);
				const room = sides(row.closest('.region')!);
				return [cell.left - sides(row.firstElementChild!).right, room.right - cell.right];
			});
			expect(Math.min(left, right)).toBeGreaterThan(-2);
		}
	});
});

describe('for everybody', () => {
	test('the plain table with the filters open has no accessibility problems', async ({ page }) => {
		await page.goto('/matrix/layers?view=table&actor=union');
		await page.locator('summary', { hasText: 'Filter' }).click();
		expect(await findViolations(page)).toEqual([]);
	});

	test('the language link keeps the view', async ({ page }) => {
		await openGrid(page, '/matrix/layers?sort=-subject&layer=subject:primary');
		await page.getByRole('link', { name: /中文/ }).click();
		await page.waitForURL(/\/zh\/matrix\/layers\?sort=-subject&layer=subject:primary$/);
		await page.locator('.stage.ready').waitFor();
		expect(await page.locator('.lead').textContent()).toContain('83 条对策中的 18 条');
		expect(await page.locator('.live .ag-row .t').first().getAttribute('href')).toMatch(/^\/zh\/proposals\//);
	});

	test('no page is wider than a narrow window', async ({ page }) => {
		for (const width of [320, 700]) {
			await page.setViewportSize({ width, height: 800 });
			await page.goto(`/matrix/institution?cell=${audit}:institution`);
			await page.waitForLoadState('networkidle');
			expect(await isWide(page)).toBe(false);
		}
	});
});

describe('in dark colours', () => {
	test.override({ context: { colorScheme: 'dark' } });

	test('the matrices have no accessibility problems', async ({ page }) => {
		for (const path of [
			`/zh/matrix/layers?cell=${audit}:technology&level=all&actor=union`,
			'/matrix/technology?actor=union'
		]) {
			await openGrid(page, path);
			expect(await findViolations(page)).toEqual([]);
		}
	});
});

test('the box of a row at the edge of the window is ticked where it stands', async ({ page }) => {
	await openGrid(page, '/matrix/layers');
	const boxes = page.locator('.live .pick button');
	await boxes.first().click();
	const places = await boxes.evaluateAll((all) =>
		all
			.map((box) => box.getBoundingClientRect())
			.map(({ x, y, width, height }) => [x + width / 2, y + height / 2])
	);
	const lowest = places.findLastIndex(([, y]) => y < 895);
	await page.mouse.move(places[lowest][0], places[lowest][1]);
	await page.mouse.down();
	// Scrolling, if any, is drawn before the button is let go.
	await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
	expect(await page.evaluate(() => scrollY)).toBe(0);
	await page.mouse.up();
	await page.locator('.live .pick button[aria-pressed="true"]').nth(1).waitFor();
	expect(await boxes.nth(lowest).getAttribute('aria-pressed')).toBe('true');
	expect(new URL(page.url()).search).toBe('');
});

test('rows that do not fit have a bar to scroll by, beside which the columns fit', async () => {
	const browser = await chromium.launch({
		executablePath: inject('chromium_path'),
		ignoreDefaultArgs: ['--hide-scrollbars']
	});
	try {
		const page = await browser.newPage({
			baseURL: inject('app_url'),
			// Rows of a filter fit, and no longer do where the drawer beside them makes them break: each by some fifty pixels.
			viewport: { width: 1440, height: 840 }
		});
		for (const path of [
			'/matrix/layers',
			'/matrix/layers?remedy=labour-standard&cell=minimum-hourly-wage-gig:law'
		]) {
			await openGrid(page, path);
			await page.waitForFunction(
				() => document.querySelector<HTMLElement>('.ag-body-vertical-scroll')!.offsetWidth > 0
			);
		}
		// Fewer rows need none.
		await openGrid(page, '/matrix/layers');
		const sideways = () =>
			page.locator('.ag-body-horizontal-scroll').evaluate((bar) => (bar as HTMLElement).offsetHeight);
		await expect.poll(sideways).toBe(0);
		await openGrid(page, '/matrix/layers?remedy=labour-standard');
		await expect
			.poll(() =>
				page.locator('.ag-body-vertical-scroll').evaluate((bar) => (bar as HTMLElement).offsetWidth)
			)
			.toBe(0);
		await expect.poll(sideways).toBe(0);
	} finally {
		await browser.close();
	}
});

test('the day of a search that found nothing stands whole in the narrowest grid', async ({ page }) => {
	await page.setViewportSize({ width: 820, height: 1100 });
	for (const path of ['/matrix/layers', '/zh/matrix/layers']) {
		await openGrid(page, path);
		const room = await page.locator('.live .day').evaluateAll((days) =>
			days.map((day) => {
				const cell = day.closest('.matrix-cell')!.getBoundingClientRect();
				return cell.right - day.getBoundingClientRect().right;
			})
		);
		expect(room.length).toBeGreaterThan(0);
		expect(Math.min(...room)).toBeGreaterThan(0);
	}
});

test('Share, Export and the plain table stand together, also in a second line', async ({ page }) => {
	await openGrid(page, '/matrix/layers?remedy=labour-standard&sort=-law');
	const tops = await page
		.locator('.toolbar')
		.locator('.share, .export, .switch')
		.evaluateAll((parts) =>
			parts
				.map((part) => part.getBoundingClientRect())
				.map(({ top, height }) => Math.round((top + height / 2) / 4))
		);
	expect(tops).toHaveLength(3);
	expect(new Set(tops).size).toBe(1);
});

describe('on a phone', () => {
	test.override({ context: { viewport: { width: 390, height: 844 } } });
	test('the chosen tab is in sight, and the page stands at its top', async ({ page }) => {
		for (const [path, row] of [
			['/matrix/cross-tab', '.tabs'],
			['/matrix/papers', '.tabs'],
			['/data', 'header nav']
		]) {
			await page.goto(path);
			const tab = page.locator(`${row} [aria-current]`).first();
			await expect
				.poll(() =>
					tab.evaluate((link) => {
						const { left, right } = link.getBoundingClientRect();
						return left >= 0 && right <= innerWidth;
					})
				)
				.toBe(true);
			expect(await page.evaluate(() => scrollY)).toBe(0);
		}
	});
});
