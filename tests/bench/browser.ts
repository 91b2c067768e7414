import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { startApp } from '../harness/app.ts';
import { unpackChromium } from '../harness/browser.setup.ts';
import { startPostgres } from '../harness/postgres.ts';
import { createDatabase, loadFolder, makeSet } from './load.ts';

const usage = `npm run bench:browser -- [--proposals 1000] [--runs 5] [--database URL]

Opens the layer matrix and a bare AG Grid page with the same rows in headless Chromium, in turn, each time with an empty cache, and
prints medians and ratios as Markdown.
  --database   a PostgreSQL database that holds a set of synth already; nothing is loaded`;

/** Where things are on a page; what is timed is the same on both. */
type Driver = { name: string; url: string; first: string; ready: string; head: string; field: string };
type Row = { title_en: string };
type Figures = { first: number; ready: number; sort: number; filter: number; script: number };

const { values } = parseArgs({
	options: {
		proposals: { type: 'string', default: '1000' },
		runs: { type: 'string', default: '5' },
		database: { type: 'string' },
		help: { type: 'boolean' }
	}
});
if (values.help) {
	console.log(usage);
	process.exit(0);
}

const size = Number(values.proposals);
const server = values.database ? undefined : await startPostgres(['shared_buffers=1GB', 'jit=off']);
const database = values.database ?? (await loadedDatabase(server!.url));
const app = await startApp({ DATABASE_URL: database, API_RATE_LIMIT: '9999999' });
const rows = await rowsOf(app.url);
const bare = await serveBare(rows);
const browser = await chromium.launch({ executablePath: await unpackChromium() });
try {
	const cell = '.ag-row[row-index="0"] .ag-cell';
	await report(browser, [
		{ name: 'bare', url: bare.url, first: cell, ready: cell, head: '[col-id="title_en"]', field: '#q' },
		{
			name: 'Atlas',
			url: `${app.url}/matrix/layers`,
			first: `tbody tr:first-child td, ${cell}`,
			ready: cell,
			head: '[col-id="title"]',
			field: 'input[type="search"][name="q"]:not(#site-search)'
		}
	]);
} finally {
	await browser.close();
	bare.close();
	await app.stop();
	await server?.stop();
}

async function loadedDatabase(url: string): Promise<string> {
	const folder = join(process.env.TMPDIR ?? '/tmp', `atlas-browser-bench-${process.pid}`);
	await makeSet(size, folder);
	const made = await createDatabase(url, `browser_${size}`);
	await loadFolder(folder, made);
	return made;
}

/** All rows with what the matrix shows, as the API has them. */
async function rowsOf(base: string): Promise<Row[]> {
	const fields = 'title_en,title_zh,level,modality,specificity,remedy_type,alienation_dimension';
	const rows: Row[] = [];
	for (let next: string | null = ''; next !== null;) {
		const cursor: string = next && `&cursor=${encodeURIComponent(next)}`;
		const answer = await fetch(`${base}/api/v1/proposals?limit=200&fields=${fields}${cursor}`);
		const { data, meta } = (await answer.json()) as { data: Row[]; meta: { next: string | null } };
		rows.push(...data);
		next = meta.next;
	}
	return rows;
}

async function serveBare(rows: Row[]): Promise<{ url: string; close(): void }> {
	const built = (await build({
		configFile: false,
		logLevel: 'error',
		build: {
			write: false,
			rollupOptions: { input: join(import.meta.dirname, 'bare-grid.ts') }
		}
	})) as Rollup.RollupOutput;
	const html = `<!doctype html><meta charset="utf-8"><title>bare</title><link rel="icon" href="data:,">
<style>body{margin:0}#grid{height:calc(100vh - 40px)}</style><input id="q"><div id="grid"></div><script type="module" src="/grid.js"></script>`;
	const answers: Record<string, [string, Buffer]> = {
		'/': ['text/html; charset=utf-8', gzipSync(html)],
		'/grid.js': ['text/javascript', gzipSync(built.output[0].code)],
		'/rows': ['application/json', gzipSync(JSON.stringify(rows))]
	};
	const listening = createServer(({ url }, response) => {
		const [type, body] = answers[url!] ?? ['text/plain', gzipSync('')];
		response.writeHead(answers[url!] ? 200 : 404, { 'content-type': type, 'content-encoding': 'gzip' });
		response.end(body);
	});
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`,
		close: () => listening.close()
	};
}

async function report(chromium: Browser, drivers: Driver[]): Promise<void> {
	const measured = new Map(drivers.map(({ name }) => [name, [] as Figures[]]));
	// The first turn warms up the servers.
	for (let run = 0; run <= Number(values.runs); run++)
		for (const driver of drivers) {
			const context = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
			const figures = await measure(await context.newPage(), driver);
			if (run > 0) measured.get(driver.name)!.push(figures);
			await context.close();
		}
	const median = (name: string, key: keyof Figures) => {
		const sorted = measured
			.get(name)!
			.map((figures) => figures[key])
			.sort((a, b) => a - b);
		return sorted[Math.floor(sorted.length / 2)];
	};
	const names: [keyof Figures, string][] = [
		['first', 'first rows on screen, ms'],
		['ready', 'grid ready, ms'],
		['sort', 'sort click, ms'],
		['filter', 'filter, ms'],
		['script', 'script, kB gzip']
	];
	console.log(
		`${size} proposals, ${values.runs} runs each, medians\n\n| | bare AG Grid | Atlas | × |\n|---|---:|---:|---:|`
	);
	for (const [key, name] of names) {
		const [ours, theirs] = [median('Atlas', key), median('bare', key)];
		console.log(`| ${name} | ${theirs.toFixed(0)} | ${ours.toFixed(0)} | ${(ours / theirs).toFixed(2)} |`);
	}
}

async function measure(page: Page, { url, first, ready, head, field }: Driver): Promise<Figures> {
	const scripts: Promise<number>[] = [];
	page.on('response', (response) => {
		if (response.request().resourceType() === 'script')
			scripts.push(response.body().then((body) => gzipSync(body).length));
	});
	// The loader of TypeScript wraps named functions in a helper of its own that a page does not have.
	await page.addInitScript('globalThis.__name = (named) => named');
	await page.addInitScript(watch, { first, ready });
	await page.goto(url);
	const times = await page.waitForFunction(() => {
		const { shown } = window as unknown as Watched;
		return Number.isFinite(shown.first) && Number.isFinite(shown.ready) && shown;
	});
	const { first: firstAt, ready: readyAt } = (await times.jsonValue()) as { first: number; ready: number };
	await page.waitForTimeout(500);
	const script = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0) / 1024;
	const title = page.locator(`.ag-header-cell${head}`).first();
	// A first click may ask for the order that the rows have already.
	await title.click();
	await page.waitForTimeout(1000);
	const sort = await change(page, 'click', () => title.click());
	await page.evaluate(
		(selector) => document.querySelector(selector)!.closest('details')?.setAttribute('open', ''),
		field
	);
	await page.locator(field).focus();
	// One change of the field, as a key makes; a letter alone can leave the first row where it is.
	const shown = await page.locator('.ag-row[row-index="0"]').allTextContents();
	const other = rows.find(({ title_en }) => !shown.join(' ').includes(title_en))!.title_en;
	const filter = await change(page, 'input', () => page.keyboard.insertText(other));
	return { first: firstAt, ready: readyAt, sort, filter, script };
}

type Watched = {
	shown: { first?: number; ready?: number };
	changed: (type: string) => Promise<number>;
};

/** Runs in the page: notes when things are painted, and how long after an event the rows are other ones. */
function watch({ first, ready }: { first: string; ready: string }): void {
	const watched = window as unknown as Watched;
	const shown: Watched['shown'] = (watched.shown = {});
	const look = () => {
		for (const [name, selector] of [
			['first', first],
			['ready', ready]
		] as const)
			if (shown[name] === undefined && document.querySelector(selector)?.textContent?.trim()) {
				shown[name] = Infinity;
				requestAnimationFrame(() => setTimeout(() => (shown[name] = performance.now())));
			}
		if (!Number.isFinite(shown.ready)) requestAnimationFrame(look);
	};
	look();
	watched.changed = (type) =>
		new Promise((resolve, reject) => {
			const rows = () => document.querySelector('.ag-row[row-index="0"]')?.textContent;
			const before = rows();
			let started: number | undefined;
			addEventListener(type, ({ timeStamp }) => (started ??= timeStamp), { capture: true, once: true });
			const until = performance.now() + 10_000;
			const again = () => {
				const now = rows();
				if (started !== undefined && now && now !== before) {
					const from = started;
					requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - from)));
				} else if (performance.now() > until)
					reject(new Error(`Nothing changed after ${type} on ${location.href}.`));
				else requestAnimationFrame(again);
			};
			again();
		});
}

async function change(page: Page, type: string, act: () => Promise<void>): Promise<number> {
	const changed = page.evaluate((name) => (window as unknown as Watched).changed(name), type);
	await page.waitForTimeout(50);
	await act();
	const took = await changed;
	await page.waitForTimeout(300);
	return took;
}
