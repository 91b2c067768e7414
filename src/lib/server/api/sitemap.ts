import { z } from 'zod';
import { parseParameters } from '../../domain/api/parameters.ts';
import { sitemapIndex, sitemapText } from '../../domain/sitemap.ts';
import { openSitemap } from '../views/sitemap.ts';
import { badParameters, type Event, type Reading } from './answer.ts';

/** `/sitemap.xml`: all pages, or where they are too many the list of `?part=1` and on. */
export async function readSitemap({ locals, url }: Event): Promise<Reading> {
	const { values, errors } = parseParameters({ part: z.int().min(1).optional() }, url.searchParams);
	if (!values) return badParameters(errors);
	const { parts, pages } = await openSitemap(locals.db);
	const { part } = values;
	if (part !== undefined && part > parts)
		return badParameters([{ path: 'part', message: `there are ${parts}` }]);
	return async () =>
		new Response(
			part === undefined && parts > 1
				? sitemapIndex(parts, url.origin)
				: sitemapText(await pages(part ?? 1), url.origin),
			{ headers: { 'content-type': 'text/xml; charset=utf-8' } }
		);
}
