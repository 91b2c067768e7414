import { escapeXml } from '../../domain/xml.ts';
import { sentName } from '../../i18n/sent-words.ts';
import * as m from '../../paraglide/messages.js';
import { signInLink, standIn } from './refused-page.ts';

/** Never written into a page again, whoever typed them. */
const secrets = new Set(['password', 'present', 'code', 'uri', 'backup_codes']);
/** What a page sends along, which nobody typed. */
const unseen = (name: string) =>
	['id', 'kind', 'record', 'saves', 'submitted_at'].includes(name) || /^:(?!note$)/.test(name);

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
	const kept = fields.map(([name, value], index) => {
		if (!value.trim() || unseen(name))
			return `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}" />`;
		const lines = Math.min(20, value.split('\n').length + Math.floor(value.length / 80));
		// The first line break in a textarea is none of its text.
		return `<p><label for="sent-${index}">${escapeXml(sentName(name))}</label>
<textarea id="sent-${index}" name="${escapeXml(name)}" rows="${lines}" readonly>\n${escapeXml(value)}</textarea></p>`;
	});
	// Who is signed in and may not do it is not helped by signing in.
	const lacksRole = refused.status === 403;
	const hint = lacksRole ? m.form_kept_role() : isWhole ? m.form_kept_hint() : m.form_kept_part();
	const elsewhere = ' target="_blank" rel="noopener"';
	return standIn(
		refused.status,
		m.form_kept_title(),
		`<p>${escapeXml(refused.message)}</p>
${lacksRole ? '' : `<p>${signInLink(url, m.form_kept_sign_in(), elsewhere)}</p>`}
<p>${escapeXml(hint)}</p>
<form method="post" action="${escapeXml(url.pathname + url.search)}" enctype="multipart/form-data">
${kept.join('\n')}
${isWhole ? `<p><button type="submit">${escapeXml(m.form_kept_send())}</button></p>` : ''}
</form>`
	);
}
