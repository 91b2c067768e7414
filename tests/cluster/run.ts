import { spawn } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { buildIfNeeded } from '../../src/cli/build.ts';
import { connect } from '../../src/lib/server/db/connect.ts';
import { resultRows } from '../../src/lib/server/db/migrate.ts';
import { openDatabase } from '../../src/lib/server/open.ts';
import { findLosses, newLedger } from '../faults/ledger.ts';
import { createWriters } from '../faults/writers.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { findPrograms, startCluster, waitFor, type Cluster } from './cluster.ts';

const usage = `npm run cluster -- [--readers 20] [--seconds 8] [--no-tests]

Starts a primary, a streaming replica, PgBouncer, two processes and HAProxy on this machine, runs the tests of the API against
them, then kills the replica and one process while people read and write. See tests/cluster/README.md.
  --readers    readers at a time
  --seconds    of each part of the load
  --no-tests   the load only`;

const { values } = parseArgs({
	options: {
		readers: { type: 'string', default: '20' },
		seconds: { type: 'string', default: '8' },
		tests: { type: 'boolean', default: true },
		help: { type: 'boolean' }
	},
	allowNegative: true
});
if (values.help) {
	console.log(usage);
	process.exit(0);
}
// With an exit go the servers that were started.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
const [readers, seconds] = [Number(values.readers), Number(values.seconds)];
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Tests that are about one process, its start, its counters or what stands bare on the wire. */
const ofOneProcess = [
	'front-door',
	'health',
	'hostile',
	'metrics',
	'plain-answers',
	'start',
	'public-address',
	'review'
];

type Part = { name: string; requests: number; waits: number[]; errors: string[] };

let failed = false;
try {
	const programs = await findPrograms();
	await buildIfNeeded((line) => console.log(line));
	let records: string[] = [];
	const cluster = await startCluster(programs, async (url) => {
		const { db, close } = await openDatabase({ DATABASE_URL: url }, () => {});
		await createPeople(db, testAuth(db));
		records = (await resultRows<{ id: string }>(db, sql`select id from proposal order by id limit 20`)).map(
			({ id }) => id
		);
		await close();
	});
	try {
		console.log(`The cluster answers at ${cluster.url}`);
		if (values.tests) await runTests(cluster);
		await runLoad(cluster, records);
	} finally {
		await cluster.stop();
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	failed = true;
}
process.exit(failed ? 1 : 0);

/** With commits that wait for the replica, because tests read at once, as somebody else, what they have written. */
async function runTests(cluster: Cluster): Promise<void> {
	await cluster.synchronous(true);
	const child = spawn(
		process.execPath,
		[
			...['node_modules/vitest/vitest.mjs', 'run', '--project', 'api'],
			...ofOneProcess.flatMap((name) => ['--exclude', `tests/api/${name}.test.ts`])
		],
		{ env: { ...process.env, ATLAS_APP_URL: cluster.url }, stdio: 'inherit' }
	);
	const code = await new Promise((resolve) => child.once('close', resolve));
	if (code !== 0) failed = true;
	await cluster.synchronous(false);
}

async function runLoad(cluster: Cluster, records: string[]): Promise<void> {
	const parts: Part[] = [];
	const recoveries: [what: string, ms: string][] = [];
	const ledger = newLedger();
	const writers = await createWriters(cluster.url, ledger, records);
	let going = true;
	let part: Part;
	const begin = (name: string) => parts.push((part = { name, requests: 0, waits: [], errors: [] }));
	begin('all well');

	const paths = [
		'/',
		'/zh/matrix/layers',
		'/matrix/coverage',
		'/search?q=audit',
		'/api/v1/proposals?limit=20&sort=title',
		'/api/v1/proposals.csv',
		'/api/v1/matrices/layers.json',
		...records.flatMap((id) => [`/proposals/${id}`, `/api/v1/proposals/${id}?include=links`])
	];
	async function read(first: number): Promise<void> {
		for (let number = first; going; number += 7) {
			const path = paths[number % paths.length];
			const at = part;
			const started = performance.now();
			try {
				// Every other one is made anew, so that it asks the database.
				const headers: Record<string, string> = number % 2 === 0 ? { 'cache-control': 'no-cache' } : {};
				const response = await fetch(cluster.url + path, { headers, signal: AbortSignal.timeout(30_000) });
				const text = await response.text();
				if (response.status !== 200 || text.length < 100)
					at.errors.push(`${path}: ${response.status} ${text.slice(0, 120).replace(/\s+/g, ' ')}`);
			} catch (error) {
				const { message, cause } = error as Error;
				at.errors.push(`${path}: ${message} ${cause instanceof Error ? cause.message : ''}`);
			}
			at.requests++;
			at.waits.push(performance.now() - started);
			await pause(5);
		}
	}
	const all = Array.from({ length: readers }, (_, place) => read(place * 3));
	const stopWriting = writers.start();

	const readyz = async (url: string) =>
		(await (await fetch(`${url}/readyz`)).json()) as { ready: boolean; replicas: { well: boolean }[] };
	const replicaIs = (well: boolean) => () =>
		Promise.all(cluster.apps.map(({ url }) => readyz(url))).then((states) =>
			states.every(({ replicas }) => replicas[0].well === well)
		);
	const timed = async (what: string, until: () => Promise<unknown>) => {
		const started = performance.now();
		try {
			await until();
			recoveries.push([what, `${Math.round(performance.now() - started)}`]);
		} catch (error) {
			recoveries.push([what, (error as Error).message]);
			failed = true;
		}
	};

	await waitFor(replicaIs(true), 20_000);
	await pause(seconds * 1000);

	begin('replica killed');
	await cluster.servers.replica.kill();
	await timed('replica killed: both processes read from the primary', () =>
		waitFor(replicaIs(false), 20_000)
	);
	await pause(seconds * 1000);
	begin('replica started again');
	await timed('replica started again: both processes read from it', async () => {
		await cluster.servers.replica.start();
		await waitFor(replicaIs(true), 60_000);
	});
	await pause(seconds * 1000);

	begin('one process killed');
	const [app] = cluster.apps;
	await app.kill();
	await timed('one process killed: somebody has written again', () => writers.nextWrite());
	await pause(seconds * 1000);
	begin('the process started again');
	await timed('the process started again: it is ready', async () => {
		await app.start();
		await waitFor(async () => (await readyz(app.url)).ready, 60_000);
	});
	await pause(seconds * 1000);

	going = false;
	await stopWriting();
	await Promise.all(all);

	const [primary, replica] = await Promise.all([connect(cluster.primary, ''), connect(cluster.replica, '')]);
	const place = async (query: ReturnType<typeof sql>, { db }: typeof primary) =>
		(await resultRows<{ place: string }>(db, query))[0].place;
	const written = await place(sql`select pg_current_wal_lsn() as place`, primary);
	await timed('the end: the replica has all that the primary has', () =>
		waitFor(
			async () =>
				(await place(sql`select pg_last_wal_replay_lsn() >= ${written}::pg_lsn as place`, replica)) as never,
			30_000
		)
	);
	const lost = [...(await findLosses(primary.db, ledger)), ...(await findLosses(replica.db, ledger))];
	await Promise.all([primary.close(), replica.close()]);

	const errors = parts.flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error}`));
	console.log('\n| while | requests | errors seen by readers | p50 ms | p99 ms | longest ms |');
	console.log('|---|---:|---:|---:|---:|---:|');
	for (const { name, requests, waits, errors } of parts) {
		waits.sort((a, b) => a - b);
		const at = (share: number) =>
			Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]);
		console.log(`| ${name} | ${requests} | ${errors.length} | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`);
	}
	console.log('\n| recovery | ms |\n|---|---:|');
	for (const [what, ms] of recoveries) console.log(`| ${what} | ${ms} |`);
	console.log(
		`\nWrites acknowledged: ${ledger.acknowledged}, of them publications: ${ledger.published.length}; lost: ${lost.length}; refused with 503: ${ledger.refusals}; without an answer: ${ledger.unanswered}; wrong answers to writers: ${ledger.wrong.length}.`
	);
	for (const line of [...errors, ...lost, ...ledger.wrong].slice(0, 20)) console.log(`  ${line}`);
	if (errors.length > 0 || lost.length > 0) failed = true;
}
