import { endpoint } from '$lib/server/api/answer.ts';
import { readSitemap } from '$lib/server/api/sitemap.ts';

export const { GET, fallback } = endpoint(readSitemap, 'text/xml', { daily: false });
