import { error, redirect } from '@sveltejs/kit';
import { render } from 'svelte/server';
import BriefPaper from '$lib/components/BriefPaper.svelte';
import * as m from '$lib/paraglide/messages.js';
import { getLocale, localizeHref } from '$lib/paraglide/runtime.js';
import { briefPage } from '$lib/server/views/brief.ts';
import type { RequestHandler } from './$types';

/** The brief as one file that needs nothing else: no script, no style sheet, no font, addresses in full. */
export const GET: RequestHandler = async ({ locals: { db }, url }) => {
	const locale = getLocale();
	const page = await briefPage(db, url.searchParams, locale, new Date().toISOString().slice(0, 10));
	if (!page.brief) {
		if (page.view.ids.length > 0 || url.search === '') redirect(303, localizeHref(`/brief${page.query}`));
		error(404, m.compare_brief_missing_ids());
	}
	const { head, body } = render(BriefPaper, {
		props: { brief: page.brief, version: page.data_version, origin: url.origin }
	});
	const title = m.compare_brief_heading({ place: page.brief.jurisdiction });
	const html = `<!doctype html>
<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'))}</title>
<style>body { margin: 2rem auto; padding: 0 1rem; max-width: 52rem; background: #fff; } @media print { body { margin: 0; padding: 0; max-width: none; } }</style>
${head}
</head>
<body>
<main>${body}</main>
</body>
</html>
`;
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-disposition': `attachment; filename="brief-${page.view.jurisdiction!.toLowerCase()}-${page.brief.day}.html"`
		}
	});
};
