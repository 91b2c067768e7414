import { redirect } from '@sveltejs/kit';
import { readTheme, themeCookie, themeCookieSeconds } from '$lib/theme.ts';
import type { RequestHandler } from './$types';

/** Only a path on this site: `//elsewhere` and `/\elsewhere` would leave it. */
function readPath(value: FormDataEntryValue | null): string {
	return typeof value === 'string' && /^\/(?![/\\])[^\t\r\n]*$/.test(value) ? value : '/';
}

export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const theme = readTheme(form.get('theme'));
	// The page's script reads and writes this cookie too, hence not httpOnly.
	const options = { path: '/', httpOnly: false, secure: url.protocol === 'https:', sameSite: 'lax' } as const;
	if (theme === 'system') cookies.delete(themeCookie, options);
	else cookies.set(themeCookie, theme, { ...options, maxAge: themeCookieSeconds });
	redirect(303, readPath(form.get('back')));
};
