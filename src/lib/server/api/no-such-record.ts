import { pathIn, type Locale } from '../../domain/text.ts';
import { nearestPages } from '../views/nearest.ts';
import type { Event } from './answer.ts';
import { problem } from './problem.ts';

/**
 * 404 for something that belongs to a record nobody has, with the same of records of like names.
 * @param tail what comes after the page in the address: `/feed.atom`
 */
export async function noSuchRecord(
	{ locals, params, url }: Event,
	collection: 'proposals' | 'papers' | 'regulations',
	locale: Locale,
	tail: string
): Promise<Response> {
	const id = params.id!;
	const near = (await nearestPages(locals.db, collection, id, locale)).map(({ href }) => ({
		id: href.split('/').at(-1)!,
		url: url.origin + pathIn(locale, href + tail)
	}));
	return problem({
		status: 404,
		title: 'No such record',
		detail: `There is nothing of the id "${id.slice(0, 120)}" in ${collection}.`,
		...(near.length > 0 && { near })
	});
}
