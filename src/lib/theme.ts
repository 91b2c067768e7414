export const themes = ['light', 'dark', 'system'] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = 'theme';
export const themeCookieSeconds = 365 * 24 * 60 * 60;

export function readTheme(value: unknown): Theme {
	return themes.find((theme) => theme === value) ?? 'system';
}
