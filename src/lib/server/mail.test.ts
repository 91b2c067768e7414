import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { StartupError } from './db/startup-error.ts';
import { createMailer } from './mail.ts';

type Letter = { from: string; to: string[]; raw: string };

let server: SMTPServer | undefined;
afterEach(async () => {
	const open = server;
	server = undefined;
	if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
});

/** A mail server on this machine that keeps what it takes, or refuses every recipient. */
async function mailServer(refuses = false): Promise<{ url: string; letters: Letter[] }> {
	const letters: Letter[] = [];
	const opened = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onRcptTo: (_address, _session, done) => done(refuses ? new Error('no such mailbox') : null),
		onData(stream, { envelope }, done) {
			let raw = '';
			stream.on('data', (chunk) => (raw += String(chunk)));
			stream.on('end', () => {
				const from = envelope.mailFrom ? envelope.mailFrom.address : '';
				letters.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw });
				done();
			});
		}
	});
	server = opened;
	await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
	return { url: `smtp://127.0.0.1:${(opened.server.address() as AddressInfo).port}`, letters };
}

const from = 'Remedy Atlas <atlas@example.org>';
const unexpected = (error: unknown) => {
	throw error;
};

describe('the mailer', () => {
	test('is not there without a server', () => {
		expect(createMailer({ MAIL_FROM: from }, unexpected)).toBeUndefined();
	});

	test('refuses to start with settings that cannot work, and says which', () => {
		for (const [environment, named] of [
			[{ SMTP_URL: 'mail.example.org', MAIL_FROM: from }, 'SMTP_URL'],
			[{ SMTP_URL: 'https://mail.example.org', MAIL_FROM: from }, 'SMTP_URL'],
			[{ SMTP_URL: 'smtp://mail.example.org' }, 'MAIL_FROM']
		] as const) {
			expect(() => createMailer(environment, unexpected)).toThrow(StartupError);
			expect(() => createMailer(environment, unexpected)).toThrow(named);
		}
	});

	test('hands over a letter in both languages, to one person', async () => {
		const { url, letters } = await mailServer();
		const mailer = createMailer({ SMTP_URL: url, MAIL_FROM: from }, unexpected)!;
		expect(
			await mailer.send('reader@example.org', 'Your suggestion\r\nBcc: other@example.org', '采纳 — ok')
		).toBe(true);
		expect(letters).toHaveLength(1);
		expect(letters[0]).toMatchObject({ from: 'atlas@example.org', to: ['reader@example.org'] });
		expect(letters[0].raw).not.toMatch(/^bcc:/im);
		expect(letters[0].raw).toContain('Content-Type: text/plain; charset=utf-8');
	});

	test('never takes one address for two', async () => {
		const { url, letters } = await mailServer();
		const mailer = createMailer({ SMTP_URL: url, MAIL_FROM: from }, () => {})!;
		await mailer.send('a@example.org, b@example.org', 'x', 'y');
		expect(letters.flatMap(({ to }) => to)).not.toContain('b@example.org');
	});

	test('tells of a server that refuses or is not there, and fails nobody', async () => {
		const failures: unknown[] = [];
		const { url } = await mailServer(true);
		const refused = createMailer({ SMTP_URL: url, MAIL_FROM: from }, (error) => failures.push(error))!;
		expect(await refused.send('reader@example.org', 'x', 'y')).toBe(false);
		const nobody = createMailer({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: from }, (error) =>
			failures.push(error)
		)!;
		expect(await nobody.send('reader@example.org', 'x', 'y')).toBe(false);
		expect(failures.map(String)).toEqual([
			expect.stringContaining('no such mailbox'),
			expect.stringContaining('ECONNREFUSED')
		]);
	});
});
