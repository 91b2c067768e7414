import type { RequestEvent } from '@sveltejs/kit';
import { escapeXml } from '../../domain/xml.ts';
import { sentName } from '../../i18n/sent-words.ts';
import * as m from '../../paraglide/messages.js';
import { preferred } from '../api/headers.ts';
import { isMeasured } from './refuse.ts';
import { link, localeOf, pageOf, signInLink, standIn } from './refused-page.ts';

/** Never written into a page again, whoever typed them. */
const secrets = new Set(['password', 'present', 'code', 'uri', 'backup_codes']);
/** What a page sends along, which nobody typed. */
const unseen = (name: string) =>
	['id', 'kind', 'record', 'saves', 'submitted_at'].includes(name) || /^:(?!note$)/.test(name);

/**
 * The page of a form that was sent without script and has no other answer than an error: the framework would draw over what was
 * typed. Here it stands, to be sent again, or to be copied. Undefined where nothing was typed, or something else was sent.
 * @param refused.told why, as HTML
 */
export async function sentForm(
	{ request, url, locals }: RequestEvent,
	refused: { status: number; told: string }
): Promise<Response | undefined> {
	const isOurs = request.method === 'POST' && request.headers.get('origin') === url.origin;
	const takesPage = preferred(request.headers.get('accept'), ['application/json'], 'text/html') === undefined;
	if (!isOurs || !takesPage || !isMeasured(request)) return undefined;
	const sent = [...(locals.sent ?? (await request.formData().catch(() => undefined)) ?? [])];
	const fields = sent.flatMap(([name, value]): [string, string][] =>
		typeof value === 'string' && !secrets.has(name) ? [[name, value]] : []
	);
	if (!fields.some(([, value]) => value.trim())) return undefined;
	const locale = localeOf(url);
	const isWhole = fields.length === sent.length;
	const kept = fields.map(([name, value], index) => {
		if (!value.trim() || unseen(name))
			return `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}" />`;
		const lines = Math.min(20, value.split('\n').length + Math.floor(value.length / 80));
		// The first line break in a textarea is none of its text.
		return `<p><label for="sent-${index}">${escapeXml(sentName(name, locale))}</label>
<textarea id="sent-${index}" name="${escapeXml(name)}" rows="${lines}" readonly>\n${escapeXml(value)}</textarea></p>`;
	});
	const elsewhere = ' target="_blank" rel="noopener"';
	const page = link(locale, pageOf(url), m.form_kept_page({}, { locale }), elsewhere);
	const signIn = signInLink(url, m.form_kept_sign_in({}, { locale }), elsewhere);
	// Who is signed in and may not do it is not helped by signing in.
	const lacksRole = refused.status === 403;
	const way = refused.status === 401 ? signIn : page;
	const hint = lacksRole
		? m.form_kept_role({}, { locale })
		: isWhole
			? m.form_kept_hint({}, { locale })
			: m.form_kept_part({}, { locale });
	// What failed may have been done before it failed.
	const title =
		refused.status < 500 ? m.form_kept_title({}, { locale }) : m.form_kept_unconfirmed({}, { locale });
	return standIn(
		locale,
		refused.status,
		title,
		`${refused.told}
${lacksRole ? '' : `<p>${way}</p>`}
<p>${escapeXml(hint)}</p>
<form method="post" action="${escapeXml(url.pathname + url.search)}" enctype="multipart/form-data">
${kept.join('\n')}
${isWhole ? `<p><button type="submit">${escapeXml(m.form_kept_send({}, { locale }))}</button></p>` : ''}
</form>`
	);
}
