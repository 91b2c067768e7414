import { getLocale } from '$lib/paraglide/runtime.js';
import { codebookPage } from '$lib/server/views/codebook.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => codebookPage(locals.db, getLocale());
