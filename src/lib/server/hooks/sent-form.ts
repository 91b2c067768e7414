import type { RequestEvent } from '@sveltejs/kit';
import errorPage from '../../../error.html?raw';
import { escapeXml } from '../../domain/xml.ts';
import * as m from '../../paraglide/messages.js';
import { deLocalizeUrl, extractLocaleFromUrl, localizeHref } from '../../paraglide/runtime.js';
import { preferred } from '../api/headers.ts';
import { isMeasured } from './refuse.ts';

/** Never written into a page again, whoever typed them. */
const secrets = new Set(['password', 'present', 'code', 'uri', 'backup_codes']);

/** Of these the reader may be rid by signing in. */
const signsIn = new Set([401, 403]);

/**
 * The page of a form that was sent without script and has no other answer than an error: the framework would draw over what was
 * typed. Here it stands, to be sent again, or to be copied. Undefined where nothing was typed, or something else was sent.
 */
export async function sentForm(
	{ request, url, locals }: RequestEvent,
	refused: { status: number; told: string }
): Promise<Response | undefined> {
	const isOurs = request.method === 'POST' && request.headers.get('origin') === url.origin;
	const takesPage = preferred(request.headers.get('accept'), ['application/json'], 'text/html') === undefined;
	if (!isOurs || !takesPage || request.headers.has('x-sveltekit-action') || !isMeasured(request))
		return undefined;
	const sent = [...(locals.sent ?? (await request.formData().catch(() => undefined)) ?? [])];
	const fields = sent.flatMap(([name, value]): [string, string][] =>
		typeof value === 'string' && !secrets.has(name) ? [[name, value]] : []
	);
	if (!fields.some(([, value]) => value.trim())) return undefined;
	// Whoever asks may be before the hook that knows the language.
	const locale = extractLocaleFromUrl(url) ?? 'en';
	const isWhole = fields.length === sent.length;
	const { pathname, search } = deLocalizeUrl(url);
	// Without the name of the form action, which is no page.
	const page = pathname + search.replace(/([?&])\/[^&]*&?/, '$1').replace(/[?&]$/, '');
	const link = (href: string, words: string) =>
		`<p><a href="${escapeXml(localizeHref(href, { locale }))}" target="_blank" rel="noopener">${escapeXml(words)}</a></p>`;
	const kept = fields.map(([name, value], index) => {
		if (!value.trim()) return `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}" />`;
		const lines = Math.min(20, value.split('\n').length + Math.floor(value.length / 80));
		// The first line break in a textarea is none of its text.
		return `<p><label for="sent-${index}">${escapeXml(name)}</label>
<textarea id="sent-${index}" name="${escapeXml(name)}" rows="${lines}" readonly>\n${escapeXml(value)}</textarea></p>`;
	});
	const rest = `${refused.told}
${
	signsIn.has(refused.status)
		? link(`/sign-in?next=${encodeURIComponent(page)}`, m.form_kept_sign_in({}, { locale }))
		: link(page, m.form_kept_page({}, { locale }))
}
<p>${escapeXml(isWhole ? m.form_kept_hint({}, { locale }) : m.form_kept_part({}, { locale }))}</p>
<form method="post" action="${escapeXml(url.pathname + url.search)}" enctype="multipart/form-data">
${kept.join('\n')}
${isWhole ? `<p><button type="submit">${escapeXml(m.form_kept_send({}, { locale }))}</button></p>` : ''}
</form>
</main>`;
	// What failed may have been done before it failed.
	const title =
		refused.status < 500 ? m.form_kept_title({}, { locale }) : m.form_kept_unconfirmed({}, { locale });
	const body = errorPage
		.replace('lang="en"', `lang="${locale}"`)
		.replaceAll('%sveltekit.status%', String(refused.status))
		.replaceAll('%sveltekit.error.message%', escapeXml(title))
		// What was typed may hold `$&`, which is no pattern here.
		.replace('</main>', () => rest);
	return new Response(body, {
		status: refused.status,
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'private, no-store',
			'content-security-policy':
				"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
		}
	});
}
