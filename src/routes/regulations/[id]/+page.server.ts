import { getLocale } from '$lib/paraglide/runtime.js';
import { orPreview } from '$lib/server/curation/preview.ts';
import { notHere } from '$lib/server/not-here.ts';
import { cite } from '$lib/server/views/cite.ts';
import { linkedHead } from '$lib/server/views/linked.ts';
import { regulationPage } from '$lib/server/views/regulation.ts';
import { countOpen } from '$lib/server/views/suggestions.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const {
			params: { id },
			url
		} = event;
		const today = new Date().toISOString().slice(0, 10);
		const regulation = await regulationPage(db, id, url.searchParams, getLocale(), today);
		if (!regulation) return notHere(db, 'regulations', id, url.search);
		const [trace, cited, linked, open_suggestions] = await Promise.all([
			traceOf(db, { regulation: id }, getLocale(), regulation.as_of),
			cite(db, 'regulations', id, getLocale(), url.origin),
			linkedHead(db, 'regulations', id, url.origin, regulation.as_of ?? today),
			countOpen(db, 'instrument', id)
		]);
		return { regulation, trace, cited, linked, open_suggestions };
	});
