import { createServer, type AddressInfo } from 'node:net';
import { expect, inject, test } from 'vitest';
import { runApp, startApp } from '../harness/app.ts';

test('a taken port is one clear line and exit 1', async () => {
	const blocker = createServer();
	await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
	const { port } = blocker.address() as AddressInfo;
	const { code, output } = await runApp({ PORT: String(port) });
	blocker.close();
	expect(code).toBe(1);
	expect(output.trim().split('\n')).toEqual([expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`)]);
});

test('a port that is no number is one clear line and exit 1', async () => {
	const { code, output } = await runApp({ PORT: 'many' });
	expect(code).toBe(1);
	expect(output).toBe('PORT must be a number from 0 to 65535, not "many".\n');
});

test('a contact for security reports that no program can open is one clear line and exit 1', async () => {
	const { code, output } = await runApp({ SECURITY_CONTACT: 'security@atlas.example' });
	expect(code).toBe(1);
	expect(output).toMatch(/^SECURITY_CONTACT must be addresses such as mailto:.*\n$/);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
	'%s closes the application cleanly',
	async (signal) => {
		const app = await startApp({ SECURITY_CONTACT: 'mailto:security@atlas.example' });
		const contact = await fetch(`${app.url}/.well-known/security.txt`);
		expect(contact.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(await contact.text()).toMatch(/^Contact: mailto:security@atlas\.example\nExpires: \d{4}-/);
		const started = Date.now();
		expect(await app.stop(signal)).toBe(0);
		expect(Date.now() - started).toBeLessThan(10_000);
		expect(app.url).not.toBe(inject('app_url'));
	},
	120_000
);
