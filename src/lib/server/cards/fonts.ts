import sans from '@fontsource/inter/files/inter-latin-400-normal.woff?inline';
import sansMore from '@fontsource/inter/files/inter-latin-ext-400-normal.woff?inline';
import serif from '@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff?inline';
import serifMore from '@fontsource/source-serif-4/files/source-serif-4-latin-ext-600-normal.woff?inline';
import type { Font } from 'satori';
import chinese from './fonts/noto-sans-sc-500.woff?inline';

const inlined = { serif, serifMore, sans, sansMore, chinese };

/** The fonts of pictures: each file under a name of its own, for of one name only the first would count. */
export const pictureFonts: Font[] = Object.entries(inlined).map(([name, address]) => ({
	name,
	data: Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'),
	style: 'normal'
}));

export const families = {
	serif: 'serif, serifMore, chinese',
	sans: 'sans, sansMore, chinese'
};
