import { getLocale } from '$lib/paraglide/runtime.js';
import { orPreview } from '$lib/server/curation/preview.ts';
import { notHere } from '$lib/server/not-here.ts';
import { cite } from '$lib/server/views/cite.ts';
import { linkedHead } from '$lib/server/views/linked.ts';
import { proposalPage } from '$lib/server/views/proposal.ts';
import { countOpen } from '$lib/server/views/suggestions.ts';
import { traceOf } from '$lib/server/views/trace.ts';
import { uptakeOf } from '$lib/server/views/uptake.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orPreview(event, async (db) => {
		const {
			params: { id },
			url
		} = event;
		const proposal = await proposalPage(db, id, getLocale());
		if (!proposal) return notHere(db, 'proposals', id, url.search);
		const [trace, uptake, cited, linked, open_suggestions] = await Promise.all([
			traceOf(db, { proposal: id }, getLocale()),
			uptakeOf(db, id, getLocale()),
			cite(db, 'proposals', id, getLocale(), url.origin),
			linkedHead(db, 'proposals', id, url.origin, new Date().toISOString().slice(0, 10)),
			countOpen(db, 'proposal', id)
		]);
		return { proposal, trace, uptake, cited, linked, open_suggestions };
	});
