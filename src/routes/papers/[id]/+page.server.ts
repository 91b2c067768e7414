import { getLocale } from '$lib/paraglide/runtime.js';
import { orPreview } from '$lib/server/curation/preview.ts';
import { notHere } from '$lib/server/not-here.ts';
import { cite } from '$lib/server/views/cite.ts';
import { linkedHead } from '$lib/server/views/linked.ts';
import { paperPage } from '$lib/server/views/paper.ts';
import { countOpen } from '$lib/server/views/suggestions.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const {
			params: { id },
			url
		} = event;
		const paper = await paperPage(db, id, getLocale());
		if (!paper) return notHere(db, 'papers', id, url.search);
		const [trace, cited, linked, open_suggestions] = await Promise.all([
			traceOf(db, { paper: id }, getLocale()),
			cite(db, 'papers', id, getLocale(), url.origin),
			linkedHead(db, 'papers', id, url.origin, new Date().toISOString().slice(0, 10)),
			countOpen(db, 'paper', id)
		]);
		return { paper, trace, cited, linked, open_suggestions };
	});
