import type { RequestEvent } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { DatabaseUnavailable } from '../db/unavailable.ts';
import { answerUnavailable } from './answer-failures.ts';

const url = new URL('https://atlas.example/zh/suggest?kind=paper&record=001&/send');

/** A form that was sent while the database was away, and whether it was noticed before or after the form was read. */
const sent = (headers: Record<string, string>, isRead = false) => {
	const body = new URLSearchParams({ proposed: 'A "better" <title>\n$& again', password: 'secret' });
	const request = new Request(url, {
		method: 'POST',
		body,
		headers: {
			origin: url.origin,
			accept: 'text/html',
			'content-length': String(body).length.toString(),
			...headers
		}
	});
	const event = { request, url, route: { id: '/suggest' }, locals: { request_id: 'r' } } as RequestEvent;
	return answerUnavailable({
		event,
		async resolve({ locals }) {
			if (isRead) locals.sent = await request.formData();
			if (isRead) throw new DatabaseUnavailable('gone');
			locals.unavailable = true;
			return new Response('drawn', { status: 500 });
		}
	});
};

test.each([true, false])(
	'a form for which the database had no answer is shown again (read before: %s)',
	async (isRead) => {
		const response = await sent({}, isRead);
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('5');
		const text = await response.text();
		expect(text).toContain('A &quot;better&quot; &lt;title&gt;\n$&amp; again</textarea>');
		expect(text).toContain('您提交的内容尚未得到确认');
		expect(text).toContain('href="/zh/suggest?kind=paper&amp;record=001"');
		expect(text).not.toContain('secret');
	}
);

test.each<Record<string, string>>([
	{ origin: 'https://elsewhere.example' },
	{ 'x-sveltekit-action': 'true', accept: 'application/json' },
	{ accept: 'application/json' },
	{ 'content-length': '600000' }
])('a form sent with %o is not', async (headers) => {
	const response = await sent(headers);
	expect(response.status).toBe(503);
	expect(await response.text()).not.toContain('<textarea');
});
