import { getLocale } from '$lib/paraglide/runtime.js';
import { orPreview } from '$lib/server/curation/preview.ts';
import { codebookPage } from '$lib/server/views/codebook.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => orPreview(event, (db) => codebookPage(db, getLocale()));
