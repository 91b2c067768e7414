import { z } from 'zod';
import { codesOf, parseParameters } from '../../domain/api/parameters.ts';
import type { Locale } from '../../domain/text.ts';
import * as m from '../../paraglide/messages.js';
import { findRelease } from '../queries/history.ts';
import { changesScope, matrixScope, recordScope, type Scope } from '../views/feed-scopes.ts';
import { feedOf } from '../views/feed.ts';
import { atomText } from './atom-text.ts';
import { badParameters, badValues, type Event, type Reading } from './answer.ts';
import { noSuchRecord } from './no-such-record.ts';
import { problem } from './problem.ts';

const paging = {
	before: z.int().min(1).optional().meta({ description: 'Number of a change: only what came before it.' })
};

/** `/feed.atom`, for everything or some jurisdictions. */
export async function readChangesFeed(event: Event, locale: Locale): Promise<Reading> {
	const { values, errors } = parseParameters(
		{ ...paging, jurisdiction: codesOf('Jurisdictions or groups of them', 'EU') },
		event.url.searchParams
	);
	if (!values) return badParameters(errors);
	const scope = await changesScope(event.locals.db, values.jurisdiction ?? [], locale);
	return 'dropped' in scope
		? badValues(scope.dropped)
		: () => atomAnswer(event, scope, locale, values.before);
}

/** `/proposals/x/feed.atom` and its like. */
export async function readRecordFeed(
	event: Event,
	collection: 'proposals' | 'papers' | 'regulations',
	locale: Locale
): Promise<Reading> {
	const { locals, url } = event;
	const id = event.params.id!;
	const { values, errors } = parseParameters(paging, url.searchParams);
	if (!values) return badParameters(errors);
	const scope = await recordScope(locals.db, collection, id, locale);
	return scope
		? () => atomAnswer(event, scope, locale, values.before)
		: noSuchRecord(event, collection, locale, '/feed.atom');
}

/** `/matrix/layers/feed.atom`, with the query of the view. */
export async function readMatrixFeed(event: Event, locale: Locale, today: string): Promise<Reading> {
	const { locals, url } = event;
	const own = new URLSearchParams(url.searchParams.getAll('before').map((value) => ['before', value]));
	const { values, errors } = parseParameters(paging, own);
	if (!values) return badParameters(errors);
	const view = new URLSearchParams(url.searchParams);
	view.delete('before');
	const slug = event.params.slug!;
	const scope = await matrixScope(locals.db, slug, view, locale, today);
	if (!scope)
		return problem({
			status: 404,
			title: m.share_no_table({}, { locale }),
			detail: m.matrix_unknown({ slug }, { locale })
		});
	return 'dropped' in scope
		? badValues(scope.dropped)
		: () => atomAnswer(event, scope, locale, values.before);
}

async function atomAnswer({ locals, url }: Event, scope: Scope, locale: Locale, before?: number) {
	const [feed, release] = await Promise.all([
		feedOf(locals.db, scope, locale, before),
		findRelease(locals.db)
	]);
	return new Response(atomText(feed, { origin: url.origin, locale, before, licence: release?.licence }), {
		headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'content-language': locale }
	});
}
