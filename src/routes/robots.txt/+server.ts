import { text } from '@sveltejs/kit';
import { locales, pathIn } from '$lib/domain/text.ts';
import type { RequestHandler } from './$types';

const closed = ['/account', '/curate/', '/invitations/', '/sign-in', '/sign-out', '/suggest?'];

/** Made on request, for the sitemap must be named by its full address. */
export const GET: RequestHandler = ({ url }) =>
	text(
		[
			'User-agent: *',
			...locales.flatMap((locale) => closed.map((path) => `Disallow: ${pathIn(locale, path)}`)),
			'',
			`Sitemap: ${url.origin}/sitemap.xml`,
			''
		].join('\n'),
		{
			headers: {
				'content-type': 'text/plain; charset=utf-8',
				'cache-control': 'public, max-age=3600'
			}
		}
	);
