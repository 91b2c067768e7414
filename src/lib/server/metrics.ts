import {
	Counter,
	Gauge,
	Histogram,
	Registry,
	collectDefaultMetrics,
	type OpenMetricsContentType
} from 'prom-client';
import type { Connection } from './db/connect.ts';
import type { ReplicaState } from './db/replicas.ts';
import type { Statement } from './db/statement.ts';

const registry = new Registry<OpenMetricsContentType>();
registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
const registers = [registry];
collectDefaultMetrics({ register: registry });

const requests = new Histogram({
	name: 'atlas_http_request_duration_seconds',
	help: 'Requests by route, from their head to the head of the answer.',
	labelNames: ['method', 'route', 'status'],
	buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
	registers
});
const inFlight = new Gauge({
	name: 'atlas_http_requests_in_flight',
	help: 'Requests that wait for the head of their answer.',
	registers
});
const errors = new Counter({
	name: 'atlas_unexpected_errors_total',
	help: 'Errors nobody foresaw; each is in the log with its request id.',
	registers
});
const statements = new Histogram({
	name: 'atlas_database_statement_duration_seconds',
	help: 'Statements by what became of them, waiting for a connection included.',
	labelNames: ['outcome'],
	buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
	registers
});
const snapshots = new Counter({
	name: 'atlas_snapshot_reads_total',
	help: 'Readings of the whole data set: from memory, or from the database after something was published.',
	labelNames: ['from'],
	registers
});

const answers = new Counter({
	name: 'atlas_kept_answers_total',
	help: 'Answers that may be kept: served again from memory, made anew, or the one the client had already.',
	labelNames: ['outcome'],
	registers
});

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Begins to count a request; it ends with its answer, or is counted by somebody else. */
export function countRequest(method: string): {
	answer(route: string | null, status: number): void;
	passOn(): void;
} {
	const started = performance.now();
	inFlight.inc();
	return {
		answer(route, status) {
			inFlight.dec();
			requests.observe(
				{
					method: known.has(method) ? method : 'other',
					// Never the path: whoever asks for random addresses would fill the memory.
					route: route ?? 'none',
					status: `${Math.floor(status / 100)}xx`
				},
				(performance.now() - started) / 1000
			);
		},
		passOn: () => inFlight.dec()
	};
}

export const countError = (): void => errors.inc();

export const countStatement = ({ outcome, ms }: Statement): void =>
	statements.observe({ outcome }, ms / 1000);

export const countSnapshot = (from: 'memory' | 'database'): void => snapshots.inc({ from });

export const countAnswer = (outcome: 'again' | 'made' | 'unchanged'): void => answers.inc({ outcome });

/** Shows how busy a database is; asked only when somebody reads. */
export function showLoad(load: Connection['load']): void {
	const gauges = {
		running: ['atlas_database_statements_in_flight', 'Statements that run or wait for a connection.'],
		most: ['atlas_database_connections_max', 'Statements that can run at the same time.']
	} as const;
	for (const [key, [name, help]] of Object.entries(gauges)) {
		registry.removeSingleMetric(name);
		new Gauge({
			name,
			help,
			registers,
			collect() {
				this.set(load()[key as keyof typeof gauges]);
			}
		});
	}
}

const repeats = new Counter({
	name: 'atlas_replica_statements_repeated_total',
	help: 'Statements that a replica failed and the primary was asked instead; the reader saw nothing of it.',
	registers
});
export const countRepeated = (): void => repeats.inc();

/** Shows how each replica is; asked only when somebody reads. */
export function showReplicas(states: Connection['replicas']): void {
	const gauges = {
		atlas_replica_well: ['1 where readers may be sent to this replica.', ({ well }) => Number(well)],
		atlas_replica_lag_seconds: [
			'How long ago the primary had what this replica lacks.',
			({ lagMs }) => lagMs / 1000
		]
	} satisfies Record<string, [string, (state: ReplicaState) => number]>;
	for (const [name, [help, valueOf]] of Object.entries(gauges))
		new Gauge({
			name,
			help,
			labelNames: ['replica'],
			registers,
			collect() {
				for (const state of states()) this.set({ replica: state.name }, valueOf(state));
			}
		});
}

/** Everything, in the text format of OpenMetrics. */
export const readMetrics = async (): Promise<{ text: string; type: string }> => ({
	text: await registry.metrics(),
	type: registry.contentType
});
