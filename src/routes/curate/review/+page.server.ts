import { redirect } from '@sveltejs/kit';
import { localizeHref } from '$lib/paraglide/runtime.js';
import type { PageServerLoad } from './$types';

/** What is to be reviewed is listed in the queue. */
export const load: PageServerLoad = () => redirect(303, localizeHref('/curate/queue'));
