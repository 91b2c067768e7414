import { readTheme, themeCookie } from '$lib/theme.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies }) => ({ theme: readTheme(cookies.get(themeCookie)) });
