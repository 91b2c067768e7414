import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import type { RequestHandler } from './$types';

/** What a device shows where a reader keeps the site beside other programs. */
export const GET: RequestHandler = () =>
	new Response(
		JSON.stringify({
			name: m.site_name(),
			short_name: 'Remedy Atlas',
			description: m.site_description(),
			lang: getLocale(),
			start_url: localizeHref('/'),
			display: 'browser',
			background_color: '#fbfaf7',
			theme_color: '#fbfaf7',
			icons: [
				{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' },
				{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
				{ src: '/icon-512.png', sizes: '512x512', type: 'image/png' }
			]
		}),
		{
			headers: {
				'content-type': 'application/manifest+json; charset=utf-8',
				'cache-control': 'public, max-age=3600'
			}
		}
	);
