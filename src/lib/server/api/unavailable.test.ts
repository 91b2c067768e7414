import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { problemDocument } from '../../domain/api/answer.ts';
import { unavailable } from './unavailable.ts';

function answerTo(path: string, headers: Record<string, string> = {}, more: Partial<RequestEvent> = {}) {
	const url = new URL(path, 'http://atlas.example.org');
	const method = path.includes('?/') ? 'POST' : 'GET';
	const response = unavailable({
		url,
		request: new Request(url, { method, headers }),
		isDataRequest: false,
		locals: { request_id: 'r-1' },
		...more
	} as RequestEvent);
	expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
	expect(response.headers.get('cache-control')).toBe('no-store');
	return response;
}
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('a reader gets a page in the language of the address', async () => {
	const page = answerTo('/proposals/x', browser);
	expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(await page.text()).toMatch(/lang="en"[\s\S]*cannot reach its database/);
	const chinese = await answerTo('/zh/proposals/x', browser).text();
	expect(chinese).toMatch(/lang="zh"[\s\S]*无法连接数据库/);
	expect(chinese).not.toContain('%sveltekit');
});

test('whoever sent something is told that it was not confirmed', async () => {
	expect(await answerTo('/curate/drafts/1?/save', browser).text()).toContain('was not confirmed');
	expect(await answerTo('/proposals/x', browser).text()).not.toContain('was not confirmed');
});

test('programs get a problem document, scripts of pages what they can read', async () => {
	for (const [path, headers] of [
		['/api/v1/papers', browser],
		['/papers/001.json', { accept: 'application/json' }]
	] as const) {
		const response = answerTo(path, headers);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(problemDocument.parse(await response.json())).toMatchObject({ status: 503 });
	}
	const sent = answerTo('/curate/drafts/1?/save', { 'x-sveltekit-action': 'true' });
	expect(await sent.json()).toMatchObject({ type: 'error', error: { request_id: 'r-1' } });
	const data = answerTo('/proposals/x', {}, { isDataRequest: true });
	expect(await data.json()).toMatchObject({ request_id: 'r-1' });
});
