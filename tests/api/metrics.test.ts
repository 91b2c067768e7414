import { expect, inject, test } from 'vitest';
import { metricsToken } from '../harness/app.ts';

const url = inject('app_url');
const read = (headers: Record<string, string> = {}) => fetch(`${url}/metrics`, { headers });
const authorization = `Bearer ${metricsToken}`;

test('metrics are not there for whoever does not show their token', async () => {
	for (const given of [undefined, '', 'Bearer ', `Bearer ${metricsToken}x`, metricsToken, 'Basic Og=='])
		expect((await read(given === undefined ? {} : { authorization: given })).status).toBe(404);
});

test('metrics are OpenMetrics and count requests by route, never by path', async () => {
	const path = `/proposals/no-such-${Date.now()}`;
	await fetch(url + path);
	await fetch(`${url}/api/v1/papers`);
	const response = await read({ authorization });
	expect(response.headers.get('content-type')).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
	const text = await response.text();
	expect(text.endsWith('\n# EOF\n')).toBe(true);
	expect(text).not.toContain('no-such-');
	const valueOf = (sample: string) =>
		Number(
			text
				.split('\n')
				.find((line) => line.startsWith(`${sample} `))
				?.split(' ')[1]
		);
	const requests = 'atlas_http_request_duration_seconds_count';
	expect(valueOf(`${requests}{method="GET",route="/proposals/[id]",status="4xx"}`)).toBeGreaterThan(0);
	expect(
		valueOf(`${requests}{method="GET",route="/api/v1/[collection=api_collection]",status="2xx"}`)
	).toBeGreaterThan(0);
	expect(valueOf('atlas_database_statement_duration_seconds_count{outcome="done"}')).toBeGreaterThan(0);
	expect(valueOf('atlas_snapshot_reads_total{from="memory"}')).toBeGreaterThan(0);
	expect(valueOf('atlas_kept_answers_total{outcome="made"}')).toBeGreaterThan(0);
	expect(valueOf('atlas_database_connections_max')).toBe(1);
	expect(valueOf('process_resident_memory_bytes')).toBeGreaterThan(1e7);
	expect(valueOf('atlas_http_requests_in_flight')).toBeGreaterThanOrEqual(1);
});
