import type { ConnectOptions, Db } from './connect.ts';
import { data_state } from './derived.ts';
import { isMigrated } from './migrate.ts';
import { drizzleOn, nameOf, openPool, type Answer, type Pool } from './server.ts';
import type { Told } from './statement.ts';
import { DatabaseUnavailable, isUnavailable } from './unavailable.ts';

export type ReplicaOptions = {
	/** In the order in which they are preferred. */
	urls: string[];
	/** A replica that is further behind than this is not read. */
	lagMs: number;
	/** Called for each statement that a replica failed and the primary was asked instead. */
	repeated?: () => void;
};

export type ReplicaState = {
	/** Host, port and database. */
	name: string;
	/** Whether readers are sent there. */
	well: boolean;
	/** How long ago the primary had what this one lacks; 0 where nothing is lacking. */
	lagMs: number;
};

type Replicas = {
	/** The first that is well; undefined where none is. */
	reader(): Db | undefined;
	states(): ReplicaState[];
	close(): Promise<void>;
};

const checkMs = 1_000;
const patienceMs = 2_000;

/**
 * Keeps pools to the replicas of a server and looks after each once a second: whether it answers, has the schema of this code
 * and is not too far behind. drizzle's `withReplicas` chooses for each statement, and knows of no failure; an answer must be read
 * from one database, and from the one that was asked for the number of its state, or it is kept under a number it is older than.
 */
export async function followReplicas(
	{ urls, lagMs, repeated = () => {} }: ReplicaOptions,
	primary: { db: Db; pool: Pool },
	{ statementMs, told = () => {} }: ConnectOptions
): Promise<Replicas> {
	const all = urls.map((url) => createReplica(url));
	let closed = false;
	let timer: NodeJS.Timeout | undefined;

	function createReplica(url: string) {
		let opening: Promise<{ pool: Pool; probe: Db }> | undefined;
		let standing: Standing | undefined;
		/** Numbers of the primary that this one does not have yet, and when they were first seen. */
		const lacking: { number: number; at: number }[] = [];
		const lag = () => (lacking.length > 0 ? Date.now() - lacking[0].at : 0);

		function open() {
			opening ??= openPool(url, {
				statementMs,
				// The stand-in tells what came of a statement that had no answer here.
				told: (statement) => statement.outcome === 'unavailable' || told(statement)
			}).then((pool) => ({ pool, probe: drizzleOn(pool.client) }));
			opening.catch(() => (opening = undefined));
			return opening;
		}

		/** The pool where all is well with it. */
		async function look(newest: number | undefined): Promise<Pool | undefined> {
			const { pool, probe } = await open();
			if (!standing?.well() && !(await isMigrated(probe))) return undefined;
			const number = await numberOf(probe);
			if (newest !== undefined && newest > (lacking.at(-1)?.number ?? number))
				lacking.push({ number: newest, at: Date.now() });
			while (lacking.length > 0 && lacking[0].number <= number) lacking.shift();
			return lag() <= lagMs ? pool : undefined;
		}

		return {
			db: () => (standing?.well() ? standing.db : undefined),
			state: () => ({ name: nameOf(url), well: standing?.well() ?? false, lagMs: lag() }),
			async check(newest: number | undefined) {
				const pool = await within(patienceMs, look(newest));
				if (!pool) standing?.leave();
				else if (!standing?.well()) standing = standIn(pool, primary.pool, told, repeated);
			},
			close: async () => (await opening?.catch(() => {}))?.pool.close()
		};
	}

	async function checkAll(): Promise<void> {
		// Asked before the replicas, so that none lacks what came meanwhile.
		const newest = await within(patienceMs, numberOf(primary.db));
		await Promise.all(all.map((replica) => replica.check(newest)));
	}
	async function follow(): Promise<void> {
		await checkAll();
		if (!closed) timer = setTimeout(() => void follow(), checkMs).unref();
	}
	await follow();
	return {
		reader: () => all.map((replica) => replica.db()).find((db) => db !== undefined),
		states: () => all.map((replica) => replica.state()),
		async close() {
			closed = true;
			clearTimeout(timer);
			await Promise.all(all.map((replica) => replica.close()));
		}
	};
}

async function numberOf(db: Db): Promise<number> {
	const [row] = await db.select({ number: data_state.number }).from(data_state);
	return row?.number ?? 0;
}

/** What comes of it in this time; undefined where nothing does, or a failure. */
async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const silence = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), ms)));
	try {
		return await Promise.race([work, silence]);
	} catch {
		return undefined;
	} finally {
		clearTimeout(timer);
	}
}

type Standing = { db: Db; well(): boolean; leave(): void };

/**
 * A replica for reading, for as long as it does not fail. With its first failure it is left for good: whatever runs is asked of
 * the primary again, and so is all that follows, because a request that has once seen the newer data must not see older. Who comes
 * later gets another one.
 */
function standIn(replica: Pool, primary: Pool, told: Told, repeated: () => void): Standing {
	let well = true;
	const waiting = new Set<() => void>();
	function leave() {
		well = false;
		for (const giveUp of waiting) giveUp();
	}

	const orLeft = <T>(answer: PromiseLike<T>): Promise<T> =>
		new Promise<T>((resolve, reject) => {
			const giveUp = () => reject(new DatabaseUnavailable('The replica was left.'));
			waiting.add(giveUp);
			const done = () => waiting.delete(giveUp);
			answer.then(
				(value) => (done(), resolve(value)),
				(error) => (done(), reject(error))
			);
		});

	/** Reads only: what is asked here may be asked twice. */
	async function ask<T>(text: string, from: (pool: Pool) => PromiseLike<T>): Promise<T> {
		if (!well) return from(primary);
		const started = performance.now();
		try {
			return await orLeft(from(replica));
		} catch (error) {
			if (!isUnavailable(error)) throw error;
			if (isOverdue(error)) {
				told({ text, ms: performance.now() - started, outcome: 'unavailable' });
				throw error;
			}
			leave();
			repeated();
			return from(primary);
		}
	}

	const client: Pool['client'] = {
		options: replica.client.options,
		unsafe(...asked): Answer {
			const [text] = asked;
			return {
				then: (...handlers) =>
					ask(text, ({ client }) => client.unsafe(...asked) as PromiseLike<unknown>).then(...handlers),
				values: () => ask(text, ({ client }) => client.unsafe(...asked).values())
			};
		},
		begin: (work) => ask('transaction', ({ client }) => client.begin(work))
	};
	return { db: drizzleOn(client), well: () => well, leave };
}

/** A statement that took too long here would do so elsewhere. */
function isOverdue(error: unknown): boolean {
	for (let cause = error; cause instanceof Error; cause = cause.cause)
		if ((cause as { code?: unknown }).code === '57014') return true;
	return false;
}
