import { expect, test } from 'vitest';
import { sendFetched } from './api/sending.ts';
import { WholeResponse } from './api/whole-response.ts';
import { findKept, keep } from './kept-answers.ts';

const address = 'http://atlas/api/v1/matrices/layers';

test('what HEAD was answered is not given to who asks for the body', async () => {
	await keep('head', new Response(null), new Request(address, { method: 'HEAD' }));
	expect(await findKept('head', new Request(address))).toBeUndefined();
	await keep('head', new WholeResponse('{}'), new Request(address));
	expect(await (await findKept('head', new Request(address)))!.text()).toBe('{}');
});

test('a file that is fetched while it is sent is handed on at once and never held', async () => {
	let told = 0;
	async function* rows() {
		for (; told < 100; told++) yield 'row\n'.repeat(10_000);
	}
	const handedOn = await keep('file', await sendFetched(async () => rows(), {}, 'en'), new Request(address));
	expect(told).toBeLessThan(10);
	expect(await findKept('file', new Request(address))).toBeUndefined();
	expect(await handedOn.text()).toHaveLength(4_000_000);
});
