import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { test } from '../harness/browser.ts';

const audit = 'external-audit-of-platform-algorithms';
const wage = 'minimum-hourly-wage-gig';
const union = 'digital-union-system';
const rules = 'mandatory-algorithm-rule-disclosure';
const three = [audit, wage, union];

const heads = (page: Page) => page.locator('thead th.record > a').allInnerTexts();
const ids = (page: Page) => new URL(page.url()).searchParams.get('ids')?.split(',');
const notes = (page: Page) => page.locator('.note').innerText();
/** Links become buttons once the page has its script. */
const ready = (page: Page) => page.getByRole('button', { name: /Print on one page|打印为一页/ }).waitFor();

describe('an address that cannot be taken as it stands', () => {
	test('no id explains itself and offers pairs in tension', async ({ page }) => {
		await page.goto('/compare');
		expect(await page.getByText('Nothing is chosen yet').count()).toBe(1);
		await page.locator('.offers a').first().click();
		await page.waitForURL(/ids=/);
		expect((await heads(page)).length).toBe(2);
	});

	test('one id shows it and asks for another', async ({ page }) => {
		await page.goto(`/compare?ids=${audit}`);
		expect((await heads(page)).length).toBe(1);
		expect(await page.getByText('One record is not a comparison yet').count()).toBe(1);
		expect(await page.locator('.row-state').count()).toBe(0);
	});

	test('seven ids show the first six and say so', async ({ page }) => {
		const six = [...three, rules, 'platform-duty-labour-protection', 'algorithm-filing-system'];
		await page.goto(`/compare?ids=${six.join(',')},regular-algorithm-compliance-audit`);
		expect((await heads(page)).length).toBe(6);
		expect(await notes(page)).toMatch(
			/first six are shown, 1 is left out: regular-algorithm-compliance-audit/
		);
		expect(await page.getByText('Six is the most').count()).toBe(1);
	});

	test('unknown ids are told with near names, the same id twice stands once', async ({ page }) => {
		await page.goto(`/compare?ids=external-audit-of-platform-algoritms,${wage},${wage}&colour=red`);
		expect(await heads(page)).toEqual(['Minimum hourly wage for riders and ride-hailing drivers']);
		expect(await notes(page)).toMatch(/no record “external-audit-of-platform-algoritms”\. Did you mean/);
		expect(await notes(page)).toMatch(/named more than once/);
		expect(await notes(page)).toMatch(/colour = red/);
		await page.locator('.note a', { hasText: 'External audit' }).click();
		await page.waitForURL((url) => url.searchParams.get('ids')?.includes(audit) ?? false);
		expect((await heads(page)).length).toBe(2);
	});

	test('the question for near names ends with the mark of its language', async ({ page }) => {
		await page.goto(`/zh/compare?ids=external-audit-of-platform-algoritms,${wage}`);
		expect(await notes(page)).toMatch(/您是否要找.*？/s);
	});

	test('hostile ids do no harm', async ({ page }) => {
		const response = await page.goto(
			`/compare?ids=${encodeURIComponent('"><script>alert(1)</script>')},%00,${'x'.repeat(900)}`
		);
		expect(response?.status()).toBe(200);
		expect(await page.locator('thead').count()).toBe(0);
	});

	test('weights that are not numbers are dropped with a note and rank nothing', async ({ page }) => {
		await page.goto('/weigh?enacting=lots&modality=9');
		expect(await notes(page)).toMatch(/“enacting = lots” is not a weight/);
		expect(await notes(page)).toMatch(/“modality = 9” is not a weight/);
		expect(await page.getByText('No weight is set, so there is no ranking').count()).toBe(1);
		expect(await page.getByRole('columnheader', { name: 'Place' }).count()).toBe(0);
	});
});

test('"only what differs" hides what is the same and never what is unknown', async ({ page }) => {
	await page.goto(`/compare?ids=${audit},regular-algorithm-compliance-audit`);
	const unknowns = await page.locator('.row-state', { hasText: 'not all known' }).count();
	expect(unknowns).toBeGreaterThan(0);
	expect(await page.locator('tr.same').count()).toBeGreaterThan(0);
	await page.getByRole('link', { name: 'Show only what differs' }).click();
	await page.waitForURL(/differs=1/);
	expect(await page.locator('tr.same').count()).toBe(0);
	expect(await page.locator('.row-state', { hasText: 'not all known' }).count()).toBe(unknowns);
});

test('columns move by keyboard, the address follows and the focus stays', async ({ page }) => {
	await page.goto(`/compare?ids=${three.join(',')}`);
	await ready(page);
	await page.locator(`#right-${audit}`).focus();
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => url.searchParams.get('ids') === [wage, audit, union].join(','));
	await page.waitForFunction((id) => document.activeElement?.id === id, `right-${audit}`);
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => url.searchParams.get('ids') === [wage, union, audit].join(','));
	// At the end there is no way further right, so the focus stands on the way back.
	await page.waitForFunction((id) => document.activeElement?.id === id, `left-${audit}`);
	expect(await page.getByText('External audit of platform algorithms: column 3 of 3').count()).toBe(1);
	await page.goBack();
	await page.waitForURL((url) => url.searchParams.get('ids') === [wage, audit, union].join(','));
});

test('columns move by dragging', async ({ page }) => {
	await page.goto(`/compare?ids=${three.join(',')}`);
	await ready(page);
	await page.locator('.handle').nth(2).dragTo(page.locator('th.record').first());
	await page.waitForURL((url) => url.searchParams.get('ids') === [union, audit, wage].join(','));
	expect(await heads(page)).toEqual([
		'Improve the digital union system',
		'External audit of platform algorithms',
		'Minimum hourly wage for riders and ride-hailing drivers'
	]);
});

test('a proposal is found in the list and added with the keyboard', async ({ page }) => {
	await page.goto(`/compare?ids=${audit}`);
	await ready(page);
	await page.getByRole('combobox').fill('minimum hourly');
	await page.getByRole('option').first().waitFor();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await page.waitForURL((url) => url.searchParams.get('ids') === [audit, wage].join(','));
	expect((await heads(page)).length).toBe(2);
});

test('the basket follows the reader across pages and tabs, and holds six', async ({ page }) => {
	await page.goto(`/proposals/${audit}`);
	const button = page.getByRole('button', { name: 'Add to compare' });
	await button.click();
	expect(await page.getByRole('button', { name: 'In compare' }).getAttribute('aria-pressed')).toBe('true');
	const other = await page.context().newPage();
	await other.goto(`/proposals/${wage}`);
	await other.getByRole('button', { name: 'Add to compare' }).click();
	await page.getByRole('link', { name: 'Compare (2 set aside)' }).click();
	await page.waitForURL(/ids=/);
	expect(ids(page)).toEqual([audit, wage]);
	await page.getByRole('link', { name: /^Take “External audit/ }).click();
	await page.waitForURL((url) => url.searchParams.get('ids') === wage);
	await page.getByRole('link', { name: 'Compare (1 set aside)' }).waitFor();

	await page.evaluate(() =>
		localStorage.setItem('remedy-atlas-basket', JSON.stringify({ proposals: [...'abcdef'], regulations: [] }))
	);
	await page.goto(`/proposals/${union}`);
	await page.getByRole('button', { name: 'Add to compare' }).click();
	expect(await page.getByText('Six records fit side by side').count()).toBe(1);
	await other.close();
});

test('a regulation goes into the basket too', async ({ page }) => {
	await page.goto('/regulations/eu-dsa');
	await page.getByRole('button', { name: 'Add to compare' }).click();
	await page.goto('/regulations/cn-algo-recommendation-2022');
	await page.getByRole('button', { name: 'Add to compare' }).click();
	await page.getByRole('link', { name: 'Compare (2 set aside)' }).click();
	await page.waitForURL(/regulations=eu-dsa,cn-algo-recommendation-2022/);
	expect((await heads(page)).length).toBe(2);
});

test('a weighing shows the arithmetic of every score', async ({ page }) => {
	await page.goto('/weigh');
	await page.locator('input[name=enacting][value="5"]').check({ force: true });
	await page.locator('input[name=obstacles][value="2"]').check({ force: true });
	await page.getByRole('button', { name: 'Rank by these weights' }).click();
	await page.waitForURL(/enacting=5/);
	const scores = await page.locator('td.score').allInnerTexts();
	expect(scores.length).toBeGreaterThan(80);
	const numbers = scores.map((score) => Number(score.replace('−', '-')));
	expect([...numbers].sort((a, b) => b - a)).toEqual(numbers);
	await page.locator('details summary').first().click();
	const parts = await page
		.locator('.sums')
		.first()
		.locator('tbody tr:not(.sum) td:last-child')
		.allInnerTexts();
	const sum = parts.reduce((total, part) => total + Math.round(Number(part.replace('−', '-')) * 1000), 0);
	expect(sum).toBe(Math.round(numbers[0] * 1000));
	expect(
		await page.locator('section', { hasText: 'How firm is the first place?' }).locator('tbody tr').count()
	).toBe(9);
});

test('the brief has two pages for four remedies, in both languages, and every footnote has its end', async ({
	page
}) => {
	for (const [path, place] of [
		['/brief', 'EU'],
		['/zh/brief', 'CN']
	]) {
		await page.goto(`${path}?ids=${[...three, rules].join(',')}&jurisdiction=${place}`);
		const dangling = await page.evaluate(() =>
			[...document.querySelectorAll('.brief sup a')].filter(
				(link) => !document.querySelector(link.getAttribute('href')!)
			)
		);
		expect(dangling).toEqual([]);
		const bare = await page.locator('.brief .sentence:not(:has(sup a))').count();
		expect(bare).toBe(0);
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page[^s]/g)?.length).toBeLessThanOrEqual(2);
	}
});

test('the brief says the day of a search in words, in its sentence and in its footnote', async ({ page }) => {
	for (const [path, day] of [
		['/brief', '21 Nov 2026'],
		['/zh/brief', '2026年11月21日']
	]) {
		await page.goto(`${path}?ids=ubi-as-data-dividend&jurisdiction=EU`);
		const brief = await page.locator('.brief').innerText();
		expect(brief.split(day)).toHaveLength(3);
		expect(brief).not.toMatch(/\d{4}-\d\d-\d\d/);
	}
});

test('the comparison prints on one landscape page, however many columns', async ({ page }) => {
	const six = [...three, rules, 'algorithmic-control-subordination-test', 'platform-duty-labour-protection'];
	for (const address of [2, 3, 4, 5, 6]
		.flatMap((count) =>
			['/compare', '/zh/compare'].map((path) => `${path}?ids=${six.slice(-count).join(',')}`)
		)
		.concat(
			`/compare?ids=${three.join(',')}`,
			'/compare?regulations=eu-dsa,eu-gdpr,eu-platform-work-directive'
		)) {
		await page.goto(address);
		const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
		expect(pdf.match(/\/Type\s*\/Page[^s]/g)?.length, address).toBe(1);
		const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!;
		expect(Number(width)).toBeGreaterThan(Number(height));
	}
});

test('the downloaded brief needs nothing but itself', async ({ page }) => {
	await page.goto('/');
	const url = `/brief.html?ids=${audit}&jurisdiction=EU`;
	const file = await page.evaluate(async (address) => {
		const response = await fetch(address);
		return { type: response.headers.get('content-disposition'), html: await response.text() };
	}, url);
	expect(file.type).toMatch(/attachment; filename="brief-eu-\d{4}-\d\d-\d\d\.html"/);
	expect(file.html).toContain('<style');
	expect(file.html).not.toMatch(/<script|<link|<img|url\(/);
	for (const [, href] of file.html.matchAll(/href="([^"]*)"/g))
		expect(href).toMatch(/^(#note-\d+|https?:\/\/.+)$/);
});

describe('without JavaScript on a phone', () => {
	test.override({ context: { javaScriptEnabled: false, viewport: { width: 390, height: 844 } } });

	test('records are found, added, moved and removed by links', async ({ page }) => {
		await page.goto(`/proposals/${audit}`);
		await page.getByRole('link', { name: 'Add to compare' }).click();
		expect(ids(page)).toEqual([audit]);
		await page.locator('#compare-add').fill('minimum hourly');
		await page.locator('form.add button').click();
		await page.getByRole('link', { name: /^Add “Minimum hourly wage/ }).click();
		expect(ids(page)).toEqual([audit, wage]);
		expect(await page.locator('.handle:visible').count(), 'nothing that asks to be dragged').toBe(0);
		await page.getByRole('link', { name: /^Move “External audit.* right/ }).click();
		expect(ids(page)).toEqual([wage, audit]);
		await page.getByRole('link', { name: 'Show only what differs' }).click();
		expect(page.url()).toContain('differs=1');
		await page.getByRole('link', { name: /^Take “Minimum/ }).click();
		expect(ids(page)).toEqual([audit]);
	});

	test('a weighing and a brief are plain forms', async ({ page }) => {
		await page.goto('/weigh');
		await page.locator('input[name=subject][value="3"]').check({ force: true });
		await page.getByRole('button', { name: 'Rank by these weights' }).click();
		expect(await page.locator('td.score').first().innerText()).toBe('3.000');
		await page.goto('/brief');
		await page.locator('select[name=ids]').first().selectOption(audit);
		await page.locator('select[name=jurisdiction]').selectOption('EU');
		await page.getByRole('button', { name: 'Make the brief' }).click();
		expect(await page.locator('.brief h2').first().innerText()).toContain('External audit');
	});
});

describe('in the matrix', () => {
	const box = /^Add “External audit of platform algorithms” to compare/;

	test('a row goes into the basket by its box, in the grid by mouse and space bar, in the table', async ({
		page
	}) => {
		await page.goto('/matrix/layers');
		const grid = page.locator('.ag-root');
		await grid.waitFor();
		await grid.getByRole('button', { name: box }).click();
		await page.getByRole('link', { name: 'Compare (1 set aside)' }).waitFor();
		expect(new URL(page.url()).search).toBe('');
		await page.locator('.ag-cell[col-id="title"]', { hasText: 'External audit of platform' }).focus();
		await page.keyboard.press(' ');
		await page.getByRole('link', { name: 'Compare', exact: true }).waitFor();
		await page.goto('/matrix/layers?view=table');
		await page.getByRole('button', { name: box }).click();
		expect(await page.getByRole('button', { name: box }).getAttribute('aria-pressed')).toBe('true');
	});
});

const boxes = [
	['/matrix/coverage', /^Add “Minimum hourly wage/, 'ids', wage],
	['/regulations', /^Add “Platform Work Directive” to compare/, 'regulations', 'eu-platform-work-directive']
] as const;

test.for(boxes)('a row of %s goes into the basket by its box', async ([path, name, kind, id], { page }) => {
	await page.goto(path);
	await page.getByRole('button', { name }).click();
	expect(await page.getByRole('button', { name }).getAttribute('aria-pressed')).toBe('true');
	await page.getByRole('link', { name: 'Compare (1 set aside)' }).click();
	await page.waitForURL((url) => url.searchParams.get(kind) === id);
});

describe('without JavaScript', () => {
	test.override({ context: { javaScriptEnabled: false } });

	test.for([
		['/matrix/layers', /^Add “External audit of platform algorithms”/, 'ids', audit],
		...boxes
	] as const)('the box in %s is a link to the comparison', async ([path, name, kind, id], { page }) => {
		await page.goto(path);
		await page.getByRole('link', { name }).click();
		expect(new URL(page.url()).searchParams.get(kind)).toBe(id);
	});

	test.for(['/weigh', '/brief'])(
		'%s tells an unknown id with near names, which stand in for it',
		async (path, { page }) => {
			await page.goto(`${path}?ids=external-audit-of-platform-algoritms,${wage}`);
			expect(await notes(page)).toMatch(/no record “external-audit-of-platform-algoritms”\. Did you mean/);
			await page.locator('.note a', { hasText: 'External audit' }).click();
			expect(ids(page)).toEqual([wage, audit]);
			expect(await page.getByText('There is no record').count()).toBe(0);
		}
	);
});

const setAside = (page: Page, proposals: string[]) =>
	page.addInitScript((kept) => {
		if (!localStorage.getItem('remedy-atlas-basket'))
			localStorage.setItem('remedy-atlas-basket', JSON.stringify({ proposals: kept, regulations: [] }));
	}, proposals);
const basketOf = (page: Page) =>
	page.evaluate(
		() =>
			(JSON.parse(localStorage.getItem('remedy-atlas-basket') ?? '{}') as { proposals: string[] }).proposals
	);

test('a comparison of others is added to the basket as far as it fits, and never takes anything out of it', async ({
	page
}) => {
	const five = [wage, union, rules, 'platform-duty-labour-protection', 'algorithm-filing-system'];
	await setAside(page, five);
	await page.goto(`/compare?ids=ubi-as-data-dividend,three-rights-separation,${wage}`);
	await ready(page);
	await page.getByRole('button', { name: 'these', exact: false }).filter({ hasText: 'basket' }).click();
	expect(await basketOf(page)).toEqual([...five, 'ubi-as-data-dividend']);
	const title = await page.locator('thead th.record > a').nth(1).innerText();
	await page.getByText(`The basket holds six at most. Left out: “${title}”.`).waitFor();
	await page.getByRole('link', { name: /^Take “Minimum hourly wage/ }).click();
	await page.waitForURL((url) => !url.searchParams.get('ids')!.includes(wage));
	expect(await basketOf(page)).toContain(wage);
});

test('the number beside Compare counts both kinds, and its link leads to the one set aside last', async ({
	page
}) => {
	await setAside(page, three);
	await page.goto('/regulations/eu-dsa');
	await page.getByRole('button', { name: 'Add to compare' }).click();
	await page.getByRole('link', { name: 'Compare (4 set aside)' }).click();
	await page.waitForURL(/regulations=eu-dsa/);
	expect(await heads(page)).toHaveLength(1);
});

test('a record of the other kind is told as what it is, and capitals in an id mean nothing', async ({
	page
}) => {
	await page.goto(`/compare?ids=${wage.toUpperCase()},EU-GDPR`);
	expect(await heads(page)).toEqual(['Minimum hourly wage for riders and ride-hailing drivers']);
	expect(await notes(page)).toMatch(/“eu-gdpr” is a regulation, not a proposal/);
	await page.getByRole('link', { name: 'Compare regulations' }).click();
	await page.waitForURL(/regulations=eu-gdpr/);
	expect(await heads(page)).toHaveLength(1);
	await page.goto(`/compare?regulations=${wage}`);
	expect(await notes(page)).toMatch(/is a proposal, not a regulation/);
});

test('the search keeps its words, and one record is one', async ({ page }) => {
	await page.goto(`/compare?ids=${audit}&q=union`);
	await page.getByRole('combobox').waitFor();
	expect(await page.getByRole('combobox').inputValue()).toBe('union');
	expect(await page.getByRole('link', { name: 'Weigh this', exact: true }).count()).toBe(1);
	expect(await page.getByRole('button', { name: 'Add this to the basket' }).count()).toBe(1);
});
