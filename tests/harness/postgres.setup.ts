import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/lib/server/db/connect.ts';
import { startPostgres } from './postgres.ts';
import { templates } from './templates.ts';

/** Starts a server and makes the templates as databases of it. */
export default async function setup(project: TestProject) {
	const { url, stop } = await startPostgres();
	const sql = postgres(url, { max: 1 });
	let before = 'template1';
	for (const [name, fill] of templates) {
		await sql`create database ${sql(name)} template ${sql(before)}`;
		const connection = await connect(new URL(`/${name}`, url).href, '');
		await fill(connection);
		// A database somebody is connected to cannot be copied.
		await connection.close();
		before = name;
	}
	await sql.end();
	project.provide('server_url', url);
	return stop;
}
