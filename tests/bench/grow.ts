import { readFile, rm, mkdtemp, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { buildIfNeeded } from '../../src/cli/build.ts';
import { synthId } from '../../src/lib/server/seed/synth.ts';
import { metricsToken, startApp, type App } from '../harness/app.ts';
import { startPostgres } from '../harness/postgres.ts';
import { createDatabase, loadFolder, makeSet } from './load.ts';

const usage = `npm run grow -- [--proposals 1000,10000] [--seconds 600] [--connections 10] [--skip load,exports]

What a set of each size costs: rows and bytes in PostgreSQL, memory of the application while it is read for so many seconds; then the
same for larger sets, worked out from the two last that were measured. With the last it also exports everything, one after the
other and 200 at once. See tests/bench/README.md.`;

const { values } = parseArgs({
	options: {
		proposals: { type: 'string', default: '1000,10000' },
		seconds: { type: 'string', default: '600' },
		connections: { type: 'string', default: '10' },
		skip: { type: 'string', default: '' },
		help: { type: 'boolean' }
	}
});
if (values.help) {
	console.log(usage);
	process.exit(0);
}
// With an exit go the servers that were started.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const sizes = values.proposals.split(',').map(Number);
const [seconds, connections] = [Number(values.seconds), Number(values.connections)];
const skipped = new Set(values.skip.split(','));
/** Sizes that the table of cost ends with. */
const wanted = [100_000, 1_000_000, 10_000_000];
const atOnce = 200;
const mib = (bytes: number) => Math.round(bytes / 2 ** 20);

/** Everything that can be downloaded whole. */
const exportPaths = [
	...['proposals', 'links', 'assessments', 'regulations', 'provisions'].flatMap((name) => [
		`/api/v1/${name}.csv`,
		`/api/v1/${name}.xlsx`
	]),
	...['layers', 'coverage', 'cross-tab'].flatMap((name) =>
		['csv', 'xlsx', 'json'].map((format) => `/matrix/${name}.${format}`)
	),
	...['csv', 'json'].map((format) => `/trace.${format}`),
	'/data/atlas.zip',
	'/data/atlas.jsonl.zip',
	'/data/atlas.sqlite'
];

type Cost = { proposals: number; rows: number; tables: number; indexes: number; idle: number; read: number };

await buildIfNeeded((line) => console.log(line));
console.log(
	`Machine: ${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}.`
);
const work = await mkdtemp(join(tmpdir(), 'atlas-grow-'));
const server = await startPostgres(['shared_buffers=512MB', 'max_wal_size=4GB', 'random_page_cost=1.1']);
const costs: Cost[] = [];
try {
	for (const size of sizes) await measure(size);
} finally {
	await server.stop();
	await rm(work, { recursive: true, force: true });
}

async function measure(proposals: number): Promise<void> {
	const folder = join(work, `synth-${proposals}`);
	await makeSet(proposals, folder);
	const database = await createDatabase(server.url, `grow_${proposals}`);
	await loadFolder(folder, database);
	await rm(folder, { recursive: true });
	const disk = await measureDisk(database);
	console.log(
		`\n### ${proposals} proposals, ${proposals * 10} links: ${disk.rows} rows, ${mib(disk.tables)} MB of tables, ${mib(disk.indexes)} MB of indexes`
	);
	const app = await startApp({
		DATABASE_URL: database,
		API_RATE_LIMIT: '9999999',
		METRICS_TOKEN: metricsToken
	});
	try {
		for (const path of ['/', '/matrix/layers', '/api/v1/proposals?limit=1']) await drain(app, path);
		await pause(3000);
		const idle = (await memoryOf(app)).rss;
		const read = skipped.has('load') ? NaN : await measureLoad(app, proposals);
		costs.push({ proposals, ...disk, idle, read });
		if (proposals !== sizes.at(-1)) return;
		report();
		if (!skipped.has('exports')) await measureExports(app);
	} catch (error) {
		console.error(`The application said:\n${app.output().slice(-4000)}`);
		throw error;
	} finally {
		await app.stop();
	}
}

async function measureDisk(database: string): Promise<Pick<Cost, 'rows' | 'tables' | 'indexes'>> {
	const sql = postgres(database, { max: 1, onnotice: () => {} });
	try {
		await sql`vacuum analyze`;
		const tables = await sql<{ schema: string; name: string; bytes: string; indexes: string }[]>`
			select n.nspname as schema, c.relname as name, pg_total_relation_size(c.oid) as bytes, pg_indexes_size(c.oid) as indexes
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where c.relkind in ('r', 'm') and n.nspname in ('public', 'derived')`;
		let rows = 0;
		for (const { schema, name } of tables)
			rows += Number((await sql`select count(*) as count from ${sql(schema)}.${sql(name)}`)[0].count);
		const sum = (field: 'bytes' | 'indexes') =>
			tables.reduce((total, table) => total + Number(table[field]), 0);
		return { rows, tables: sum('bytes') - sum('indexes'), indexes: sum('indexes') };
	} finally {
		await sql.end();
	}
}

/** Reads pages, lists, searches and records, each address once or a few times; the highest memory meanwhile. */
async function measureLoad(app: App, proposals: number): Promise<number> {
	const words = ['audits', 'pay statements', 'riders', 'opt-in data', '审计', '骑手', '外卖平台', '透明'];
	const layers = ['institution', 'technology', 'subject'];
	const paths: ((turn: number) => string)[] = [
		() => '/',
		(turn) => `/proposals/${synthId((turn * 7919) % proposals)}`,
		(turn) => `/api/v1/proposals/${synthId((turn * 104729) % proposals)}?include=links`,
		(turn) =>
			`/api/v1/proposals?limit=50&layer=${layers[turn % 3]}:primary&sort=${turn % 2 ? 'title' : '-id'}`,
		(turn) => `/api/v1/proposals?q=${encodeURIComponent(words[turn % words.length])}&limit=50`,
		(turn) => `/matrix/layers?page=${1 + (turn % 20)}`,
		(turn) => `/zh/matrix/layers?q=${encodeURIComponent(words[turn % words.length])}`,
		(turn) => `/matrix/coverage?as_of=20${10 + (turn % 15)}-06-01`,
		() => '/matrix/cross-tab',
		(turn) => `/search?q=${encodeURIComponent(words[turn % words.length])}`,
		() => '/regulations',
		() => '/timeline'
	];
	let going = true;
	let asked = 0;
	const failures = new Map<number, number>();
	const reader = async () => {
		while (going) {
			const turn = asked++;
			const { status } = await drain(
				app,
				paths[turn % paths.length](Math.floor(turn / paths.length)),
				turn % 2 === 0
			);
			if (status !== 200) failures.set(status, (failures.get(status) ?? 0) + 1);
		}
	};
	const readers = Array.from({ length: connections }, reader);
	console.log(
		`\nRead for ${seconds} s, ${connections} at a time, every other request with Cache-Control: no-cache.\n`
	);
	console.log('| second | rss MB | heap used MB | requests |\n|---:|---:|---:|---:|');
	const started = Date.now();
	const samples: { at: number; rss: number; heap: number }[] = [];
	let shown = 0;
	while (Date.now() - started < seconds * 1000) {
		await pause(Math.min(1000, seconds * 10));
		const at = (Date.now() - started) / 1000;
		samples.push({ at, ...(await memoryOf(app)) });
		if (at < (shown * seconds) / 10) continue;
		shown++;
		const { rss, heap } = samples.at(-1)!;
		console.log(`| ${Math.round(at)} | ${mib(rss)} | ${mib(heap)} | ${asked} |`);
	}
	going = false;
	await Promise.all(readers);
	const third = (from: number) =>
		samples.filter(({ at }) => at >= (from * seconds) / 3 && at < ((from + 1) * seconds) / 3);
	const least = (part: typeof samples, field: 'rss' | 'heap') =>
		mib(Math.min(...part.map((s) => s[field]).filter((bytes) => !Number.isNaN(bytes))));
	const most = (part: typeof samples, field: 'rss' | 'heap') =>
		mib(Math.max(...part.map((s) => s[field]).filter((bytes) => !Number.isNaN(bytes))));
	const [, second, last] = [third(0), third(1), third(2)];
	console.log(
		`\nSecond third against last third: lowest heap ${least(second, 'heap')} → ${least(last, 'heap')} MB, highest rss ${most(second, 'rss')} → ${most(last, 'rss')} MB. Answers other than 200: ${[...failures].map(([status, count]) => `${count} × ${status || 'no answer'}`).join(', ') || 'none'}.`
	);
	return Math.max(...samples.map(({ rss }) => rss));
}

async function measureExports(app: App): Promise<void> {
	console.log('\n| export | status | bytes | s | highest rss above idle MB |\n|---|---:|---:|---:|---:|');
	for (const path of exportPaths) {
		const idle = await settle(app);
		const { status, bytes, seconds } = await drain(app, path);
		const above = (await peakOf(app)) - idle;
		console.log(`| ${path} | ${status} | ${bytes} | ${seconds.toFixed(1)} | ${mib(above)} |`);
	}
	const idle = await settle(app);
	const started = performance.now();
	const answers = await Promise.all(
		Array.from({ length: atOnce }, (_, place) => drain(app, exportPaths[place % exportPaths.length]))
	);
	const statuses = new Map<number, number>();
	for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1);
	console.log(
		`\n${atOnce} exports at once: ${[...statuses].map(([status, count]) => `${count} × ${status || 'no answer'}`).join(', ')}, ${((performance.now() - started) / 1000).toFixed(1)} s, highest rss ${mib((await peakOf(app)) - idle)} MB above idle (${mib(idle)} MB).`
	);
}

/** Waits until memory stands still, forgets the highest so far, and gives what is resident. */
async function settle(app: App): Promise<number> {
	await pause(1000);
	await writeFile(`/proc/${app.pid}/clear_refs`, '5');
	return (await memoryOf(app)).rss;
}

function peakOf(app: App) {
	return statusOf(app, 'VmHWM');
}

async function memoryOf(app: App): Promise<{ rss: number; heap: number }> {
	// A process that is busy for long closes connections that it kept open: then there is no figure for this second.
	const text = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })
		.then((response) => response.text())
		.catch(() => '');
	const heap = Number(/^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1]);
	return { heap, rss: await statusOf(app, 'VmRSS') };
}

async function statusOf({ pid }: App, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const text = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)![1]) * 1024;
}

/** Asks and reads to the end without keeping anything; status 0 where there was no whole answer. */
async function drain(
	{ url }: App,
	path: string,
	anew = false
): Promise<{ status: number; bytes: number; seconds: number }> {
	const started = performance.now();
	let [status, bytes] = [0, 0];
	try {
		const response = await fetch(url + path, anew ? { headers: { 'cache-control': 'no-cache' } } : {});
		for await (const chunk of response.body!) bytes += (chunk as Uint8Array).length;
		({ status } = response);
	} catch {
		// Status 0 says so.
	}
	return { status, bytes, seconds: (performance.now() - started) / 1000 };
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

function report(): void {
	const last = costs.at(-1)!;
	const before = costs.at(-2);
	const shown = (bytes: number) =>
		Number.isNaN(bytes)
			? '-'
			: bytes < 10 * 2 ** 30
				? `${mib(bytes)} MB`
				: `${Math.round(bytes / 2 ** 30)} GB`;
	console.log(
		'\n| proposals | | rows | tables | indexes | in all | application, idle | application, read |\n|---:|---|---:|---:|---:|---:|---:|---:|'
	);
	const line = (cost: Cost, how: string) =>
		console.log(
			`| ${cost.proposals} | ${how} | ${Math.round(cost.rows)} | ${shown(cost.tables)} | ${shown(cost.indexes)} | ${shown(cost.tables + cost.indexes)} | ${shown(cost.idle)} | ${shown(cost.read)} |`
		);
	for (const cost of costs) line(cost, 'measured');
	if (!before) return;
	for (const proposals of wanted.filter((size) => size > last.proposals)) {
		const along = (field: keyof Cost) =>
			last[field] +
			((last[field] - before[field]) / (last.proposals - before.proposals)) * (proposals - last.proposals);
		line(
			{
				proposals,
				rows: along('rows'),
				tables: along('tables'),
				indexes: along('indexes'),
				// What the application takes differs less between sizes than between runs.
				idle: NaN,
				read: NaN
			},
			`extrapolated from ${before.proposals} and ${last.proposals}`
		);
	}
	console.log(
		`\nBytes on the disk per proposal: ${Math.round((last.tables + last.indexes - before.tables - before.indexes) / (last.proposals - before.proposals))}.`
	);
}
