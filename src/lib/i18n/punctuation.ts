import { getLocale } from '../paraglide/runtime.js';

const inChinese = () => getLocale() === 'zh';

/** Between two sentences: the Chinese full stop brings its own blank. */
export const gap = () => (inChinese() ? '' : ' ');
/** Between a word and what it names. */
export const colon = () => (inChinese() ? '：' : ': ');
/** Between the entries of a list. */
export const comma = () => (inChinese() ? '、' : ', ');
/** Between entries that hold commas. */
export const semicolon = () => (inChinese() ? '；' : '; ');
/** Between a text that may be a sentence and what is told beside it. */
export const beside = (text: string) => (/[。！？；]$/.test(text) ? '' : ' · ');
