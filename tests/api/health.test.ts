import { expect, inject, test } from 'vitest';

const url = inject('app_url');

test('the home page answers in both languages and says which one', async () => {
	for (const [path, locale] of [
		['/', 'en'],
		['/zh', 'zh']
	]) {
		const response = await fetch(url + path);
		expect(response.status).toBe(200);
		expect(await response.text()).toContain(`<html lang="${locale}"`);
	}
});

test('healthz says that the process lives, readyz that the database is migrated', async () => {
	expect((await fetch(`${url}/healthz`)).status).toBe(200);
	const ready = await fetch(`${url}/readyz`);
	expect(ready.status).toBe(200);
	expect(await ready.json()).toEqual({ ready: true, database: true, migrated: true });
});

test('an unknown address answers 404 without a stack trace', async () => {
	const response = await fetch(`${url}/no-such-page`);
	expect(response.status).toBe(404);
	expect(await response.text()).not.toMatch(/\bat .+\.js:\d+/);
});

test('every answer carries a request id and may not be framed', async () => {
	const response = await fetch(url, { headers: { 'x-request-id': 'from-the-proxy' } });
	expect(response.headers.get('x-request-id')).toBe('from-the-proxy');
	expect(response.headers.get('x-content-type-options')).toBe('nosniff');
	expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

test('the colour form sets its cookie and returns to the page, never to another site', async () => {
	const post = (back: string) =>
		fetch(`${url}/theme`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: url },
			body: new URLSearchParams({ theme: 'dark', back })
		});
	const response = await post('/zh/search?q=a');
	expect(response.status).toBe(303);
	expect(response.headers.get('location')).toBe('/zh/search?q=a');
	expect(response.headers.get('set-cookie')).toContain('theme=dark');
	for (const elsewhere of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example']) {
		expect((await post(elsewhere)).headers.get('location')).toBe('/');
	}
	const page = await fetch(url, { headers: { cookie: 'theme=dark' } });
	expect(await page.text()).toContain('data-theme="dark"');
});
