import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$lib/paraglide/runtime.js';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ locals, request }) => {
	if (locals.user) await locals.auth.api.signOut({ headers: request.headers });
	redirect(303, localizeHref('/'));
};
