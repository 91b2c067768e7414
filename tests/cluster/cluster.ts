import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { startApp, type App, metricsToken } from '../harness/app.ts';
import { findFreePort } from '../harness/port.ts';
import { run, serverAccount, waitUntilReady } from '../harness/postgres.ts';

/** Programs that come with Debian and not with npm. */
export type Programs = { postgres: string; pgbouncer: string; haproxy: string };

export type Cluster = {
	/** Where readers and people come in: the balancer. */
	url: string;
	/** Addresses of the servers themselves, past PgBouncer. */
	primary: string;
	replica: string;
	apps: Member<App>[];
	servers: { replica: Member<ChildProcess> };
	/** Whether a commit waits until the replica shows it. */
	synchronous(on: boolean): Promise<void>;
	stop(): Promise<void>;
};

/** A part that can be killed and started again in its place. */
type Member<T> = { url: string; now: T; kill(): Promise<void>; start(): Promise<void> };

const appsCount = 2;

/** @throws with the packages to install, where some are missing */
export async function findPrograms(): Promise<Programs> {
	const versions = (await readdir('/usr/lib/postgresql').catch(() => []))
		.map(Number)
		.filter((version) => version >= 15 && existsSync(`/usr/lib/postgresql/${version}/bin/pg_basebackup`));
	const programs = {
		postgres: `/usr/lib/postgresql/${Math.max(...versions)}/bin`,
		pgbouncer: '/usr/sbin/pgbouncer',
		haproxy: '/usr/sbin/haproxy'
	};
	const packages = { postgres: 'postgresql', pgbouncer: 'pgbouncer', haproxy: 'haproxy' };
	const missing = (Object.keys(programs) as (keyof Programs)[]).filter((name) => !existsSync(programs[name]));
	if (missing.length > 0)
		throw new Error(
			`Debian packages are missing (PostgreSQL must be 15 or newer): apt-get install -y ${missing.map((name) => packages[name]).join(' ')}`
		);
	return programs;
}

/** Starts a primary, its streaming replica, PgBouncer before both, two processes of the built application and HAProxy, on loopback. */
export async function startCluster(
	{ postgres: bin, pgbouncer, haproxy }: Programs,
	prepare: (url: string) => Promise<void>
): Promise<Cluster> {
	const folder = await mkdtemp(join(tmpdir(), 'atlas-cluster-'));
	const account = await serverAccount();
	const undo: (() => Promise<unknown> | void)[] = [() => rm(folder, { recursive: true, force: true })];
	const stop = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	const options = {
		...account,
		cwd: folder,
		env: { PATH: '/usr/bin:/bin', HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC' }
	};
	const own = async (path: string) => {
		if (account) await chown(path, account.uid, account.gid);
		return path;
	};

	/** Runs until it is killed; tells what it printed should it end by itself. */
	function keep(program: string, args: string[], signal: NodeJS.Signals): ChildProcess {
		const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
		let text = '';
		child.stdout.on('data', (chunk) => (text = (text + chunk).slice(-4000)));
		child.stderr.on('data', (chunk) => (text = (text + chunk).slice(-4000)));
		child.once('close', (code) => code && console.error(`${program} ended with ${code}:\n${text}`));
		// Also where this program is stopped in between.
		const killAtExit = () => child.kill('SIGKILL');
		process.once('exit', killAtExit);
		child.once('exit', () => process.off('exit', killAtExit));
		undo.push(() => end(child, signal));
		return child;
	}

	async function startServer(data: string, port: number, settings: string[]): Promise<Member<ChildProcess>> {
		const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
		const start = async () => {
			const child = keep(
				join(bin, 'postgres'),
				[
					...['-D', data],
					...[`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap(
						(setting) => ['-c', setting]
					)
				],
				'SIGINT'
			);
			await waitUntilReady(url, child);
			return child;
		};
		const member = {
			url,
			now: await start(),
			kill: () => end(member.now, 'SIGKILL'),
			start: async () => void (member.now = await start())
		};
		return member;
	}

	try {
		await chmod(folder, 0o755);
		await own(folder);
		const [primaryPort, replicaPort, bouncerPort, balancerPort, ...appPorts] = await Promise.all(
			Array.from({ length: 4 + appsCount }, findFreePort)
		);

		const data = { primary: join(folder, 'primary'), replica: join(folder, 'replica') };
		for (const path of Object.values(data)) await own((await mkdir(path, { mode: 0o700 }), path));
		await run(
			join(bin, 'initdb'),
			['-D', data.primary, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'],
			options
		);
		const primary = await startServer(data.primary, primaryPort, ['wal_keep_size=256MB']);
		const server = postgres(primary.url, { max: 1, onnotice: () => {} });
		undo.push(() => server.end());
		await server`create database atlas`;

		await run(
			join(bin, 'pg_basebackup'),
			[
				...['-d', `host=127.0.0.1 port=${primaryPort} user=postgres`],
				...['-D', data.replica, '--write-recovery-conf', '--wal-method=stream', '--checkpoint=fast'],
				...['--create-slot', '--slot=replica']
			],
			options
		);
		const replica = await startServer(data.replica, replicaPort, ['hot_standby_feedback=on']);

		const bouncer = join(folder, 'pgbouncer.ini');
		await writeFile(join(folder, 'users.txt'), '"postgres" ""\n');
		await writeFile(bouncer, bouncerSettings({ bouncerPort, primaryPort, replicaPort, folder }));
		const bouncerChild = keep(pgbouncer, [bouncer], 'SIGINT');
		const [write, read] = ['atlas', 'atlas_read'].map(
			(name) => `postgres://postgres@127.0.0.1:${bouncerPort}/${name}`
		);
		await waitUntilReady(write, bouncerChild);
		await prepare(write);

		const apps: Member<App>[] = [];
		for (const port of appPorts) {
			const start = () =>
				startApp({
					PORT: String(port),
					DATABASE_URL: write,
					DATABASE_REPLICA_URLS: read,
					AUTH_SECRET: 'a secret of the cluster, and of it only',
					API_RATE_LIMIT: '1000000',
					METRICS_TOKEN: metricsToken
				});
			const member: Member<App> = {
				url: `http://127.0.0.1:${port}`,
				now: await start(),
				kill: async () => void (await member.now.stop('SIGKILL')),
				start: async () => void (member.now = await start())
			};
			undo.push(() => member.now.stop());
			apps.push(member);
		}

		const balancer = join(folder, 'haproxy.cfg');
		await writeFile(balancer, balancerSettings(balancerPort, appPorts));
		keep(haproxy, ['-db', '-f', balancer], 'SIGUSR1');
		const url = `http://127.0.0.1:${balancerPort}`;
		await waitFor(async () => (await fetch(`${url}/readyz`)).ok, 20_000);

		return {
			url,
			primary: `postgres://postgres@127.0.0.1:${primaryPort}/atlas`,
			replica: `postgres://postgres@127.0.0.1:${replicaPort}/atlas`,
			apps,
			servers: { replica },
			async synchronous(on) {
				await server.unsafe(`alter system set synchronous_standby_names = '${on ? '*' : ''}'`);
				await server.unsafe(`alter system set synchronous_commit = '${on ? 'remote_apply' : 'on'}'`);
				await server`select pg_reload_conf()`;
			},
			stop
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Milliseconds until it comes true. @throws when that takes too long */
export async function waitFor(isTrue: () => Promise<boolean>, mostMs: number): Promise<number> {
	const started = performance.now();
	for (;;) {
		if (await isTrue().catch(() => false)) return performance.now() - started;
		if (performance.now() - started > mostMs) throw new Error(`Not so after ${mostMs / 1000} s: ${isTrue}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
	// It ends because we want it to: nothing to tell.
	child.removeAllListeners('close');
	const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
	child.kill(signal);
	return ended;
}

/** `statement_timeout` is not ignored: the application must notice that a pooler refuses it. */
const bouncerSettings = (at: {
	bouncerPort: number;
	primaryPort: number;
	replicaPort: number;
	folder: string;
}) => `[databases]
atlas = host=127.0.0.1 port=${at.primaryPort} dbname=atlas
atlas_read = host=127.0.0.1 port=${at.replicaPort} dbname=atlas

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${at.bouncerPort}
unix_socket_dir =
auth_type = trust
auth_file = ${join(at.folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 20
max_client_conn = 200
server_connect_timeout = 2
server_login_retry = 1
query_wait_timeout = 5
`;

/** A GET that had no answer is asked of the other process; anything else may have been done and is never sent twice. */
const balancerSettings = (port: number, appPorts: number[]) => `global
	maxconn 1000

defaults
	mode http
	timeout connect 1s
	# A process that is busy is not down; one that is down refuses at once.
	timeout check 10s
	timeout client 60s
	timeout server 60s
	timeout queue 5s
	retries 3
	option redispatch 1
	retry-on conn-failure empty-response response-timeout 503

frontend atlas
	bind 127.0.0.1:${port}
	http-request disable-l7-retry if !{ method GET HEAD }
	default_backend processes

backend processes
	balance roundrobin
	option httpchk
	# Without a Host there would be no address to answer for.
	http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host atlas
	default-server check inter 1s fall 3 rise 1
${appPorts.map((app, index) => `\tserver app${index + 1} 127.0.0.1:${app}`).join('\n')}
`;
