import { StartupError } from '../db/startup-error.ts';

let publicHost: string | undefined;

/**
 * The public address of the site (`ORIGIN`), where it has one.
 * @throws StartupError
 */
export function setPublicOrigin(origin: string | undefined): void {
	if (origin && !(URL.canParse(origin) && /^https?:/.test(origin) && new URL(origin).origin === origin))
		throw new StartupError(
			`ORIGIN must be an address without a path, such as https://atlas.example.org, not "${origin}".`
		);
	publicHost = origin ? new URL(origin).host : undefined;
}

/**
 * MCP asks servers to check `Origin`, or a page could point a name of its own at this machine and speak to it as its own
 * origin (DNS rebinding). Everything here is public and pages of every other origin may ask by CORS; refused are an origin
 * that is none, and a page that takes itself for ours under a name that is not.
 * @param host the `Host` header: the name under which the client reached us
 */
export function isRefusedOrigin(origin: string | null, host: string | null): boolean {
	if (!origin) return false;
	let asked: URL;
	try {
		asked = new URL(origin);
	} catch {
		return true;
	}
	if (asked.host !== host?.toLowerCase()) return false;
	return asked.host !== publicHost && !isLiteral(asked.hostname);
}

/** A name that nobody can point elsewhere: loopback, or an address itself. */
const isLiteral = (name: string): boolean =>
	name === 'localhost' ||
	name.endsWith('.localhost') ||
	/^(\d{1,3}(\.\d{1,3}){3}|\[[\da-f:.]+\])$/.test(name);
