import { readTheme, themeCookie } from '$lib/theme.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies, locals: { user } }) => ({
	theme: readTheme(cookies.get(themeCookie)),
	user: user && { name: user.name, role: user.role }
});
