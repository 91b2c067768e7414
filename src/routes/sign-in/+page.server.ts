import { fail, redirect } from '@sveltejs/kit';
import { storable } from '$lib/domain/form.ts';
import { localizeHref } from '$lib/paraglide/runtime.js';
import { signIn, verifySecondFactor } from '$lib/server/curation/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Only places of this site, also once `/.//elsewhere` is put straight: an address that leads elsewhere would make the form a trap. */
const placeAfter = (url: URL) => {
	const isHere = (path: string) => /^\/(?![/\\])[^\s\\]*$/.test(path);
	const next = url.searchParams.get('next') ?? '';
	const place = localizeHref(isHere(next) ? next : '/curate');
	return isHere(place) ? place : localizeHref('/curate');
};

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.user || locals.second_factor_needed) redirect(303, placeAfter(url));
};

export const actions: Actions = {
	password: async ({ locals, request, url }) => {
		const form = await request.formData();
		const email = storable(String(form.get('email') ?? '')).slice(0, 200);
		const outcome = await signIn(
			locals,
			request.headers,
			email,
			String(form.get('password') ?? ''),
			new Date()
		);
		if (outcome === 'in') redirect(303, placeAfter(url));
		if (outcome === 'second-factor') return { step: 'second-factor' as const };
		return fail(outcome === 'too-often' ? 429 : 400, { step: 'password' as const, refused: outcome, email });
	},
	code: async ({ locals, request, url }) => {
		const form = await request.formData();
		const outcome = await verifySecondFactor(
			locals,
			request.headers,
			String(form.get('code') ?? '').replace(/\s/g, ''),
			new Date()
		);
		if (outcome === 'in') redirect(303, placeAfter(url));
		return fail(outcome === 'too-often' ? 429 : 400, { step: 'second-factor' as const, refused: outcome });
	}
};
