import { z } from 'zod';
import { parseParameters } from '../../domain/api/parameters.ts';
import { sitemapIndex, sitemapParts, sitemapText } from '../../domain/sitemap.ts';
import { sitemapPages } from '../views/sitemap.ts';
import { badParameters, type Event, type Reading } from './answer.ts';

/** `/sitemap.xml`: all pages, or where they are too many the list of `?part=1` and on. */
export async function readSitemap({ locals, url }: Event): Promise<Reading> {
	const { values, errors } = parseParameters({ part: z.int().min(1).optional() }, url.searchParams);
	if (!values) return badParameters(errors);
	const parts = sitemapParts(await sitemapPages(locals.db));
	const { part } = values;
	if (part !== undefined && part > parts.length)
		return badParameters([{ path: 'part', message: `there are ${parts.length}` }]);
	return () =>
		new Response(
			part === undefined && parts.length > 1
				? sitemapIndex(parts, url.origin)
				: sitemapText(parts[(part ?? 1) - 1], url.origin),
			{ headers: { 'content-type': 'text/xml; charset=utf-8' } }
		);
}
