import * as m from '$lib/paraglide/messages.js';
import type { Decision } from '$lib/server/curation/suggestions.ts';

const locales = ['en', 'zh'] as const;

/** What the reader is told, in both languages: nobody asked which one they read. */
export function letterOn(
	{ suggestion }: Decision,
	record: string,
	origin: string
): { subject: string; text: string } {
	const tell = (locale: (typeof locales)[number]) => {
		const options = { locale };
		const prefix = locale === 'zh' ? '/zh' : '';
		return [
			suggestion.state === 'accepted'
				? m.suggest_mail_accepted({ record }, options)
				: m.suggest_mail_declined({ record, reason: suggestion.reason ?? '' }, options),
			m.suggest_mail_address({ address: `${origin}${prefix}/suggestions/${suggestion.id}` }, options),
			m.suggest_mail_deleted({}, options)
		].join('\n\n');
	};
	return {
		subject: locales.map((locale) => m.suggest_mail_subject({}, { locale })).join(' · '),
		text: `${locales.map(tell).join('\n\n----\n\n')}\n`
	};
}
