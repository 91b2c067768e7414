import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$lib/paraglide/runtime.js';
import { signOut } from '$lib/server/curation/sign-in.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request }) => {
	if (locals.user) await signOut(locals, request.headers, locals.user.pseudonym);
	redirect(303, localizeHref('/'));
};
