import errorPage from '../../../error.html?raw';
import type { Role } from '../../domain/roles.ts';
import type { Locale } from '../../domain/text.ts';
import { escapeXml } from '../../domain/xml.ts';
import { deskMenu } from '../../i18n/desk-menu-words.ts';
import { mainMenu } from '../../i18n/menu-words.ts';
import type { Word } from '../../i18n/word.ts';
import * as m from '../../paraglide/messages.js';
import { deLocalizeUrl, extractLocaleFromUrl, localizeHref } from '../../paraglide/runtime.js';
import { mayRead } from '../curation/guard.ts';

type Refused = { status: number; message: string };

/** The language of a page by its address: who asks may be before the hook that knows it. */
export const localeOf = (url: URL): Locale => extractLocaleFromUrl(url) ?? 'en';

export const link = (locale: Locale, path: string, words: string, more = ''): string =>
	`<a href="${escapeXml(localizeHref(path, { locale }))}"${more}>${escapeXml(words)}</a>`;

/** The page that a form was on: without the name of the form action, which is no page, and on this host whatever its slashes say. */
export function pageOf(url: URL): string {
	const { pathname, search } = deLocalizeUrl(url);
	return pathname.replace(/^\/+/, '/') + search.replace(/([?&])\/[^&]*&?/, '$1').replace(/[?&]$/, '');
}

/** Leads to signing in, and from there back to the page that the form was on. */
export const signInLink = (url: URL, words: string, more?: string): string =>
	link(localeOf(url), `/sign-in?next=${encodeURIComponent(pageOf(url))}`, words, more);

/** A menu of the site, as far as it stands without script. */
function menu(locale: Locale, name: string, items: { href: string; label: Word }[]): string {
	const links = items.map(({ href, label }) => link(locale, href, label({}, { locale })));
	return `<nav aria-label="${escapeXml(name)}">${links.join('\n')}</nav>`;
}

/**
 * What a reader is told whose request was refused before its route was asked, and where to go on from there.
 * @param role of who is signed in
 */
export function refusedPage(refused: Refused, url: URL, role: Role | undefined): Response {
	const locale = localeOf(url);
	const title =
		refused.status === 404 ? m.error_not_found_title({}, { locale }) : m.error_request_title({}, { locale });
	const ways = [
		...(refused.status === 401 ? [signInLink(url, m.curate_sign_in({}, { locale }))] : []),
		...(role ? [link(locale, '/curate', m.curate_home({}, { locale }))] : []),
		link(locale, '/', m.back_to_start({}, { locale }))
	];
	const said = refused.message === title ? '' : `<p>${escapeXml(refused.message)}</p>`;
	const other = locale === 'en' ? 'zh' : 'en';
	const language = `<a href="${escapeXml(localizeHref(pageOf(url), { locale: other }))}" hreflang="${other}" lang="${other}">${escapeXml(m.other_language({}, { locale }))}</a>`;
	const menus = [
		menu(locale, m.main_menu({}, { locale }), mainMenu),
		...(role
			? [
					menu(
						locale,
						m.suggest_nav({}, { locale }),
						deskMenu.filter(({ href }) => mayRead(role, href))
					)
				]
			: []),
		language
	];
	return standIn(locale, refused.status, title, `${said}\n<p>${ways.join(' · ')}</p>`, menus.join('\n'));
}

/** The page that stands in for one of the site. */
export function standIn(
	locale: Locale,
	status: number,
	title: string,
	content: string,
	menus = ''
): Response {
	const body = errorPage
		.replace('lang="en"', `lang="${locale}"`)
		.replace('href="/"', `href="${localizeHref('/', { locale })}"`)
		.replaceAll('%sveltekit.status%', String(status))
		.replaceAll('%sveltekit.error.message%', escapeXml(title))
		// What was typed may hold `$&`, which is no pattern here.
		.replace('</header>', () => `${menus}\n</header>`)
		.replace('</main>', () => `${content}\n</main>`);
	return new Response(body, {
		status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'private, no-store',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
		}
	});
}
