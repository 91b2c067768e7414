import { getLocale } from '$lib/paraglide/runtime.js';
import { codebookPage } from '$lib/server/views/codebook.ts';
import { orPreview } from '$lib/server/curation/preview.ts';
import { agreementPage } from '$lib/server/views/coding.ts';
import { linkedCodebook } from '$lib/server/views/linked.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const { url } = event;
		const [page, linked, agreement] = await Promise.all([
			codebookPage(db, getLocale()),
			linkedCodebook(db, url.origin, false),
			agreementPage(db, getLocale())
		]);
		return { ...page, linked, agreement };
	});
