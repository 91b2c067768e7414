import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import postgres from 'postgres';
import { connect } from '../../src/lib/server/db/connect.ts';
import { migrate } from '../../src/lib/server/db/migrate.ts';

/** The tables that a load fills, in an order that the foreign keys allow. */
const tables = [
	'vocabulary',
	'term',
	'instrument',
	'provision',
	'paper',
	'paper_regulation',
	'instrument_citation',
	'proposal',
	'proposal_layer',
	'proposal_code',
	'proposal_evidence',
	'proposal_relation',
	'proposal_regulation',
	'link',
	'link_cover',
	'assessment',
	'matrix',
	'search_entry',
	'revision',
	'release'
];
const derived = ['proposal_entry', 'cross_count', 'coverage_step'];

/** Runs a program of the project to its end; seconds it took. */
export async function timed(args: string[], environment: Record<string, string>): Promise<number> {
	const started = performance.now();
	const child = spawn(process.execPath, args, {
		env: { ...process.env, ...environment },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const code = await new Promise((resolve) => child.once('close', resolve));
	if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
	return (performance.now() - started) / 1000;
}

export async function createDatabase(server: string, name: string): Promise<string> {
	const sql = postgres(server, { max: 1, onnotice: () => {} });
	await sql`drop database if exists ${sql(name)} with (force)`;
	await sql`create database ${sql(name)}`;
	await sql.end();
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
}

export const makeSet = (proposals: number, folder: string): Promise<number> =>
	timed(['--import', 'tsx', 'src/cli/synth.ts', '--proposals', String(proposals), '--folder', folder], {});

/** Loads a folder into an empty database as a person would, from the start of the command to its end; seconds. */
export const loadFolder = (folder: string, database: string): Promise<number> =>
	timed(['--import', 'tsx', 'src/cli/seed.ts', 'load', '--folder', folder], { DATABASE_URL: database });

/**
 * COPY of the same rows into the same schema, indexes and guards with it, in one transaction, from files that lie beside the
 * server: what the load is measured against. Writing the files is not counted. Seconds.
 */
export async function copyRows(from: string, to: string): Promise<number> {
	const target = await connect(to, '');
	await migrate(target);
	await target.close();
	const folder = await mkdtemp(join(tmpdir(), 'atlas-copy-'));
	// The server runs under an account of its own.
	await chmod(folder, 0o777);
	const [source, sink] = [from, to].map((url) => postgres(url, { max: 1, onnotice: () => {} }));
	try {
		const columns = await source<{ table: string; list: string }[]>`
			select table_name as table, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as list
			from information_schema.columns
			where table_schema in ('public', 'derived') and is_generated = 'NEVER' group by table_name`;
		const copies = [...tables, ...derived].map((table) => ({
			what: `copy ${derived.includes(table) ? 'derived.' : ''}"${table}" (${columns.find((row) => row.table === table)!.list})`,
			file: `'${join(folder, table)}'`
		}));
		for (const { what, file } of copies) await source.unsafe(`${what} to ${file}`);
		const started = performance.now();
		await sink.begin(async (tx) => {
			for (const { what, file } of copies) await tx.unsafe(`${what} from ${file}`);
		});
		return (performance.now() - started) / 1000;
	} finally {
		await Promise.all([source.end(), sink.end(), rm(folder, { recursive: true, force: true })]);
	}
}
