import { getLocale } from '../paraglide/runtime.js';

const inChinese = () => getLocale() === 'zh';

/** Between two sentences: the Chinese full stop brings its own blank. */
export const gap = () => (inChinese() ? '' : ' ');
/** Between a word and what it names. */
export const colon = () => (inChinese() ? '：' : ': ');
/** Between the entries of a list. */
export const comma = () => (inChinese() ? '、' : ', ');
