import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { TestProject } from 'vitest/node';
import { buildIfNeeded } from '../../src/cli/build.ts';
import { openDatabase } from '../../src/lib/server/open.ts';
import { createPeople, testAuth } from '../fixtures/people.ts';
import { metricsToken, startApp } from './app.ts';

export default async function setup(project: TestProject) {
	// An installation that runs already and knows the people of the tests: `npm run cluster` has one.
	const running = process.env.ATLAS_APP_URL;
	if (running) {
		project.provide('app_url', running);
		return;
	}
	await buildIfNeeded((line) => console.log(line));
	const folder = await mkdtemp(join(tmpdir(), 'remedy-atlas-app-'));
	const [untouched, data] = [join(folder, 'untouched'), join(folder, 'data')];
	// People come in by invitation or from the command line, so the tests' own are there before the application starts.
	const { db, close } = await openDatabase({ ATLAS_DATA_DIR: untouched }, () => {});
	const people = await createPeople(db, testAuth(db));
	await close();
	await cp(untouched, data, { recursive: true });
	// A fast machine makes more than a minute's worth of requests in a few seconds; the limit has an application of its own.
	const app = await startApp({
		ATLAS_DATA_DIR: data,
		API_RATE_LIMIT: '1000000',
		METRICS_TOKEN: metricsToken
	});
	project.provide('app_url', app.url);
	project.provide('app_data', untouched);
	project.provide('people', people);
	return async () => {
		await app.stop();
		await rm(folder, { recursive: true, force: true });
	};
}
