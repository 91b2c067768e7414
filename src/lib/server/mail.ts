import { createTransport } from 'nodemailer';
import { StartupError } from './db/startup-error.ts';

const patienceMs = 10_000;

export type Mailer = {
	/**
	 * Hands a plain-text letter to the mail server.
	 * @returns whether the server took it; never throws, so a failing mail server never undoes an act
	 */
	send(to: string, subject: string, text: string): Promise<boolean>;
};

/**
 * Sends by the server that `SMTP_URL` names (`smtps://user:password@host`), as `MAIL_FROM`; undefined where no server is named.
 * @param onFailure is told why a letter was not taken
 * @throws StartupError
 */
export function createMailer(
	environment: Record<string, string | undefined>,
	onFailure: (error: unknown) => void
): Mailer | undefined {
	const { SMTP_URL: server, MAIL_FROM: from } = environment;
	if (!server) return undefined;
	if (!/^smtps?:\/\//.test(server) || !URL.canParse(server))
		throw new StartupError('SMTP_URL is not an address of a mail server (smtps://user:password@host:port).');
	if (!from?.includes('@'))
		throw new StartupError('MAIL_FROM must be the address that letters come from; SMTP_URL is set.');
	const transport = createTransport({
		url: server,
		connectionTimeout: patienceMs,
		greetingTimeout: patienceMs,
		socketTimeout: patienceMs,
		disableFileAccess: true,
		disableUrlAccess: true
	});
	return {
		async send(to, subject, text) {
			try {
				// As an object: a text would be read as a list, and a comma in it would reach a second person.
				await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
				return true;
			} catch (error) {
				onFailure(error);
				return false;
			}
		}
	};
}
