import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { curatorPages, publicPages, type SitePage } from '../fixtures/pages.ts';
import { fillSite, type SiteIds } from '../fixtures/site.ts';
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

// All ways of looking are for `npm run test:pages`. These two differ in everything; the second
// looks at each page type once.
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

describe.for(looks)('in %s, %s, %d px wide', ([locale, colorScheme, width]) => {
	test.override({ context: { colorScheme, viewport: { width, height: 844 } } });
	const routes = listOf(unknown).map(({ route }) => route);
	const once = !all && locale === 'zh';

	test.for(
		listOf(unknown)
			.map(({ path }, at) => [path, at] as const)
			.filter(([, at]) => !once || routes.indexOf(routes[at]) === at)
	)('%s has no accessibility problem and fits', async ([, at], { page }) => {
		const { path, as } = listOf(app.prepared)[at];
		if (as)
			await page
				.context()
				.addCookies([...sessions[as].cookies].map(([name, value]) => ({ name, value, url: app.url })));
		await page.goto(app.url + (locale === 'zh' ? `/zh${path}`.replace(/\/$/, '') : path));
		expect(await findViolations(page)).toEqual([]);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
	});
});

describe('as the server sends it', () => {
	const html = new HtmlValidate({
		extends: ['html-validate:standard'],
		// The standard lists `details` as flow content, not as sectioning content, so it may stand in a header cell.
		elements: ['html5', { details: { sectioning: false } }]
	});

	test.for(listOf(unknown).map(({ path }, at) => [path, at] as const))('%s is valid HTML', async ([, at]) => {
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
	const covered = new Set(listOf(unknown).map(({ route }) => route));
	const routes = (await readdir('src/routes', { recursive: true }))
		.filter((file) => file.endsWith('+page.svelte'))
		.map((file) => `/${dirname(file)}`.replace(/^\/\.$/, '/'));
	expect(routes.filter((route) => !covered.has(route))).toEqual([]);
});
