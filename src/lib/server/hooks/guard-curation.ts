import { error, redirect, type Handle } from '@sveltejs/kit';
import { roleName } from '../../i18n/curate-words.ts';
import * as m from '../../paraglide/messages.js';
import { deLocalizeUrl, localizeHref } from '../../paraglide/runtime.js';
import { isGuarded, mayRequest } from '../curation/guard.ts';
import { formActionOf } from './form-action.ts';

/** Closed until `guards` opens it: whoever is not signed in is asked to, whoever may not is told so. */
export const guardCuration: Handle = ({ event, resolve }) => {
	const { route, url, request, locals } = event;
	if (!route.id || !isGuarded(route.id)) return resolve(event);
	const reads = request.method === 'GET' || request.method === 'HEAD';
	if (!locals.user && locals.second_factor_needed) {
		if (reads) redirect(303, localizeHref('/account'));
		error(401, m.curate_second_factor_first());
	}
	if (!locals.user && reads) {
		const { pathname, search } = deLocalizeUrl(url);
		redirect(303, localizeHref(`/sign-in?next=${encodeURIComponent(pathname + search)}`));
	}
	if (!locals.user) error(401, m.curate_sign_in_again());
	const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)/.test(
		request.headers.get('content-type') ?? ''
	);
	const action = isForm ? formActionOf(url) : request.method;
	if (!mayRequest(locals.user.role, route.id, { method: request.method, action }))
		error(403, m.curate_not_allowed({ role: roleName(locals.user.role) }));
	return resolve(event);
};
