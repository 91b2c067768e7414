import type { Session } from './session.ts';

/** What a browser without scripts would send of a page with the form of a draft: every field with its value. */
export async function formOf(session: Session, address: string): Promise<FormData> {
	const html = await (await session.get(address)).text();
	const [form] = /<form[^>]*class="editor[\s\S]*?<\/form>/.exec(html)!;
	const sent = new FormData();
	const text = (raw: string) =>
		raw
			.replace(/&quot;/g, '"')
			.replace(/&#39;/g, "'")
			.replace(/&lt;/g, '<')
			.replace(/&gt;/g, '>')
			.replace(/&amp;/g, '&');
	const attribute = (tag: string, name: string) =>
		text(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
	for (const [tag] of form.matchAll(/<input [^>]*>/g)) {
		const isBox = /type="(checkbox|radio)"/.test(tag);
		if (attribute(tag, 'name') && (!isBox || / checked/.test(tag)))
			sent.append(attribute(tag, 'name'), attribute(tag, 'value'));
	}
	for (const [, tag, value] of form.matchAll(/(<textarea [^>]*>)([\s\S]*?)<\/textarea>/g))
		sent.append(attribute(tag, 'name'), text(value));
	for (const [, tag, options] of form.matchAll(/(<select [^>]*>)([\s\S]*?)<\/select>/g))
		sent.append(
			attribute(tag, 'name'),
			attribute(/<option[^>]* selected[^>]*>/.exec(options)?.[0] ?? '', 'value')
		);
	return sent;
}
