import { rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, inject, test } from 'vitest';
import { runApp, startApp } from '../harness/app.ts';
import { copyData } from '../harness/own-app.ts';

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

test.each([
	['API_RATE_LIMIT', 'lots', 'API_RATE_LIMIT must be a whole number, not "lots".\n'],
	[
		'LOG_LEVEL',
		'infoo',
		expect.stringMatching(/^LOG_LEVEL must be one of trace, debug, .*, silent, not "infoo"\.\n$/)
	]
])('%s=%s is one clear line and exit 1', async (name, value, said) => {
	expect(await runApp({ [name]: value })).toEqual({ code: 1, output: said });
});

test('a contact for security reports that no program can open is one clear line and exit 1', async () => {
	const { code, output } = await runApp({ SECURITY_CONTACT: 'security@atlas.example' });
	expect(code).toBe(1);
	expect(output).toMatch(/^SECURITY_CONTACT must be addresses such as mailto:.*\n$/);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
	'%s closes the application cleanly',
	async (signal) => {
		const folder = await copyData();
		const app = await startApp({
			SECURITY_CONTACT: 'mailto:security@atlas.example',
			ATLAS_DATA_DIR: folder
		});
		const contact = await fetch(`${app.url}/.well-known/security.txt`);
		expect(contact.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(await contact.text()).toMatch(/^Contact: mailto:security@atlas\.example\nExpires: \d{4}-/);
		const slow = await beginSlowly(app.url);
		const stopped = app.stop(signal);
		await expect.poll(() => fetch(app.url).catch(() => 'closed')).toBe('closed');
		expect(await slow.finish()).toMatch(/^HTTP\/1\.1 303 /);
		expect(await stopped).toBe(0);
		expect(app.url).not.toBe(inject('app_url'));
		await rm(folder, { recursive: true });
	},
	120_000
);

/** A form of which the last part comes only with `finish`, on a connection that stays open; then gives the answer. */
async function beginSlowly(url: string): Promise<{ finish(): Promise<string> }> {
	const { host, hostname, port } = new URL(url);
	const socket = connect(Number(port), hostname);
	let answer = '';
	socket.on('data', (piece) => (answer += piece));
	const body = 'theme=dark&back=/';
	const head = [
		'POST /theme HTTP/1.1',
		`Host: ${host}`,
		`Origin: ${url}`,
		'Content-Type: application/x-www-form-urlencoded',
		`Content-Length: ${body.length}`
	];
	await new Promise((sent) => socket.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 5)}`, sent));
	// Long enough that the application has begun with it.
	await new Promise((resolve) => setTimeout(resolve, 200));
	return {
		async finish() {
			socket.write(body.slice(5));
			await new Promise((resolve) => socket.once('close', resolve));
			return answer;
		}
	};
}
