import type { TestProject } from 'vitest/node';
import { buildIfNeeded } from '../../src/cli/build.ts';
import { startApp } from './app.ts';

export default async function setup(project: TestProject) {
	await buildIfNeeded((line) => console.log(line));
	const app = await startApp();
	project.provide('app_url', app.url);
	return async () => {
		await app.stop();
	};
}
