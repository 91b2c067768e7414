import errorPage from '../../../error.html?raw';
import { escapeXml } from '../../domain/xml.ts';
import * as m from '../../paraglide/messages.js';
import { deLocalizeUrl, getLocale, localizeHref } from '../../paraglide/runtime.js';

type Refused = { status: number; message: string };

const link = (path: string, words: string, more = '') =>
	`<a href="${escapeXml(localizeHref(path))}"${more}>${escapeXml(words)}</a>`;

/** Leads to signing in, and from there back to the page that the form was on. */
export function signInLink(url: URL, words: string, more?: string): string {
	const { pathname, search } = deLocalizeUrl(url);
	// Without the name of the form action, which is no page.
	const page = pathname + search.replace(/([?&])\/[^&]*&?/, '$1').replace(/[?&]$/, '');
	return link(`/sign-in?next=${encodeURIComponent(page)}`, words, more);
}

/** What a reader is told whose request was refused before its route was asked, and where to go on from there. */
export function refusedPage(refused: Refused, url: URL, isSignedIn: boolean): Response {
	const title = refused.status === 404 ? m.error_not_found_title() : m.error_request_title();
	const ways = [
		...(refused.status === 401 ? [signInLink(url, m.curate_sign_in())] : []),
		...(isSignedIn ? [link('/curate', m.curate_home())] : []),
		link('/', m.back_to_start())
	];
	const said = refused.message === title ? '' : `<p>${escapeXml(refused.message)}</p>`;
	return standIn(refused.status, title, `${said}\n<p>${ways.join(' · ')}</p>`);
}

/** The page that stands in for one of the site. */
export function standIn(status: number, title: string, content: string): Response {
	const body = errorPage
		.replace('lang="en"', `lang="${getLocale()}"`)
		.replace('href="/"', `href="${localizeHref('/')}"`)
		.replaceAll('%sveltekit.status%', String(status))
		.replaceAll('%sveltekit.error.message%', escapeXml(title))
		// What was typed may hold `$&`, which is no pattern here.
		.replace('</main>', () => `${content}\n</main>`);
	return new Response(body, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'private, no-store',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
		}
	});
}
