import { expect, test } from 'vitest';
import { WholeResponse } from './whole-response.ts';

test('an answer at hand is read like any other', async () => {
	const made = () => new WholeResponse('{"data":"数字"}', { status: 201, headers: { etag: '"1"' } });
	expect(await made().text()).toBe('{"data":"数字"}');
	expect(await made().json()).toEqual({ data: '数字' });
	expect(Buffer.from(await made().arrayBuffer()).toString()).toBe('{"data":"数字"}');
	expect(await new Response(made().body).text()).toBe('{"data":"数字"}');
	const answer = made();
	const again = answer.clone();
	expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([
		201,
		'"1"',
		'{"data":"数字"}'
	]);
	expect(answer.bodyUsed).toBe(false);
	await answer.text();
	expect(answer.bodyUsed).toBe(true);
});
