import { expect, test } from 'vitest';
import { overwriteGetLocale } from '$lib/paraglide/runtime.js';
import { pathName } from './surroundings.ts';

test('a field of two languages is named in the language of the reader', () => {
	const words = { title: { label: 'x' } };
	expect(pathName(words, 'title_en')).toBe('x (English)');
	overwriteGetLocale(() => 'zh');
	expect(pathName(words, 'title_en')).toBe('x（英文）');
	expect(pathName(words, 'title_zh')).toBe('x（中文）');
	overwriteGetLocale(() => 'en');
});
