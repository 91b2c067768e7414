import autocannon from 'autocannon';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { readSeed } from '../../src/lib/server/seed/read.ts';
import { startApp } from '../harness/app.ts';
import { startPostgres } from '../harness/postgres.ts';
import { copyRows, createDatabase, loadFolder, makeSet } from './load.ts';
import { workOf, type Work } from './work.ts';

const usage = `npm run bench -- [--proposals 1000,10000] [--connections 1,10,50] [--seconds 3] [--rounds 2] [--embedded 1000] [--out FILE]

Measures the Atlas beside the limit (bare HTTP, driver and statements by hand on the same tables) on this machine, in turn, and
prints ratios, medians and 99th percentiles as Markdown. See tests/bench/README.md.
  --proposals    sizes on a PostgreSQL server of its own, each made by npm run synth and loaded by npm run seed load
  --embedded     sizes on the embedded engine, beside
  --only         kinds of work, such as list,detail
  --database     a PostgreSQL database that holds a set of synth already; --proposals says how large, nothing is loaded
  --out          the table into a file as well`;

/** As for a server with 2 GB to spare; the data set is smaller than the memory. */
const serverSettings = [
	'shared_buffers=2GB',
	'effective_cache_size=12GB',
	'work_mem=32MB',
	'maintenance_work_mem=512MB',
	'random_page_cost=1.1',
	'max_wal_size=4GB',
	'synchronous_commit=off',
	'jit=off',
	'max_parallel_workers_per_gather=0'
];

/** Matrices come in pages at every size, so that the figures of one can be set beside those of another. */
const settings = { API_RATE_LIMIT: '9999999', MATRIX_ROWS: '500' };

type Measured = { rate: number; p50: number; p99: number; failed: number };
type Target = {
	name: string;
	base: string;
	path(question: Work['questions'][number]): string;
	headers: Record<string, string>;
};
type Line = { work: string; connections: number; measured: Map<string, Measured> };

const { values } = parseArgs({
	options: {
		proposals: { type: 'string', default: '1000,10000' },
		connections: { type: 'string', default: '1,10,50' },
		seconds: { type: 'string', default: '3' },
		rounds: { type: 'string', default: '2' },
		embedded: { type: 'string', default: '1000' },
		only: { type: 'string' },
		database: { type: 'string' },
		out: { type: 'string' },
		help: { type: 'boolean' }
	}
});
if (values.help) {
	console.log(usage);
	process.exit(0);
}
const numbers = (text: string) => text.split(',').filter(Boolean).map(Number);
const [connections, [seconds], [rounds]] = [values.connections, values.seconds, values.rounds].map(numbers);
const only = values.only?.split(',');
const printed: string[] = [];
const print = (line = '') => {
	printed.push(line);
	console.log(line);
};

const remedies = (await readSeed('seed')).vocabularies
	.find(({ record }) => record.id === 'remedy_types')!
	.record.terms.map(({ code }) => code);
const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const work = await mkdtemp(join(tmpdir(), 'atlas-bench-'));
try {
	if (values.database) await measureLoaded(numbers(values.proposals)[0], values.database);
	else if (numbers(values.proposals).length > 0) {
		const server = await startPostgres(serverSettings);
		try {
			for (const size of numbers(values.proposals)) await measureServer(size, server.url);
		} finally {
			await server.stop();
		}
	}
	for (const size of numbers(values.embedded)) await measureEmbedded(size);
} finally {
	await rm(work, { recursive: true, force: true });
}
if (values.out) await writeFile(values.out, printed.join('\n') + '\n');

/** Says with each table when, of what and on what it was measured: tables of several runs stand in one file. */
function head(title: string): void {
	print(`\n### ${title}\n`);
	print(`${new Date().toISOString().slice(0, 16)}Z, commit ${commit}, ${machine}.`);
}

async function measureServer(size: number, server: string): Promise<void> {
	const folder = join(work, `synth-${size}`);
	await makeSet(size, folder);
	const database = await createDatabase(server, `bench_${size}`);
	const loaded = await loadFolder(folder, database);
	await rm(folder, { recursive: true });
	const copy = await createDatabase(server, `copy_${size}`);
	const copied = await copyRows(database, copy);
	const sql = postgres(server, { max: 1 });
	await sql.unsafe(`drop database copy_${size}`);
	await sql.end();
	const inside = postgres(database, { max: 1 });
	await inside.unsafe('vacuum analyze');
	await inside.end();
	head(`${size} proposals, ${size * 10} links, PostgreSQL`);
	print(
		`\nnpm run seed load: ${loaded.toFixed(1)} s, COPY of the same rows: ${copied.toFixed(1)} s, ratio ${(loaded / copied).toFixed(2)}.`
	);
	await measureBeside(size, database);
}

async function measureLoaded(size: number, database: string): Promise<void> {
	head(`${size} proposals, ${size * 10} links, PostgreSQL, loaded before`);
	await measureBeside(size, database);
}

async function measureBeside(size: number, database: string): Promise<void> {
	const limit = await startLimit(database);
	const app = await startApp({ DATABASE_URL: database, ...settings });
	try {
		await measure(size, app.url, limit.url);
	} finally {
		await app.stop();
		limit.stop();
	}
}

async function measureEmbedded(size: number): Promise<void> {
	const folder = join(work, `embedded-${size}`);
	await makeSet(size, folder);
	const data = join(work, `data-${size}`);
	const { timed } = await import('./load.ts');
	const loaded = await timed(['--import', 'tsx', 'src/cli/seed.ts', 'load', '--folder', folder], {
		ATLAS_DATA_DIR: data,
		DATABASE_URL: ''
	});
	head(`${size} proposals, ${size * 10} links, embedded engine`);
	print(`\nnpm run seed load: ${loaded.toFixed(1)} s.`);
	const app = await startApp({ ATLAS_DATA_DIR: data, ...settings });
	try {
		await measure(size, app.url, undefined);
	} finally {
		await app.stop();
	}
}

async function startLimit(database: string): Promise<{ url: string; stop(): void }> {
	const child = spawn(process.execPath, ['--import', 'tsx', join('tests', 'bench', 'limit.ts'), database], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [said] = (await once(child.stdout, 'data')) as [Buffer];
	return { url: /http:\S+/.exec(String(said))![0], stop: () => child.kill() };
}

async function measure(size: number, atlas: string, limit: string | undefined): Promise<void> {
	const anew = { 'cache-control': 'no-cache' };
	const lines: Line[] = [];
	for (const kind of workOf(size, remedies)) {
		if (only && !only.includes(kind.name)) continue;
		const targets: Target[] = [
			...(limit
				? [
						{
							name: 'null',
							base: limit,
							path: ({ atlas: path }: Work['questions'][number]) =>
								`/null?${new URLSearchParams({ of: atlas + path })}`,
							headers: {}
						},
						{ name: 'limit', base: limit, path: ({ limit }: Work['questions'][number]) => limit, headers: {} }
					]
				: []),
			{ name: 'atlas', base: atlas, path: ({ atlas }) => atlas, headers: anew },
			{ name: 'atlas, kept', base: atlas, path: ({ atlas }) => atlas, headers: {} }
		];
		if (limit) await compare(kind, atlas, limit);
		// What is to be asked again has to be asked once.
		await shoot(
			atlas,
			kind.questions.map(({ atlas: path }) => ({ path, headers: {} })),
			1,
			{
				amount: kind.questions.length
			}
		);
		for (const count of connections) lines.push(await measureInTurn(kind, targets, count));
	}
	report(lines, limit !== undefined);
}

/** Every question asked of both; figures of answers that differ would mean nothing. */
async function compare({ name, questions, read }: Work, atlas: string, limit: string): Promise<void> {
	const answer = async (url: string) => {
		const response = await fetch(url);
		if (response.status !== 200)
			throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
		const isPage = response.headers.get('content-type')?.startsWith('text/html');
		return JSON.stringify(read((isPage ? await response.text() : await response.json()) as never));
	};
	for (const question of questions.slice(0, 60)) {
		const [ours, theirs] = await Promise.all([
			answer(atlas + question.atlas),
			answer(limit + question.limit)
		]);
		if (ours !== theirs)
			throw new Error(
				`${name} ${question.atlas}\nAtlas: ${ours.slice(0, 300)}\nlimit: ${theirs.slice(0, 300)}`
			);
	}
}

async function measureInTurn({ name, questions }: Work, targets: Target[], count: number): Promise<Line> {
	const times = new Map(
		targets.map((target) => [target.name, { latencies: [] as number[], seconds: 0, failed: 0 }])
	);
	for (let round = 0; round <= rounds; round++)
		for (const { name, base, path, headers } of targets) {
			const shot = await shoot(
				base,
				questions.map((question) => ({ path: path(question), headers })),
				count,
				{ duration: round === 0 ? 1 : seconds }
			);
			// What was asked last is still being made, for connections that are closed; the next target shall not wait for it.
			await new Promise((resolve) =>
				setTimeout(resolve, 2 * shot.latencies.reduce((most, one) => Math.max(most, one), 0))
			);
			// The first round warms up.
			if (round === 0) continue;
			const sum = times.get(name)!;
			for (const latency of shot.latencies) sum.latencies.push(latency);
			sum.seconds += shot.seconds;
			sum.failed += shot.failed;
		}
	return {
		work: name,
		connections: count,
		measured: new Map(
			[...times].map(([target, { latencies, seconds, failed }]) => {
				latencies.sort((a, b) => a - b);
				const at = (part: number) =>
					latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))];
				return [target, { rate: latencies.length / seconds, p50: at(0.5), p99: at(0.99), failed }];
			})
		)
	};
}

function shoot(
	url: string,
	requests: { path: string; headers: Record<string, string> }[],
	connections: number,
	until: { duration: number } | { amount: number }
): Promise<{ latencies: number[]; seconds: number; failed: number }> {
	return new Promise((resolve, reject) => {
		const latencies: number[] = [];
		let failed = 0;
		const run = autocannon({ url, connections, ...until, requests, timeout: 60 }, (error, result) => {
			if (error) reject(error as Error);
			else
				resolve({
					latencies,
					seconds: (result.finish.getTime() - result.start.getTime()) / 1000,
					failed: failed + result.errors + result.timeouts
				});
		});
		run.on('response', (_client, status, _bytes, milliseconds) => {
			if (status !== 200) failed++;
			latencies.push(milliseconds);
		});
	});
}

function report(lines: Line[], besideLimit: boolean): void {
	const shown = (value: number | undefined) =>
		value === undefined ? '-' : value.toFixed(value < 10 ? 2 : 0);
	const cell = (line: Line, name: string) => {
		const measured = line.measured.get(name)!;
		return `${shown(measured.rate)} | ${shown(measured.p50)} / ${shown(measured.p99)}`;
	};
	/** A statement that takes longer than the round leaves nothing to compare with. */
	const ratio = (line: Line, of: string, to: string, field: 'rate' | 'p99') => {
		const quotient = line.measured.get(of)![field] / line.measured.get(to)![field];
		return Number.isFinite(quotient) ? quotient.toFixed(2) : '-';
	};
	if (besideLimit) {
		print(
			'\n| work | c | null req/s | p50 / p99 ms | limit req/s | p50 / p99 ms | Atlas req/s | p50 / p99 ms | Atlas, kept req/s | p50 / p99 ms | Atlas ÷ limit | p99 × | kept ÷ null |'
		);
		print('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
		for (const line of lines)
			print(
				`| ${line.work} | ${line.connections} | ${['null', 'limit', 'atlas', 'atlas, kept'].map((name) => cell(line, name)).join(' | ')} | ${ratio(line, 'atlas', 'limit', 'rate')} | ${ratio(line, 'atlas', 'limit', 'p99')} | ${ratio(line, 'atlas, kept', 'null', 'rate')} |`
			);
	} else {
		print('\n| work | c | Atlas req/s | p50 / p99 ms | Atlas, kept req/s | p50 / p99 ms |');
		print('|---|---:|---:|---:|---:|---:|');
		for (const line of lines)
			print(`| ${line.work} | ${line.connections} | ${cell(line, 'atlas')} | ${cell(line, 'atlas, kept')} |`);
	}
	const failed = lines.flatMap((line) =>
		[...line.measured]
			.filter(([, measured]) => measured.failed > 0)
			.map(([name, measured]) => `${line.work} c=${line.connections} ${name}: ${measured.failed}`)
	);
	print(`\nAnswers other than 200 or timed out: ${failed.join('; ') || 'none'}.`);
}
