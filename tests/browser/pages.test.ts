import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { coverageMarks } from '../../src/lib/domain/coverage-marks.ts';
import { curatorPages, publicPages, type SitePage } from '../fixtures/pages.ts';
import { fillSite, type SiteIds } from '../fixtures/site.ts';
import {
	drawnMark,
	findClipped,
	findLostInForcedColors,
	findMotion,
	findUnseenFocus
} from '../harness/adapted.ts';
import type { App } from '../harness/app.ts';
import { findViolations, test } from '../harness/browser.ts';
import { startAppWith } from '../harness/own-app.ts';
import { signIn, type Session } from '../harness/session.ts';

let app: App & { prepared: SiteIds };
const sessions: Record<string, Session> = {};

beforeAll(async () => {
	app = await startAppWith(fillSite);
	for (const who of ['contributor', 'admin']) sessions[who] = await signIn(who, app.url);
}, 120_000);
afterAll(() => app?.stop());

/** The addresses are known only once the site is filled; their number and routes before. */
const unknown = new Proxy({}, { get: () => '…' }) as SiteIds;
const listOf = (of: SiteIds): SitePage[] => [...publicPages(of), ...curatorPages(of)];

// All ways of looking at all pages are for `npm run test:pages`. Otherwise two that differ in everything look at each
// page type once, where it has several addresses at different ones, and each of them examines every other page type.
const all = process.env.ATLAS_PAGES === 'all';
const looks = (
	all
		? ['en', 'zh'].flatMap((locale) =>
				['light', 'dark'].flatMap((scheme) => [1440, 820, 390, 320].map((width) => [locale, scheme, width]))
			)
		: [
				['en', 'light', 1440],
				['zh', 'dark', 320]
			]
) as ['en' | 'zh', 'light' | 'dark', number][];

type Place = [path: string, at: number];
const places = listOf(unknown).map(({ path }, at): Place => [path, at]);
const routes = listOf(unknown).map(({ route }) => route);
const firstOfRoute = ([, at]: Place) => routes.indexOf(routes[at]) === at;
const isExamined = (at: number, look: number) =>
	all || [...new Set(routes)].indexOf(routes[at]) % looks.length === look;
const lastOfRoute = ([, at]: Place) => routes.lastIndexOf(routes[at]) === at;

async function open(page: Page, at: number, prefix = '') {
	const { path, as } = listOf(app.prepared)[at];
	if (as)
		await page
			.context()
			.addCookies([...sessions[as].cookies].map(([name, value]) => ({ name, value, url: app.url })));
	await page.goto(app.url + `${prefix}${path}`.replace(/(?<=.)\/$/, ''));
}

describe.for(looks)('in %s, %s, %d px wide', (look) => {
	const [locale, colorScheme, width] = look;
	test.override({ context: { colorScheme, viewport: { width, height: 844 } } });
	const looked = all ? places : places.filter(locale === 'en' ? firstOfRoute : lastOfRoute);

	test.for(looked)('%s fits and has no accessibility problem', async ([, at], { page }) => {
		await open(page, at, locale === 'zh' ? '/zh' : '');
		if (isExamined(at, looks.indexOf(look))) expect(await findViolations(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
	});
});

describe('with the settings of its reader', () => {
	const telling = [
		'/',
		'/matrix/layers?view=table&actor=union',
		'/matrix/coverage?group=jurisdictions&as_of=2022-06-01',
		'/proposals/external-audit-of-platform-algorithms',
		'/regulations?jurisdiction=eu',
		'/timeline?from=2019&to=2021&jurisdiction=china',
		'/trace?regulation=eu-dsa&colour=relation',
		'/curate/new/proposal'
	];
	const asked = places.filter(([path]) => all || telling.includes(path));

	test.for(asked)('%s shows where the focus is', async ([, at], { page }) => {
		await open(page, at);
		expect(await findUnseenFocus(page)).toEqual([]);
	});

	test.for(asked)(
		'%s stands still, tells what is chosen without our colours, and zooms',
		async ([, at], { page }) => {
			await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
			await open(page, at);
			expect(await findMotion(page)).toEqual([]);
			expect(await findLostInForcedColors(page)).toEqual([]);
			await page.setViewportSize({ width: 720, height: 450 });
			await expect.poll(() => findClipped(page), { message: 'at 200 %' }).toEqual([]);
			await page.setViewportSize({ width: 1440, height: 900 });
			await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
			await expect.poll(() => findClipped(page), { message: 'with letters of twice the size' }).toEqual([]);
		}
	);

	test('the marks of layers and coverage are drawn and told apart without our colours', async ({ page }) => {
		await page.emulateMedia({ forcedColors: 'active' });
		for (const [path, kinds] of [
			['/matrix/layers?view=table', ['primary', 'supporting', 'none'].map((kind) => `.mark.${kind}`)],
			['/matrix/coverage', Object.keys(coverageMarks).map((state) => `b.${state} svg`)]
		] as const) {
			await page.goto(app.url + path);
			const pictures = new Set<string>();
			for (const kind of kinds) {
				const { ink, picture } = await drawnMark(page, page.locator(kind).first());
				expect(ink, kind).toBeGreaterThan(0.02);
				pictures.add(picture);
			}
			expect(pictures.size, path).toBe(kinds.length);
		}
	});

	test.for([
		['/matrix/layers?view=table&sort=-technology,title', 'Technology'],
		['/matrix/coverage?sort=-law', 'Jurisdictions with law'],
		['/regulations?sort=-title', 'Regulation']
	])('the heads of %s say by which of them it is sorted', async ([path, head], { page }) => {
		await page.goto(app.url + path);
		const sorted = page.locator('th[aria-sort=descending]');
		expect(await sorted.count()).toBe(1);
		expect(await sorted.innerText()).toContain(head);
	});

	test('what a chart draws is written beside it', async ({ page }) => {
		await page.goto(`${app.url}/data`);
		const figures = page.locator('figure:has(svg)');
		expect(await figures.count()).toBeGreaterThan(3);
		expect(await figures.filter({ hasNot: page.locator('table tbody tr') }).count()).toBe(0);
		await page.goto(`${app.url}/trace`);
		expect(await page.locator('main svg').count()).toBeGreaterThan(0);
		expect(await page.locator('main table tbody tr').count()).toBeGreaterThan(10);
		await page.goto(`${app.url}/timeline`);
		const rows = page.locator('.chart a.row');
		expect(await rows.count()).toBeGreaterThan(10);
		expect(await rows.filter({ hasText: /\d{4}/ }).count()).toBe(await rows.count());
	});
});

describe('as the server sends it', () => {
	const html = new HtmlValidate({
		extends: ['html-validate:standard'],
		// The standard lists `details` as flow content, not as sectioning content, so it may stand in a header cell.
		elements: ['html5', { details: { sectioning: false } }]
	});

	test.for(places)('%s is valid HTML', async ([, at]) => {
		const { path, as } = listOf(app.prepared)[at];
		const text = await (await (as ? sessions[as].get(path) : fetch(app.url + path))).text();
		const { results } = await html.validateString(text);
		expect(
			results.flatMap(({ messages }) =>
				messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)
			)
		).toEqual([]);
	});
});

test('every page type is among them', async () => {
	const files = (await readdir('src/routes', { recursive: true }))
		.filter((file) => file.endsWith('+page.svelte'))
		.map((file) => `/${dirname(file)}`.replace(/^\/\.$/, '/'));
	expect(files.filter((route) => !routes.includes(route))).toEqual([]);
});
