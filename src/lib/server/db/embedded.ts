import { PGlite, type QueryOptions, type Results } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { drizzle } from 'drizzle-orm/pglite';
import { closeSync, fsyncSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { changesOf } from './changes.ts';
import type { Connection, ConnectOptions, Db } from './connect.ts';
import { lockFolder } from './lock.ts';
import * as schema from './schema.ts';
import { StartupError } from './startup-error.ts';
import { isSelect, tellOf } from './statement.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** Room that the engine needs to open after it failed: it writes two segments of its log. */
const roomToOpen = 48 * 1024 * 1024;
const pauseMs = 1_000;

type OpenFile = { nfd?: number };
type Module = {
	FS: { streams: (OpenFile | null)[] };
	NODEFS: { stream_ops: { fsync?(file: { nfd: number }): number } };
};
type Engine = { client: PGlite; leave(): Promise<void> };
type Ask = (text: string, params?: unknown[], options?: QueryOptions) => Promise<Results>;

/**
 * The embedded engine with its data in `folder`, or in memory when that is `memory://`. One thing at a time goes to it:
 * after a failure it must not be asked anything more, or it never comes back, so nothing may wait inside it.
 * @throws StartupError with one line a person can act on
 */
export async function connectEmbedded(
	folder: string,
	{ told = () => {}, dump }: ConnectOptions
): Promise<Connection> {
	const inMemory = folder.startsWith('memory://');
	const release = inMemory ? async () => {} : await lockOf(folder);
	const open = () => (inMemory ? openInMemory(folder, dump) : openFolder(`${folder}/pglite`));
	let engine: Engine | undefined;
	try {
		engine = await open();
	} catch (error) {
		await release();
		throw new StartupError(`The embedded database in ${folder} does not open: ${(error as Error).message}`);
	}

	let running = 0;
	let tried = 0;
	/** Statements that may change something and failures: nobody but this process can change the data. */
	let changes = 0;
	let turn: Promise<unknown> = Promise.resolve();
	function inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = turn.then(work);
		turn = mine.catch(() => {});
		return mine;
	}

	/** The engine, opened anew where it failed. */
	async function present(): Promise<Engine> {
		if (engine) return engine;
		const now = Date.now();
		if (now - tried < pauseMs) throw new DatabaseUnavailable('The embedded database has failed.');
		tried = now;
		const { bavail, bsize } = await statfs(folder);
		if (bavail * bsize < roomToOpen) throw new DatabaseUnavailable('The disk of the data folder is full.');
		try {
			engine = await open();
		} catch (error) {
			throw new DatabaseUnavailable('The embedded database does not open again.', { cause: error });
		}
		return engine;
	}

	const askOf =
		(own: Engine): Ask =>
		async (text, params, options) => {
			if (own !== engine) throw new DatabaseUnavailable('The embedded database has failed.');
			if (!isSelect(text)) changes++;
			try {
				return await own.client.query(text, params, options);
			} catch (error) {
				if (!isEnd(error)) throw error;
				engine = undefined;
				changes++;
				await own.leave();
				throw new DatabaseUnavailable(`The embedded database has failed: ${(error as Error).message}`, {
					cause: error
				});
			}
		};

	const client = {
		query: (text: string, params?: unknown[], options?: QueryOptions) => {
			running++;
			return tellOf(told, text, () =>
				inTurn(async () => askOf(await present())(text, params, options))
			).finally(() => running--);
		},
		transaction: (work: (inner: object) => Promise<unknown>) =>
			inTurn(async () => {
				const own = await tellOf(told, 'open', present);
				const ask: Ask = (text, ...more) => {
					if (over) throw new DatabaseUnavailable('The transaction has ended.');
					return tellOf(told, text, () => askOf(own)(text, ...more));
				};
				let over = false;
				await ask('begin');
				try {
					const result = await work({ query: ask });
					await ask('commit');
					return result;
				} catch (error) {
					if (own === engine) await ask('rollback');
					throw error;
				} finally {
					over = true;
				}
			})
	};
	const db: Db = drizzle(client as never, { schema });
	changesOf.set(db, () => changes);
	return {
		db,
		reader: () => db,
		replicas: () => [],
		doubt: () => {},
		engine: 'embedded',
		load: () => ({ running, most: 1 }),
		async close() {
			await turn;
			await engine?.client.close();
			await release();
		}
	};
}

async function lockOf(folder: string): Promise<() => Promise<void>> {
	try {
		await mkdir(folder, { recursive: true });
		return await lockFolder(folder);
	} catch (error) {
		if (error instanceof StartupError) throw error;
		throw new StartupError(
			`The data folder ${folder} cannot be written (${(error as { code?: string }).code}).`
		);
	}
}

async function openInMemory(folder: string, dump?: Blob): Promise<Engine> {
	const client = await PGlite.create({ dataDir: folder, loadDataDir: dump, extensions: { pg_trgm } });
	return { client, leave: async () => {} };
}

/**
 * Opens the engine so that what it acknowledges is on the disk: as it comes it leaves that to the system, which loses
 * the last seconds when the power fails.
 */
async function openFolder(path: string): Promise<Engine> {
	const files = new SyncedFiles(path);
	try {
		const client = await PGlite.create({
			fs: files,
			extensions: { pg_trgm },
			startParams: [
				...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
				...['-c', 'wal_sync_method=fsync']
			]
		});
		askNothingAfterItsEnd(client);
		return { client, leave: () => files.leave() };
	} catch (error) {
		await files.leave();
		throw error;
	}
}

/**
 * The library closes each statement that failed by one more message. An engine that ended in the middle of a commit then waits for
 * a lock of its own without end, and with it this process.
 */
function askNothingAfterItsEnd(client: PGlite): void {
	const ask = client.execProtocolStream.bind(client);
	let ended = false;
	client.execProtocolStream = async (...given) => {
		if (ended) return [];
		try {
			return await ask(...given);
		} catch (error) {
			ended = isEnd(error);
			throw error;
		}
	};
}

class SyncedFiles extends NodeFS {
	#module: Module | undefined;

	override async init(...[client, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
		const made = await super.init(client, options);
		made.emscriptenOpts.preRun?.push((module: unknown) => {
			this.#module = module as Module;
			this.#module.NODEFS.stream_ops.fsync = ({ nfd }) => {
				fsyncSync(nfd);
				return 0;
			};
		});
		return made;
	}

	/** Closes the files of an engine that failed and cannot do it itself. */
	async leave(): Promise<void> {
		for (const file of this.#module?.FS.streams ?? []) if (file?.nfd !== undefined) closeQuietly(file.nfd);
		this.#module = undefined;
	}
}

function closeQuietly(file: number): void {
	try {
		closeSync(file);
	} catch {
		// It was closed already.
	}
}

/** Whether the engine ended with this error: it said so itself, or what it runs in broke. Other errors are answers. */
function isEnd(error: unknown): boolean {
	const { severity, code } = error as { severity?: string; code?: string };
	if (severity !== undefined) return severity === 'PANIC' || severity === 'FATAL';
	return code === undefined && (error instanceof WebAssembly.RuntimeError || !(error instanceof Error));
}
