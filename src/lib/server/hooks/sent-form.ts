import errorPage from '../../../error.html?raw';
import { escapeXml } from '../../domain/xml.ts';
import * as m from '../../paraglide/messages.js';
import { deLocalizeUrl, getLocale, localizeHref } from '../../paraglide/runtime.js';

/** Never written into a page again, whoever typed them. */
const secrets = new Set(['password', 'present', 'code', 'uri', 'backup_codes']);

/**
 * The page of a form that was sent without script and refused before its page was asked: the framework would draw over what was
 * typed. Here it stands, to be sent again once its reader is signed in, or to be copied. Undefined where nothing was typed.
 */
export async function sentForm(request: Request, url: URL, refused: { status: number; message: string }) {
	const sent = [...((await request.formData().catch(() => undefined)) ?? [])];
	const fields = sent.flatMap(([name, value]): [string, string][] =>
		typeof value === 'string' && !secrets.has(name) ? [[name, value]] : []
	);
	if (!fields.some(([, value]) => value.trim())) return undefined;
	const isWhole = fields.length === sent.length;
	const { pathname, search } = deLocalizeUrl(url);
	// Without the name of the form action, which is no page.
	const page = pathname + search.replace(/([?&])\/[^&]*&?/, '$1').replace(/[?&]$/, '');
	const signIn = localizeHref(`/sign-in?next=${encodeURIComponent(page)}`);
	const kept = fields.map(([name, value], index) => {
		if (!value.trim()) return `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}" />`;
		const lines = Math.min(20, value.split('\n').length + Math.floor(value.length / 80));
		// The first line break in a textarea is none of its text.
		return `<p><label for="sent-${index}">${escapeXml(name)}</label>
<textarea id="sent-${index}" name="${escapeXml(name)}" rows="${lines}" readonly>\n${escapeXml(value)}</textarea></p>`;
	});
	const rest = `<p>${escapeXml(refused.message)}</p>
<p><a href="${escapeXml(signIn)}" target="_blank" rel="noopener">${escapeXml(m.form_kept_sign_in())}</a></p>
<p>${escapeXml(isWhole ? m.form_kept_hint() : m.form_kept_part())}</p>
<form method="post" action="${escapeXml(url.pathname + url.search)}" enctype="multipart/form-data">
${kept.join('\n')}
${isWhole ? `<p><button type="submit">${escapeXml(m.form_kept_send())}</button></p>` : ''}
</form>
</main>`;
	const body = errorPage
		.replace('lang="en"', `lang="${getLocale()}"`)
		.replaceAll('%sveltekit.status%', String(refused.status))
		.replaceAll('%sveltekit.error.message%', escapeXml(m.form_kept_title()))
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
