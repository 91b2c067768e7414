import type { Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import type { tellLink } from './telling.ts';

/** A link in one line: whose law says what, whether it holds that day, how sure that is, and both addresses, ours and the publisher's. */
export const linkLine =
	(locale: Locale) =>
	({ said, basis, confidence, provision, regulation }: ReturnType<typeof tellLink>): string => {
		const doubt = m.linked_mcp_doubt(
			{
				light: provision.light.label,
				basis: basis.label,
				confidence: confidence.label,
				verification: provision.verification.label
			},
			{ locale }
		);
		const official = provision.official.url
			? m.linked_mcp_official({ url: provision.official.url }, { locale })
			: m.linked_mcp_official_none({}, { locale });
		return `- ${regulation.jurisdiction.label} · ${said} · ${regulation.title}, ${provision.ref} (${doubt}): ${provision.url} · ${official}`;
	};
