import { error, redirect } from '@sveltejs/kit';
import * as m from '$lib/paraglide/messages.js';
import { localizeHref } from '$lib/paraglide/runtime.js';
import { orFail } from '$lib/server/curation/answer.ts';
import { findOffer, takeOffer } from '$lib/server/curation/people.ts';
import { signIn } from '$lib/server/curation/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { db }, params, setHeaders }) => {
	// The address is a key: it goes to nobody.
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const offer = await findOffer(db, params.token, new Date());
	if (!offer) error(404, m.curate_no_invitation());
	return { offer: { email: offer.email, role: offer.role, is_reset: offer.user !== null } };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const sent = await request.formData();
		const name = String(sent.get('name') ?? '');
		const password = String(sent.get('password') ?? '');
		const { done, failed } = await orFail(
			takeOffer(locals.db, locals.auth, params.token, { name, password }, new Date()),
			{ name }
		);
		if (!done) return failed;
		await signIn(locals, request.headers, done.email, password, new Date());
		redirect(303, localizeHref('/curate'));
	}
};
