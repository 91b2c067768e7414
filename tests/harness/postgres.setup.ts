import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

export default async function setup(project: TestProject) {
	const { url, stop } = await startPostgres();
	project.provide('server_url', url);
	return stop;
}
