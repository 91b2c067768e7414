import { error, redirect } from '@sveltejs/kit';
import { storable } from '$lib/domain/form.ts';
import * as m from '$lib/paraglide/messages.js';
import { localizeHref } from '$lib/paraglide/runtime.js';
import { orError, orFail } from '$lib/server/curation/answer.ts';
import { findOffer, takeOffer } from '$lib/server/curation/people.ts';
import { signIn } from '$lib/server/curation/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is a key: it goes to nobody.
	setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
	const offer = await orError(findOffer(locals, params.token, new Date()));
	if (!offer) error(404, m.curate_no_invitation());
	return { offer: { email: offer.email, role: offer.role, is_reset: offer.user !== null } };
};

export const actions: Actions = {
	default: async ({ locals, params, request }) => {
		const sent = await request.formData();
		const name = storable(String(sent.get('name') ?? ''));
		const password = String(sent.get('password') ?? '');
		const { done, failed } = await orFail(takeOffer(locals, params.token, { name, password }, new Date()), {
			name
		});
		if (!done) return failed;
		const outcome = await signIn(locals, request.headers, done.email, password, new Date());
		// A new password does not lift the second factor: its code is asked for at the door.
		redirect(303, localizeHref(outcome === 'in' ? '/curate' : '/sign-in'));
	}
};
