import { text } from '@sveltejs/kit';
import { securityText } from '$lib/domain/security-txt.ts';
import * as m from '$lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

const plain = { 'content-type': 'text/plain; charset=utf-8' };

/** A file without a contact would be none, so where nobody is named the answer says just that. */
export const GET: RequestHandler = ({ locals: { security_contacts }, url }) =>
	security_contacts.length > 0
		? text(securityText(security_contacts, url.origin + url.pathname, new Date()), {
				headers: { ...plain, 'cache-control': 'public, max-age=86400' }
			})
		: text(`${m.feeds_no_security_contact()}\n`, { status: 404, headers: plain });
